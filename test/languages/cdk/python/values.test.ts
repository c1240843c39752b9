import assert from "node:assert/strict";
import { at, plain } from "../evaluate/evaluate-source.ts";
import { app, evaluated, evaluateFiles } from "./python-source.ts";

describe("values in Python", () => {
  it("are what a name was given last, in the function around", () => {
    assert.equal(evaluated("x", "if True:\n    x = 1\nelse:\n    x = 2"), 1);
    assert.deepEqual(evaluated("x", "x = 1\nif os.environ.get('A'):\n    x = 2"), { choice: [2, 1] });
    assert.deepEqual(evaluated("x", "if os.environ.get('A'):\n    x = 1\nelse:\n    x = 2"), { choice: [2, 1] });
    assert.equal(evaluated("x", "x = 1\ndef f():\n    x = 2\nf()"), 1);
    assert.equal(evaluated("x", "x = 1\ndef f():\n    nonlocal x\n    x = 2\nf()"), 2);
    assert.equal(evaluated("N", "set_n()", "N = 1\ndef set_n():\n    global N\n    N = 2\n"), 2);
    assert.equal(evaluated("a + b", "a, b = 'x', 'y'"), "xy");
    assert.equal(evaluated("n", "if (n := len([1, 2])) > 1:\n    pass"), 2);
  });

  it("are found in the class and its objects", () => {
    const before = `class Base:
    A = 2
    B = A * 3
    def __init__(self, x, *, y=5):
        self.x = x
        self.y = y
    @property
    def both(self): return self.x + self.y
    @staticmethod
    def twice(n): return n * 2
    @classmethod
    def make(cls, x): return cls(x, y=1)
    def __secret(self): return 1

class Sub(Base):
    def __init__(self):
        super().__init__(x=10)
    def all(self): return self.both + self.B + self.twice(self.A)
`;
    assert.equal(evaluated("Sub().all()", "", before), 25);
    assert.equal(evaluated("Base.make(4).both", "", before), 5);
    assert.equal(evaluated("Base.B", "", before), 6);
  });

  it("are the members of data classes and enumerations", () => {
    const before = `class Size(Enum):
    SMALL = "s"
    BIG = "b"

class Plain(str, Enum):
    A = "plain-a"

@dataclass
class Named:
    name: str

@dataclass
class Config(Named):
    size: Size = Size.SMALL
    tags: list = field(default_factory=list)
`;
    assert.equal(evaluated("Config(name='n', size=Size.BIG).size.value", "", before), "b");
    assert.equal(evaluated("Config(name='n').name", "", before), "n");
    assert.deepEqual(evaluated("Config(name='n').tags", "", before), []);
    assert.equal(evaluated("'yes' if Config(name='n').size == Size.SMALL else 'no'", "", before), "yes");
    assert.equal(evaluated("Plain.A.value + Plain.A", "", before), "plain-aplain-a");
  });

  it("are handed on by position, by name, and by `**`", () => {
    const before =
      "def f(a, b=2, *rest, c=3, **more):\n    return f'{a} {b} {len(rest)} {c} ' + '-'.join(sorted(more))\n";
    assert.equal(evaluated("f(1)", "", before), "1 2 0 3 ");
    assert.equal(evaluated("f(1, 2, 3, 4, c=5, z=6, y=7)", "", before), "1 2 2 5 y-z");
    assert.equal(evaluated("f(*[8, 9], **{'c': 1, 'k': 2})", "", before), "8 9 0 1 k");
    assert.equal(evaluated("f(b=1, a=2)", "", before), "2 1 0 3 ");
  });

  it("are made by functions of the language", () => {
    assert.deepEqual(evaluated("[str(i) for i in range(1, 6, 2)]"), ["1", "3", "5"]);
    assert.deepEqual(evaluated("[f'{i}{x}' for i, x in enumerate(['a', 'b'], start=1)]"), ["1a", "2b"]);
    assert.deepEqual(evaluated("dict(zip(['a', 'b'], [1, 2]), c=3)"), { a: 1, b: 2, c: 3 });
    assert.deepEqual(evaluated("list(map(lambda x: x * 2, [1, 2]))"), [2, 4]);
    assert.deepEqual(evaluated("sorted({'b': 1, 'a': 2})"), ["a", "b"]);
    assert.equal(evaluated("max(3, int('20')) + min([1, 2]) + sum([1, 1]) + 7 // 2"), 26);
    assert.equal(evaluated("any([False, 1]) and all([1, 0])"), false);
    assert.equal(evaluated("str(True) + str(3) + str('x')"), "True3x");
    assert.equal(evaluated("isinstance('a', str)"), true);
    assert.equal(evaluated("getattr(ec2.InstanceSize, 'x', None) is None"), false);
    assert.equal(evaluated("json.loads(json.dumps({'a': [1]}))['a'][0]"), 1);
  });

  it("are changed by methods of lists and dictionaries", () => {
    assert.deepEqual(
      evaluated("l", "l = [1]\nl.append(2)\nl.extend([3, 4])\nl += [5]\nl.insert(0, 0)"),
      [0, 1, 2, 3, 4, 5],
    );
    assert.equal(evaluated("[1, 2, 3][-1] + [1, 2, 3][1:][0]"), 5);
    assert.deepEqual(evaluated("d", "d = {'a': 1}\nd['b'] = 2\nd.update(c=3)\nd.update({'a': 4})"), {
      a: 4,
      b: 2,
      c: 3,
    });
    assert.deepEqual(evaluated("{**{'a': 1}, **{'b': 2}}"), { a: 1, b: 2 });
    assert.deepEqual(evaluated("[k + str(v) for k, v in {'a': 1, 'b': 2}.items()]"), ["a1", "b2"]);
    assert.deepEqual(evaluated("[{'a': 1}.get('a'), {'a': 1}.get('b', 9), {'a': 1}.setdefault('c', 7)]"), [1, 9, 7]);
    assert.equal(evaluated("'a' in {'a': 1} and 2 not in [1] and 'b' in 'abc'"), true);
    assert.deepEqual(evaluated("x", "x = []\nfor k in {'p': 1, 'q': 2}:\n    x.append(k)"), ["p", "q"]);
  });

  it("are built of strings", () => {
    assert.equal(evaluated("'{}-{b}-{0}-{{}}'.format('x', b=2)"), "x-2-x-{}");
    assert.equal(evaluated("'%(a)s!' % {'a': 1}"), "1!");
    assert.equal(evaluated("'%s-%d%%' % ('x', 3)"), "x-3%");
    assert.equal(evaluated("'-'.join(['a', 'b'])"), "a-b");
    assert.equal(evaluated("' Ab '.strip().lower().replace('b', 'c').upper()"), "AC");
    assert.deepEqual(evaluated("'a\\nb\\n'.splitlines()"), ["a", "b"]);
    assert.deepEqual(evaluated("'a  b'.split()"), ["a", "b"]);
    assert.equal(evaluated("'ab' * 2"), "abab");
    assert.equal(evaluated("textwrap.dedent('''\n    a\n      b\n\n    c''')"), "\na\n  b\n\nc");
    assert.equal(evaluated("'x/'.rstrip('/') + 'my-x'.removeprefix('my-').title()"), "xX");
  });

  it("are paths and files of the project", () => {
    const files = {
      "/p/app.py": app(
        `text = (Path(__file__).parent / "scripts" / "a.sh").read_text()
with open(os.path.join(os.path.dirname(__file__), "scripts/a.sh")) as f:
    other = f.read()
with open("conf.json") as f:
    conf = json.load(f)
s3.CfnBucket(self, "B", bucket_name=text, tags=[other, conf["size"], Path("x/y.sh").name])`,
      ),
      "/p/cdk.json": `{"app": "python3 app.py"}`,
      "/p/scripts/a.sh": "echo",
      "/p/conf.json": `{"size": 12}`,
    };
    assert.deepEqual(plain(at(evaluateFiles(files), "Main/B").props), {
      bucketName: "echo",
      tags: ["echo", 12, "y.sh"],
    });
  });

  it("hang on the environment and the context", () => {
    assert.deepEqual(evaluated("os.environ['A']"), "?process.env.A");
    assert.deepEqual(evaluated("os.getenv('A', 'b')"), { choice: ["?process.env.A", "b"] });
    assert.deepEqual(evaluated("os.environ.get('A') or 'b'"), { choice: ["b", "?process.env.A"] });
    assert.equal(evaluated("self.node.try_get_context('size')"), "?context.size");
  });

  it("leave open what is not followed", () => {
    assert.match(String(evaluated("f'{len(unknown)}'")), /^\$\{\?/);
    assert.match(String(evaluated("strange(1)", "", "@wrapper\ndef strange(x):\n    return x\n")), /^\?/);
  });
});

describe("constructs in Python", () => {
  it("take their props by name, in CDK's names", () => {
    const evaluation = evaluateFiles({
      "/p/app.py": app(`vpc = ec2.Vpc.from_lookup(self, "V", is_default=True)
sg = ec2.SecurityGroup(self, "S", vpc=vpc, allow_all_outbound=True)
sg.add_ingress_rule(ec2.Peer.any_ipv4(), connection=ec2.Port.tcp(22), description="d")
ec2.CfnInstance(self, "I", block_device_mappings=[
    ec2.CfnInstance.BlockDeviceMappingProperty(device_name="/dev/sda1", ebs=ec2.CfnInstance.EbsProperty(volume_type="gp2")),
])`),
    });
    assert.deepEqual(plain(at(evaluation, "Main/V").props), { isDefault: true });
    const [call] = at(evaluation, "Main/S").calls;
    assert.equal(call?.method, "addIngressRule");
    assert.deepEqual(call?.args.length, 3);
    assert.equal(plain(call!.args[2]!), "d");
    assert.deepEqual(plain(at(evaluation, "Main/I").props), {
      blockDeviceMappings: [{ deviceName: "/dev/sda1", ebs: { volumeType: "gp2" } }],
    });
  });

  it("are made in loops, functions and classes of the program", () => {
    const before = `class Fn(lambda_.Function):
    def __init__(self, scope, id, *, memory=128, **kwargs):
        super().__init__(scope, id, memory_size=memory, handler="h", **kwargs)

def bucket(scope, name):
    return s3.Bucket(scope, name)
`;
    const evaluation = evaluateFiles({
      "/p/app.py": app(
        `Fn(self, "A", memory=256, timeout=Duration.minutes(1))
for i in range(2):
    bucket(self, f"B{i}")
for name in os.listdir("x"):
    b = s3.Bucket(self, name)
    b.add_lifecycle_rule(enabled=True)`,
        before,
      ),
    });
    assert.deepEqual(
      evaluation.constructs.map((c) => [c.path, c.symbolic]),
      [
        ["", false],
        ["Main", false],
        ["Main/A", false],
        ["Main/B0", false],
        ["Main/B1", false],
        ["Main/{0}", true],
      ],
    );
    assert.deepEqual(Object.keys(plain(at(evaluation, "Main/A").props) as object), [
      "memorySize",
      "handler",
      "timeout",
    ]);
    assert.equal(at(evaluation, "Main/{0}").calls[0]?.method, "addLifecycleRule");
  });

  it("may have more props where nobody instantiates their class", () => {
    const evaluation = evaluateFiles({
      "/p/lib.py": `from aws_cdk import aws_lambda as lambda_
class Fn(lambda_.Function):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id, handler="h", **kwargs)
`,
    });
    const { props } = at(evaluation, "Fn");
    assert.ok(props.kind === "object" && !props.closed);
  });

  it("are opened when they are handed to what is not followed", () => {
    const evaluation = evaluateFiles({
      "/p/app.py": app(
        `a = s3.Bucket(self, "A")\nb = s3.Bucket(self, "B")\nstrange(bucket=a)\nprint(b)\nlen(b)\nimport re\nre.sub("x", b.bucket_name, "y")`,
      ),
    });
    assert.equal(at(evaluation, "Main/A").opened.length, 1);
    assert.equal(at(evaluation, "Main/B").opened.length, 0);
  });
});
