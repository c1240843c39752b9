module "plain" {
  source                = "terraform-aws-modules/lambda/aws"
  function_name         = "plain"
  handler               = "index.handler"
  runtime               = "python3.12"
  timeout               = 901
  memory_size           = 20480
  layers                = ["arn:aws:lambda:us-east-1:123456789012:layer:one:1"]
  environment_variables = { STAGE = "test", SIZE = 3 }
  source_path           = "src"
}

module "storage" {
  source                 = "terraform-aws-modules/lambda/aws"
  function_name          = "storage"
  handler                = "index.handler"
  runtime                = "nodejs22.x"
  ephemeral_storage_size = 10240
}

module "arm" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "arm"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  architectures = ["arm64"]
}

module "few" {
  source                         = "terraform-aws-modules/lambda/aws"
  function_name                  = "few"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  reserved_concurrent_executions = 0
  environment_variables          = {}
  create_package                 = false
  local_existing_package         = "package.zip"
}

module "image" {
  source         = "terraform-aws-modules/lambda/aws"
  function_name  = "image"
  package_type   = "Image"
  image_uri      = "123456789012.dkr.ecr.us-east-1.amazonaws.com/one:1"
  create_package = false
  timeout        = 30
}

module "edge" {
  source         = "terraform-aws-modules/lambda/aws"
  function_name  = "edge"
  handler        = "index.handler"
  runtime        = "nodejs22.x"
  lambda_at_edge = true
  timeout        = 60
  memory_size    = 128
}

module "layer" {
  source       = "terraform-aws-modules/lambda/aws"
  create_layer = true
  layer_name   = "layer"
  timeout      = 901
}

module "none" {
  source        = "terraform-aws-modules/lambda/aws"
  create        = false
  function_name = "none"
  timeout       = 901
}
