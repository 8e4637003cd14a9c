# What a pull request makes of the APIs in ../before.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["*"]
    allow_methods = ["GET", "POST"]
    allow_headers = ["authorization"]
  }
}

resource "aws_apigatewayv2_stage" "shop" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_apigatewayv2_authorizer" "customers" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "customers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example"
    audience = ["shop"]
  }
}

resource "aws_apigatewayv2_integration" "backend" {
  for_each = toset(["orders", "site"])

  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://${each.key}.example"
}

resource "aws_apigatewayv2_route" "order" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders/{id}"
  target    = "integrations/${aws_apigatewayv2_integration.backend["orders"].id}"
}

resource "aws_apigatewayv2_route" "site" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "ANY /{proxy+}"
  target    = "integrations/${aws_apigatewayv2_integration.backend["site"].id}"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id             = aws_apigatewayv2_api.chat.id
  integration_type   = "HTTP_PROXY"
  integration_method = "POST"
  integration_uri    = "https://chat.example"
}

resource "aws_apigatewayv2_route" "chat" {
  for_each = {
    "$connect"    = "AWS_IAM"
    "sendmessage" = "NONE"
    "typing"      = "NONE"
  }

  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = each.key
  authorization_type = each.value
  target             = "integrations/${aws_apigatewayv2_integration.chat.id}"
}

resource "aws_apigatewayv2_deployment" "chat" {
  api_id     = aws_apigatewayv2_api.chat.id
  depends_on = [aws_apigatewayv2_route.chat]
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id        = aws_apigatewayv2_api.chat.id
  name          = "prod"
  deployment_id = aws_apigatewayv2_deployment.chat.id
}
