module "plain" {
  source                               = "terraform-aws-modules/ec2-instance/aws"
  name                                 = "plain"
  ami                                  = "ami-0abcdef1234567890"
  instance_type                        = "t2.micro"
  key_name                             = "key"
  monitoring                           = true
  ebs_optimized                        = false
  disable_api_termination              = true
  instance_initiated_shutdown_behavior = "terminate"
  subnet_id                            = "subnet-1"
  user_data                            = <<-EOT
    #!/bin/bash
    yum update -y
  EOT
}

module "encoded" {
  source           = "terraform-aws-modules/ec2-instance/aws"
  name             = "encoded"
  ami              = "ami-0abcdef1234567890"
  instance_type    = "m5.large"
  user_data_base64 = base64encode("#!/bin/bash\nyum update -y\n")
}

module "spot" {
  source               = "terraform-aws-modules/ec2-instance/aws"
  name                 = "spot"
  create_spot_instance = true
  instance_type        = "m5.large"
}

module "none" {
  source        = "terraform-aws-modules/ec2-instance/aws"
  create        = false
  name          = "none"
  instance_type = "m5.large"
}
