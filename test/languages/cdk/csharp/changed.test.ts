/** What a naive reader takes for a value that something has changed by then. */
import assert from "node:assert/strict";
import { plain, prop } from "../evaluate/evaluate-source.ts";
import { evaluateStack, marked, stack } from "./csharp-source.ts";

function value(code: string, before = "", members = "", types = ""): unknown {
  const body = `${before}\nnew Function(this, "Fn", new FunctionProps { MemorySize = ${code} });`;
  return plain(prop(evaluateStack(body, members, types), "Main/Fn", "memorySize"));
}

describe("values that C# changes", () => {
  it("are not known once they were handed over by `ref` or `out`", () => {
    const members = "void R(ref int m) { m = 1; }\nvoid O(out int m) { m = 1; }";
    assert.match(JSON.stringify(value("m", "int m = 2; R(ref m);", members)), /\?/);
    assert.match(JSON.stringify(value("m", "int m = 2; O(out m);", members)), /\?/);
    assert.match(JSON.stringify(value("m", 'int m = 2; int.TryParse("1", out m);')), /\?/);
  });

  it("are those of the overload that takes the type, of the static constructor, of before the count", () => {
    const members = "int F(object x) { return 2; }\nint F(string x) { return 1; }";
    assert.equal(value('F("a")', "", members), 1);
    assert.equal(value("F(5)", "", members), 2);
    assert.equal(value("K.S", "", "", "class K { public static int S = 2; static K() { S = 1; } }"), 1);
    assert.equal(value("j", "int i = 1; int j = i++;"), 1);
  });

  it("are what they were when CDK was handed them", () => {
    const found = (body: string) => marked({ "/p/Main.cs": stack(body) }, "lambda-memory").length;
    const props = 'var p = new FunctionProps { Handler = "i.h", MemorySize = 512 };\nnew Function(this, "A", p);';
    assert.equal(found(`${props}\np.MemorySize = 20480;`), 0);
    assert.equal(found(`${props}\np.MemorySize = 20480;\nnew Function(this, "B", p);`), 1);
    const fn = 'var f = new Function(this, "A", new FunctionProps { Handler = "i.h", MemorySize = 20480 });';
    assert.equal(found(`${fn}\nif (f.Node.DefaultChild is CfnFunction c) { c.MemorySize = 512; }`), 0);
  });
});
