/** terraform-aws-modules/lambda: the function that a call makes, as far as it hands its arguments on. */
export const lambda = `
variable "create" {
  default = true
}

variable "create_function" {
  default = true
}

variable "create_layer" {
  default = false
}

variable "lambda_at_edge" {
  default = false
}

variable "managed_instances_capacity_provider_arn" {
  default = null
}

variable "package_type" {
  default = "Zip"
}

variable "architectures" {}
variable "environment_variables" {}
variable "ephemeral_storage_size" {}
variable "function_name" {}
variable "handler" {}
variable "layers" {}
variable "memory_size" {}
variable "reserved_concurrent_executions" {}
variable "runtime" {}
variable "timeout" {}
variable "what_depends_on_the_version" {}

resource "aws_lambda_function" "this" {
  count                          = var.create && var.create_function && !var.create_layer ? 1 : 0
  function_name                  = var.function_name
  handler                        = var.package_type == "Zip" ? var.handler : null
  runtime                        = var.package_type == "Zip" ? var.runtime : null
  memory_size                    = var.memory_size
  timeout                        = var.lambda_at_edge ? var.what_depends_on_the_version : var.timeout
  reserved_concurrent_executions = var.reserved_concurrent_executions
  layers                         = var.layers
  architectures                  = var.architectures
  capacity_provider_config       = var.managed_instances_capacity_provider_arn == null ? null : var.what_depends_on_the_version

  dynamic "ephemeral_storage" {
    for_each = var.ephemeral_storage_size == null ? [] : [true]
    content {
      size = var.ephemeral_storage_size
    }
  }

  dynamic "environment" {
    for_each = length(keys(var.environment_variables)) == 0 ? [] : [true]
    content {
      variables = var.environment_variables
    }
  }
}
`;
