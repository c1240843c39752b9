/** What a naive reader takes for a value that something has changed by then. */
import assert from "node:assert/strict";
import { plain, prop } from "../evaluate/evaluate-source.ts";
import { evaluateStack, marked, stack } from "./java-source.ts";

function value(code: string, before = "", members = "", types = ""): unknown {
  const body = `${before}\nFunction.Builder.create(this, "Fn").memorySize(${code}).build();`;
  return plain(prop(evaluateStack(body, members, types), "Main/Fn", "memorySize"));
}

describe("values that Java changes", () => {
  it("are those of the overload that takes the type", () => {
    const members =
      "int f(Integer x) { return 2; }\nint f(String x) { return 1; }\nint f(List<String> x) { return 3; }";
    assert.equal(value('f("a")', "", members), 1);
    assert.equal(value("f(5)", "", members), 2);
    assert.equal(value('f(List.of("a"))', "", members), 3);
    assert.match(JSON.stringify(value("f(x)", "Object x = lib.Lib.some();", members)), /\?/);
  });

  it("are what a static block and a method set", () => {
    const types = "class K { static int S = 2; static { S = 1; } static void set() { S = 3; } }";
    assert.equal(value("K.S", "", "", types), 1);
    assert.equal(value("K.S", "K.set();", "", types), 3);
  });

  it("are what a variable was before it is counted up behind", () => {
    assert.equal(value("j", "int i = 1; int j = i++;"), 1);
    assert.equal(value("j", "int i = 1; int j = ++i;"), 2);
    assert.equal(value("i", "int i = 1; i++;"), 2);
  });

  it("are not known in a list or a map of which something that is not followed was asked", () => {
    assert.match(
      JSON.stringify(value("a.get(0)", "List<Integer> a = new ArrayList<>(List.of(2, 1)); Collections.sort(a);")),
      /\?/,
    );
    assert.match(
      JSON.stringify(value("a.get(0)", "List<Integer> a = new ArrayList<>(); a.add(2); a.add(0, 1);")),
      /\?/,
    );
    assert.match(
      JSON.stringify(
        value('m.get("m")', 'Map<String, Integer> m = new HashMap<>(); m.put("m", 2); m.compute("m", (k, v) -> 1);'),
      ),
      /\?/,
    );
  });

  it("may be set by who is handed a builder", () => {
    const fn = 'Function.Builder b = Function.Builder.create(this, "F").handler("i.h").memorySize(20480);';
    const found = (body: string) =>
      marked({ "/p/Main.java": stack(body, "void small(Function.Builder b) { b.memorySize(512); }") }, "lambda-memory");
    assert.equal(found(`${fn}\nb.build();`).length, 1);
    assert.equal(found(`${fn}\nsmall(b);\nb.build();`).length, 0);
    const child = `Function f = Function.Builder.create(this, "F").handler("i.h").memorySize(20480).build();
if (f.getNode().getDefaultChild() instanceof CfnFunction c) { c.setMemorySize(512); }`;
    assert.equal(found(child).length, 0);
  });
});
