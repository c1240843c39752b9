import assert from "node:assert/strict";
import { type Configuration, readConfiguration } from "../../server/workspace/configuration.ts";
import { Linter, type LinterOptions } from "../../server/workspace/linter.ts";
import { boxOdd, boxProduct, boxSize } from "./boxes.ts";
import { MemoryFileSystem } from "./memory-file-system.ts";

const read = (text: string) => readConfiguration("/w/.groundrule.yaml", text, [boxSize, boxOdd]);

/** Each problem with the text that it points at. */
function mistakes(text: string, { problems }: Configuration): string[] {
  const lines = text.split("\n");
  return problems.map(({ message, range }) => {
    const { start, end } = range!;
    const at = start.line === end.line ? lines[start.line]!.slice(start.column, end.column) : "…";
    return `${start.line + 1}: ${at}: ${message}`;
  });
}

async function lint(files: Record<string, string>, more: Partial<LinterOptions> = {}): Promise<string[]> {
  const fileSystem = new MemoryFileSystem(files);
  const linter = new Linter({ product: boxProduct(), fileSystem, folders: ["/w"], today: "2026-11-25", ...more });
  const run = (await linter.lintAll())!;
  return run.reports.flatMap(({ path, findings, problems }) => [
    ...problems.map((p) => `${path}: ${p.message}`),
    ...findings.map((f) => `${path} ${f.range.start.line + 1} ${f.finding.severity} ${f.finding.rule}`),
  ]);
}

