import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { lintFiles } from "../../../rules/lint-files.ts";
import { app, moduleOf } from "./python-source.ts";

const GOOD = app(
  `fn = lambda_.Function(
    self,
    "Slow",
    timeout=Duration.minutes(20),
    environment={"A": f"b{1}"},
)
if fn:
    lambda_.Function(self, "Big", memory_size=20480)
else:
    pass
for name in ["a", "b"]:
    s3.Bucket(self, name)
text = """
not code (
"""
lambda_.Function(self, "Other", timeout=Duration.minutes(30))`,
  "class Other:\n    def f(self):\n        return 1\n",
);

function found(text: string): string[] {
  return lintFiles(new Map([["/p/app.py", text]]))
    .findings.filter((f) => /^lambda-(timeout|memory)$/.test(f.rule))
    .sort((a, b) => a.span.start - b.span.start)
    .map((f) => spanText(f.span));
}

const ALL = ["Duration.minutes(20)", "20480", "Duration.minutes(30)"];

describe("Python that is being typed", () => {
  it("gives a module wherever it ends", () => {
    for (let end = 0; end < GOOD.length; end += 7) {
      const module = moduleOf(GOOD.slice(0, end));
      assert.equal(module.chunk.text.length, end);
      if (end % 35 === 0) lintFiles(new Map([["/p/app.py", GOOD.slice(0, end)]]));
    }
  });

  it("is understood but for the statement that is broken", () => {
    const lines = GOOD.split("\n");
    const first = lines.findIndex((l) => l.includes("fn = lambda_.Function("));
    const statements = lines
      .map((line, i) => [line, i] as const)
      .filter(([line, i]) => i >= first && /^ {8}(fn|if|for|lambda_|text)\b/.test(line));
    assert.equal(statements.length, 5);
    for (const broken of [
      "x = (",
      "fn.",
      "f(a, b=",
      "if x",
      "s = 'abc",
      'd = {"a":',
      "for x in",
      "@",
      "x = f'{a",
      "def g(",
      "a =",
    ])
      for (const [line, i] of statements) {
        const text = [...lines.slice(0, i), `        ${broken}`, ...lines.slice(i)].join("\n");
        assert.deepEqual(found(text), ALL, `${broken} before ${line}`);
      }
  });

  it("keeps the call whose argument is broken", () => {
    for (const broken of ["memory_size=", "memory_size=max(", "description='", "x y", "code=lambda_."]) {
      const text = GOOD.replace(
        "            timeout=Duration.minutes(20),\n",
        (line) => `${line}            ${broken}\n`,
      );
      assert.notEqual(text, GOOD);
      assert.deepEqual(found(text), ALL, broken);
    }
  });

  it("takes no end of a sentence for a member that is not written yet", () => {
    const text = GOOD.replace("timeout=Duration.minutes(20),", "timeout=Duration.minutes(20),  # As it was.")
      .replace("text = ", "number = 1.  # One.\n        text = ")
      .replace("not code (", "not code (\nA sentence.");
    assert.deepEqual(found(text), ALL);
    assert.equal(moduleOf(text).problems.length, 0);
  });

  it("takes no bracket for open that is only indented oddly", () => {
    const odd = app(`lambda_.Function(self, "Odd",
timeout=Duration.minutes(20),  # As it was.
memory_size=max(
20480, 1)
)`);
    assert.deepEqual(found(odd), ["Duration.minutes(20)", "max(\n        20480, 1)"]);
    assert.deepEqual(found(odd.replace("app = ", "x = (\napp = ")), [
      "Duration.minutes(20)",
      "max(\n        20480, 1)",
    ]);
  });

  it("never throws on text of any shape", () => {
    for (const text of [
      "\0",
      "(".repeat(5000),
      "x = ".repeat(2000),
      `${"[".repeat(2000)}${"]".repeat(2000)}`,
      "if a:\n".repeat(300),
      `x = ${"not ".repeat(3000)}1`,
      `x = ${"a.".repeat(3000)}b`,
      `x = ${"1 + ".repeat(3000)}1`,
      '"""',
      "f'{",
      "class",
      "\ud800 = '\udc00'",
      "import\nfrom\nfrom . import\nfrom x import (",
      "match x:\n case\n case [:\n  pass",
      "def f(self, *, , **):",
    ]) {
      const module = moduleOf(`import aws_cdk\n${text}`);
      assert.ok(module.body.length > 0);
      lintFiles(new Map([["/p/app.py", `import aws_cdk\n${text}`]]));
    }
  });
});
