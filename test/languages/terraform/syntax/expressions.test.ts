import assert from "node:assert/strict";
import { expression, parse, placed, shape } from "./reading.ts";

describe("Terraform expressions", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["a || b && c == d < e", "(a || (b && (c == (d < e))))"],
    ["a - b - c", "((a - b) - c)"],
    ["-a.b[0] % 2", "((-a.b[0]) % 2)"],
    ["!a == b", "((!a) == b)"],
    ["a ? b : c ? d : e", "(a ? b : (c ? d : e))"],
    ["(\n  1 +\n  2\n)", "((1 + 2))"],
    ["1e10", "10000000000"],
    ["1.5E-3", "0.0015"],
    ["null", "null"],
    ["foo-bar.baz", "foo-bar.baz"],
    ["a.0.b.1", "a[0].b[1]"],
    ["a.0.1", "a[0][1]"],
    ['a["k"].c', 'a["k"].c'],
    ["a[*].b[0]", "a[*](it.b[0])"],
    ["a[*].b[*].c", "a[*](it.b[*](it.c))"],
    ["a.*.b.c", "a[*](it.b.c)"],
    ["a.*.b[0]", "a[*](it.b)[0]"],
    ["f()", "f()"],
    ["f(a, b...)", "f(a, b...)"],
    ["f(\n  a,\n  b,\n)", "f(a, b)"],
    ['provider::aws::arn_parse("x")', 'provider::aws::arn_parse("x")'],
    ["[]", "[]"],
    ["[\n  1, # one\n  2,\n]", "[1, 2]"],
    ["{}", "{}"],
    ["{ a = 1, b : 2 }", "{a: 1, b: 2}"],
    ['{\n  "a b" = 1\n  (c) = 2\n  "${d}" = 3\n  true = 4\n}', '{a b: 1, ((c)): 2, ("${d}"): 3, true: 4}'],
    ["[for x in y : x.z if x.on]", "<for x in y: x.z if x.on>"],
    ["{ for k, v in y : k => v... }", "<for k, v in y: k => v...>"],
    ["[\n  for x in y :\n  x\n]", "<for x in y: x>"],
    ['"a${b}c"', '"a|${b}|c"'],
    ['"${f("x", "${y}")}"', '"${f("x", "${y}")}"'],
    ['"${a ? "b" : "c"}"', '"${(a ? "b" : "c")}"'],
    ['"$${a} %%{b} $c %d $$$${e}"', '"${|a} |%{|b} $c %d $$|${|e}"'],
    ['"x%{ if a }1%{ else }2%{ endif }y"', '"x|%if a{1}{2}|y"'],
    ['"%{ for i, v in l }${v},%{ endfor }"', '"%for i, v in l{${v}|,}"'],
    ['"a  ${~ b ~}  c"', '"a|${b}|c"'],
    ['"x%{ if a ~}  1  %{~ else ~}  2  %{~ endif ~}  y"', '"x|%if a{1}{2}|y"'],
    ['"%{ for v in l ~}  ${v}  %{~ endfor ~} z"', '"%for v in l{${v}}|z"'],
    ['"%{ if a }%{ for b in c }${b}%{ endfor }%{ endif }"', '"%if a{%for b in c{${b}}}{}"'],
    ['"${"${"a"}"}"', '"${"${"a"}"}"'],
    ["1E+2", "100"],
    ["0.5", "0.5"],
    ["a.b.*", "a.b[*](it)"],
    ["a[*].b.0", "a[*](it.b[0])"],
    ['a["x"].0["y"]', 'a["x"][0]["y"]'],
    ["(a\n  .b)", "(a.b)"],
    ["{\n  # one\n  a = 1 // two\n  /* three\n */ b = 2\n}", "{a: 1, b: 2}"],
    ["{ for k, v in m : k => v }", "<for k, v in m: k => v>"],
    ['[for k, v in m : "${k}" if v]', '<for k, v in m: "${k}" if v>'],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.equal(shape(expression(text)), expected));

  it("reads escapes, each with its place", () => {
    const file = parse(String.raw`x = "a\tb\u00e9\U0001F600\"\\"`);
    const value = file.attributes[0]!.value;
    assert(value.kind === "template");
    assert.deepEqual(
      value.parts.map((p) => (p.kind === "piece" ? [p.text, placed(file, p.span)] : p)),
      [
        ["a", '1:6 "a"'],
        ["\t", String.raw`1:7 "\\t"`],
        ["b", '1:9 "b"'],
        ["é", String.raw`1:10 "\\u00e9"`],
        ["😀", String.raw`1:16 "\\U0001F600"`],
        ['"', String.raw`1:26 "\\\""`],
        ["\\", String.raw`1:28 "\\\\"`],
      ],
    );
  });

  it("knows where everything stands", () => {
    const file = parse('x = f(var.a["k"], [1])[0]\n');
    const index = file.attributes[0]!.value;
    assert(index.kind === "index" && index.of.kind === "call");
    assert.equal(placed(file, index.span), String.raw`1:5 "f(var.a[\"k\"], [1])[0]"`);
    assert.equal(placed(file, index.of.nameSpan), '1:5 "f"');
    assert.deepEqual(
      index.of.args.map((a) => placed(file, a.span)),
      [String.raw`1:7 "var.a[\"k\"]"`, '1:19 "[1]"'],
    );
  });

  it("gives the place of a key without its quotes", () => {
    const file = parse('x = { "a" = 1, b = 2 }\n');
    const value = file.attributes[0]!.value;
    assert(value.kind === "object");
    assert.deepEqual(
      value.items.map((i) => placed(file, i.keySpan)),
      ['1:8 "a"', '1:16 "b"'],
    );
  });

  it("takes an address without quotes for no number", () => {
    const file = parse("x = 10.0.0.0/16\ny = 10.5 / 2\nz = [10.0.0.1, 2]\n");
    assert.deepEqual(
      file.problems.map((p) => [p.message, placed(file, p.span!)]),
      [
        ["10.0.0.0/16 is no number. Write an address in quotes.", '1:5 "10.0.0.0/16"'],
        ["10.0.0.1 is no number. Write an address in quotes.", '3:6 "10.0.0.1"'],
      ],
    );
    assert.deepEqual(
      file.attributes.map((a) => a.name),
      ["x", "y", "z"],
    );
  });
});
