# No resource here depends on the failure of another, so one apply shows every refusal.

resource "aws_apigatewayv2_api" "empty" {
  name          = "empty"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_deployment" "empty" {
  api_id = aws_apigatewayv2_api.empty.id
}

resource "aws_apigatewayv2_stage" "unknown_route" {
  api_id = aws_apigatewayv2_api.empty.id
  name   = "live"

  route_settings {
    route_key              = "GET /nowhere"
    throttling_burst_limit = 1
    throttling_rate_limit  = 1
  }
}

resource "aws_apigatewayv2_api" "twice" {
  name          = "twice"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "first" {
  api_id    = aws_apigatewayv2_api.twice.id
  route_key = "GET /twice"
}

resource "aws_apigatewayv2_route" "second" {
  api_id    = aws_apigatewayv2_api.twice.id
  route_key = "GET /twice"
}
