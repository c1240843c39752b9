import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { cdkLanguage } from "../../../../server/languages/cdk/program.ts";
import { recogniser } from "../../../../server/languages/cdk/recognise.ts";
import { entryOf, typescriptFiles } from "../../../../server/languages/cdk/typescript/files.ts";
import { typescriptLanguage } from "../../../../server/languages/cdk/typescript/language.ts";
import { loadTypeScript } from "../../../../server/languages/cdk/typescript/parser.ts";

const typescript = await loadTypeScript();
const { mayBe, recognise } = recogniser(typescriptFiles);

function roots(files: Record<string, string>): string[] {
  const language = cdkLanguage({
    id: "cdk",
    source: typescriptLanguage(typescript),
    lower: () => ({ resources: [], open: [], escaped: new Set() }),
    writer: { write: () => undefined },
  });
  const paths = Object.keys(files).filter((p) => mayBe(p) && recognise(p, files[p]!));
  return language.roots(paths, memoryFiles(files)).map((r) => r.path);
}

const CDK = 'import * as cdk from "aws-cdk-lib";\n';

describe("where CDK apps start", () => {
  const commands: [string, readonly string[]][] = [
    ["npx ts-node --prefer-ts-exts bin/app.ts", ["bin/app.ts"]],
    ["node bin/app.js", ["bin/app.ts", "bin/app.js"]],
    ["npx tsx --env-file=.env src/main.mts", ["src/main.mts"]],
    ["node bin/app", ["bin/app.ts", "bin/app.js", "bin/app/index.ts"]],
    ["python3 app.py", []],
    ["mvn -e -q compile exec:java", []],
  ];
  for (const [app, expected] of commands) it(app, () => assert.deepEqual(entryOf(app), expected));

  it("is the entry of cdk.json, and every file that nothing reaches", () => {
    assert.deepEqual(
      roots({
        "/p/cdk.json": '{ "app": "npx ts-node bin/app.ts" }',
        "/p/bin/app.ts": `${CDK}import { S } from "../lib/stack";`,
        "/p/lib/stack.ts": `${CDK}import { H } from "./helper"; export class S extends cdk.Stack {}`,
        "/p/lib/helper.ts": `${CDK}export const H = 1;`,
        "/p/lib/unused.ts": `${CDK}import "./part";`,
        "/p/lib/part.ts": CDK,
        "/p/test/stack.test.ts": CDK,
        "/p/lib/stack.d.ts": CDK,
        "/p/node_modules/x/index.ts": CDK,
        "/p/cdk.out/x.ts": CDK,
        "/p/plain.ts": "export const x = 1;",
      }),
      ["/p/bin/app.ts", "/p/lib/unused.ts"],
    );
  });

  it("is the first of files that import each other", () => {
    assert.deepEqual(roots({ "/a.ts": `${CDK}import "./b";`, "/b.ts": `${CDK}import "./a";` }), ["/a.ts"]);
  });

  it("evaluates again what changed, and only parses that", () => {
    const language = cdkLanguage({
      id: "cdk",
      source: typescriptLanguage(typescript),
      lower: (e) => ({ resources: [], open: e.constructs.map((c) => c.path), escaped: new Set() }),
      writer: { write: () => undefined },
    });
    const files = (id: string) =>
      memoryFiles({
        "/a.ts": `${CDK}import { id } from "./b";\nnew cdk.Stack(new cdk.App(), id); // note`,
        "/b.ts": `export const id = "${id}";`,
      });
    const root = { language: "cdk", path: "/a.ts" };
    const first = language.evaluate(root, files("One"));
    const second = language.evaluate(root, files("Two"));
    assert.deepEqual(first.open, ["", "One"]);
    assert.deepEqual(second.open, ["", "Two"]);
    assert.equal(first.sources.get("/a.ts")!.chunks[0], second.sources.get("/a.ts")!.chunks[0]);
    assert.deepEqual([...second.sources.keys()].sort(), ["/a.ts", "/b.ts"]);
    assert.deepEqual(
      second.comments.map((c) => c.text),
      ["note"],
    );
  });
});
