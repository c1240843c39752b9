import assert from "node:assert/strict";
import { input } from "../../../../server/core/fixes.ts";
import { files } from "./edit-source.ts";

const app = (props: string, body: string, parameter = "props: HostsProps") => `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

${props}
export class Hosts extends cdk.Stack {
  constructor(scope: cdk.App, id: string, ${parameter}) {
    super(scope, id);
    ${body}
  }
}
new Hosts(new cdk.App(), 'Hosts', {} as any);
`;
const PROPS = "interface HostsProps extends cdk.StackProps {\n  readonly name: string;\n}\n";
const WIDER = `interface HostsProps extends cdk.StackProps {
  readonly name: string;
  /** The network that may connect. */
  readonly sshSourceCidr: string;
}
`;
const GROUP = "const sg = new ec2.SecurityGroup(this, 'Sg', {} as any);\n    ";

function ask(text: string, key = "CidrIp"): string | undefined {
  const e = files({ "/app/app.ts": text });
  const resource = e.resource("Hosts/Sg");
  const value = e.value("Hosts/Sg", "SecurityGroupIngress", 0, key);
  assert.equal(value.kind, "scalar");
  return e.write(
    {
      do: "addInput",
      near: resource,
      name: "SshSourceCidr",
      description: "The network that may connect",
      type: "string",
    },
    { do: "replace", value, resource, with: input("SshSourceCidr") },
  )?.["/app/app.ts"];
}

describe("CDK writer: addInput", () => {
  it("adds a prop to the interface of the props, and uses it", () => {
    const rule = (peer: string) => `${GROUP}sg.addIngressRule(${peer}, ec2.Port.tcp(22));`;
    assert.equal(ask(app(PROPS, rule("ec2.Peer.anyIpv4()"))), app(WIDER, rule("ec2.Peer.ipv4(props.sshSourceCidr)")));
    assert.equal(
      ask(app(PROPS, rule("ec2.Peer.ipv4('0.0.0.0/0')"))),
      app(WIDER, rule("ec2.Peer.ipv4(props.sshSourceCidr)")),
    );
    assert.equal(
      ask(app(PROPS, rule("ec2.Peer.anyIpv6()")), "CidrIpv6"),
      app(WIDER, rule("ec2.Peer.ipv6(props.sshSourceCidr)")),
    );
  });

  it("narrows a call that admits everyone", () => {
    assert.equal(
      ask(app(PROPS, `${GROUP}sg.connections.allowFromAnyIpv4(ec2.Port.SSH);`)),
      app(WIDER, `${GROUP}sg.connections.allowFrom(ec2.Peer.ipv4(props.sshSourceCidr), ec2.Port.SSH);`),
    );
  });

  it("writes into the property of an L1", () => {
    const group = (cidr: string) =>
      `new ec2.CfnSecurityGroup(this, 'Sg', { groupDescription: 'x', securityGroupIngress: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: ${cidr} }] });`;
    assert.equal(ask(app(PROPS, group("'0.0.0.0/0'"))), app(WIDER, group("props.sshSourceCidr")));
  });

  it("fills an interface that is empty", () => {
    const rule = (peer: string) => `${GROUP}sg.addIngressRule(${peer}, ec2.Port.tcp(22));`;
    const wide = WIDER.replace("  readonly name: string;\n", "");
    assert.equal(
      ask(app("interface HostsProps extends cdk.StackProps {}\n", rule("ec2.Peer.anyIpv4()"))),
      app(wide, rule("ec2.Peer.ipv4(props.sshSourceCidr)")),
    );
  });

  it("adds nothing where there are no props of its own, or none for certain", () => {
    const rule = `${GROUP}sg.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22));`;
    assert.equal(ask(app(PROPS, rule, "props?: HostsProps")), undefined);
    assert.equal(ask(app(PROPS, rule, "props: cdk.StackProps")), undefined);
    assert.equal(ask(app(PROPS, rule, "other: HostsProps")), undefined);
    assert.equal(ask(app(WIDER, rule)), undefined);
  });
});
