import assert from "node:assert/strict";
import { lintFiles } from "../../../rules/lint-files.ts";
import { app, marked } from "./python-source.ts";

function inStack(body: string, rule: string, before = ""): string[] {
  return marked({ "/p/app.py": app(body, before) }, rule).map((m) => m.replace(/^\d+: /, ""));
}

const SLOW = `lambda_.Function(
    self, "Slow",
    timeout=Duration.minutes(20),
)`;

describe("findings in Python", () => {
  it("mark the value of a prop, or where it is used", () => {
    assert.deepEqual(inStack(SLOW, "lambda-timeout"), ["Duration.minutes(20)"]);
    assert.deepEqual(inStack(`lambda_.Function(self, "F", memory_size=SIZE)`, "lambda-memory", "SIZE = 20480\n"), [
      "SIZE",
    ]);
    assert.deepEqual(
      inStack(`props = dict(memory_size=20480)\nlambda_.Function(self, "F", **props)`, "lambda-memory"),
      ["20480"],
    );
    assert.deepEqual(inStack(`fn = lambda_.CfnFunction(self, "F")\nfn.memory_size = 20480`, "lambda-memory"), [
      "20480",
    ]);
  });

  it("mark ports that are open to the world, however they are opened", () => {
    const body = `sg = ec2.SecurityGroup(self, "G", vpc=ec2.Vpc(self, "V"))
sg.add_ingress_rule(peer=ec2.Peer.any_ipv4(), connection=ec2.Port.tcp(22))
sg.connections.allow_from_any_ipv4(ec2.Port.tcp(22), "why")
ec2.CfnSecurityGroup(self, "C", group_description="c", security_group_ingress=[
    ec2.CfnSecurityGroup.IngressProperty(ip_protocol="tcp", from_port=22, to_port=22, cidr_ip="0.0.0.0/0"),
])
ec2.CfnSecurityGroup(self, "D", group_description="d", security_group_ingress=[
    {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIp": "0.0.0.0/0"},
    {"ip_protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_ip": "0.0.0.0/0"},
])`;
    assert.deepEqual(inStack(body, "sg-ssh-open-to-world"), [
      "ec2.Peer.any_ipv4()",
      "allow_from_any_ipv4",
      '"0.0.0.0/0"',
      '"0.0.0.0/0"',
      '"0.0.0.0/0"',
    ]);
  });

  it("mark characters within a script, whatever string it stands in", () => {
    const body = (commands: string) => `data = ec2.UserData.for_linux()
data.add_commands(${commands})
ec2.Instance(self, "I", vpc=ec2.Vpc(self, "V"), user_data=data, instance_type=ec2.InstanceType("t3.micro"),
    machine_image=ec2.MachineImage.latest_amazon_linux2023())`;
    const rule = "ec2-user-data-interactive-install";
    const found = (commands: string) => inStack(body(commands), rule);
    assert.deepEqual(found(`"yum install httpd -yaml"`), ["-yaml"]);
    assert.deepEqual(found(`"""yum update -y\nyum install 'a' -yaml\n"""`), ["-yaml"]);
    assert.deepEqual(found(`textwrap.dedent("""\n  yum update -y\n  yum install 'a' -yaml\n""")`), ["-yaml"]);
    assert.deepEqual(found(`"yum update -y && " "yum install \\"a\\" -yaml"`), ["-yaml"]);
    assert.deepEqual(found(`f"yum install {'ht' + 'tpd'} -yaml"`), ["-yaml"]);
    assert.deepEqual(found(`"yum install {} -yaml".format("httpd")`), ["-yaml"]);
    assert.deepEqual(found(`"yum install %s -yaml" % "httpd"`), ["-yaml"]);
    assert.deepEqual(found(`*"""yum update -y\nyum install a -yaml""".splitlines()`), ["-yaml"]);
  });

  it("stand in a script of the project that is read as text", () => {
    const files = {
      "/p/app.py": app(
        `with open("user_data.sh", "r") as f:
    script = f.read()
ec2.Instance(self, "I", vpc=ec2.Vpc(self, "V"), user_data=ec2.UserData.custom(script),
    instance_type=ec2.InstanceType("t3.micro"), machine_image=ec2.MachineImage.latest_amazon_linux2023())`,
      ),
      "/p/cdk.json": `{"app": "python3 app.py"}`,
      "/p/user_data.sh": "#!/bin/bash\nyum install a -yaml\n",
    };
    assert.deepEqual(marked(files, "ec2-user-data-interactive-install"), ["2: -yaml"]);
  });

  it("are left out where a comment says so", () => {
    const above = SLOW.replace(
      "    timeout",
      "    # groundrule-disable-next-line lambda-timeout -- a test\n    timeout",
    );
    assert.deepEqual(inStack(above, "lambda-timeout"), []);
    const behind = SLOW.replace("(20),", "(20),  # groundrule-disable-line lambda-timeout");
    assert.deepEqual(inStack(behind, "lambda-timeout"), []);
    const other = SLOW.replace("(20),", "(20),  # groundrule-disable-line lambda-memory");
    assert.deepEqual(inStack(other, "lambda-timeout"), ["Duration.minutes(20)"]);
  });

  it("are none of what may have been changed", () => {
    const body = `fn = lambda_.CfnFunction(self, "F", timeout=2000)`;
    assert.deepEqual(inStack(body, "lambda-timeout"), ["2000"]);
    assert.deepEqual(inStack(`${body}\nstrange(fn)`, "lambda-timeout"), []);
    assert.deepEqual(inStack(`${body}\nstrange(x=[fn])`, "lambda-timeout"), []);
    assert.deepEqual(inStack(`lambda_.Function(self, "F", timeout=strange(20))`, "lambda-timeout"), []);
  });

  it("are of the branch that is taken", () => {
    const body = `big = self.node.try_get_context("big") == "yes"
lambda_.Function(self, "F", memory_size=20480 if big else 128)`;
    assert.deepEqual(inStack(body, "lambda-memory"), ["20480"]);
    const { findings } = lintFiles(new Map([["/p/app.py", app(body)]]));
    assert.match(findings.find((f) => f.rule === "lambda-memory")!.message, /try_get_context|context/);
  });
});
