import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import type { Call, Expression, New, Statement } from "../../../../server/languages/cdk/ir.ts";
import { readModule } from "../../../../server/languages/cdk/typescript/front-end.ts";
import { loadTypeScript } from "../../../../server/languages/cdk/typescript/parser.ts";
import { walkIr } from "../../../../server/languages/cdk/walk-ir.ts";

const typescript = await loadTypeScript();
const read = (text: string, path = "/a.ts") => readModule(typescript, { path, text });

function expression(text: string): Expression {
  const [s] = read(text).body as [Statement];
  assert.equal(s.kind, "expression");
  return (s as Extract<Statement, { kind: "expression" }>).value;
}

/** Every class after `new`, in the order of the text. */
function made(text: string): string[] {
  const found: New[] = [];
  walkIr([...read(text).body], (n) => {
    if (n.kind === "new") found.push(n as unknown as New);
  });
  return found.sort((a, b) => a.span.start - b.span.start).map((n) => spanText(n.nameSpan));
}

describe("TypeScript to IR", () => {
  it("places every part of a call", () => {
    const call = expression(`sg.connections.allowFrom<X>(ec2.Port.tcp(22), 'a' /* why */)`) as Call;
    assert.equal(spanText(call.nameSpan), "allowFrom");
    assert.equal(spanText(call.argsSpan), "(ec2.Port.tcp(22), 'a' /* why */)");
    assert.deepEqual(
      call.args.map((a) => spanText(a.span)),
      ["ec2.Port.tcp(22)", "'a'"],
    );
  });

  it("places keys and values of objects", () => {
    const node = expression(`({ "a-b": 1, c, [d]: 2, ...rest })`);
    assert.ok(node.kind === "object");
    assert.deepEqual(
      node.members.map((m) => [m.kind, m.kind === "property" ? spanText(m.keySpan) : "", spanText(m.value.span)]),
      [
        ["property", '"a-b"', "1"],
        ["property", "c", "c"],
        ["property", "[d]", "2"],
        ["spread", "", "rest"],
      ],
    );
  });

  it("drops casts, parentheses and await", () => {
    const node = expression("async () => (await (<X>(x as any)!))");
    assert.ok(node.kind === "function" && node.body[0]?.kind === "return");
    const { value } = node.body[0];
    assert.deepEqual([value?.kind, value && spanText(value.span)], ["name", "x"]);
  });

  it("splits strings with escapes into runs", () => {
    const node = expression(String.raw`'a\n\u0041b\x41'`);
    assert.ok(node.kind === "literal");
    assert.equal(node.value, "a\nAbA");
    assert.deepEqual(
      node.pieces?.map((p) => [p.text, spanText(p.span)]),
      [
        ["a", "a"],
        ["\n", "\\n"],
        ["A", "\\u0041"],
        ["b", "b"],
        ["A", "\\x41"],
      ],
    );
  });

  it("counts CRLF in a template literal as one line feed", () => {
    const node = expression("`a\r\n${x}b`");
    assert.ok(node.kind === "template");
    assert.deepEqual(
      node.parts.map((p) => (p.kind === "piece" ? [p.text, spanText(p.span)] : p.kind)),
      [["a", "a"], ["\n", "\r\n"], "name", ["b", "b"]],
    );
  });

  it("gives a string without escapes no pieces", () => {
    const node = expression("`plain`");
    assert.ok(node.kind === "literal" && node.pieces === undefined);
  });

  it("finds comments, but not what looks like one in a string or a regular expression", () => {
    const module = read(
      "// one\nconst a = 'http://x'; /* two */ const b = /\\/\\/no/; const c = `//${1 /* three */}//`; f(// four\n);",
    );
    assert.deepEqual(
      module.comments.map((c) => c.text),
      ["one", "two", "three", "four"],
    );
    assert.equal(spanText(module.comments[1]!.span), "/* two */");
  });

  it("tells syntax errors with their place", () => {
    const [problem] = read("const x = ;\n").problems;
    assert.equal(problem?.severity, "error");
    assert.deepEqual([problem?.span?.start, problem?.span?.end], [10, 11]);
  });

  it("lists what is imported, types left out", () => {
    const module = read(
      `import a from "a"; import type { B } from "b"; import c = require("c"); const d = require("d"); export * from "./e"; import "f";`,
    );
    assert.deepEqual([...module.imports].sort(), ["./e", "a", "c", "d", "f"]);
  });

  const half = [
    `class S { constructor() { new A(this, "a", { x: 1 }); new B(this, "b", { y:  }); new C(this, "c") } }`,
    `class S { constructor() { new A(this, "a"); const x = new B(this, ; new C(this, "c"); } }`,
    `class S { constructor() { new A(this, "a"); new B(this, "b", { y: z. }); new C(this, "c"); } }`,
    `class S { constructor() { new A(this, "a"); if (x new B(); new C(this, "c") } }`,
  ];
  for (const text of half)
    it(`keeps the classes around what is half typed: ${text.slice(40)}`, () =>
      assert.deepEqual(made(text), ["A", "B", "C"]));

  it("gives a module for any prefix of a program", () => {
    const text = `import * as a from "b";\nclass S extends a.T<X> { private y = 1; m({ p = 2 }: any, ...q: any[]) { for (const [k, v] of Object.entries(q)) { switch (k) { case \`x\${v}\`: return v ?? this.y; } } } }\nexport default new S();`;
    for (let i = 0; i <= text.length; i++) assert.equal(read(text.slice(0, i)).path, "/a.ts");
  });

  it("says so when a file is nested too deeply to be parsed or followed", () => {
    const module = read(`const x = ${"[".repeat(30_000)};`);
    assert.ok(module.problems.length > 0);
  });
});
