terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = var.region
}

data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

resource "aws_security_group" "build" {
  name   = "${local.name}-build"
  vpc_id = var.vpc_id

  ingress {
    description = "SSH for the team"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "dashboard" {
  security_group_id = aws_security_group.build.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_subnet" "build" {
  vpc_id            = var.vpc_id
  cidr_block        = "10.20.0.0/24"
  availability_zone = local.zones[0]
}

resource "aws_instance" "build" {
  ami                    = data.aws_ssm_parameter.image.value
  instance_type          = "c7i.large"
  subnet_id              = aws_subnet.build.id
  vpc_security_group_ids = [aws_security_group.build.id]

  user_data = templatefile("${path.module}/build-server.sh", {
    bucket = "${local.name}-artifacts"
  })
}

resource "aws_ebs_volume" "cache" {
  availability_zone = local.zones[1]
  size              = 200
  type              = "gp3"
}

resource "aws_volume_attachment" "cache" {
  device_name = "/dev/sdf"
  instance_id = aws_instance.build.id
  volume_id   = aws_ebs_volume.cache.id
}

module "thumbnails" {
  source  = "./modules/worker"
  name    = "${local.name}-thumbnails"
  timeout = 60
}

module "transcoding" {
  source  = "./modules/worker"
  name    = "${local.name}-transcoding"
  timeout = 60 * 30
}
