/** A module with a bit of everything, for edits and truncations. */
export const SAMPLE = `# The network.
terraform {
  required_version = ">= 1.5"
  backend "s3" {}
}

variable "zones" {
  type    = list(string)
  default = ["a", "b"]
  validation {
    condition     = length(var.zones) > 0 && alltrue([for z in var.zones : z != ""])
    error_message = "No zone: \${join(", ", var.zones)}."
  }
}

locals {
  tags = merge({ Name = "x", "key with blank" : 1 }, var.more...)
  ids  = aws_instance.web[*].id
  old  = "\${aws_instance.web.*.id}"
  map  = { for k, v in local.tags : upper(k) => v... if v != null }
  size = -(1 + 2) * 3 % 2 == 0 ? 1e3 : !true
}

/* A server
   of the web. */
resource "aws_instance" "web" {
  count         = var.on ? 2 : 0
  instance_type = "t3.micro" // small
  user_data     = <<-EOF
    #!/bin/bash
    echo "\${var.name}" $\${HOME} %{ if var.on ~}
    on
    %{ else }off%{ endif }
    resource "not" "me" {
    EOF
  dynamic "ebs_block_device" {
    for_each = var.disks
    content {
      size = ebs_block_device.value["size"].0
    }
  }
  lifecycle { create_before_destroy = true }
  tags = {
    "a.b" = "é😀\\u00e9\\n"
  }
}

resource aws_eip eip { instance = aws_instance.web[0].id }

output "done" {
  value = <<EOT
done
EOT
}

data "aws_ami" "one" {
  owners = [
    "amazon", # the cloud
    "self",
  ]
}
`;