describe("a configuration", () => {
  it("reads levels, options and profiles", async () => {
    const { profile, rules, problems } = await read(
      "extends: strict\nrules:\n  box-size: [warning, { most: 12 }]\n  box-five/five: off\n",
    );
    assert.deepEqual(problems, []);
    assert.equal(profile, "strict");
    assert.deepEqual(rules, {
      "box-size": { level: "warning", options: { most: 12 } },
      "box-five/five": { level: "off" },
    });
  });

  it("is JSON too, and may be empty", async () => {
    const { rules, problems } = await read('{\n\t"$schema": "x",\n\t"rules": { "box-size": "info" }\n}\n');
    assert.deepEqual([rules, problems], [{ "box-size": { level: "info" } }, []]);
    assert.deepEqual((await read("# nothing yet\n")).problems, []);
  });

  it("points at each mistake, and heeds the rest", async () => {
    const text = [
      "extends: everything",
      "rule: {}",
      "rules:",
      "  box-siez: error",
      "  box-size/under: error",
      "  box-size: [loud, { most: many, least: 1 }]",
      "  box-five: error",
      "overrides:",
      "  - rules: { box-size: fatal }",
      "ignore: { a: b }",
      "deployments:",
      "  - parameters: [a]",
      "    region: 7",
      "  - west",
      "  - parameters: { a: &x [1], b: *x, c: ~ }",
      "    tfvars: { a: b }",
    ].join("\n");
    const configuration = await read(text);
    assert.deepEqual(configuration.rules["box-five"], { level: "error" });
    assert.deepEqual(mistakes(text, configuration), [
      '1: everything: "extends" is one of errors, recommended, strict.',
      '2: rule: There is no setting "rule". Known are extends, rules, overrides, ignore, deployments.',
      '4: box-siez: There is no rule "box-siez". `groundrule rules` lists them.',
      '5: box-size/under: Rule box-size has no variant "under". It has over.',
      "6: loud: A level is one of off, info, warning, error.",
      "6: many: Option most is a number.",
      '6: least: Rule box-size has no option "least".',
      '9: rules: { box-size: fatal }: An override needs "files".',
      "9: fatal: A level is one of off, info, warning, error.",
      '10: { a: b }: "ignore" is a glob or a list of globs.',
      '12: [a]: "parameters" is a mapping of names to values.',
      '13: 7: "region" is a string.',
      '14: west: Each of "deployments" is a mapping.',
      "15: *x: Parameter b is written with aliases or tags.",
      "15: c: Parameter c has no value.",
      '16: { a: b }: "tfvars" is a file or a list of files.',
    ]);
  });

  it("says where it is no YAML", async () => {
    const text = "rules:\n  box-size: [error\n";
    const { problems } = await read(text);
    assert.ok(problems.length > 0);
    assert.ok(problems.every((p) => p.range && p.severity === "error"));
    assert.deepEqual(
      (await read("- a\n- b\n")).problems.map((p) => p.message),
      ["A configuration is a mapping of settings."],
    );
  });

  it("counts from the nearest folder upwards, within the workspace", async () => {
    assert.deepEqual(
      await lint({
        "/.groundrule.yaml": "rules: { box-size: off }",
        "/w/a.box": "boxes\nbox A size=20\n",
        "/w/sub/.groundrule.yml": "rules: { box-size: info }",
        "/w/sub/deep/b.box": "boxes\nbox B size=20\n",
        "/w/off/.groundrule.json": '{ "rules": { "box-size": "off" } }',
        "/w/off/c.box": "boxes\nbox C size=20\n",
      }),
      ["/w/a.box 2 error box-size", "/w/sub/deep/b.box 2 info box-size"],
    );
  });

  it("overrides by glob, the last one winning, and ignores", async () => {
    const box = "boxes\nbox A size=20\n";
    assert.deepEqual(
      await lint({
        "/w/.groundrule.yaml": [
          "overrides:",
          "  - { files: 'test/**', rules: { box-size: off } }",
          "  - { files: ['test/keep.box'], rules: { box-size: warning } }",
          "ignore: [generated/, '*.skip.box', '!important.skip.box']",
        ].join("\n"),
        "/w/src/a.box": box,
        "/w/src/b.skip.box": box,
        "/w/src/important.skip.box": box,
        "/w/test/deep/c.box": box,
        "/w/test/keep.box": box,
        "/w/generated/d.box": box,
      }),
      [
        "/w/src/a.box 2 error box-size",
        "/w/src/important.skip.box 2 error box-size",
        "/w/test/keep.box 2 warning box-size",
      ],
    );
  });

  it("is overridden by the profile that the command line names", async () => {
    const files = { "/w/.groundrule.yaml": "extends: errors", "/w/a.box": "boxes\nbox A size=5\n" };
    assert.deepEqual(await lint(files), []);
    assert.deepEqual(await lint(files, { profile: "strict" }), ["/w/a.box 2 info box-five"]);
  });

  it("names deployments, each of which is looked at", async () => {
    const configuration = [
      "deployments:",
      "  - { name: small, files: a.box, parameters: { n: 3 } }",
      "  - { name: large, files: a.box, parameters: { n: 30 } }",
    ].join("\n");
    const files = { "/w/a.box": "boxes\nbox A size=n\nbox B size=20\n", "/w/b.box": "boxes\nbox B size=n\n" };
    assert.deepEqual(await lint(files), ["/w/a.box 3 error box-size"]);
    assert.deepEqual(await lint({ ...files, "/w/.groundrule.yaml": configuration }), [
      "/w/a.box 2 error box-size",
      "/w/a.box 3 error box-size",
    ]);
  });

  it("takes values of any kind, each number with the digits that it has", async () => {
    const { deployments, problems } = await read(
      [
        "deployments:",
        "  - parameters:",
        "      account: 012345678901",
        "      version: 1.10",
        "      ports: [22, 080, true, ~, a]",
        "      tags: { Team: x, Sizes: [1.50] }",
        "    tfvars: [prod.tfvars, ../common.tfvars]",
        "    workspace: prod",
      ].join("\n"),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(deployments[0]?.inputs, {
      parameters: {
        account: "012345678901",
        version: "1.10",
        ports: [22, "080", true, null, "a"],
        tags: { Team: "x", Sizes: ["1.50"] },
      },
      variableFiles: ["/w/prod.tfvars", "/common.tfvars"],
      workspace: "prod",
    });
  });

  it("is heeded while it is edited, its mistakes reported on itself", async () => {
    const fileSystem = new MemoryFileSystem({ "/w/a.box": "boxes\nbox A size=20\n", "/w/.groundrule.yaml": "" });
    const linter = new Linter({ product: boxProduct(), fileSystem, folders: ["/w"], today: "2026-11-25" });
    const severity = async () => (await linter.lint("/w/a.box"))?.[0]?.findings[0]?.finding.severity;
    assert.equal(await severity(), "error");
    linter.open("/w/.groundrule.yaml", "rules: { box-size: info }");
    assert.equal(await severity(), "info");
    linter.change("/w/.groundrule.yaml", "rules: { box-size: loud }");
    assert.equal(await severity(), "error");
    const [report] = (await linter.lint("/w/.groundrule.yaml"))!;
    assert.deepEqual(
      report?.problems.map((p) => p.message),
      ["A level is one of off, info, warning, error."],
    );
    linter.close("/w/.groundrule.yaml");
    assert.deepEqual((await linter.lint("/w/.groundrule.yaml"))?.[0]?.problems, []);
  });
});
