/** Small programs with something to find in every chunk, and whatever ties one chunk to another. */

export const yamlTemplate = new Map([
  [
    "/w/template.yaml",
    `# A template, with its anchors and conditions.
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Seconds:
    Type: Number
    Default: 1200
  Network:
    Type: String
    Default: 0.0.0.0/0
  Stage:
    Type: String
    Default: dev
    AllowedValues: [dev, prod]
Mappings:
  Zones:
    dev: { Zone: us-east-1b }
    prod: { Zone: us-east-1c }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Report: # the first
    Type: AWS::Lambda::Function
    Properties: &common
      Handler: report.handler
      Timeout: 1200
      MemorySize: 64
  Twin:
    Type: AWS::Lambda::Function
    Properties: *common
  Third:
    Type: AWS::Lambda::Function
    Condition: IsProd
    Properties:
      Timeout: !If [IsProd, 1000, !Ref Seconds]
      MemorySize: !Ref Seconds
  Access:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: access
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Network }
        - IpProtocol: tcp
          FromPort: 3389
          ToPort: 3389
          CidrIp: 0.0.0.0/1
  High:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref Access
      IpProtocol: tcp
      FromPort: 3389
      ToPort: 3389
      CidrIp: 128.0.0.0/1
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      AvailabilityZone: us-east-1a
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          echo \${Stage}
          aws configure set aws_access_key_id AKIA
  Data:
    Type: AWS::EC2::Volume
    Properties:
      Size: 100
      AvailabilityZone: !FindInMap [Zones, !Ref Stage, Zone]
  Attachment:
    Type: AWS::EC2::VolumeAttachment
    Properties: { InstanceId: !Ref Server, VolumeId: !Ref Data, Device: /dev/sdh }
  Zone:
    Type: AWS::Route53::HostedZone
    Properties: { Name: example.com }
  Apex:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneId: !Ref Zone
      Name: example.com.
      Type: CNAME
      TTL: 300
      ResourceRecords: [other.example.net]
Outputs:
  Id: { Value: !Ref Data }
`,
  ],
]);

export const terraformModule = new Map([
  [
    "/w/main.tf",
    `# The functions.
locals {
  seconds = 1200
  name    = "report"
}

resource "aws_lambda_function" "report" {
  function_name = local.name
  timeout       = local.seconds
  memory_size   = 64
}

resource "aws_lambda_function" "each" {
  for_each      = toset(["a", "b"])
  function_name = each.key
  timeout       = var.long ? 1000 : var.seconds
}

module "job" {
  source  = "./job"
  seconds = 1800
}

resource "aws_security_group" "access" {
  name = "access"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", var.network]
  }
}
`,
  ],
  [
    "/w/variables.tf",
    `variable "seconds" {
  type    = number
  default = 1500
}

variable "network" {
  default = "0.0.0.0/0"
}

variable "long" {}
`,
  ],
  [
    "/w/server.tf",
    `resource "aws_instance" "server" {
  ami               = "ami-1"
  availability_zone = "us-east-1a"
  user_data = <<-EOT
    #!/bin/bash
    echo \${local.name}
    aws configure set aws_secret_access_key x
  EOT
}

resource "aws_ebs_volume" "data" {
  size              = 100
  availability_zone = "us-east-1b"
}

resource "aws_volume_attachment" "data" {
  device_name = "/dev/sdh"
  instance_id = aws_instance.server.id
  volume_id   = aws_ebs_volume.data.id
}

resource "aws_route53_zone" "zone" {
  name = "example.com"
}

resource "aws_route53_record" "apex" {
  zone_id = aws_route53_zone.zone.zone_id
  name    = ""
  type    = "CNAME"
  ttl     = 300
  records = ["other.example.net"]
}
`,
  ],
  [
    "/w/job/main.tf",
    `variable "seconds" {
  default = 10
}

resource "aws_lambda_function" "job" {
  function_name = "job"
  timeout       = var.seconds
}
`,
  ],
]);

export const cdkApp = new Map([
  [
    "/w/app.ts",
    `import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SECONDS, Job } from './job';

const app = new App();
const stack = new Stack(app, 'Main');
const vpc = new ec2.Vpc(stack, 'Vpc');
const minutes = 20;

new lambda.Function(stack, 'Report', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'report.handler',
  code: lambda.Code.fromAsset('report'),
  timeout: Duration.minutes(minutes),
  memorySize: 64,
});
new Job(stack, 'Job', { seconds: SECONDS });

const access = new ec2.SecurityGroup(stack, 'Access', { vpc });
access.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22), 'everyone');

const userData = ec2.UserData.forLinux();
userData.addCommands('aws configure set aws_access_key_id AKIA');
const instance = new ec2.Instance(stack, 'Server', {
  vpc,
  userData,
  instanceType: new ec2.InstanceType('t3.small'),
  machineImage: ec2.MachineImage.latestAmazonLinux2023(),
  availabilityZone: 'eu-west-1a',
});
const volume = new ec2.Volume(stack, 'Data', {
  availabilityZone: 'eu-west-1b',
  size: Size.gibibytes(100),
});
new ec2.CfnVolumeAttachment(stack, 'Attachment', {
  device: '/dev/sdh',
  instanceId: instance.instanceId,
  volumeId: volume.volumeId,
});
`,
  ],
  [
    "/w/job.ts",
    `import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export const SECONDS = 1800;

export interface JobProps {
  readonly seconds: number;
}

export class Job extends Construct {
  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'job.handler',
      code: lambda.Code.fromInline('exports.handler = () => {}'),
      timeout: Duration.seconds(props.seconds),
    });
  }
}
`,
  ],
]);
