# Every aws_apigatewayv2_* resource and data source, and what they need.
# `stage_of_life` is 1 at first and 2 after the change; see test_local_aws.py.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  default_tags {
    tags = { owner = "tests" }
  }
}

variable "stage_of_life" {
  type    = number
  default = 1
}

locals {
  later = var.stage_of_life > 1
}

resource "aws_iam_role" "function" {
  name = "function"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action    = "sts:AssumeRole"
      Effect    = "Allow"
      Principal = { Service = ["lambda.amazonaws.com", "apigateway.amazonaws.com"] }
    }]
  })
}

resource "aws_lambda_function" "function" {
  function_name    = "function"
  role             = aws_iam_role.function.arn
  handler          = "index.handler"
  runtime          = "python3.12"
  filename         = "${path.cwd}/function.zip"
  source_code_hash = filebase64sha256("${path.module}/function.zip")
}

resource "aws_lambda_permission" "function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.function.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.http.execution_arn}/*/*"
}

resource "aws_cloudwatch_log_group" "access" {
  name = "/aws/vendedlogs/access"
}
