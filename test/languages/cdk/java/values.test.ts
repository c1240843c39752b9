import assert from "node:assert/strict";
import { at, plain, prop } from "../evaluate/evaluate-source.ts";
import { evaluateFiles, evaluateStack, stack } from "./java-source.ts";

/** The environment of a function that is made with this value in it, evaluated. */
function value(code: string, before = "", members = "", types = ""): unknown {
  const evaluation = evaluateStack(
    `${before}\nFunction.Builder.create(this, "Fn").description(${code}).build();`,
    members,
    types,
  );
  return plain(prop(evaluation, "Main/Fn", "description"));
}

describe("values in Java", () => {
  it("knows strings that are put together", () => {
    assert.equal(value('"a" + 1 + "b"'), "a1b");
    assert.equal(value('String.format("%s-%d%%", "x", 3)'), "x-3%");
    assert.equal(value('"%s/%s".formatted("x", "y")'), "x/y");
    assert.equal(value('String.join(",", "a", "b")'), "a,b");
    assert.equal(value('String.join(",", list)', 'List<String> list = List.of("a", "b");'), "a,b");
    assert.equal(
      value("sb.toString()", 'StringBuilder sb = new StringBuilder("a");\nsb.append("b").append(1);'),
      "ab1",
    );
    assert.equal(value('" a ".trim().toUpperCase().concat("b")'), "Ab");
    assert.match(String(value('String.format("%5d", 3)')), /^\$\{\?/);
  });

  it("knows lists and maps that are built", () => {
    assert.deepEqual(
      value("list", 'List<String> list = new ArrayList<>();\nlist.add("a");\nlist.addAll(List.of("b"));'),
      ["a", "b"],
    );
    assert.deepEqual(value("map", 'Map<String, Integer> map = new HashMap<>();\nmap.put("a", 1);\nmap.put("b", 2);'), {
      a: 1,
      b: 2,
    });
    assert.equal(value('map.getOrDefault("x", "y")', "Map<String, String> map = Map.of();"), "y");
    assert.equal(value("list.get(1)", 'String[] xs = {"a", "b"};\nvar list = Arrays.asList(xs);'), "b");
    assert.deepEqual(value('List.of("a", "b").stream().map(s -> s + "!").filter(s -> s.startsWith("b")).toList()'), [
      "b!",
    ]);
    assert.equal(value('List.of("a", "b").stream().collect(Collectors.joining("+"))', "", "", ""), "a+b");
    assert.deepEqual(value('IntStream.range(0, 3).mapToObj(i -> "n" + i).toList()'), ["n0", "n1", "n2"]);
    assert.equal(
      value(
        "s",
        'String s = "";\nfor (Map.Entry<String, String> e : Map.of("a", "b").entrySet()) s += e.getKey() + e.getValue();',
      ),
      "ab",
    );
  });

  it("follows loops, conditionals, switches and exceptions", () => {
    assert.equal(value("n", "int n = 0;\nfor (int i = 0; i < 4; i++) n += i;"), 6);
    assert.equal(value("x ? 1 : 2", "boolean x = !false;"), 1);
    assert.equal(value('switch (s) { case "a" -> 1; default -> 2; }', 'String s = "b";'), 2);
    assert.equal(
      value(
        "n",
        "int n;\nswitch (Size.SMALL) { case SMALL: n = 1; break; default: n = 2; }",
        "enum Size { SMALL, LARGE }",
      ),
      1,
    );
    assert.equal(value("n", "int n = 1;\ntry { n = 2; } finally { n = 3; }"), 3);
  });

  it("does not say what a quotient of integers is that is none", () => {
    assert.equal(value("900 / 60"), 15);
    assert.equal(value("7 / 2"), "?(7 / 2)");
  });

  it("knows constants, fields, static members of other classes, enums and records", () => {
    assert.equal(value("MAX * 2", "", "static final int MAX = 5;"), 10);
    assert.equal(value("name", 'name = "x";', "private String name;"), "x");
    assert.equal(value("Names.ONE", "", "", 'class Names { static final String ONE = "1"; }'), "1");
    assert.equal(
      value("Inner.TWO + three()", "", "static class Inner { static int TWO = 2; }\nint three() { return 3; }"),
      5,
    );
    assert.equal(
      value(
        "Zone.EAST.region()",
        "",
        "",
        'enum Zone { EAST("us-east-1"); private final String r; Zone(String r) { this.r = r; } String region() { return r; } }',
      ),
      "us-east-1",
    );
    assert.equal(value("new Size(1, 2).b() + new Size(3, 4).a", "", "", "record Size(int a, int b) {}"), 5);
    assert.equal(value("new Size(1).b()", "", "", "record Size(int a, int b) { Size(int a) { this(a, 7); } }"), 7);
    assert.equal(value("Zone.values().length", "", "enum Zone { A, B }"), 2);
  });

  it("sees the members of the class around a class", () => {
    assert.equal(
      value(
        "new Inner().get()",
        "",
        'static final String OUT = "o";\nstatic class Inner { String get() { return OUT; } }',
      ),
      "o",
    );
    assert.equal(value("new Supplier() { public String get() { return name; } }.get()", "", 'String name = "n";'), "n");
  });

  it("picks the constructor and the method by their arguments", () => {
    const two =
      "class P { final int n; P() { this(4); } P(int n) { this.n = n; } int m() { return 1; } int m(int a) { return a; } }";
    assert.equal(value("new P().n", "", "", two), 4);
    assert.equal(value("new P().m() + new P().m(5)", "", "", two), 6);
    assert.deepEqual(value('all("a", "b")', "", "List<String> all(String... s) { return Arrays.asList(s); }"), [
      "a",
      "b",
    ]);
    assert.deepEqual(
      value('all(new String[] {"a"})', "", "List<String> all(String... s) { return Arrays.asList(s); }"),
      ["a"],
    );
  });

  it("takes the builder of a class of the program for what it sets", () => {
    const types =
      "class Props { private int size; public int getSize() { return size; } }\n@Data class Lombok { private final String name; }";
    assert.equal(value("Props.builder().size(3).build().getSize()", "", "", types), 3);
    assert.equal(value('new Lombok("n").getName()', "", "", types), "n");
  });

  it("knows an environment variable as itself, whichever way it is read", () => {
    assert.equal(value('System.getenv("STAGE")'), "?process.env.STAGE");
    assert.equal(value('System.getenv().get("STAGE")'), "?process.env.STAGE");
    assert.deepEqual(value('System.getenv().getOrDefault("STAGE", "dev")'), { choice: ["?process.env.STAGE", "dev"] });
  });

  it("reads the text of a file of the project", () => {
    const evaluation = evaluateFiles({
      "/p/src/main/java/Main.java": stack(
        'Function.Builder.create(this, "Fn").description(Files.readString(Path.of("scripts", "a.sh"))).build();',
      ),
      "/p/scripts/a.sh": "#!/bin/bash\n",
      "/p/cdk.json": "{}",
    });
    assert.equal(plain(prop(evaluation, "Main/Fn", "description")), "#!/bin/bash\n");
  });

  it("reads and writes properties by getters and setters", () => {
    const evaluation = evaluateStack(
      `Vpc vpc = Vpc.Builder.create(this, "Vpc").build();
CfnVolume volume = CfnVolume.Builder.create(this, "V").availabilityZone(vpc.getAvailabilityZones().get(0)).build();
volume.setSize(10);
Function.Builder.create(this, "Fn").description(vpc.getVpcId()).build();`,
    );
    assert.equal(plain(prop(evaluation, "Main/Fn", "description")), "@Main/Vpc.vpcId");
    assert.equal(plain(prop(evaluation, "Main/V", "availabilityZone")), "?Main/Vpc.availabilityZones[0]");
    assert.deepEqual(
      at(evaluation, "Main/V").assignments.map((a) => [a.path, plain(a.value)]),
      [[["size"], 10]],
    );
  });

  it("hands an array where any number of values may stand", () => {
    const evaluation = evaluateStack(
      `UserData data = UserData.forLinux();
data.addCommands(new String[] {"a", "b"});
Instance.Builder.create(this, "I").userData(data).build();`,
    );
    const data = prop(evaluation, "Main/I", "userData") as unknown as { carried: { calls: { args: never[] }[] } };
    assert.deepEqual(
      data.carried.calls[0]!.args.map((a) => plain(a)),
      ["a", "b"],
    );
  });

  it("sets a prop under a condition where a builder is kept in a variable", () => {
    const evaluation = evaluateStack(
      `Vpc.Builder b = Vpc.Builder.create(this, "Vpc").maxAzs(2);
if ("prod".equals(System.getenv("STAGE"))) b.maxAzs(3).natGateways(1);
Vpc vpc = b.build();`,
    );
    assert.deepEqual(plain(prop(evaluation, "Main/Vpc", "maxAzs")), { choice: [3, 2] });
  });

  it("knows the region of a stack whose props are a class of the program", () => {
    const evaluation = evaluateFiles({
      "/p/Main.java": stack("", "")
        .replace("final StackProps props", "final MyProps props")
        .replace(
          "null);",
          'MyProps.builder().stage("dev").env(Environment.builder().region("eu-west-1").build()).build());',
        ),
      "/p/MyProps.java": `import software.amazon.awscdk.*;
public class MyProps implements StackProps {
  private String stage;
  private Environment env;
  public static Builder builder() { return new Builder(); }
}`,
    });
    assert.equal(plain(at(evaluation, "Main").region!), "eu-west-1");
  });

  it("evaluates a stack that nobody makes with inputs that are not known", () => {
    const evaluation = evaluateFiles({
      "/p/Lone.java": `import software.amazon.awscdk.*;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;
public class Lone extends Stack {
  public Lone(Construct scope, String id, LoneProps props) {
    super(scope, id, props);
    Vpc.Builder.create(this, "Vpc").maxAzs(props.getZones()).build();
  }
}`,
    });
    assert.equal(plain(prop(evaluation, "Lone/Vpc", "maxAzs")), "?Lone.props.zones");
  });
});
