import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { shown, shownStatement } from "../frontend/shown-ir.ts";
import { expression, expressionOf, moduleOf, statements } from "./java-source.ts";

describe("Java to IR", () => {
  it("makes one object of a builder", () => {
    const text =
      'Function.Builder.create(this, "Fn")\n  .timeout(Duration.minutes(15)) // a note\n  .memorySize(128)\n  .build()';
    const read = expressionOf(text);
    assert.equal(shown(read), 'new Function(this, "Fn", timeout: Duration.minutes(15), memorySize: 128)');
    assert.ok(read.kind === "new");
    assert.equal(spanText(read.span), text);
    assert.equal(spanText(read.nameSpan), "Function");
    assert.equal(spanText(read.argsSpan), '(this, "Fn")');
    const timeout = read.args[2]!;
    assert.equal(spanText(timeout.span), ".timeout(Duration.minutes(15))");
    assert.equal(spanText(timeout.nameSpan!), "timeout");
    assert.equal(spanText(timeout.value.span), "Duration.minutes(15)");
  });

  it("makes an object of the builder of a struct, of a struct in a class, and of one made with new", () => {
    assert.equal(expression("StackProps.builder().env(e).build()"), "new StackProps(env: e)");
    assert.equal(
      expression("CfnInstance.EbsProperty.builder().encrypted(true).build()"),
      "new CfnInstance.EbsProperty(encrypted: true)",
    );
    assert.equal(expression("new HealthCheck.Builder().port(80).build()"), "new HealthCheck(port: 80)");
    assert.equal(
      expression('software.amazon.awscdk.services.ec2.Vpc.Builder.create(this, "V").build()'),
      'new software.amazon.awscdk.services.ec2.Vpc(this, "V")',
    );
  });

  it("leaves a setter out whose value is not written yet", () => {
    assert.equal(
      expression('Vpc.Builder.create(this, "V").maxAzs().natGateways(1).build()'),
      'new Vpc(this, "V", natGateways: 1)',
    );
  });

  it("follows a builder that is kept in a variable", () => {
    assert.deepEqual(
      statements(
        'Vpc.Builder b = Vpc.Builder.create(this, "V").maxAzs(2);\nif (c) b.natGateways(1);\nVpc v = b.build();',
      ),
      ["let b = {maxAzs: 2}", "if c { b.natGateways = 1 }", 'let v = new Vpc(this, "V", **b)'],
    );
  });

  it("reads lists and maps that are written out", () => {
    assert.equal(expression('List.of("a", "b")'), '["a", "b"]');
    assert.equal(expression('Arrays.asList("a")'), '["a"]');
    assert.equal(expression("Collections.singletonList(x)"), "[x]");
    assert.equal(expression('new String[] {"a"}'), '["a"]');
    assert.equal(expression("new ArrayList<>(others)"), "[...others]");
    assert.equal(expression('Map.of("a", 1, KEY, 2)'), "{a: 1, [KEY]: 2}");
    assert.equal(expression('Map.ofEntries(Map.entry("a", 1), entry("b", 2))'), "{a: 1, b: 2}");
    assert.equal(expression('new HashMap<String, String>() {{ put("a", "b"); put("c", "d"); }}'), '{a: "b", c: "d"}');
    assert.equal(expression('ImmutableMap.builder().put("a", 1).build()'), "{a: 1}");
    assert.equal(expression("Arrays.asList(names)"), "Arrays.asList(names)");
  });

  it("reads numbers, characters and nothing", () => {
    assert.equal(expression("0x10 + 1_000L - 1.5f * 017"), "((16 + 1000) - (1.5 * 15))");
    assert.equal(expression("'a'"), '"a"');
    assert.equal(expression("null"), "nothing");
    assert.equal(expression("-x"), "-x");
  });

  it("keeps the place of every character of a text block", () => {
    const read = expressionOf(
      '"""\n      #!/bin/bash\n        echo "hi"\\tthere\n      yum\\\n       install\n      """',
    );
    assert.ok(read.kind === "literal");
    assert.equal(read.value, '#!/bin/bash\n  echo "hi"\tthere\nyum install\n');
    const pieces = read.pieces!;
    assert.equal(pieces.map((p) => p.text).join(""), read.value);
    for (const p of pieces) if (p.span.end - p.span.start === p.text.length) assert.equal(spanText(p.span), p.text);
    assert.ok(pieces.some((p) => p.text.startsWith("#!/bin/bash")));
  });

  it("keeps the place of what stands around an escape", () => {
    const read = expressionOf('"a\\n\\u0041b"');
    assert.ok(read.kind === "literal");
    assert.equal(read.value, "a\nAb");
    assert.deepEqual(
      read.pieces!.map((p) => [p.text, spanText(p.span)]),
      [
        ["a", "a"],
        ["\n", "\\n"],
        ["A", "\\u0041"],
        ["b", "b"],
      ],
    );
  });

  it("reads lambdas, references to methods and switches with a value", () => {
    assert.equal(expression("() -> f()"), "() => { return f() }");
    assert.equal(expression("(a, b) -> { return a; }"), "(a, b) => { return a }");
    assert.equal(expression("this::make"), "(it) => { return this.make(it) }");
    assert.equal(expression("String::trim"), "(it) => { return it.trim() }");
    assert.equal(expression("Port::of"), "(it) => { return Port.of(it) }");
    assert.equal(expression("Vpc::new"), "(it) => { return new Vpc(it) }");
    assert.equal(
      expression('switch (s) { case "a", "b" -> 1; default -> 2; }'),
      '((s == "a") ? 1 : ((s == "b") ? 1 : 2))',
    );
    assert.equal(
      expression("switch (s) { case A: yield 1; default: { f(); yield 2; } }"),
      '(() => { switch s { "A": { return 1 } default: { { f(); return 2 } } } })()',
    );
  });

  it("reads operators, casts, conditionals and comparisons of objects", () => {
    assert.equal(expression("(CfnVolume) v.getNode().getDefaultChild()"), "v.getNode().getDefaultChild()");
    assert.equal(expression("a == null ? b : c[0]"), "((a == nothing) ? b : c[0])");
    assert.equal(expression('"x".equals(y) && !Objects.equals(a, b)'), '(("x" == y) && !(a == b))');
    assert.equal(expression("o instanceof Vpc"), "(o instanceof Vpc)");
    assert.deepEqual(statements("i++; x += 2; this.y = 3; a[0] = 1;"), ["i += 1", "x += 2", "this.y = 3", "a[0] = 1"]);
  });

  it("reads every kind of statement", () => {
    assert.deepEqual(statements('final String a = "x", b; var c = 1;'), ['const a = "x"', "const b", "let c = 1"]);
    assert.deepEqual(statements("if (a) f(); else { g(); }"), ["if a { f() } else { g() }"]);
    assert.deepEqual(statements("for (String s : list) use(s);"), ["for s of list { use(s) }"]);
    assert.deepEqual(statements("for (int i = 0, j = 1; i < 3; i++, j++) {}"), [
      "loop let i = 0, let j = 1; (i < 3); (i += 1 , j += 1) {  }",
    ]);
    assert.deepEqual(statements("while (a) { break; } do f(); while (b);"), [
      "loop ; a;  { break }",
      "do ; b;  { f() }",
    ]);
    assert.deepEqual(statements("switch (s) { case 1: case 2: f(); break; default: g(); }"), [
      "switch s { 1: {  } 2: { f(); break } default: { g() } }",
    ]);
    assert.deepEqual(statements("switch (s) { case A -> f(); case B -> { g(); } }"), [
      'switch s { "A": { f(); break } "B": { g(); break } }',
    ]);
    assert.deepEqual(statements("try (var r = open()) { f(); } catch (A | B e) { g(); } finally { h(); }"), [
      "try { const r = open(); f() } catch { g() } finally { h() }",
    ]);
    assert.deepEqual(statements("synchronized (x) { f(); } { g(); } throw e;"), ["{ f() }", "{ g() }", "throw e"]);
  });

  it("reads classes with fields, constructors, methods and classes in them", () => {
    const [type] = moduleOf(`public class A<T> extends Stack implements B {
  static final int MAX = 3;
  private Vpc vpc;
  static { f(); }
  A(Construct scope, String id) { this(scope, id, null); }
  A(Construct scope, String id, StackProps props) { super(scope, id, props); }
  int m(String... names) { return 1; }
  abstract void n();
  static class Inner extends Base { Inner() { g(); } }
  static class Base {}
}`).body;
    assert.equal(
      shownStatement(type!),
      "class A extends Stack {static Base = class Base {}; static Inner = class Inner extends Base {constructor() { super(); g() }}; " +
        "static MAX = 3; vpc; static {96} = (() => { f() })(); " +
        "constructor(scope, id, props) { super(scope, id, props) }; constructor(scope, id) { this(scope, id, nothing) }; " +
        "m(...names) { return 1 }}",
    );
  });

  it("reads records, enums, interfaces and classes without a name", () => {
    const body = moduleOf(`record R(String a, int b) { R { check(); } }
enum Simple { A, B }
enum Rich { A("x"); final String v; Rich(String v) { this.v = v; } String v() { return v; } }
interface Names { String ONE = "1"; default int f() { return 1; } }
class Plain { Object o = new Runnable() { public void run() { f(); } }; }`).body.map(shownStatement);
    assert.deepEqual(body, [
      "class R {a; b; constructor(a, b) { check(); this.a = a; this.b = b }; a() { return this.a }; b() { return this.b }}",
      'enum Simple {A: "A", B: "B"}',
      'class Rich {static A = new Rich("x", name(): "A"); v; constructor(v) { this.v = v }; v() { return v }; ' +
        "name() { return this.name() }; toString() { return this.name() }; static values() { return [Rich.A] }}",
      'class Names {static ONE = "1"; f() { return 1 }}',
      "class Plain {o = new (class extends Runnable {run() { f() }})()}",
    ]);
  });

  it("reads imports: of a class, of a package, of a member, of a class in a class, and names with their package", () => {
    const module = moduleOf(`import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.*;
import static com.acme.Names.ONE;
import software.amazon.awscdk.services.ec2.CfnInstance.EbsProperty;
class X { void m() { x = com.acme.net.Network.make(); } }`);
    assert.deepEqual(module.body.map(shownStatement), [
      "import Vpc from software.amazon.awscdk.services.ec2.Vpc",
      "import * from software.amazon.awscdk.*",
      "import Names as com.acme.Names from com.acme.Names",
      "const ONE = com.acme.Names.ONE",
      "import CfnInstance as software.amazon.awscdk.services.ec2.CfnInstance from software.amazon.awscdk.services.ec2.CfnInstance",
      "const EbsProperty = software.amazon.awscdk.services.ec2.CfnInstance.EbsProperty",
      "import Network as com.acme.net.Network from com.acme.net.Network",
      "class X {m() { x = com.acme.net.Network.make() }}",
    ]);
  });

  it("tells comments without their marks, and the names that a file beside it may declare", () => {
    const module = moduleOf(
      "// one\n/* two */\n/** three */\nclass A extends Base { Helper h = new Helper(A.X, Vpc.Y); }",
    );
    assert.deepEqual(
      module.comments.map((c) => c.text),
      ["one", "two", "three"],
    );
    assert.deepEqual([...module.mentions!].sort(), ["Base", "Helper", "Vpc"]);
  });

  it("starts the program with the class that has a main", () => {
    const { main } = moduleOf("public class App { public static void main(final String[] args) { } }");
    assert.deepEqual(main!.map(shownStatement), ["App.main([])"]);
    assert.equal(moduleOf("class A { void main() {} }").main, undefined);
  });

  it("keeps what is whole around a statement that is being typed", () => {
    const text = "class A { void m() { f(1); Vpc v = ; g(2); } void n() { h(3); } }";
    const all = JSON.stringify(moduleOf(text).body.map(shownStatement));
    assert.match(all, /f\(1\)/);
    assert.match(all, /h\(3\)/);
    assert.ok(moduleOf(text).problems.length > 0);
  });
});
