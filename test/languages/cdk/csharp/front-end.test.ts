import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { shown, shownStatement } from "../frontend/shown-ir.ts";
import { expression, expressionOf, moduleOf, statements } from "./csharp-source.ts";

describe("C# to IR", () => {
  it("makes named arguments of what stands in braces behind an object", () => {
    const text =
      'new Function(this, "Fn", new FunctionProps\n{\n  Timeout = Duration.Minutes(15), // a note\n  MemorySize = 128,\n})';
    const read = expressionOf(text);
    assert.equal(
      shown(read),
      'new Function(this, "Fn", new FunctionProps(Timeout: Duration.Minutes(15), MemorySize: 128))',
    );
    assert.ok(read.kind === "new");
    assert.equal(spanText(read.span), text);
    assert.equal(spanText(read.nameSpan), "Function");
    const props = read.args[2]!.value;
    assert.ok(props.kind === "new");
    assert.equal(spanText(props.nameSpan), "FunctionProps");
    assert.ok(spanText(props.argsSpan).startsWith("{\n") && spanText(props.argsSpan).endsWith("}"));
    const timeout = props.args[0]!;
    assert.equal(spanText(timeout.span), "Timeout = Duration.Minutes(15)");
    assert.equal(spanText(timeout.nameSpan!), "Timeout");
    assert.equal(spanText(timeout.value.span), "Duration.Minutes(15)");
  });

  it("makes what is declared of new()", () => {
    assert.deepEqual(
      statements(
        'FunctionProps p = new() { MemorySize = 128 };\nvar q = new Function(this, "F", new() { MemorySize = 1 });',
      ),
      ["let p = new FunctionProps(MemorySize: 128)", 'let q = new Function(this, "F", {memorySize: 1})'],
    );
    const [type] = moduleOf(
      "class A { FunctionProps p = new() { X = 1 }; VpcProps F() => new() { MaxAzs = 2 }; VpcProps G() { return new() { MaxAzs = 3 }; } }",
    ).body;
    assert.equal(
      shownStatement(type!),
      "class A {p = new FunctionProps(X: 1); F() { return new VpcProps(MaxAzs: 2) }; G() { return new VpcProps(MaxAzs: 3) }}",
    );
  });

  it("reads lists and dictionaries that are written out", () => {
    assert.equal(expression('new[] { "a", "b" }'), '["a", "b"]');
    assert.equal(expression('new string[] { "a" }'), '["a"]');
    assert.equal(expression('new List<string> { "a" }'), '["a"]');
    assert.equal(expression("new List<string>(others)"), "[...others]");
    assert.equal(expression('["a", ..others]'), '["a", ...others]');
    assert.equal(
      expression('new Dictionary<string, object> { ["a"] = 1, { "b", 2 }, [KEY] = 3 }'),
      "{a: 1, b: 2, [KEY]: 3}",
    );
    assert.equal(expression("new { A = 1, b }"), "{A: 1, b: b}");
    assert.equal(expression("(1, x)"), "[1, x]");
  });

  it("reads members behind `?.` and elements", () => {
    assert.equal(expression("a?.B?.C(1)[2].D"), "a?.B?.C(1)[2].D");
    assert.equal(expression('d?["a"]'), 'd?.["a"]');
    assert.equal(expression("a?.B([1])"), "a?.B([1])");
    assert.equal(expression("a!.B!"), "a.B");
    assert.equal(expression("base.F(this.X)"), "super.F(this.X)");
  });

  it("reads casts, conditionals, comparisons and operators", () => {
    assert.equal(expression("(CfnVolume)v.Node.DefaultChild"), "v.Node.DefaultChild");
    assert.equal(expression("v.Node.DefaultChild as CfnVolume"), "v.Node.DefaultChild");
    assert.equal(expression("a ?? b ? -1 : !c"), "((a ?? b) ? -1 : !c)");
    assert.equal(expression('a.Equals("x") || string.Equals(a, b)'), '((a == "x") || (a == b))');
    assert.equal(expression("x is null"), "(x == nothing)");
    assert.equal(expression("x is not null and not 3"), "(!(x == nothing) && !(x == 3))");
    assert.equal(expression("x is > 1 or <= 0"), "((x > 1) || (x <= 0))");
    assert.equal(expression("nameof(Foo.Bar)"), '"Bar"');
    assert.equal(expression("0xFF + 1_000L - 10.5m"), "((255 + 1000) - 10.5)");
    assert.equal(expression("default"), "nothing");
  });

  it("declares the variables of patterns before the statement", () => {
    assert.deepEqual(statements("if (p is Props q) Use(q);"), [
      "let q",
      "if (q = p , (p instanceof Props)) { Use(q) }",
    ]);
    assert.deepEqual(statements("F(out var n);"), ["let n = <a value that is handed out>", "F(n)"]);
  });

  it("reads switches", () => {
    assert.equal(expression('s switch { "a" or "b" => 1, _ => 2 }'), '(((s == "a") || (s == "b")) ? 1 : 2)');
    assert.equal(expression('s switch { "a" when c => 1, _ => 2 }'), '(((s == "a") && c) ? 1 : 2)');
    assert.deepEqual(statements("switch (s) { case 1: case 2: F(); break; default: G(); break; }"), [
      "switch s { 1: {  } 2: { F(); break } default: { G(); break } }",
    ]);
  });

  it("reads every kind of statement", () => {
    assert.deepEqual(statements('const string A = "x"; int b = 1, c; var (d, e) = f;'), [
      'const A = "x"',
      "let b = 1",
      "let c",
      "let [d, e] = f",
    ]);
    assert.deepEqual(statements("if (a) F(); else if (b) { G(); }"), ["if a { F() } else { if b { G() } }"]);
    assert.deepEqual(statements("foreach (var (k, v) in d) F(k); foreach (string s in list) { }"), [
      "for [k, v] of d { F(k) }",
      "for s of list {  }",
    ]);
    assert.deepEqual(statements("for (int i = 0, j = 1; i < 3; i++, j += 2) { }"), [
      "loop let i = 0, let j = 1; (i < 3); (i += 1 , j += 2) {  }",
    ]);
    assert.deepEqual(statements("while (a) break; do { continue; } while (b);"), [
      "loop ; a;  { break }",
      "do ; b;  { continue }",
    ]);
    assert.deepEqual(statements("try { F(); } catch (E e) when (e.X) { G(); } finally { H(); }"), [
      "try { F() } catch { G() } finally { H() }",
    ]);
    assert.deepEqual(statements("using (var r = Open()) { F(); } using var q = Open(); lock (x) { G(); }"), [
      "{ const r = Open(); F() }",
      "let q = Open()",
      "{ G() }",
    ]);
    assert.deepEqual(statements("F(2); int F(int n) => n * 2;"), ["const F = (n) => { return (n * 2) }", "F(2)"]);
    assert.deepEqual(statements('x ??= 1; (a, b) = (b, a); d["k"] = v;'), ["x ??= 1", "[a, b] = [b, a]", 'd["k"] = v']);
  });

  it("reads lambdas and named arguments", () => {
    assert.equal(expression("x => x + 1"), "(x) => { return (x + 1) }");
    assert.equal(expression("(int a, int b) => { return a; }"), "(a, b) => { return a }");
    assert.equal(expression('new Vpc(this, id: "V", props: null)'), 'new Vpc(this, id: "V", props: nothing)');
  });

  it("keeps the place of every character of a string", () => {
    const pieces = (text: string) => {
      const read = expressionOf(text);
      const parts = read.kind === "literal" ? (read.pieces ?? []) : read.kind === "template" ? read.parts : [];
      for (const p of parts)
        if (p.kind === "piece" && p.span.end - p.span.start === p.text.length) assert.equal(spanText(p.span), p.text);
      return parts.map((p) => (p.kind === "piece" ? p.text : `<${shown(p)}>`));
    };
    assert.equal(expression('"plain"'), '"plain"');
    assert.deepEqual(pieces('"a\\n\\u0041b"'), ["a", "\n", "A", "b"]);
    assert.deepEqual(pieces('@"c:\\d ""q"""'), ["c:\\d ", '"', "q", '"']);
    assert.deepEqual(pieces('$"a{x}b{{c}}"'), ["a", "<x>", "b", "{", "c", "}"]);
    assert.deepEqual(pieces('$"{x:F2}"'), ["<<a value that is formatted x>>"]);
    assert.deepEqual(pieces('"""\n    one "1"\n      two\n    """'), ['one "1"\n', "  two"]);
    assert.deepEqual(pieces('$$"""\n    one {{x}}\n    two\n    """'), ["one ", "<x>", "\n", "two"]);
  });

  it("reads classes with fields, properties, constructors, methods and classes in them", () => {
    const [type] = moduleOf(`public partial class A<T> : Stack, IFoo {
  private const int Max = 3;
  public Vpc Vpc { get; }
  public string Name { get; set; } = "n";
  public int Two => 2;
  public int Three { get { return 3; } set { x = value; } }
  internal A(Construct scope, string id, IStackProps props = null, params string[] rest) : base(scope, id, props) { }
  A(Construct scope) : this(scope, "x") { }
  static int M(int n = 1) => n;
  abstract void N();
  class Inner : Base { }
  class Base { }
}`).body;
    assert.equal(
      shownStatement(type!),
      'class A extends Stack {static Base = class Base {}; static Inner = class Inner extends Base {}; static Max = 3; Vpc; Name = "n"; ' +
        "constructor(scope, id, props = nothing, ...rest) { super(scope, id, props) }; " +
        'constructor(scope) { this(scope, "x") }; get Two() { return 2 }; get Three() { return 3 }; set Three(value) { x = value }; ' +
        "static M(n = 1) { return n }}",
    );
  });

  it("reads records, enums, interfaces and primary constructors", () => {
    const body = moduleOf(`record R(string A, int B = 2);
enum E { P, Q = 5 }
interface I { int X { get; } void F(); }
class C(Construct scope, string id) : Construct(scope, id) { string x = id; }`).body;
    assert.deepEqual(body.map(shownStatement), [
      "class R {constructor(A, B = 2) {  }}",
      'enum E {P: "P", Q: "Q"}',
      "class I {X}",
      "class C extends Construct {x = id; constructor(scope, id) { super(scope, id) }}",
    ]);
  });

  it("reads usings: of a namespace, of an alias, of a class, and names with their namespace", () => {
    const module = moduleOf(`global using Amazon.CDK;
using Lambda = Amazon.CDK.AWS.Lambda;
using Fn = Amazon.CDK.AWS.Lambda.Function;
using static Amazon.CDK.AWS.WAFv2.CfnWebACL;
namespace Acme.Net;
class X { object M() => new Amazon.CDK.AWS.EC2.Vpc(this, Acme.Net.Names.One, Instance_.Y, System.Environment.GetEnvironmentVariable("A")); }`);
    assert.deepEqual(module.body.map(shownStatement), [
      "import * from Amazon.CDK",
      "import * as Lambda from Amazon.CDK.AWS.Lambda",
      "import Function as Fn from Amazon.CDK.AWS.Lambda",
      "import * from Amazon.CDK.AWS.WAFv2.CfnWebACL",
      "import Vpc as Amazon.CDK.AWS.EC2.Vpc from Amazon.CDK.AWS.EC2",
      'class X {M() { return new Amazon.CDK.AWS.EC2.Vpc(this, Names.One, Instance.Y, System.Environment.GetEnvironmentVariable("A")) }}',
    ]);
    assert.deepEqual([...module.mentions!].sort(), ["Instance", "Names"]);
  });

  it("reads what stands between directives of the compiler, without saying which of it is compiled", () => {
    const text =
      "#if NET8\nusing Amazon.CDK;\n#endif\nclass B {\n#region Y\n#if X\n int a = 1;\n#else\n int b = 2;\n#endif\n#endregion\n void M() {\n#if X\n F();\n#else\n G();\n#endif\n H();\n } }";
    assert.deepEqual(moduleOf(text).body.map(shownStatement), [
      "import * from Amazon.CDK",
      "class B {a = 1; b = 2; M() { if <a symbol of the compiler> { F() } else { G() }; H() }}",
    ]);
  });

  it("starts the program with what stands in no class, or with Main", () => {
    assert.deepEqual(moduleOf("var app = new App();\nF();\nvoid F() { }").main!.map(shownStatement), [
      "const F = () => {  }",
      "let app = new App()",
      "F()",
    ]);
    assert.deepEqual(
      moduleOf("namespace A { sealed class Program { public static void Main(string[] args) { } } }").main!.map(
        shownStatement,
      ),
      ["Program.Main([])"],
    );
  });

  it("keeps what is whole around a statement that is being typed", () => {
    const module = moduleOf("class A { void M() { F(1); Vpc v = ; G(2); } void N() { H(3); } }");
    const all = JSON.stringify(module.body.map(shownStatement));
    assert.match(all, /F\(1\)/);
    assert.match(all, /H\(3\)/);
    assert.ok(module.problems.length > 0);
  });
});
