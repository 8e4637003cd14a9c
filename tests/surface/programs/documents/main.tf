# APIs without resources for their routes: by an OpenAPI document, and by quick create.

provider "aws" {}

resource "aws_apigatewayv2_api" "known" {
  name          = "known"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "known", version = "1" }
    paths = {
      "/pets" = {
        get = {
          "x-amazon-apigateway-integration" = {
            type                 = "HTTP_PROXY"
            httpMethod           = "GET"
            uri                  = "https://example.com/pets"
            payloadFormatVersion = "1.0"
          }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "unknown" {
  name          = "unknown"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "unknown", version = "1" }
    paths = {
      "/orders" = {
        get = {
          "x-amazon-apigateway-integration" = {
            type                 = "AWS_PROXY"
            httpMethod           = "POST"
            uri                  = aws_lambda_function.orders.invoke_arn
            payloadFormatVersion = "2.0"
          }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "quick" {
  name          = "quick"
  protocol_type = "HTTP"
  target        = aws_lambda_function.orders.arn
}

resource "aws_apigatewayv2_api" "quick_url" {
  name          = "quick-url"
  protocol_type = "HTTP"
  route_key     = "GET /site"
  target        = "https://www.example.com"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1"
}
