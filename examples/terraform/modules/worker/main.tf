variable "name" {
  type = string
}

variable "timeout" {
  type        = number
  description = "Seconds that one job may take."
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "worker" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_lambda_function" "worker" {
  function_name = var.name
  role          = aws_iam_role.worker.arn
  runtime       = "python3.13"
  handler       = "worker.handler"
  filename      = "${path.module}/worker.zip"
  timeout       = var.timeout
  memory_size   = 1024
}

output "arn" {
  value = aws_lambda_function.worker.arn
}
