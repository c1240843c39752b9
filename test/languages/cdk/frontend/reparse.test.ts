/** A file that is parsed again after an edit becomes the same module as one that is parsed for the first time. */
import assert from "node:assert/strict";
import { readModule } from "../../../../server/languages/cdk/typescript/front-end.ts";
import { loadTypeScript } from "../../../../server/languages/cdk/typescript/parser.ts";
import { SyntaxTrees } from "../../../../server/languages/cdk/typescript/reparse.ts";
import { cdkApp } from "../../../core/incremental-inputs.ts";
import { randomEdits } from "../../../core/random-edits.ts";

const typescript = await loadTypeScript();

const everything = `// What the parser finds hard to cut in two.
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

enum Size { Small = 1, Large }
const pattern = /\\/\\/[/'"\`]+/g, half = 10 / 2 / 1;
const nested = \`a \${\`b \${[1, 2].map((x) => x / 2).join("//")} /* c */\`} d\`;

export default abstract class Servers<T extends object = {}> extends Stack {
  static readonly zones = ['eu-west-1a', 'eu-west-1b'] as const;
  #count = 0;
  constructor(scope: App, id: string, private readonly props?: StackProps) {
    super(scope, id, props);
    const vpc = new ec2.Vpc(this, 'Vpc'); /* once */
    for (const zone of Servers.zones) {
      if (this.#count++ > 3) continue;
      new ec2.Volume(this, \`Volume-\${zone}\`, { availabilityZone: zone, size: undefined! });
    }
    switch (id) { case 'a': break; default: throw new Error("no 'id'"); }
    this.later(vpc as ec2.IVpc).catch(() => {});
  }
  get count(): number { return this.#count; }
  async later(vpc: ec2.IVpc): Promise<void> {
    await Promise.all([async () => await vpc, function* () { yield vpc; }]);
    label: while (true) { try { break label; } catch { return; } finally { this.#count = -1; } }
  }
}
const markup = half < 3 ? <Array<number>>[] : null;
new Servers(new App(), 'Servers', { env: { region: 'eu-west-1' }, ...{} });
`;

describe("the front end, after each edit", () => {
  const cases: [string, ReadonlyMap<string, string>][] = [
    ["an app of two files", cdkApp],
    ["a file with every kind of token", new Map([["/w/all.ts", everything]])],
    ["the same as JavaScript", new Map([["/w/all.js", everything]])],
    [
      "the same with markup",
      new Map([["/w/all.tsx", everything.replace("<Array<number>>[]", "<a b='c'>d // {1}</a>")]]),
    ],
  ];
  for (const [name, files] of cases)
    it(`${name}: 1,000 random edits`, function () {
      this.timeout(0);
      const kept = new Map([...files.keys()].map((path) => [path, new SyntaxTrees(typescript)]));
      for (const { files: now, what } of randomEdits(files, { seed: 7, edits: 1000 }))
        for (const [path, text] of now) {
          const chunk = { path, text };
          assert.deepEqual(readModule(typescript, chunk, kept.get(path)), readModule(typescript, chunk), what);
        }
    });

  it("uses the syntax of unchanged statements again", () => {
    const kept = new SyntaxTrees(typescript);
    const before = kept.parse({ path: "/w/all.ts", text: everything }).statements[2];
    const after = kept.parse({ path: "/w/all.ts", text: everything.replace("half = 10", "half = 1000") }).statements[2];
    assert.equal(after, before);
  });

  it("is not misled by another file, or by one that was forgotten", () => {
    const kept = new SyntaxTrees(typescript);
    for (const [path, text] of [...cdkApp, ...cdkApp]) {
      const chunk = { path, text };
      assert.deepEqual(readModule(typescript, chunk, kept), readModule(typescript, chunk));
      kept.forget(path);
    }
  });
});
