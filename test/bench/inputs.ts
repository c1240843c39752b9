/** Inputs of a given size in each language: many resources, each with one script and a few references. */

export interface Input {
  readonly language: "CloudFormation" | "Terraform" | "CDK";
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
  /** The line and columns of a number in the middle of the text, for a keystroke. */
  readonly edit: { readonly line: number; readonly start: number; readonly end: number };
}

const cloudformationResource = (i: number) => `  Server${i}:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      AvailabilityZone: !Select [0, !GetAZs '']
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          yum update -y
          aws configure set region \${AWS::Region}
  Access${i}:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: access
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Network }
  Function${i}:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !GetAtt Role${i}.Arn
      Timeout: 100
      MemorySize: 512
`;

const terraformResource = (i: number) => `resource "aws_instance" "server_${i}" {
  ami               = var.image
  availability_zone = data.aws_availability_zones.here.names[0]
  user_data         = <<-EOT
    #!/bin/bash
    yum update -y
    aws configure set region \${var.region}
  EOT
}

resource "aws_security_group" "access_${i}" {
  name = "access-${i}"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lambda_function" "function_${i}" {
  function_name = "\${var.prefix}-${i}"
  role          = aws_iam_role.function.arn
  timeout       = 100
  memory_size   = local.memory
}

`;

const cdkResource = (i: number) => `    const server${i} = new ec2.Instance(this, 'Server${i}', {
      vpc,
      instanceType: new ec2.InstanceType('t3.small'),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    });
    server${i}.addUserData('yum update -y', \`aws configure set region \${this.region}\`);
    server${i}.connections.allowFromAnyIpv4(ec2.Port.tcp(443));
    new lambda.Function(this, 'Function${i}', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('src'),
      timeout: Duration.seconds(100),
      memorySize: 4 * 128,
    });
`;

const shapes = [
  {
    language: "CloudFormation",
    name: "template.yaml",
    languageId: "yaml",
    head: "Parameters:\n  Image: { Type: String }\n  Network: { Type: String }\nResources:\n",
    resource: cloudformationResource,
    tail: "",
    number: "Timeout: 100",
  },
  {
    language: "Terraform",
    name: "main.tf",
    languageId: "terraform",
    head: 'variable "image" {}\nvariable "region" {}\nvariable "prefix" {}\nlocals {\n  memory = 512\n}\ndata "aws_availability_zones" "here" {}\n\n',
    resource: terraformResource,
    tail: "",
    number: "timeout       = 100",
  },
  {
    language: "CDK",
    name: "app.ts",
    languageId: "typescript",
    head: "import { App, Duration, Stack } from 'aws-cdk-lib';\nimport * as ec2 from 'aws-cdk-lib/aws-ec2';\nimport * as lambda from 'aws-cdk-lib/aws-lambda';\n\nclass Servers extends Stack {\n  constructor(scope: App, id: string) {\n    super(scope, id);\n    const vpc = new ec2.Vpc(this, 'Vpc');\n",
    resource: cdkResource,
    tail: "  }\n}\n\nnew Servers(new App(), 'Servers');\n",
    number: "Duration.seconds(100",
  },
] as const;

/** One input of about `bytes` in each language. */
export function inputs(bytes: number): Input[] {
  return shapes.map(({ language, name, languageId, head, resource, tail, number }) => {
    const count = Math.max(1, Math.round((bytes - head.length - tail.length) / resource(100).length));
    const text = head + Array.from({ length: count }, (_, i) => resource(i)).join("") + tail;
    const at =
      text.indexOf(number, text.length / 2) >= 0 ? text.indexOf(number, text.length / 2) : text.indexOf(number);
    const before = text.slice(0, at).split("\n");
    const start = before.at(-1)!.length + number.length - 3;
    return { language, name, languageId, text, edit: { line: before.length - 1, start, end: start + 3 } };
  });
}
