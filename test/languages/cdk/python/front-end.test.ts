import assert from "node:assert/strict";
import { spanText } from "../../../../server/core/span.ts";
import { expression, expressionOf, moduleOf, statements } from "./python-source.ts";

describe("Python to IR", () => {
  it("places every part of a call", () => {
    const node = expressionOf(`lambda_.Function(self, "Fn", timeout = Duration.minutes(15), **more)`);
    assert.ok(node.kind === "new");
    assert.equal(spanText(node.nameSpan), "Function");
    assert.equal(spanText(node.argsSpan), `(self, "Fn", timeout = Duration.minutes(15), **more)`);
    assert.deepEqual(
      node.args.map((a) => [a.name, a.nameSpan && spanText(a.nameSpan), spanText(a.value.span), spanText(a.span)]),
      [
        [undefined, undefined, "self", "self"],
        [undefined, undefined, '"Fn"', '"Fn"'],
        ["timeout", "timeout", "Duration.minutes(15)", "timeout = Duration.minutes(15)"],
        [undefined, undefined, "more", "**more"],
      ],
    );
  });

  it("takes the call of a capital name for the making of an object", () => {
    assert.equal(expression("s3.Bucket(self)"), "new s3.Bucket(self)");
    assert.equal(expression("Bucket.from_bucket_name(self)"), "Bucket.from_bucket_name(self)");
    assert.equal(expression("_Hidden()"), "new _Hidden()");
    assert.equal(expression("make(x)(y)"), "make(x)(y)");
  });

  it("reads operators and comparisons", () => {
    assert.equal(expression("a and not b or c"), "((a && !b) || c)");
    assert.equal(expression("a < b <= c"), "((a < b) && (b <= c))");
    assert.equal(expression("a is None"), "(a == nothing)");
    assert.equal(expression("a is not None"), "(a != nothing)");
    assert.equal(expression("a not in b"), "!(a in b)");
    assert.equal(expression("x if c else y"), "(c ? x : y)");
    assert.equal(expression("-a ** 2 % 3"), "(-(a ** 2) % 3)");
    assert.equal(expression("7 // 2"), "math.floor((7 / 2))");
    assert.equal(expression("(n := 3)"), "n = 3");
    assert.equal(expression("a @ b"), "<an operator that is not followed a b>");
  });

  it("reads literals and collections", () => {
    assert.equal(expression("[1_000, 0x1f, 1.5e3, True, None]"), "[1000, 31, 1500, true, nothing]");
    assert.equal(expression("(1, *rest)"), "[1, ...rest]");
    assert.equal(expression(`{"a": 1, k: 2, **more}`), "{a: 1, [k]: 2, ...more}");
    assert.equal(expression("{1, 2}"), "[1, 2]");
    assert.equal(expression("3j"), "<a number that is not followed>");
  });

  it("reads subscripts and slices", () => {
    assert.equal(expression(`d["a"]`), `d["a"]`);
    assert.equal(expression("l[-1]"), "l.at(-1)");
    assert.equal(expression("l[1:]"), "l.slice(1)");
    assert.equal(expression("l[:2]"), "l.slice(0, 2)");
    assert.equal(expression("l[::2]"), "<a slice with a step l 2>");
  });

  it("reads comprehensions as what lists do", () => {
    assert.equal(
      expression("[f(x) for x in xs if x]"),
      "elements of(xs).filter((x) => { return x }).map((x) => { return f(x) })",
    );
    assert.equal(
      expression("{k: v for k, v in d.items()}"),
      "dict of pairs(elements of(d.items()).map(([k, v]) => { return [k, v] }))",
    );
    assert.equal(
      expression("[y for x in xs for y in x]"),
      "elements of(xs).flatMap((x) => { return elements of(x).map((y) => { return y }) })",
    );
    assert.equal(expression("f(x for x in xs)"), "f(elements of(xs).map((x) => { return x }))");
    assert.equal(expression("lambda a, b=1: a"), "(a, b = 1) => { return a }");
  });

  it("reads statements", () => {
    assert.deepEqual(statements("a = b = 1\na += 2\nx, (y, *z) = t\nself.w: int = 3\nv: int"), [
      "a = b = 1",
      "a += 2",
      "[x, [y]] = t",
      "self.w = 3",
    ]);
    assert.deepEqual(statements("for i, x in e:\n    f(x)\nelse:\n    g()"), ["for [i, x] of e { f(x) }", "g()"]);
    assert.deepEqual(statements("if a:\n    f()\nelif b:\n    g()\nelse:\n    h()"), [
      "if a { f() } else { if b { g() } else { h() } }",
    ]);
    assert.deepEqual(statements("with open(p) as f, lock:\n    x = f.read()"), ["f = open(p)", "lock", "x = f.read()"]);
    assert.deepEqual(statements("while a:\n    break"), ["loop ; a;  { break }"]);
    assert.deepEqual(statements("assert a, 'why'\nraise E(1)\nsys.exit(1)"), [
      "if !a { throw }",
      "throw new E(1)",
      "throw",
    ]);
    assert.deepEqual(statements("try:\n    a()\nexcept E as e:\n    b()\nelse:\n    c()\nfinally:\n    d()"), [
      "try { a(); c() } catch { b() } finally { d() }",
    ]);
    assert.deepEqual(
      statements(
        'match x:\n    case "a" | "b":\n        f()\n    case E.C if y:\n        g()\n    case _:\n        h()',
      ),
      ['if ((x == "a") || (x == "b")) { f() } else { if ((x == E.C) && y) { g() } else { h() } }'],
    );
  });

  it("reads functions: their parameters, and the names that are their own", () => {
    const [f] = moduleOf(
      "def f(a, b: int = 2, *args, c, **kw):\n    global g\n    g = h = a\n    for i in b: pass\n",
    ).body;
    assert.ok(f?.kind === "function");
    assert.deepEqual(
      f.value.parameters.map((p) => [p.target.kind === "name" && p.target.name, p.rest, p.keywords ?? false]),
      [
        ["a", false, false],
        ["b", false, false],
        ["args", true, false],
        ["c", false, false],
        ["kw", false, true],
      ],
    );
    assert.deepEqual(f.value.locals, ["h", "i"]);
  });

  it("reads classes: the first parameter of a method is the object", () => {
    const text = `class A(Stack, metaclass=M):
    N: int = 5
    def __init__(me, scope, **kw):
        super().__init__(scope, **kw)
        me.x = [me for _ in y]
    @property
    def p(self): return self.x
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def s(a): return a
    @strange
    def gone(self): pass
`;
    assert.deepEqual(statements(text), [
      "class A extends Stack {static N = 5; constructor(scope, kw) { super(scope, **kw); this.x = elements of(y).map((_) => { return this }) }; get p() { return this.x }; static make() { return new A() }; static s(a) { return a }}",
    ]);
    assert.deepEqual(
      statements("class A(B):\n    def __init__(self, s):\n        B.__init__(self, s)\n        super(A, self).f()\n"),
      ["class A extends B {constructor(s) { super(s); super.f() }}"],
    );
  });

  it("makes the constructor of a data class", () => {
    assert.deepEqual(
      statements(
        "@dataclass(frozen=True)\nclass C:\n    a: str\n    b: list = field(default_factory=list)\n    C: ClassVar[int] = 1\n",
      ),
      [
        "class C {static b = field(default_factory: list); static C = 1; constructor(a, b = list()) { this.a = a; this.b = b }}",
      ],
    );
  });

  it("gathers imports, wherever they stand", () => {
    const module = moduleOf("import a.b\nimport c as d\ndef f():\n    from .e import g as h, i\n    from j import *\n");
    assert.deepEqual(
      module.body
        .filter((s) => s.kind === "import")
        .map((s) => [s.module, s.names.map((n) => n.local), s.all ?? false]),
      [
        ["a", ["a"], false],
        ["a.b", ["a.b"], false],
        ["c", ["d"], false],
        [".e", ["h", "i"], false],
        ["j", [], true],
      ],
    );
    assert.deepEqual(module.imports, ["a.b", "c", ".e", ".e.g", ".e.i", "j"]);
  });

  it("executes what stands under `__main__` only where the file is started", () => {
    const module = moduleOf(`x = 1\nif __name__ == "__main__":\n    main()\n`);
    assert.equal(module.body.length, 1);
    assert.equal(module.main?.length, 1);
  });

  it("tells comments, and what it does not understand", () => {
    const module = moduleOf("x = 1  # why\n## more\ns = '# no'\ny = (\n");
    assert.deepEqual(
      module.comments.map((c) => [c.text, spanText(c.span)]),
      [
        ["why", "# why"],
        ["more", "## more"],
      ],
    );
    assert.ok(module.problems.length > 0);
  });
});
