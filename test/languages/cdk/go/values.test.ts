import assert from "node:assert/strict";
import { at, plain, prop } from "../evaluate/evaluate-source.ts";
import { app, bucketName, evaluateFiles, HEAD, pathsOf } from "./go-source.ts";

describe("Go, evaluated", () => {
  it("follows constants, variables and operators", () => {
    assert.equal(bucketName("jsii.Number(n * 2)", "n := A + B", "const (\n\tA = iota + 5\n\tB\n)"), 22);
    assert.equal(bucketName("jsii.Number(7 / 7 + 9 % 4)"), 2);
    assert.equal(bucketName('jsii.String("a" + b)', 'b := "b"\nb += "c"'), "abc");
    assert.equal(bucketName("x", 'x := "outer"\nif true {\n\tx := "inner"\n\t_ = x\n}'), "outer");
    assert.equal(bucketName("x", 'x := "outer"\nif true {\n\tx = "inner"\n}'), "inner");
    assert.equal(bucketName("a", 'a, b := "1", "2"\na, b = b, a'), "2");
  });

  it("follows functions, with several results and errors", () => {
    const more = `func load(name string) (string, error) {
	if name == "" {
		return "", fmt.Errorf("no name")
	}
	return name + "!", nil
}
func named() (s string, err error) {
	s = "named"
	return
}
func all(xs ...string) string { return strings.Join(xs, "-") }
`;
    assert.equal(bucketName("v", 'v, err := load("x")\nif err != nil {\n\tpanic(err)\n}', more), "x!");
    assert.equal(bucketName("v", "v, _ := named()", more), "named");
    assert.equal(bucketName('all("a", "b")', "", more), "a-b");
    assert.equal(bucketName("all(xs...)", 'xs := []string{"c", "d"}', more), "c-d");
    assert.equal(bucketName('f("x")', 'y := "y"\nf := func(a string) string { return a + y }', more), "xy");
  });

  it("follows structs, what they embed, and methods", () => {
    const more = `type Base struct { Region string }
func (b Base) Zone() string { return b.Region + "a" }
type Config struct {
	Base
	*Other
	Name string
	Size int
	Tags []string
}
type Other struct { Deep string }
func New(name string) *Config { return &Config{Base: Base{"eu"}, Name: name, Other: &Other{Deep: "d"}} }
func (c *Config) Rename(name string) { c.Name = name }
`;
    const before = 'c := New("x")\nc.Rename("y")';
    assert.equal(bucketName("c.Name", before, more), "y");
    assert.equal(bucketName("c.Region + c.Base.Region", before, more), "eueu");
    assert.equal(bucketName("c.Zone()", before, more), "eua");
    assert.equal(bucketName("c.Deep", before, more), "d");
    assert.equal(bucketName("jsii.Number(c.Size)", before, more), 0);
    assert.equal(bucketName("jsii.Number(len(c.Tags))", before, more), 0);
    assert.equal(bucketName("p.Name", 'p := Config{Base{}, nil, "pos", 1, nil}', more), "pos");
  });

  it("follows slices and maps", () => {
    assert.equal(bucketName('strings.Join(xs, ",")', 'xs := []string{"a"}\nxs = append(xs, "b", "c")'), "a,b,c");
    assert.equal(
      bucketName(
        'strings.Join(xs, ",")',
        'var xs []string\nfor i, x := range []string{"a", "b"} {\n\txs = append(xs, fmt.Sprintf("%s%d", x, i))\n}',
      ),
      "a0,b1",
    );
    assert.equal(bucketName("m[key]", 'key := "k"\nm := map[string]string{"k": "v"}\nm["z"] = "w"'), "v");
    assert.equal(bucketName("v", 'v, ok := map[string]string{"k": "v"}["k"]\nif !ok {\n\tv = "none"\n}'), "v");
    assert.equal(
      bucketName("s", 's := ""\nfor k, v := range map[string]string{"a": "1", "b": "2"} {\n\ts += k + v\n}'),
      "a1b2",
    );
    assert.equal(bucketName("s", 's := ""\nfor i := 0; i < 3; i++ {\n\ts += strconv.Itoa(i)\n}'), "012");
    assert.equal(bucketName("s", 's := ""\nfor i := range 2 {\n\ts += strconv.Itoa(i)\n}'), "01");
    assert.equal(bucketName("*(*list)[1]", 'list := jsii.Strings("a", "b")'), "b");
  });

  it("follows switches", () => {
    const cases = (n: string) =>
      `s := ""\nswitch n := ${n}; n {\ncase 1, 2:\n\ts = "few"\ncase 3:\n\ts = "three"\n\tfallthrough\ncase 4:\n\ts += "+"\ndefault:\n\ts = "many"\n}`;
    assert.equal(bucketName("s", cases("2")), "few");
    assert.equal(bucketName("s", cases("3")), "three+");
    assert.equal(bucketName("s", cases("9")), "many");
    assert.equal(
      bucketName("s", 's := "a"\nswitch {\ncase len(s) > 3:\n\ts = "long"\ncase s == "a":\n\ts = "short"\n}'),
      "short",
    );
  });

  it("builds strings", () => {
    assert.equal(
      bucketName('jsii.String(fmt.Sprintf("%s-%d-%v-%q-%05d-%%", "a", 1, true, "q", 42))'),
      'a-1-true-"q"-00042-%',
    );
    assert.equal(bucketName('jsii.Sprintf("%s!", "a")'), "a!");
    assert.equal(
      bucketName("sb.String()", 'var sb strings.Builder\nsb.WriteString("a")\nfmt.Fprintf(&sb, "%d", 1)'),
      "a1",
    );
    assert.equal(bucketName('strings.ToUpper(strings.TrimSuffix("a.go", ".go"))'), "A");
    assert.equal(bucketName('strings.ReplaceAll("a-b-c", "-", "_")'), "a_b_c");
    assert.equal(bucketName('filepath.Join("a", "..", "b", "c.sh")'), "b/c.sh");
    assert.equal(bucketName("string(b)", 'b, _ := json.Marshal(map[string]interface{}{"a": 1})'), '{"a":1}');
  });

  it("does not know the environment, but knows one variable for the same", () => {
    const evaluation = evaluateFiles({
      "/p/main.go": app(`	z := os.Getenv("ZONE")
	awsec2.NewCfnVolume(stack, jsii.String("A"), &awsec2.CfnVolumeProps{AvailabilityZone: jsii.String(os.Getenv("ZONE"))})
	awsec2.NewCfnVolume(stack, jsii.String("B"), &awsec2.CfnVolumeProps{AvailabilityZone: &z})`),
    });
    const [a, b] = ["Main/A", "Main/B"].map((path) => prop(evaluation, path, "availabilityZone"));
    assert.ok(a?.kind === "unknown" && b?.kind === "unknown");
    assert.equal(a.identity, b.identity);
    assert.equal(a.identity, "os.Getenv.ZONE");
  });

  it("takes the members of structs and constructs by CDK's names", () => {
    const evaluation = evaluateFiles({
      "/p/main.go": app(`	props := &awslambda.FunctionProps{Handler: jsii.String("a")}
	props.Timeout = awscdk.Duration_Seconds(jsii.Number(3))
	fn := awslambda.NewFunction(stack, jsii.String("Fn"), props)
	s3.NewBucket(stack, jsii.String("B"), &s3.BucketProps{BucketName: fn.FunctionArn(), EnforceSSL: jsii.Bool(true)})
	cfn := fn.Node().DefaultChild().(awslambda.CfnFunction)
	cfn.SetMemorySize(jsii.Number(10))`),
    });
    assert.equal(plain(prop(evaluation, "Main/Fn", "handler")), "a");
    assert.ok(prop(evaluation, "Main/Fn", "timeout").kind === "unknown");
    assert.equal(plain(prop(evaluation, "Main/B", "enforceSSL")), true);
    const arn = prop(evaluation, "Main/B", "bucketName");
    assert.ok(arn.kind === "reference" && arn.target === "Main/Fn" && arn.attribute === "functionArn");
    const [set] = at(evaluation, "Main/Fn").assignments;
    assert.deepEqual(set?.path, ["node", "defaultChild", "memorySize"]);
  });

  it("does not know what an unknown function has written", () => {
    const more = `type Config struct {
	Name string
	Deep struct { Size int }
}
func load() Config {
	var c Config
	json.Unmarshal([]byte(os.Getenv("C")), &c)
	return c
}
func loadPointer() *Config {
	c := &Config{Name: "a"}
	if err := json.Unmarshal(nil, c); err != nil {
		panic(err)
	}
	return c
}
`;
    const unknown = /^\?/;
    assert.match(String(bucketName("load().Name", "", more)), unknown);
    assert.match(String(bucketName("loadPointer().Name", "", more)), unknown);
    assert.match(String(bucketName("s", 's := "a"\njson.Unmarshal(nil, &s)')), unknown);
    assert.equal(bucketName("s", 's := "a"\nfmt.Println(&s)'), "a");
  });

  it("copies a struct that is assigned", () => {
    const evaluation = evaluateFiles({
      "/p/main.go": app(`	base := s3.BucketProps{BucketName: jsii.String("base")}
	one := base
	one.BucketName = jsii.String("one")
	pointer := &base
	pointer.EnforceSSL = jsii.Bool(true)
	s3.NewBucket(stack, jsii.String("A"), &base)
	s3.NewBucket(stack, jsii.String("B"), &one)`),
    });
    assert.equal(plain(prop(evaluation, "Main/A", "bucketName")), "base");
    assert.equal(plain(prop(evaluation, "Main/A", "enforceSSL")), true);
    assert.equal(plain(prop(evaluation, "Main/B", "bucketName")), "one");
  });

  it("takes a struct that embeds a construct for it", () => {
    const evaluation = evaluateFiles({
      "/p/main.go": app(
        '	NewSite(stack, "Site").Add("Two")',
        `type Site struct {
	constructs.Construct
	Bucket s3.Bucket
}
func NewSite(scope constructs.Construct, id string) *Site {
	this := constructs.NewConstruct(scope, &id)
	return &Site{this, s3.NewBucket(this, jsii.String("One"), nil)}
}
func (s *Site) Add(id string) { s3.NewBucket(s, jsii.String(id), nil) }
`,
      ),
    });
    assert.deepEqual(pathsOf(evaluation), ["Main", "Main/Site", "Main/Site/One", "Main/Site/Two"]);
  });

  it("evaluates a function that nobody calls with inputs that are not known", () => {
    const evaluation = evaluateFiles({
      "/p/stack.go": `${HEAD}
type Props struct { Vpc awsec2.IVpc; Memory *float64 }
func NewLost(scope constructs.Construct, id string, props *Props) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)
	inner(stack, "Fn", props.Memory)
	awsec2.NewSecurityGroup(stack, jsii.String("Sg"), &awsec2.SecurityGroupProps{Vpc: props.Vpc, Description: stack.Region()})
	return stack
}
func inner(scope constructs.Construct, id string, memory *float64) {
	awslambda.NewFunction(scope, &id, &awslambda.FunctionProps{MemorySize: memory})
}
`,
    });
    assert.deepEqual(pathsOf(evaluation), ["{0}", "{0}/Fn", "{0}/Sg"]);
    assert.equal(prop(evaluation, "{0}/Fn", "memorySize").kind, "unknown");
    assert.ok(at(evaluation, "{0}/Fn").assumed);
  });

  it("ends loops without end", () => {
    const evaluation = evaluateFiles({
      "/p/main.go": app(
        '	if ask() {\n\t\ts3.NewBucket(stack, jsii.String("B"), nil)\n\t}',
        'func ask() bool {\n\tfor {\n\t\ts := os.Getenv("A")\n\t\tif s == "y" || s == "yes" {\n\t\t\treturn true\n\t\t}\n\t\tif s == "n" {\n\t\t\treturn false\n\t\t}\n\t}\n}\n',
      ),
    });
    assert.deepEqual(pathsOf(evaluation), ["Main", "Main/B"]);
  });
});
