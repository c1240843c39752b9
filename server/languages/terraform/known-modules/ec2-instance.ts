/** terraform-aws-modules/ec2-instance: the instance that a call makes, as far as it hands its arguments on. */

const HANDED_ON = [
  "ami",
  "disable_api_termination",
  "ebs_optimized",
  "instance_initiated_shutdown_behavior",
  "instance_type",
  "key_name",
  "monitoring",
  "user_data",
  "user_data_base64",
];

export const ec2Instance = `
variable "create" {
  default = true
}

variable "create_spot_instance" {
  default = false
}

variable "ignore_ami_changes" {
  default = false
}

variable "instance_count" {
  default = 1
}

${HANDED_ON.map((name) => `variable "${name}" {}\n`).join("")}
resource "aws_instance" "this" {
  count = var.create && !var.create_spot_instance && !var.ignore_ami_changes && var.instance_count > 0 ? 1 : 0
${HANDED_ON.map((name) => `  ${name} = var.${name}\n`).join("")}}
`;
