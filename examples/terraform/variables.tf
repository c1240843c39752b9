variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "vpc_id" {
  type = string
}

variable "environment" {
  type    = string
  default = "staging"
}

locals {
  name  = "media-${var.environment}"
  zones = ["${var.region}a", "${var.region}b"]
}
