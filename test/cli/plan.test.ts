import assert from "node:assert/strict";
import { planText } from "../languages/terraform/plan/planned.ts";
import { Folder } from "./command.ts";

const source = `variable "timeout" {}

resource "aws_lambda_function" "export" {
  timeout = var.timeout
}

module "more" {
  source  = "../shared"
  timeout = var.timeout
}
`;
const shared = 'variable "timeout" {}\nresource "aws_lambda_function" "inner" {\n  timeout = var.timeout\n}\n';
const plan = (timeout: number) =>
  planText(
    {
      "aws_lambda_function.export": { values: { timeout } },
      "module.more.aws_lambda_function.inner": { values: { timeout } },
    },
    { variables: { timeout: { value: String(timeout) } } },
  );

describe("groundrule --plan", () => {
  let folder: Folder;
  const given = (files: Record<string, string | Uint8Array>) => {
    folder = new Folder(files);
    return folder;
  };
  afterEach(() => folder.remove());

  const files = { "live/main.tf": source, "shared/main.tf": shared };

  it("finds in source what the plan says", async () => {
    given({ ...files, "plan.json": plan(1000) });
    const { status, out, error } = await folder.run("--plan", "plan.json", "live", "--format", "json");
    assert.deepEqual([status, error], [1, ""]);
    const report = JSON.parse(out);
    assert.deepEqual(
      report.findings.map((f: { ruleId: string; path: string; range: { start: { line: number } } }) => [
        f.ruleId,
        f.path,
        f.range.start.line,
      ]),
      [
        ["lambda-timeout", "live/main.tf", 4],
        ["lambda-timeout", "live/main.tf", 9],
      ],
    );
    assert.equal(report.files, 2);
  });

  it("is silent about a plan that is well", async () => {
    given({ ...files, "plan.json": plan(900) });
    assert.deepEqual(await folder.run("--plan", "plan.json", "live"), {
      status: 0,
      out: "No problems in 2 files.\n",
      error: "",
    });
  });

  it("shows the plan where there is no source", async () => {
    given({ "plan.json": planText({ "aws_lambda_function.export": { values: { timeout: 1000 } } }) });
    const { status, out } = await folder.run("--plan", "plan.json");
    assert.equal(status, 1);
    assert.match(out, /^plan\.json:1:\d+: error: aws_lambda_function\.export may run/);
    assert.match(out, /1 problem \(1 error\) in 1 file\n$/);
  });

  it("minds the configuration, and comments in the source", async () => {
    const quiet = source.replace("  timeout = var", "  # groundrule-disable-next-line lambda-timeout -- so be it\n$&");
    given({ "live/main.tf": quiet, "shared/main.tf": shared, "plan.json": plan(1000) });
    assert.match((await folder.run("--plan", "plan.json", "live")).out, /\n1 problem \(1 error\)/);
    folder.write("live/.groundrule.yaml", "rules:\n  lambda-timeout: off\n");
    folder.write("plan.json", plan(1001));
    assert.equal((await folder.run("--plan", "plan.json", "live")).status, 0);
  });

  it("says what is no plan", async () => {
    given({ ...files, "tf.plan": Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0]), "cut.json": plan(1).slice(0, 99) });
    const binary = await folder.run("--plan", "tf.plan", "live");
    assert.deepEqual([binary.status, binary.out], [2, ""]);
    assert.match(
      binary.error,
      /^groundrule: tf\.plan cannot be read as a plan: it is not text; make JSON of a plan with/,
    );
    const cut = await folder.run("--plan", "cut.json", "live");
    assert.equal(cut.status, 2);
    assert.match(cut.error, /^groundrule: cut\.json is no plan: it is not complete, or no JSON/);
    assert.match((await folder.run("--plan", "none.json")).error, /^groundrule: there is no none\.json/);
    assert.match((await folder.run("--plan", "cut.json", "nowhere")).error, /^groundrule: there is no folder nowhere/);
  });

  it("does not fix a plan", async () => {
    given({ ...files, "plan.json": plan(1000) });
    const { status, error } = await folder.run("--plan", "plan.json", "--fix", "live");
    assert.equal(status, 2);
    assert.match(error, /A plan cannot be fixed/);
  });
});
