# What a pull request makes of the shop in ../before.

provider "aws" {}

variable "tenant" {
  type      = string
  default   = "tenant-8f3c"
  sensitive = true
}

locals {
  audiences = ["shop"]
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["*"]
    allow_methods = ["GET", "POST"]
  }
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1"

  lifecycle {
    ignore_changes = [image_config] # the local AWS tells of one that nobody has set
  }
}

resource "aws_lambda_permission" "orders" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/*/*"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  description            = "kept for a while"
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_integration" "site" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "AWS_PROXY"
  integration_method = "POST"
  integration_uri    = aws_lambda_function.orders.invoke_arn
}

resource "aws_apigatewayv2_authorizer" "customers" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "clients"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  dynamic "jwt_configuration" {
    for_each = local.audiences

    content {
      issuer   = "https://login.example.com/${var.tenant}"
      audience = [jwt_configuration.value]
    }
  }
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.site.id}"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders/{id}"
  authorization_type = "NONE"
  target             = "integrations/${aws_apigatewayv2_integration.items.id}"
}

moved {
  from = aws_apigatewayv2_route.old_name
  to   = aws_apigatewayv2_route.health
}

resource "aws_apigatewayv2_route" "health" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /health"
  target    = "integrations/${aws_apigatewayv2_integration.site.id}"
}

removed {
  from = aws_apigatewayv2_route.handed_over

  lifecycle {
    destroy = false
  }
}

resource "aws_apigatewayv2_integration" "items" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "items" {
  for_each = toset(["GET /items", "GET /items/{id}"])

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = each.key
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.customers.id
  target             = "integrations/${aws_apigatewayv2_integration.items.id}"
}

resource "aws_cloudwatch_log_group" "access" {
  name = "/shop/access"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "live"
  auto_deploy = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = "$context.requestId"
  }
}

resource "aws_apigatewayv2_domain_name" "shop" {
  domain_name = "api.shop.example.com"

  domain_name_configuration {
    certificate_arn = aws_acm_certificate.shop.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "api.shop.example.com"
  validation_method = "DNS"
}

resource "aws_apigatewayv2_api_mapping" "shop" {
  api_id      = aws_apigatewayv2_api.shop.id
  domain_name = aws_apigatewayv2_domain_name.shop.id
  stage       = aws_apigatewayv2_stage.live.id
}

data "aws_region" "here" {}
