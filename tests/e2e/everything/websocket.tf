resource "aws_apigatewayv2_api" "websocket" {
  name                         = "chat"
  protocol_type                = "WEBSOCKET"
  api_key_selection_expression = local.later ? "$request.header.x-api-key" : "$context.authorizer.usageIdentifierKey"
  route_selection_expression   = local.later ? "$request.body.action" : "$request.body.verb"
}

resource "aws_apigatewayv2_authorizer" "connect" {
  api_id           = aws_apigatewayv2_api.websocket.id
  authorizer_type  = "REQUEST"
  name             = local.later ? "connect-2" : "connect"
  authorizer_uri   = aws_lambda_function.function.invoke_arn
  identity_sources = ["route.request.header.Auth"]
}

resource "aws_apigatewayv2_model" "message" {
  api_id       = aws_apigatewayv2_api.websocket.id
  name         = "message"
  content_type = "application/json"
  description  = local.later ? null : "Message"
  schema       = jsonencode({ type = local.later ? "object" : "array" })
}

resource "aws_apigatewayv2_integration" "mock" {
  api_id                        = aws_apigatewayv2_api.websocket.id
  integration_type              = "MOCK"
  content_handling_strategy     = local.later ? "CONVERT_TO_BINARY" : "CONVERT_TO_TEXT"
  passthrough_behavior          = local.later ? "NEVER" : "WHEN_NO_TEMPLATES"
  template_selection_expression = "\\$default"
  request_templates             = local.later ? { "$default" = "{}" } : { "$default" = "{\"statusCode\":200}" }
}

resource "aws_apigatewayv2_integration" "service" {
  api_id             = aws_apigatewayv2_api.websocket.id
  integration_type   = "AWS"
  integration_method = "POST"
  integration_uri    = "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/queue"
  credentials_arn    = aws_iam_role.function.arn
  request_parameters = { "integration.request.header.Content-Type" = "'application/x-www-form-urlencoded'" }
}

resource "aws_apigatewayv2_integration_response" "mock" {
  api_id                        = aws_apigatewayv2_api.websocket.id
  integration_id                = aws_apigatewayv2_integration.mock.id
  integration_response_key      = local.later ? "/200/" : "$default"
  content_handling_strategy     = local.later ? "CONVERT_TO_TEXT" : "CONVERT_TO_BINARY"
  template_selection_expression = "\\$default"
  response_templates            = { "$default" = local.later ? "{}" : "[]" }
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.websocket.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.mock.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.connect.id
  api_key_required   = local.later

  dynamic "request_parameter" {
    for_each = local.later ? ["route.request.header.a"] : ["route.request.header.a", "route.request.querystring.b"]

    content {
      request_parameter_key = request_parameter.value
      required              = local.later
    }
  }
}

resource "aws_apigatewayv2_route" "send" {
  api_id                              = aws_apigatewayv2_api.websocket.id
  route_key                           = "send"
  target                              = "integrations/${aws_apigatewayv2_integration.service.id}"
  model_selection_expression          = local.later ? null : "action"
  request_models                      = local.later ? {} : { action = aws_apigatewayv2_model.message.name }
  route_response_selection_expression = "$default"
}

resource "aws_apigatewayv2_route_response" "send" {
  api_id                     = aws_apigatewayv2_api.websocket.id
  route_id                   = aws_apigatewayv2_route.send.id
  route_response_key         = "$default"
  model_selection_expression = local.later ? null : "action"
  response_models            = { action = aws_apigatewayv2_model.message.name }
}

resource "aws_apigatewayv2_deployment" "websocket" {
  api_id   = aws_apigatewayv2_api.websocket.id
  triggers = { redeployment = tostring(var.stage_of_life) }

  depends_on = [
    aws_apigatewayv2_route.connect,
    aws_apigatewayv2_route.send,
    aws_apigatewayv2_route_response.send,
    aws_apigatewayv2_integration_response.mock,
  ]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_stage" "websocket" {
  api_id                = aws_apigatewayv2_api.websocket.id
  name                  = "live"
  deployment_id         = aws_apigatewayv2_deployment.websocket.id
  client_certificate_id = local.later ? null : "a1b2c3"

  default_route_settings {
    data_trace_enabled       = local.later
    detailed_metrics_enabled = true
    logging_level            = local.later ? "ERROR" : "INFO"
    throttling_burst_limit   = 10
    throttling_rate_limit    = 10
  }

  route_settings {
    route_key              = aws_apigatewayv2_route.send.route_key
    logging_level          = local.later ? "ERROR" : "INFO"
    throttling_burst_limit = 10
    throttling_rate_limit  = 10
  }
}
