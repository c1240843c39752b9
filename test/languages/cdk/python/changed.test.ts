/** What a naive reader takes for a value that something has changed by then. */
import assert from "node:assert/strict";
import { app, evaluated, marked } from "./python-source.ts";

const FUNCTION =
  'lambda_.Function(self, "F", runtime=lambda_.Runtime.PYTHON_3_12, handler="i.h", code=lambda_.Code.from_asset("x"), memory_size=20480)';

function findings(body: string, before = ""): string[] {
  return marked({ "/p/app.py": app(body, before) }, "lambda-memory").map((m) => m.replace(/^\d+: /, ""));
}

describe("values that Python changes", () => {
  it("are gone from a list or a dictionary once they are deleted or written over", () => {
    assert.equal(evaluated("d.get('m', 1)", "d = {'m': 2}\ndel d['m']"), 1);
    assert.equal(evaluated("d[0]", "d = [2, 1]\ndel d[0]"), 1);
    assert.match(JSON.stringify(evaluated("d[0]", "d = [2, 1]\nd[0:1] = [1]")), /\?/);
    assert.equal(evaluated("a[0] if a else 2", "a = []\nb = a\nb += [1]"), 1);
    assert.equal(evaluated("1 if d.get('m', 2) is None else 2", "d = {'m': None}"), 1);
  });

  it("are those that a function gives back at last", () => {
    const before = "def f():\n    try:\n        return 2\n    finally:\n        return 1\n";
    assert.equal(evaluated("f()", "", before), 1);
    assert.equal(evaluated("1 if -7 % 3 == 2 else 2"), 1);
    assert.equal(evaluated("1 if str(None) == 'None' else 2"), 1);
  });

  it("are not those of a field that is written by its name", () => {
    const before =
      "class A:\n    m = 2\n    def __init__(self, **kw):\n        self.n = 2\n        self.__dict__.update(kw)\n";
    assert.equal(evaluated("a.m", "a = A()\nsetattr(a, 'm', 1)", before), 1);
    assert.match(JSON.stringify(evaluated("A(n=1).n", "", before)), /\?/);
    const data = "@dataclass\nclass C:\n    m: int = 2\n    def __post_init__(self):\n        self.m = 1\n";
    assert.equal(evaluated("C().m", "", data), 1);
  });

  it("are not known once a function that is not known was called for what it does", () => {
    const before = "import lib\n";
    assert.match(JSON.stringify(evaluated("d['m']", "d = {'m': 2}\nlib.fill(d)", before)), /\?/);
    assert.equal(evaluated("d['m']", "d = {'m': 2}\nlib.log(d)", before), 2);
    assert.equal(evaluated("d['m']", "d = {'m': 2}\nx = lib.merged(d)", before), 2);
  });

  it("are what they were when CDK was handed them", () => {
    const body = `p = {"function_name": "a"}\nlambda_.CfnFunction(self, "A", memory_size=20480, **p)`;
    assert.equal(findings(`${body}\np["memory_size"] = 512`).length, 1);
    const kept = `p = dict(memory_size=20480)\nlambda_.CfnFunction(self, "A", **p)\np["memory_size"] = 512`;
    assert.equal(findings(kept).length, 1);
  });

  it("may be changed by who goes through the tree of constructs", () => {
    assert.deepEqual(findings(FUNCTION), ["20480"]);
    assert.deepEqual(findings(`${FUNCTION}\nfor c in self.node.find_all():\n    c.memory_size = 512`), []);
    assert.deepEqual(findings(`${FUNCTION}\nfor c in self.node.children:\n    c.memory_size = 512`), []);
    assert.deepEqual(findings(`${FUNCTION}\nself.node.find_child("F").node.default_child.memory_size = 512`), []);
    assert.deepEqual(findings(`${FUNCTION}\nself.node.find_child("G").node.default_child.memory_size = 512`), [
      "20480",
    ]);
  });
});
