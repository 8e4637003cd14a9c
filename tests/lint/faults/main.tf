# Everything here passes `terraform validate` and `terraform plan`; each fault is named by a comment
# "fault: name", and ../planted_faults.py says which rules must find it.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}

resource "aws_lambda_function" "backend" {
  function_name = "backend"
  role          = "arn:aws:iam::123456789012:role/backend"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/backend:1"
}

# fault: permission-for-everybody
resource "aws_lambda_permission" "everybody" {
  function_name = aws_lambda_function.backend.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
}

# fault: permission-for-everybody
resource "aws_lambda_permission" "anybody" {
  function_name = aws_lambda_function.backend.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

# fault: permission-for-the-account
resource "aws_lambda_permission" "account" {
  function_name = aws_lambda_function.backend.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:aws:execute-api:eu-west-1:123456789012:*"
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/vendedlogs/orders"
  retention_in_days = 30
}
