import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { declarations, expression, expressionOf, HEAD, moduleOf, statements } from "./go-source.ts";

describe("Go to IR", () => {
  it("reads literals", () => {
    assert.equal(expression("0x1F + 1_000 + 0b11 + 0o17 + 017"), "((((31 + 1000) + 3) + 15) + 15)");
    assert.equal(expression("'a'"), "97");
    assert.equal(expression("nil"), "nothing");
    assert.equal(expression("!true"), "!true");
    assert.equal(expression('"a\\tb\\u00e9\\x41\\""'), '"a\\tbéA\\""');
    assert.equal(expression('`a\\n"b"`'), '"a\\\\n\\"b\\""');
  });

  it("says where the characters of a string with escapes stand", () => {
    const value = expressionOf('"yum\\tinstall"');
    assert.ok(value.kind === "literal");
    assert.deepEqual(
      value.pieces?.map((p) => [p.text, spanText(p.span)]),
      [
        ["yum", "yum"],
        ["\t", "\\t"],
        ["install", "install"],
      ],
    );
    const plain = expressionOf('"yum"');
    assert.ok(plain.kind === "literal" && plain.pieces === undefined && spanText(plain.span) === '"yum"');
  });

  it("sees through pointers, conversions and assertions", () => {
    assert.equal(expression('jsii.String("a")'), '"a"');
    assert.equal(spanText(expressionOf("jsii.Number(float64(15))").span), "15");
    assert.equal(expression("*jsii.Bool(true)"), "true");
    assert.equal(expression("&x"), "x");
    assert.equal(expression("(*T)(nil)"), "nothing");
    assert.equal(expression('[]byte("a")'), '"a"');
    assert.equal(expression("x.(awsec2.CfnInstance)"), "x");
    assert.equal(expression("awsec2.IVpc(x)"), "x");
    assert.equal(expression("awslambda.NewVersion(\n\tx,\n)"), "new awslambda.Version(x)");
    assert.equal(expression("awsec2.Port_Tcp(\n\tx,\n)"), "awsec2.Port.Tcp(x)");
    assert.equal(expression("f(\n\tx,\n)"), "f(x)");
    assert.equal(expression('jsii.Strings("a", b)'), '["a", b]');
    assert.equal(expression('*jsii.Strings("a")'), '["a"]');
  });

  it("reads constructors, static methods and static members of CDK", () => {
    const made = expressionOf('awslambda.NewFunction(stack, jsii.String("Fn"), &awslambda.FunctionProps{Timeout: t})');
    assert.ok(made.kind === "new");
    assert.equal(spanText(made.nameSpan), "NewFunction");
    assert.equal(
      expression('awslambda.NewFunction(stack, jsii.String("Fn"), nil)'),
      'new awslambda.Function(stack, "Fn", nothing)',
    );
    assert.equal(
      expression("&awslambda.FunctionProps{Timeout: t, Vpc: v}"),
      "new awslambda.FunctionProps(Timeout: t, Vpc: v)",
    );
    assert.equal(expression("awscdk.Duration_Minutes(jsii.Number(15))"), "awscdk.Duration.Minutes(15)");
    assert.equal(expression("awslambda.Runtime_PYTHON_3_12()"), "awslambda.Runtime.PYTHON_3_12()");
    assert.equal(expression("awsec2.SubnetType_PUBLIC"), "awsec2.SubnetType.PUBLIC");
    assert.equal(expression("awsec2.CfnInstance_EbsProperty{}"), "new awsec2.CfnInstance.EbsProperty()");
    assert.equal(expression("awscdk.Tags_Of(x).Add(k, v, nil)"), "awscdk.Tags.Of(x).Add(k, v, nothing)");
  });

  it("says what the parts of a name with a bar are", () => {
    const call = expressionOf("awscdk.Duration_Minutes(jsii.Number(15))");
    assert.ok(call.kind === "call" && call.callee.kind === "member" && call.callee.object.kind === "member");
    assert.equal(spanText(call.nameSpan), "Minutes");
    assert.equal(spanText(call.callee.object.nameSpan), "Duration");
    assert.equal(spanText(call.callee.object.span), "awscdk.Duration");
    assert.equal(spanText(call.span), "awscdk.Duration_Minutes(jsii.Number(15))");
  });

  it("reads composite literals, whose elements leave out their types", () => {
    assert.equal(
      expression('&[]*awsec2.SubnetConfiguration{{Name: jsii.String("a")}, {CidrMask: jsii.Number(24)}}'),
      '[new awsec2.SubnetConfiguration(Name: "a"), new awsec2.SubnetConfiguration(CidrMask: 24)]',
    );
    assert.equal(expression('map[string]*string{"a": x, k: jsii.String("b")}'), '{a: x, [k]: "b"}');
    assert.equal(expression('map[string]P{"a": {A: 1}}'), "{a: new P(A: 1)}");
    assert.equal(expression("struct{A int; B string}{1, s}"), "{A: 1, B: s}");
    assert.equal(expression('[]string{1: "a"}'), '<a list with indexes "a">');
    const [first] = moduleOf(`${HEAD}\nvar v = &P{Name: jsii.String("x")}\n`).body.slice(-1);
    assert.ok(first?.kind === "declare" && first.value?.kind === "new");
    const [argument] = first.value.args;
    assert.equal(spanText(argument!.span), 'Name: jsii.String("x")');
    assert.equal(spanText(argument!.nameSpan!), "Name");
    assert.equal(spanText(argument!.value.span), '"x"');
    assert.equal(spanText(first.value.argsSpan), '{Name: jsii.String("x")}');
    assert.equal(spanText(first.value.span), 'P{Name: jsii.String("x")}');
  });

  it("reads what is built in", () => {
    assert.equal(expression("append(xs, a, b)"), "[...xs, a, b]");
    assert.equal(expression("append(xs, ys...)"), "[...xs, ...ys]");
    assert.equal(expression("len(xs)"), "len(xs)");
    assert.equal(expression("make([]string, 0, 5)"), "[]");
    assert.equal(expression("make(map[string]int)"), "{}");
    assert.equal(expression("make([]string, n)"), "<a list of a length n>");
    assert.equal(expression("new(awscdk.StackProps)"), "new awscdk.StackProps()");
    assert.equal(expression("xs[1:]"), "xs.slice(1)");
    assert.equal(expression("func(a int) int { return a }"), "(a) => { return a }");
  });

  it("reads declarations and assignments", () => {
    assert.deepEqual(statements("a := 1\nb, err := f()\n_, c := f()\n_ = a"), [
      "let a = 1",
      "let [b, err] = f()",
      "let [, c] = f()",
      "a",
    ]);
    assert.deepEqual(statements("a, b = b, a\na += 2\na++\nx.y--\nx[1] = a\na &= 1"), [
      "[a, b] = [b, a]",
      "a += 2",
      "a += 1",
      "x.y -= 1",
      "x[1] = a",
      "a = <an operator that is not followed 1>",
    ]);
    assert.deepEqual(statements('v, ok := m["k"]'), ['let ok = ("k" in m)', 'let v = m["k"]']);
    assert.deepEqual(statements("v, ok := x.(T)"), ["let ok = <whether it is of a type>", "let v = x"]);
    assert.deepEqual(statements("var s string\nvar n, m int\nvar p *P\nvar q awscdk.StackProps\nvar r awsec2.Vpc"), [
      'let s = ""',
      "let n = 0",
      "let m = 0",
      "let p",
      "let q = new awscdk.StackProps()",
      "let r",
    ]);
  });

  it("reads conditionals, and takes an error for the end", () => {
    assert.deepEqual(statements("if a { b() } else if c { d() } else { e() }"), [
      "if a { b() } else { if c { d() } else { e() } }",
    ]);
    assert.deepEqual(statements("if v := f(); v != nil { g(v) }"), ["{ let v = f(); if (v != nothing) { g(v) } }"]);
    assert.deepEqual(statements("if err != nil { fmt.Println(err); return nil }"), [
      "if (err != nothing) { fmt.Println(err); throw }",
    ]);
    assert.deepEqual(statements('panic("x")\nlog.Fatal(err)\nos.Exit(1)'), ['throw "x"', "throw err", "throw 1"]);
  });

  it("reads loops", () => {
    assert.deepEqual(statements("for i := 0; i < 3; i++ { f(i) }"), ["loop let i = 0; (i < 3); i += 1 { f(i) }"]);
    assert.deepEqual(statements("for x > 1 { break }"), ["loop ; (x > 1);  { break }"]);
    assert.deepEqual(statements("for { continue }"), ["loop ; ;  { continue }"]);
    assert.deepEqual(statements("for i, x := range xs { f(i, x) }"), ['for [i, x] of range(xs, "pairs") { f(i, x) }']);
    assert.deepEqual(statements("for _, x := range xs { f(x) }"), ['for x of range(xs, "values") { f(x) }']);
    assert.deepEqual(statements("for k := range m { f(k) }"), ['for k of range(m, "keys") { f(k) }']);
    assert.deepEqual(statements("for range 3 { f() }"), ['for [] of range(3, "keys") { f() }']);
  });

  it("ends the cases of a switch where the next one begins", () => {
    assert.deepEqual(statements("switch x { case 1, 2: a()\ncase 3: b(); fallthrough\ndefault: c() }"), [
      "switch x { 1: {  } 2: { a(); break } 3: { b() } default: { c(); break } }",
    ]);
    assert.deepEqual(statements("switch { case a > 1: b() }"), ["switch true { (a > 1): { b(); break } }"]);
    assert.deepEqual(statements("switch v := x.(type) { case int: f(v) }"), [
      "{ let v = x; switch <the type of a value> { <whether it is of a type>: { f(v); break } } }",
    ]);
  });

  it("reads structs as classes, with their methods and what they embed", () => {
    const text = `type P struct {
	awscdk.StackProps
	Name, Other string
	Vpc awsec2.Vpc
}

func (p *P) Title(a string) string { return p.Name + a }
`;
    assert.deepEqual(declarations(text), [
      'class P {constructor(StackProps = new awscdk.StackProps(), Name = "", Other = "", Vpc) {  }; Title(a) { return (this.Name + a) }}',
    ]);
    const [last] = moduleOf(HEAD + text).body.slice(-1);
    assert.ok(last?.kind === "class");
    assert.deepEqual(last.value.embeds, ["StackProps"]);
  });

  it("reads other types as what converts to them", () => {
    assert.deepEqual(declarations("type T string\ntype I interface { F() }\nfunc (t T) G() int { return 1 }"), [
      "function T.G() { return 1 }",
      "function T(value) { return value }",
    ]);
  });

  it("counts constants, and puts what is needed first", () => {
    assert.deepEqual(declarations("const (\n\tA = iota + 1\n\tB\n\t_\n\tC\n)"), [
      "const A = (0 + 1)",
      "const B = (1 + 1)",
      "const C = (3 + 1)",
    ]);
    assert.deepEqual(declarations("var a = b + 1\nvar b = c\nconst c = 2"), [
      "const c = 2",
      "let b = c",
      "let a = (b + 1)",
    ]);
  });

  it("gives back what is named", () => {
    assert.deepEqual(declarations("func f() (n int, err error) { n = 1\nreturn }"), [
      "function f() { let n = 0; let err; n = 1; return [n, err] }",
    ]);
    assert.deepEqual(declarations("func f(a, b string, more ...int) (int, error) { return 1, nil }"), [
      "function f(a, b, ...more) { return [1, nothing] }",
    ]);
  });

  it("reads imports by the names that they have", () => {
    const { body, imports } = moduleOf(
      'package main\nimport (\n\t. "a/b"\n\t_ "c"\n\tx "d/e"\n\t"f/g-h/v2"\n\t"gopkg.in/yaml.v3"\n)\nimport "fmt"\n',
    );
    assert.deepEqual(
      body.map((s) => (s.kind === "import" ? [s.module, s.all ? "*" : s.names.map((n) => n.local).join()] : [])),
      [
        ["a/b", "*"],
        ["c", ""],
        ["d/e", "x"],
        ["f/g-h/v2", "g_h"],
        ["gopkg.in/yaml.v3", "yaml"],
        ["fmt", "fmt"],
      ],
    );
    assert.deepEqual(imports, ["a/b", "c", "d/e", "f/g-h/v2", "gopkg.in/yaml.v3", "fmt"]);
  });

  it("keeps main apart, and comments without their marks", () => {
    const module = moduleOf("package main\n// one\n/* two */\nfunc main() { f() }\nfunc init() { g() }\n");
    assert.deepEqual(
      module.comments.map((c) => c.text),
      ["one", "two"],
    );
    assert.equal(module.main?.length, 1);
    assert.deepEqual(
      module.body.map((s) => s.kind),
      ["block"],
    );
  });

  it("knows a function that makes constructs by the type of its first parameter", () => {
    const takes = (text: string) => {
      const [last] = moduleOf(HEAD + text).body.slice(-1);
      return last?.kind === "function" && last.value.takesScope === true;
    };
    assert.ok(takes("func f(scope constructs.Construct, id string) {}"));
    assert.ok(takes("func f(stack awscdk.Stack) {}"));
    assert.ok(!takes("func f(id string, scope constructs.Construct) {}"));
    assert.ok(!takes("func f(b s3.Bucket) {}"));
  });
});
