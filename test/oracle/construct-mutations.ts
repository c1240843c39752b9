/** Defects in what CDK's constructs are given, written into the program as each language spells it. */
import {
  both,
  type Change,
  either,
  inScript,
  literalTo,
  type Mutation,
  mutationOf,
  propBeside,
  source,
} from "./changes.ts";

/** In a script: the first command of a kind that real scripts have gives way to another one. */
const command = (pattern: RegExp, text: string): Readonly<Record<string, Change>> => ({
  "cdk AWS::EC2::Instance": inScript("UserData", pattern, text),
  "cdk AWS::EC2::LaunchTemplate": inScript("LaunchTemplateData.UserData", pattern, text),
});
const first = /(?:yum|dnf|apt-get|apt|amazon-linux-extras|systemctl|service|cd|mkdir|curl|wget|echo)\b[^\n]*/;

const instanceClass = (name: string): Readonly<Record<string, Change>> => ({
  "cdk AWS::EC2::Instance": either(
    source(/(InstanceClass[._])\w+/, `$1${name}`),
    literalTo("InstanceType", name === "T2" ? "t2.micro" : "m3.large"),
  ),
});

const port = (number: number): Readonly<Record<string, Change>> => ({
  "cdk AWS::EC2::SecurityGroup": either(
    ...[0, 1, 2, 3].map((i) => literalTo(`SecurityGroupIngress.${i}.FromPort`, number)),
  ),
});

const container = (prop: string): Change =>
  either(...["Image", "Name"].map((path) => propBeside(`ContainerDefinitions.0.${path}`, prop, true)));

export const constructMutations: readonly Mutation[] = [
  mutationOf("ami-end-of-life", {
    "cdk AWS::EC2::Instance": source(/(latest_?amazon_?linux_?2)023/i, "$1"),
    "cdk AWS::EC2::LaunchTemplate": source(/(latest_?amazon_?linux_?2)023/i, "$1"),
  }),
  mutationOf("ec2-t2-instance", instanceClass("T2")),
  mutationOf("ec2-previous-generation", instanceClass("M3")),
  mutationOf("ec2-imdsv2-not-required", {
    "cdk AWS::EC2::Instance": source(/(require_?imdsv2\W+(?:jsii\.Bool\()?)[Tt]rue/i, "$1false"),
  }),
  mutationOf("ec2-user-data-aws-configure", command(first, "aws configure set aws_secret_access_key x")),
  mutationOf("ec2-user-data-redundant-sudo", command(first, "sudo yum -y update")),
  mutationOf("ec2-user-data-interactive-install", command(first, "yum install httpd")),
  mutationOf("ec2-user-data-imdsv1-call", command(first, "curl http://169.254.169.254/latest/meta-data/hostname")),
  mutationOf("ec2-user-data-secret", command(first, "export DB_PASSWORD=correct-horse-battery")),
  mutationOf("ec2-user-data-aws-credentials", command(first, `export AWS_ACCESS_KEY_ID=AKIA${"Q7".repeat(8)}`)),
  mutationOf("ec2-user-data-bad-substitution", command(first, "echo ${hostname -f}")),
  mutationOf("sg-ssh-open-to-world", port(22)),
  mutationOf("sg-rdp-open-to-world", port(3389)),
  mutationOf("sg-ftp-open-to-world", port(21)),
  mutationOf("sg-sensitive-port-open-to-world", port(3306)),
  mutationOf("ebs-unencrypted", {
    "cdk AWS::EC2::Volume": literalTo("Encrypted", false),
    "cdk AWS::EC2::Instance": literalTo("BlockDeviceMappings.0.Ebs.Encrypted", false),
  }),
  mutationOf("ecr-scan-on-push", {
    "cdk AWS::ECR::Repository": literalTo("ImageScanningConfiguration.ScanOnPush", false),
  }),
  mutationOf("ecr-mutable-tags", { "cdk AWS::ECR::Repository": source(/IMMUTABLE/, "MUTABLE") }),
  mutationOf("ecs-fargate-cpu-memory", {
    "cdk AWS::ECS::TaskDefinition": either(literalTo("Memory", 100), literalTo("Cpu", 300)),
  }),
  mutationOf("ecs-fargate-unsupported-parameter", { "cdk AWS::ECS::TaskDefinition": container("privileged") }),
  mutationOf("ec2-role-trust-mismatch", {
    "cdk AWS::IAM::Role": source(/(["'])ec2\.amazonaws\.com/, "$1lambda.amazonaws.com"),
  }),
  mutationOf("ecs-role-trust-mismatch", {
    "cdk AWS::IAM::Role": source(/ecs-tasks\.amazonaws\.com/, "lambda.amazonaws.com"),
  }),
  mutationOf("sg-lb-listener-port-closed", { "cdk AWS::ElasticLoadBalancingV2::Listener": literalTo("Port", 8123) }),
  mutationOf("sg-invalid-port-range", {
    "cdk AWS::EC2::SecurityGroup": both(literalTo("SecurityGroupIngress.0.FromPort", 70000)),
  }),
];
