# What test_local_aws.py puts to use behind Terraform's back.

resource "aws_apigatewayv2_api" "api" {
  name          = "used"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "used" {
  api_id             = aws_apigatewayv2_api.api.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://example.com"
}

resource "aws_apigatewayv2_authorizer" "used" {
  api_id           = aws_apigatewayv2_api.api.id
  authorizer_type  = "JWT"
  name             = "used"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = ["one"]
    issuer   = "https://issuer.example.com"
  }
}

resource "aws_apigatewayv2_route" "other" {
  api_id    = aws_apigatewayv2_api.api.id
  route_key = "GET /other"
}

resource "aws_apigatewayv2_deployment" "used" {
  api_id     = aws_apigatewayv2_api.api.id
  depends_on = [aws_apigatewayv2_route.other]
}
