/** Programs with one thing to mend, in each language. */

export interface Sample {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly rule: string;
  readonly fix: string;
  /** The lines that the fix takes away and puts there. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

interface Change {
  readonly name: string;
  readonly rule: string;
  readonly fix: string;
  /** The lines of the program's body. */
  readonly body: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

type Programs = (body: string) => string;

const python: Programs = (
  body,
) => `from aws_cdk import App, Stack, Duration, aws_ec2 as ec2, aws_efs as efs, aws_lambda as lambda_


class Web(Stack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id, **kwargs)
${body}

app = App()
Web(app, "Web")
app.synth()
`;

const java: Programs = (body) => `package com.myorg;

import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.*;
import software.amazon.awscdk.services.efs.CfnFileSystem;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

public class Web extends Stack {
    public Web(final Construct scope, final String id) {
        super(scope, id);
${body}    }

    public static void main(final String[] args) {
        App app = new App();
        new Web(app, "Web");
        app.synth();
    }
}
`;

const go: Programs = (body) => `package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsefs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

func NewWeb(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)
${body}	return stack
}

func main() {
	app := awscdk.NewApp(nil)
	NewWeb(app, "Web")
	app.Synth(nil)
}
`;

function of(path: string, program: Programs, changes: readonly Change[]): Sample[] {
  return changes.map(({ body, ...change }) => ({ ...change, path, text: program(body) }));
}

export const samples: Readonly<Record<string, readonly Sample[]>> = {
  python: of("/app.py", python, [
    {
      name: "a duration",
      rule: "lambda-timeout",
      fix: "Set the timeout to 15 minutes",
      body: `        lambda_.Function(self, "Fn", runtime=lambda_.Runtime.PYTHON_3_12, handler="a.b",
                         code=lambda_.Code.from_inline("x"), timeout=Duration.hours(1))
`,
      removed: [`                         code=lambda_.Code.from_inline("x"), timeout=Duration.hours(1))`],
      added: [`                         code=lambda_.Code.from_inline("x"), timeout=Duration.minutes(15))`],
    },
    {
      name: "a number in a variable",
      rule: "lambda-memory",
      fix: "Set the memory to 10,240 MB",
      body: `        memory = 20480
        lambda_.Function(self, "Fn", runtime=lambda_.Runtime.PYTHON_3_12, handler="a.b",
                         code=lambda_.Code.from_inline("x"), memory_size=memory)
`,
      removed: [`                         code=lambda_.Code.from_inline("x"), memory_size=memory)`],
      added: [`                         code=lambda_.Code.from_inline("x"), memory_size=10240)`],
    },
    {
      name: "a prop that is not there",
      rule: "ebs-unencrypted",
      fix: "Encrypt it",
      body: `        ec2.CfnVolume(
            self,
            "Data",
            availability_zone="us-east-1a",
            size=10,
        )
`,
      removed: [],
      added: [`            encrypted=True,`],
    },
    {
      name: "a prop on one line",
      rule: "ebs-unencrypted",
      fix: "Encrypt it",
      body: `        ec2.CfnVolume(self, "Data", availability_zone="us-east-1a", size=10)
`,
      removed: [`        ec2.CfnVolume(self, "Data", availability_zone="us-east-1a", size=10)`],
      added: [`        ec2.CfnVolume(self, "Data", availability_zone="us-east-1a", size=10, encrypted=True)`],
    },
    {
      name: "another member of an enum",
      rule: "ebs-gp2-to-gp3",
      fix: "Take gp3",
      body: `        ec2.CfnVolume(self, "Data", availability_zone="us-east-1a", size=10, encrypted=True, volume_type='gp2')
`,
      removed: [
        `        ec2.CfnVolume(self, "Data", availability_zone="us-east-1a", size=10, encrypted=True, volume_type='gp2')`,
      ],
      added: [
        `        ec2.CfnVolume(self, "Data", availability_zone="us-east-1a", size=10, encrypted=True, volume_type='gp3')`,
      ],
    },
    {
      name: "a call that is removed",
      rule: "sg-ssh-open-to-world",
      fix: "Remove the rule",
      body: `        sg = ec2.SecurityGroup(self, "Sg", vpc=ec2.Vpc(self, "Vpc"))
        sg.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(22))
`,
      removed: [`        sg.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(22))`],
      added: [],
    },
    {
      name: "an item of a list",
      rule: "sg-ssh-open-to-world",
      fix: "Remove the rule",
      body: `        ec2.CfnSecurityGroup(self, "Sg", group_description="x", security_group_ingress=[
            ec2.CfnSecurityGroup.IngressProperty(ip_protocol="tcp", from_port=443, to_port=443, cidr_ip="0.0.0.0/0"),
            ec2.CfnSecurityGroup.IngressProperty(ip_protocol="tcp", from_port=22, to_port=22, cidr_ip="0.0.0.0/0"),
        ])
`,
      removed: [
        `            ec2.CfnSecurityGroup.IngressProperty(ip_protocol="tcp", from_port=22, to_port=22, cidr_ip="0.0.0.0/0"),`,
      ],
      added: [],
    },
    {
      name: "a line of a script in a string",
      rule: "ec2-user-data-aws-configure",
      fix: "Remove the command",
      body: `        ec2.Instance(self, "Server", vpc=ec2.Vpc(self, "Vpc"), instance_type=ec2.InstanceType("t3.micro"),
                     machine_image=ec2.MachineImage.latest_amazon_linux2023(),
                     user_data=ec2.UserData.custom("""#!/bin/bash
aws configure set aws_secret_access_key x
systemctl start web
"""))
`,
      removed: ["aws configure set aws_secret_access_key x"],
      added: [],
    },
    {
      name: "a word of a script",
      rule: "ec2-user-data-interactive-install",
      fix: "Write -y instead of -yaml",
      body: `        user_data = ec2.UserData.for_linux()
        user_data.add_commands('yum update -yaml')
        ec2.Instance(self, "Server", vpc=ec2.Vpc(self, "Vpc"), instance_type=ec2.InstanceType("t3.micro"),
                     machine_image=ec2.MachineImage.latest_amazon_linux2023(), user_data=user_data)
`,
      removed: ["        user_data.add_commands('yum update -yaml')"],
      added: ["        user_data.add_commands('yum update -y')"],
    },
  ]),
  java: of("/src/main/java/com/myorg/Web.java", java, [
    {
      name: "a duration",
      rule: "lambda-timeout",
      fix: "Set the timeout to 15 minutes",
      body: `        Function.Builder.create(this, "Fn").runtime(Runtime.PYTHON_3_12).handler("a.b")
            .code(Code.fromInline("x")).timeout(Duration.hours(1)).build();
`,
      removed: [`            .code(Code.fromInline("x")).timeout(Duration.hours(1)).build();`],
      added: [`            .code(Code.fromInline("x")).timeout(Duration.minutes(15)).build();`],
    },
    {
      name: "a prop that is not there",
      rule: "ebs-unencrypted",
      fix: "Encrypt it",
      body: `        CfnVolume.Builder.create(this, "Data")
            .availabilityZone("us-east-1a")
            .size(10)
            .build();
`,
      removed: [],
      added: [`            .encrypted(true)`],
    },
    {
      name: "a prop of a struct",
      rule: "ebs-unencrypted",
      fix: "Encrypt it",
      body: `        new CfnVolume(this, "Data", CfnVolumeProps.builder().availabilityZone("us-east-1a").size(10).build());
`,
      removed: [
        `        new CfnVolume(this, "Data", CfnVolumeProps.builder().availabilityZone("us-east-1a").size(10).build());`,
      ],
      added: [
        `        new CfnVolume(this, "Data", CfnVolumeProps.builder().availabilityZone("us-east-1a").size(10).encrypted(true).build());`,
      ],
    },
    {
      name: "a call that is removed",
      rule: "sg-ssh-open-to-world",
      fix: "Remove the rule",
      body: `        SecurityGroup sg = SecurityGroup.Builder.create(this, "Sg").vpc(Vpc.Builder.create(this, "Vpc").build()).build();
        sg.addIngressRule(Peer.anyIpv4(), Port.tcp(22));
`,
      removed: [`        sg.addIngressRule(Peer.anyIpv4(), Port.tcp(22));`],
      added: [],
    },
    {
      name: "a line of a script in a text block",
      rule: "ec2-user-data-aws-configure",
      fix: "Remove the command",
      body: `        Instance.Builder.create(this, "Server").vpc(Vpc.Builder.create(this, "Vpc").build())
            .instanceType(new InstanceType("t3.micro")).machineImage(MachineImage.latestAmazonLinux2023())
            .userData(UserData.custom("""
                #!/bin/bash
                aws configure set aws_secret_access_key x
                systemctl start web
                """)).build();
`,
      removed: ["                aws configure set aws_secret_access_key x"],
      added: [],
    },
  ]),
  go: of("/main.go", go, [
    {
      name: "a duration",
      rule: "lambda-timeout",
      fix: "Set the timeout to 15 minutes",
      body: `	awslambda.NewFunction(stack, jsii.String("Fn"), &awslambda.FunctionProps{
		Runtime: awslambda.Runtime_PYTHON_3_12(),
		Handler: jsii.String("a.b"),
		Code:    awslambda.Code_FromInline(jsii.String("x")),
		Timeout: awscdk.Duration_Hours(jsii.Number(1)),
	})
`,
      removed: ["\t\tTimeout: awscdk.Duration_Hours(jsii.Number(1)),"],
      added: ["\t\tTimeout: awscdk.Duration_Minutes(jsii.Number(15)),"],
    },
    {
      name: "a prop that is not there",
      rule: "ebs-unencrypted",
      fix: "Encrypt it",
      body: `	awsec2.NewCfnVolume(stack, jsii.String("Data"), &awsec2.CfnVolumeProps{
		AvailabilityZone: jsii.String("us-east-1a"),
		Size:             jsii.Number(10),
	})
`,
      removed: [],
      added: ["\t\tEncrypted: jsii.Bool(true),"],
    },
    {
      name: "a prop that is there",
      rule: "ebs-unencrypted",
      fix: "Encrypt it",
      body: `	awsec2.NewCfnVolume(stack, jsii.String("Data"), &awsec2.CfnVolumeProps{
		AvailabilityZone: jsii.String("us-east-1a"),
		Encrypted:        jsii.Bool(false),
		Size:             jsii.Number(10),
	})
`,
      removed: ["\t\tEncrypted:        jsii.Bool(false),"],
      added: ["\t\tEncrypted:        jsii.Bool(true),"],
    },
    {
      name: "a call that is removed",
      rule: "sg-ssh-open-to-world",
      fix: "Remove the rule",
      body: `	sg := awsec2.NewSecurityGroup(stack, jsii.String("Sg"), &awsec2.SecurityGroupProps{
		Vpc: awsec2.NewVpc(stack, jsii.String("Vpc"), nil),
	})
	sg.AddIngressRule(awsec2.Peer_AnyIpv4(), awsec2.Port_Tcp(jsii.Number(22)), nil, nil)
`,
      removed: ["\tsg.AddIngressRule(awsec2.Peer_AnyIpv4(), awsec2.Port_Tcp(jsii.Number(22)), nil, nil)"],
      added: [],
    },
    {
      name: "a line of a script in a raw string",
      rule: "ec2-user-data-aws-configure",
      fix: "Remove the command",
      body: `	awsec2.NewInstance(stack, jsii.String("Server"), &awsec2.InstanceProps{
		Vpc:          awsec2.NewVpc(stack, jsii.String("Vpc"), nil),
		InstanceType: awsec2.NewInstanceType(jsii.String("t3.micro")),
		MachineImage: awsec2.MachineImage_LatestAmazonLinux2023(nil),
		UserData: awsec2.UserData_Custom(jsii.String(\`#!/bin/bash
aws configure set aws_secret_access_key x
systemctl start web
\`)),
	})
`,
      removed: ["aws configure set aws_secret_access_key x"],
      added: [],
    },
    {
      name: "a command that is an argument",
      rule: "ec2-user-data-aws-configure",
      fix: "Remove the command",
      body: `	userData := awsec2.UserData_ForLinux(nil)
	userData.AddCommands(
		jsii.String("aws configure set aws_secret_access_key x"),
		jsii.String("systemctl start web"),
	)
	awsec2.NewInstance(stack, jsii.String("Server"), &awsec2.InstanceProps{
		Vpc:          awsec2.NewVpc(stack, jsii.String("Vpc"), nil),
		InstanceType: awsec2.NewInstanceType(jsii.String("t3.micro")),
		MachineImage: awsec2.MachineImage_LatestAmazonLinux2023(nil),
		UserData:     userData,
	})
`,
      removed: [`		jsii.String("aws configure set aws_secret_access_key x"),`],
      added: [],
    },
  ]),
};
