import assert from "node:assert/strict";
import { Folder } from "./command.ts";

const slow = `Resources:
  Export:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 1200
`;
const fast = slow.replace("1200", "900");
const broken = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: [\n";

describe("groundrule [paths]", () => {
  let folder: Folder;
  const given = (files: Record<string, string | Uint8Array>) => {
    folder = new Folder(files);
    return folder;
  };
  afterEach(() => folder.remove());

  it("is silent and exits with 0 when there is nothing to say", async () => {
    const result = await given({ "a.yaml": fast, "README.md": "x", "data.yaml": "a: 1\n" }).run();
    assert.deepEqual(result, { status: 0, out: "No problems in 1 file.\n", error: "" });
  });

  it("prints the place, the line, a marker, and a summary", async () => {
    const { status, out, error } = await given({ "stacks/a.yaml": slow, "stacks/b.yaml": fast }).run();
    const [head, line, marker, ...rest] = out.split("\n");
    assert.match(head!, /^stacks\/a\.yaml:5:16: error: Export may run for 20 minutes; .* \[lambda-timeout\]$/);
    assert.equal(line, "  5 |       Timeout: 1200");
    assert.equal(marker, "    |                ^~~~");
    assert.equal(rest.at(-2), "1 problem (1 error) in 2 files");
    assert.deepEqual([status, error], [1, ""]);
  });

  it("keeps tabs and the width of wide characters under the marker", async () => {
    const text =
      '{\n\t"Resources": { "Fn": { "Type": "AWS::Lambda::Function", "Properties": { "Description": "時計", "Timeout": 1200 } } }\n}\n';
    const { out } = await given({ "a.json": text }).run();
    const [, line, marker] = out.split("\n");
    const column = line!.indexOf("1200") + 2;
    assert.equal(marker!.indexOf("^"), column);
    assert.equal(marker!.indexOf("\t"), line!.indexOf("\t"));
  });

  it("writes JSON that other programs can rely on", async () => {
    const { status, out, error } = await given({ "a.yaml": slow, "b.yaml": broken }).run("--format", "json");
    const report = JSON.parse(out);
    assert.deepEqual([status, error], [1, ""]);
    assert.deepEqual(Object.keys(report), ["version", "files", "findings", "problems"]);
    assert.deepEqual([report.version, report.files], [1, 2]);
    const [finding, ...others] = report.findings;
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(finding), ["ruleId", "severity", "message", "path", "range", "related", "fixes"]);
    assert.deepEqual([finding.ruleId, finding.severity, finding.path], ["lambda-timeout", "error", "a.yaml"]);
    assert.deepEqual(finding.range, { start: { line: 5, column: 16 }, end: { line: 5, column: 20 } });
    assert.deepEqual(finding.related, []);
    const [problem] = report.problems;
    assert.equal(problem.path, "b.yaml");
    assert.deepEqual(Object.keys(problem), ["path", "message", "range"]);
    assert.ok(problem.range.start.line >= 4);
  });

  it("lints the good file beside one that cannot be understood", async () => {
    const { status, out } = await given({ "bad.yaml": broken, "good.yaml": slow }).run();
    assert.match(out, /^bad\.yaml:\d+:\d+: error: /m);
    assert.match(out, /^good\.yaml:5:16: error: .*\[lambda-timeout\]$/m);
    assert.equal(status, 1);
  });

  it("exits by --fail-on", async () => {
    const warning = `Resources:
  Open:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: sg-1, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }
`;
    given({ "a.yaml": warning });
    assert.equal((await folder.run()).status, 1);
    assert.equal((await folder.run("--fail-on", "error")).status, 0);
    folder.write("b.yaml", broken);
    assert.equal((await folder.run("--fail-on", "error")).status, 1);
    assert.equal((await folder.run("--fail-on", "never")).status, 0);
  });

  it("exits with 2 for wrong usage, and says what is right", async () => {
    given({ "a.yaml": fast });
    for (const [args, message] of [
      [["--bogus"], /--bogus/],
      [["--format", "xml"], /--format is one of text, json, not "xml"/],
      [["--fail-on", "sometimes"], /--fail-on is one of error, warning, info, never/],
      [["--profile", "lax"], /--profile is one of errors, recommended, strict/],
      [["--today", "2026-02-30"], /--today is a date/],
      [["explain"], /takes one rule id/],
      [["lsp"], /--stdio/],
    ] as const) {
      const { status, out, error } = await folder.run(...args);
      assert.deepEqual([status, out], [2, ""], args.join(" "));
      assert.match(error, message);
      assert.doesNotMatch(error, /\n +at /);
    }
  });

  it("exits with 2 when a path does not exist, and lints the others", async () => {
    const { status, out, error } = await given({ "a.yaml": slow }).run("a.yaml", "none.yaml", "--format", "json");
    assert.equal(status, 2);
    assert.match(error, /there is no none\.yaml/);
    const report = JSON.parse(out);
    assert.equal(report.findings.length, 1);
    assert.deepEqual(report.problems, [{ path: "none.yaml", message: "There is no such file or folder." }]);
  });

  it("says which file is no text, and goes on", async () => {
    given({
      "a.yaml": slow,
      "b.yaml": new Uint8Array([82, 0, 101, 0, 115]),
      "c.yaml": new Uint8Array([255, 254, 82, 0]),
    });
    const { status, out } = await folder.run("--format", "json");
    const report = JSON.parse(out);
    assert.deepEqual(report.problems, [
      { path: "b.yaml", message: "This file cannot be read: it is not text." },
      { path: "c.yaml", message: "This file cannot be read: it is UTF-16; save it as UTF-8." },
    ]);
    assert.deepEqual([report.files, status], [1, 1]);
  });

  it("counts columns after a byte order mark as an editor does", async () => {
    const json = '{"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":{"Timeout":1200}}}}';
    const { out } = await given({ "a.json": `\uFEFF${json}` }).run("--format", "json");
    const column = json.indexOf("1200") + 1;
    assert.deepEqual(JSON.parse(out).findings[0].range.start, { line: 1, column });
  });

  it("takes the profile and the configuration", async () => {
    given({ "a.yaml": slow, ".groundrule.yaml": "rules:\n  lambda-timeout: info\n  lamda-memory: off\n" });
    const { status, out } = await folder.run();
    assert.equal(status, 1);
    assert.match(out, /^\.groundrule\.yaml:3:3: error: There is no rule "lamda-memory"/m);
    assert.match(out, /^a\.yaml:5:16: info: /m);
    folder.write(".groundrule.yaml", "rules:\n  lambda-timeout: info\n");
    assert.equal((await folder.run()).status, 0);
    assert.equal((await folder.run("--fail-on", "info")).status, 1);
  });

  it("reports paths relative to the working directory", async () => {
    given({ "a/one.yaml": slow, "b/keep.txt": "" });
    const { out } = await folder.run("--format", "json", `${folder.path}/a`);
    assert.equal(JSON.parse(out).findings[0].path, "a/one.yaml");
  });

  it("writes safe fixes back, and nothing else", async () => {
    const unused = `# groundrule-disable-next-line lambda-timeout -- once it was\n${fast}`;
    given({ "a.yaml": `\uFEFF${unused.replaceAll("\n", "\r\n")}`, "b.yaml": slow });
    const { status, out } = await folder.run("--fix");
    assert.equal(folder.read("a.yaml"), `\uFEFF${fast.replaceAll("\n", "\r\n")}`);
    assert.equal(folder.read("b.yaml"), slow);
    assert.equal(status, 1);
    assert.match(out, /1 problem \(1 error\) in 2 files/);
  });

  it("writes other fixes back when it is asked to", async () => {
    given({ "a.yaml": slow });
    const { status, out, error } = await folder.run("--fix-unsafe");
    assert.deepEqual([status, out], [0, "No problems in 1 file.\n"]);
    assert.match(error, /applied 1 fix/);
    assert.equal(folder.read("a.yaml"), fast);
  });
});

describe("the other commands", () => {
  let folder: Folder;
  before(() => {
    folder = new Folder({});
  });
  after(() => folder.remove());

  it("list the rules", async () => {
    const { status, out } = await folder.run("rules");
    assert.equal(status, 0);
    assert.match(out, /^RULE +SEVERITY +PROFILE +TITLE\n/);
    assert.match(out, /^lambda-timeout +error +errors +\S/m);
  });

  it("explain a rule", async () => {
    const { status, out } = await folder.run("explain", "lambda-timeout");
    assert.equal(status, 0);
    assert.match(out, /^# lambda-timeout\n/);
    assert.equal((await folder.run("explain", "no-such-rule")).status, 2);
  });

  it("tell the version and the usage", async () => {
    assert.match((await folder.run("--version")).out, /^\d+\.\d+\.\d+\n$/);
    const { status, out } = await folder.run("--help");
    assert.equal(status, 0);
    assert.match(out, /^Usage$/m);
  });
});
