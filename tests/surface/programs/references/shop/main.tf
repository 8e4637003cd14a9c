variable "name" {
  type = string
}

resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "live"
  auto_deploy = true
}

output "api_id" {
  value = aws_apigatewayv2_api.this.id
}

output "name" {
  value = var.name
}
