import assert from "node:assert/strict";
import { memoryFiles } from "../../../../server/core/files.ts";
import { readGrammar } from "../../../../server/grammars.ts";
import { pythonFiles } from "../../../../server/languages/cdk/python/files.ts";
import { loadPython } from "../../../../server/languages/cdk/python/load.ts";
import { recogniser } from "../../../../server/languages/cdk/recognise.ts";
import { product } from "../../../../server/product.ts";

const language = await loadPython(readGrammar);

function roots(files: Record<string, string>): string[] {
  return language.roots(Object.keys(files), memoryFiles(files)).map((r) => r.path);
}

const CDK = "import aws_cdk\n";

describe("files of CDK in Python", () => {
  it("are told by their names and texts", () => {
    const { mayBe, recognise } = recogniser(pythonFiles);
    for (const path of ["/p/app.py", "/p/cdk.json", "/p/lib/test_data/x.py"]) assert.ok(mayBe(path), path);
    for (const path of [
      "/p/.venv/lib/x.py",
      "/p/tests/unit/x.py",
      "/p/test_app.py",
      "/p/app.ts",
      "/p/node_modules/a.py",
    ])
      assert.ok(!mayBe(path), path);
    assert.ok(recognise("/p/a.py", "from aws_cdk import (\n  Stack)"));
    assert.ok(recognise("/p/a.py", "  import aws_cdk.aws_s3 as s3"));
    assert.ok(!recognise("/p/a.py", "# aws_cdk is not imported\nimport os"));
    assert.ok(recognise("/p/cdk.json", `{"app": "python3 app.py"}`));
    assert.ok(!recognise("/p/cdk.json", `{"app": "npx ts-node bin/app.ts"}`));
    assert.ok(!recognise("/p/cdk.json", `{"app": "mvn -e -q compile exec:java"}`));
  });

  it("start where cdk.json says", () => {
    const started = (app: string, entry: string) =>
      roots({ "/p/cdk.json": JSON.stringify({ app }), [`/p/${entry}`]: CDK, "/p/z.py": CDK });
    for (const command of [
      "python3 app.py",
      "python app.py --arg x.py",
      ".venv/bin/python app.py",
      "uv run app.py",
      "uv run python app.py",
      "poetry run python3 ./app.py",
      "source .venv/bin/activate && python3.11 app.py",
      '"./.venv/Scripts/python.exe" app.py',
    ])
      assert.deepEqual(started(command, "app.py"), ["/p/app.py", "/p/z.py"], command);
    assert.deepEqual(started("python3 -m pkg.app", "pkg/app.py"), ["/p/pkg/app.py", "/p/z.py"]);
    assert.deepEqual(started("python3 -m pkg", "pkg/__main__.py"), ["/p/pkg/__main__.py", "/p/z.py"]);
    assert.deepEqual(started("python3 infra", "infra/__main__.py"), ["/p/infra/__main__.py", "/p/z.py"]);
  });

  it("that others import are no roots", () => {
    assert.deepEqual(
      roots({
        "/p/app.py": `${CDK}from stacks import network\n`,
        "/p/stacks/network.py": CDK,
        "/p/alone.py": CDK,
        "/p/tests/test_x.py": CDK,
      }),
      ["/p/app.py", "/p/alone.py"],
    );
  });

  it("belong to one of the product's languages", () => {
    assert.deepEqual(
      product.languages.filter((l) => l.mayBe("/p/app.py")).map((l) => l.id),
      ["cdk-python"],
    );
  });
});
