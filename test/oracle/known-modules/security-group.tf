variable "networks" {
  default = ["10.0.0.0/8", "192.168.0.0/16"]
}

module "named" {
  source              = "terraform-aws-modules/security-group/aws"
  name                = "named"
  vpc_id              = "vpc-1"
  ingress_cidr_blocks = ["0.0.0.0/0"]
  ingress_rules       = ["ssh-tcp", "https-443-tcp", "all-tcp", "rdp-udp", "dns-udp"]
}

module "ranges" {
  source              = "terraform-aws-modules/security-group/aws"
  name                = "ranges"
  vpc_id              = "vpc-1"
  ingress_cidr_blocks = var.networks
  ingress_with_cidr_blocks = [
    {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = "0.0.0.0/0"
    },
    {
      from_port   = 3389
      to_port     = 3390
      protocol    = 6
      description = "RDP"
      cidr_blocks = "10.0.0.0/8,0.0.0.0/0"
    },
    {
      rule        = "postgresql-tcp"
      cidr_blocks = "0.0.0.0/0"
    },
    {
      rule = "mysql-tcp"
    },
    {
      rule    = "ssh-tcp"
      to_port = 23
    },
  ]
}

module "six" {
  source                   = "terraform-aws-modules/security-group/aws"
  name                     = "six"
  vpc_id                   = "vpc-1"
  ingress_ipv6_cidr_blocks = ["::/0"]
  ingress_rules            = ["http-80-tcp"]
  ingress_with_ipv6_cidr_blocks = [
    {
      from_port        = 22
      to_port          = 22
      protocol         = "tcp"
      ipv6_cidr_blocks = "::/0,2001:db8::/32"
    },
  ]
}

module "none" {
  source              = "terraform-aws-modules/security-group/aws"
  create              = false
  name                = "none"
  vpc_id              = "vpc-1"
  ingress_cidr_blocks = ["0.0.0.0/0"]
  ingress_rules       = ["ssh-tcp"]
}

module "open" {
  source        = "terraform-aws-modules/security-group/aws"
  name          = "open"
  vpc_id        = "vpc-1"
  ingress_rules = ["ssh-tcp"]
}

module "computed" {
  source                           = "terraform-aws-modules/security-group/aws"
  name                             = "computed"
  vpc_id                           = "vpc-1"
  ingress_cidr_blocks              = ["0.0.0.0/0"]
  computed_ingress_rules           = ["ssh-tcp", "https-443-tcp"]
  number_of_computed_ingress_rules = 1
}

module "computed_ranges" {
  source = "terraform-aws-modules/security-group/aws"
  name   = "computed"
  vpc_id = "vpc-1"
  computed_ingress_with_cidr_blocks = [
    {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = "0.0.0.0/0"
    },
  ]
  number_of_computed_ingress_with_cidr_blocks = 1
}
