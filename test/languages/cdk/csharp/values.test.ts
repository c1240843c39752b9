import assert from "node:assert/strict";
import { at, plain, prop } from "../evaluate/evaluate-source.ts";
import { evaluateFiles, evaluateStack, stack } from "./csharp-source.ts";

/** The description of a function that is made with this value, evaluated. */
function value(code: string, before = "", members = "", types = ""): unknown {
  const evaluation = evaluateStack(
    `${before}\nnew Function(this, "Fn", new FunctionProps { Description = ${code} });`,
    members,
    types,
  );
  return plain(prop(evaluation, "Main/Fn", "description"));
}

describe("values in C#", () => {
  it("knows strings that are put together", () => {
    assert.equal(value('"a" + 1 + $"b{2}"'), "a1b2");
    assert.equal(value('string.Format("{1}-{0}{{}}", "x", 3)'), "3-x{}");
    assert.equal(value('string.Join(",", "a", "b")'), "a,b");
    assert.equal(value('String.Join(",", list)', 'var list = new List<string> { "a", "b" };'), "a,b");
    assert.equal(value('string.Concat("a", "b")'), "ab");
    assert.equal(
      value("sb.ToString()", 'var sb = new System.Text.StringBuilder("a");\nsb.Append("b").AppendLine("c");'),
      "abc\n",
    );
    assert.equal(value('" a ".Trim().ToUpper()'), "A");
    assert.equal(value('"abcd".Substring(1, 2)'), "bc");
    assert.equal(value('"abcd".Length'), 4);
  });

  it("knows lists and dictionaries that are built", () => {
    assert.deepEqual(value("list", 'var list = new List<string>();\nlist.Add("a");\nlist.AddRange(new[] { "b" });'), [
      "a",
      "b",
    ]);
    assert.deepEqual(
      value("map", 'var map = new Dictionary<string, int> { ["a"] = 1 };\nmap["b"] = 2;\nmap.Add("c", 3);'),
      { a: 1, b: 2, c: 3 },
    );
    assert.deepEqual(value('new[] { "a", "b" }.Select(s => s + "!").Where(s => s.StartsWith("b")).ToArray()'), ["b!"]);
    assert.deepEqual(value('Enumerable.Range(1, 3).Select(i => $"n{i}").ToList()'), ["n1", "n2", "n3"]);
    assert.deepEqual(value('new[] { "a" }.ToDictionary(k => k, k => 1)'), { a: 1 });
    assert.equal(value("n", 'int n = new[] { "a", "b" }.Count() + new List<int> { 1 }.Count + new[] { 1 }.Length;'), 4);
    assert.equal(value("new[] { 1, 2, 3 }.First(i => i > 1) + new[] { 4 }.Last()"), 6);
    assert.equal(
      value("s", 'var s = "";\nforeach (var (k, v) in new Dictionary<string, string> { ["a"] = "b" }) s += k + v;'),
      "ab",
    );
    assert.equal(
      value(
        "s",
        'var s = "";\nforeach (var e in new Dictionary<string, string> { ["a"] = "b" }) s += e.Key + e.Value;',
      ),
      "ab",
    );
    assert.equal(
      value("s", 'var s = "";\nforeach (var k in new Dictionary<string, string> { ["a"] = "b" }.Keys) s += k;'),
      "a",
    );
  });

  it("follows loops, conditionals and switches", () => {
    assert.equal(value("n", "int n = 0;\nfor (int i = 0; i < 4; i++) n += i;"), 6);
    assert.equal(value('s switch { "a" => 1, _ => 2 }', 'var s = "b";'), 2);
    assert.equal(value("x ?? 3", "int? x = null;"), 3);
    assert.equal(value("size == Size.Small ? 1 : 2", "var size = Size.Small;", "enum Size { Small, Large }"), 1);
    assert.equal(value("n", "int n;\nswitch (3) { case 3: n = 1; break; default: n = 2; break; }"), 1);
    assert.equal(value("Twice(2)", "int Twice(int n) => n * 2;"), 4);
    assert.equal(value("a + b", 'var (a, b) = ("x", "y");'), "xy");
  });

  it("does not say what a quotient of integers is that is none", () => {
    assert.equal(value("900 / 60"), 15);
    assert.equal(value("7 / 2"), "?(7 / 2)");
  });

  it("knows constants, fields, properties and static members of other classes", () => {
    assert.equal(value("Max * 2", "", "private const int Max = 5;"), 10);
    assert.equal(
      value(
        "Name + Two + this.Three",
        'Name = "x";',
        "string Name { get; set; }\nint Two => 2;\nint Three { get { return 3; } }",
      ),
      "x23",
    );
    assert.equal(value("Names.One", "", "", 'static class Names { public static readonly string One = "1"; }'), "1");
    assert.equal(value("Acme.Names.One", "", "", 'static class Names { public const string One = "1"; }'), "1");
    assert.equal(
      value("Inner.Two", "", "class Inner { internal static int Two = Max; }\nconst int Max = 2;"),
      "?global Max",
    );
    assert.equal(
      value(
        "new Size(1) { Z = 5 }.Z + new Size(3).X + new Size(4).Y",
        "",
        "",
        "record Size(int X, int Y = 2) { public int Z { get; init; } }",
      ),
      10,
    );
    assert.equal(value("new P { A = 1 }.A", "", "", "class P { public int A { get; set; } = 7; }"), 1);
    assert.equal(value("new P().A", "", "", "class P { public int A { get; set; } = 7; }"), 7);
    assert.equal(value('new Q("x").Y', "", "", "class Q(string s) { public string Y { get; } = s; }"), "x");
  });

  it("picks the constructor and the method by their arguments", () => {
    const types =
      "class P { public int N; public P() : this(4) { } public P(int n) { N = n; } public int M() => 1; public int M(int a) => a; }";
    assert.equal(value("new P().N", "", "", types), 4);
    assert.equal(value("new P().M() + new P().M(5)", "", "", types), 6);
    assert.deepEqual(value('All("a", "b")', "", "string[] All(params string[] s) => s;"), ["a", "b"]);
    assert.deepEqual(value('All(new[] { "a" })', "", "string[] All(params string[] s) => s;"), ["a"]);
    assert.equal(value("F(b: 2)", "", "int F(int a = 1, int b = 5) => a + b;"), 3);
  });

  it("knows an environment variable as itself", () => {
    assert.equal(value('System.Environment.GetEnvironmentVariable("STAGE")'), "?process.env.STAGE");
    assert.deepEqual(value('Environment.GetEnvironmentVariable("STAGE") ?? "dev"'), {
      choice: ["dev", "?process.env.STAGE"],
    });
  });

  it("reads the text of a file of the project", () => {
    const read =
      'System.IO.File.ReadAllText(System.IO.Path.Combine(System.IO.Directory.GetCurrentDirectory(), "scripts", "a.sh"))';
    const evaluation = evaluateFiles({
      "/p/src/App/Main.cs": stack(`new Function(this, "Fn", new FunctionProps { Description = ${read} });`),
      "/p/scripts/a.sh": "#!/bin/bash\n",
      "/p/cdk.json": "{}",
    });
    assert.equal(plain(prop(evaluation, "Main/Fn", "description")), "#!/bin/bash\n");
  });

  it("reads and writes properties of constructs", () => {
    const evaluation = evaluateStack(
      `var vpc = new Vpc(this, "Vpc");
var volume = new CfnVolume(this, "V", new CfnVolumeProps { AvailabilityZone = vpc.AvailabilityZones[0] });
volume.Size = 10;
new Function(this, "Fn", new FunctionProps { Description = vpc.VpcId });`,
    );
    assert.equal(plain(prop(evaluation, "Main/Fn", "description")), "@Main/Vpc.vpcId");
    assert.equal(plain(prop(evaluation, "Main/V", "availabilityZone")), "?Main/Vpc.availabilityZones[0]");
    assert.deepEqual(
      at(evaluation, "Main/V").assignments.map((a) => [a.path, plain(a.value)]),
      [[["size"], 10]],
    );
  });

  it("hands props over that are made before, and changed", () => {
    const evaluation = evaluateStack(
      `var props = new FunctionProps { MemorySize = 1 };
new Function(this, "A", props);
new Function(this, id: "B", props: new FunctionProps { MemorySize = 2 });
FunctionProps more = new() { MemorySize = 3 };
new Function(this, "C", more);`,
    );
    assert.deepEqual(
      ["A", "B", "C"].map((id) => plain(prop(evaluation, `Main/${id}`, "memorySize"))),
      [1, 2, 3],
    );
  });

  it("knows the region of a stack whose props are a class of the program", () => {
    const evaluation = evaluateFiles({
      "/p/Main.cs": `using Amazon.CDK; using Constructs;
class MyProps : StackProps { public string Stage { get; init; } }
class My : Stack { public My(Construct scope, string id, MyProps props) : base(scope, id, props) { new CfnOutput(this, props.Stage); } }
static class Program { static void Main() { new My(new App(), "My", new MyProps { Stage = "dev", Env = new Amazon.CDK.Environment { Region = "eu-west-1" } }); } }`,
    });
    assert.equal(plain(at(evaluation, "My").region!), "eu-west-1");
    assert.ok(at(evaluation, "My/dev"));
  });

  it("evaluates a stack that nobody makes with inputs that are not known", () => {
    const evaluation = evaluateFiles({
      "/p/Lone.cs": `using Amazon.CDK; using Amazon.CDK.AWS.EC2; using Constructs;
public class Lone : Stack
{
  public Lone(Construct scope, string id, LoneProps props) : base(scope, id, props)
  {
    new Vpc(this, "Vpc", new VpcProps { MaxAzs = props.Zones });
  }
}`,
    });
    assert.equal(plain(prop(evaluation, "Lone/Vpc", "maxAzs")), "?Lone.props.Zones");
  });
});
