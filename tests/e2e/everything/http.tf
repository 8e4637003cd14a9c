resource "aws_apigatewayv2_api" "http" {
  name                         = local.later ? "orders-2" : "orders"
  protocol_type                = "HTTP"
  description                  = local.later ? null : "Orders"
  version                      = "1"
  disable_execute_api_endpoint = local.later
  ip_address_type              = "dualstack"
  tags                         = local.later ? { tier = "gold" } : { tier = "silver", old = "yes" }

  cors_configuration {
    allow_credentials = true
    allow_headers     = ["Authorization", "x-trace"]
    allow_methods     = ["GET", "POST"]
    allow_origins     = local.later ? ["https://example.org"] : ["https://example.com"]
    expose_headers    = ["date"]
    max_age           = 60
  }
}

resource "aws_apigatewayv2_api" "quick" {
  name          = "quick"
  protocol_type = "HTTP"
  target        = aws_lambda_function.function.arn
  route_key     = "GET /quick"

  dynamic "cors_configuration" {
    for_each = local.later ? [] : [1]

    content {
      allow_origins = ["*"]
    }
  }
}

resource "aws_apigatewayv2_api" "document" {
  name             = "document"
  protocol_type    = "HTTP"
  fail_on_warnings = true
  version          = "7"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "document", version = "7" }
    paths = {
      "/things/{id}" = {
        (local.later ? "put" : "get") = {
          x-amazon-apigateway-integration = {
            type                 = "http_proxy"
            httpMethod           = "GET"
            uri                  = "https://example.com/things/{id}"
            payloadFormatVersion = "1.0"
          }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.http.id
  authorizer_type  = "JWT"
  name             = "jwt"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = local.later ? ["one", "two"] : ["one"]
    issuer   = "https://issuer.example.com"
  }
}

resource "aws_apigatewayv2_authorizer" "request" {
  api_id                            = aws_apigatewayv2_api.http.id
  authorizer_type                   = "REQUEST"
  name                              = "request"
  authorizer_uri                    = aws_lambda_function.function.invoke_arn
  authorizer_credentials_arn        = local.later ? null : aws_iam_role.function.arn
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = local.later ? 30 : 300
  enable_simple_responses           = !local.later
  identity_sources                  = local.later ? ["$request.header.a"] : ["$request.header.a", "$context.routeKey"]
}

resource "aws_apigatewayv2_integration" "function" {
  api_id                 = aws_apigatewayv2_api.http.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.function.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = local.later ? 5000 : 10000
  description            = local.later ? "Function" : null

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_integration" "url" {
  api_id             = aws_apigatewayv2_api.http.id
  integration_type   = "HTTP_PROXY"
  integration_method = local.later ? "POST" : "ANY"
  integration_uri    = "https://example.com/{proxy}"
  request_parameters = local.later ? { "append:header.a" = "1" } : {
    "append:header.a"      = "$request.header.b"
    "overwrite:path"       = "$request.path"
    "remove:querystring.c" = "''"
  }

  dynamic "response_parameters" {
    for_each = local.later ? ["200", "403"] : ["200", "500"]

    content {
      status_code = response_parameters.value
      mappings    = { "overwrite:statuscode" = "418" }
    }
  }
}

resource "aws_apigatewayv2_integration" "queue" {
  api_id              = aws_apigatewayv2_api.http.id
  integration_type    = "AWS_PROXY"
  integration_subtype = "SQS-SendMessage"
  credentials_arn     = aws_iam_role.function.arn
  request_parameters = {
    QueueUrl    = local.later ? "https://sqs.example.com/2" : "https://sqs.example.com/1"
    MessageBody = "$request.body"
  }
}

resource "aws_vpc" "network" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "network" {
  vpc_id     = aws_vpc.network.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "network" {
  name   = "link"
  vpc_id = aws_vpc.network.id
}

resource "aws_apigatewayv2_vpc_link" "link" {
  name               = local.later ? "link-2" : "link"
  security_group_ids = [aws_security_group.network.id]
  subnet_ids         = [aws_subnet.network.id]
  tags               = { side = local.later ? "right" : "left" }
}

resource "aws_apigatewayv2_integration" "private" {
  api_id             = aws_apigatewayv2_api.http.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c"
  connection_type    = "VPC_LINK"
  connection_id      = aws_apigatewayv2_vpc_link.link.id

  dynamic "tls_config" {
    for_each = local.later ? [] : [1]

    content {
      server_name_to_verify = "example.com"
    }
  }
}

resource "aws_apigatewayv2_route" "default" {
  api_id             = aws_apigatewayv2_api.http.id
  route_key          = "$default"
  target             = "integrations/${aws_apigatewayv2_integration.url.id}"
  authorization_type = local.later ? "NONE" : "AWS_IAM"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id               = aws_apigatewayv2_api.http.id
  route_key            = local.later ? "GET /orders/{id}" : "GET /orders"
  operation_name       = local.later ? null : "orders"
  target               = "integrations/${aws_apigatewayv2_integration.function.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.jwt.id
  authorization_scopes = local.later ? null : ["read", "write"]
}

resource "aws_apigatewayv2_route" "queue" {
  api_id             = aws_apigatewayv2_api.http.id
  route_key          = "POST /orders"
  target             = "integrations/${aws_apigatewayv2_integration.queue.id}"
  authorization_type = local.later ? "NONE" : "CUSTOM"
  authorizer_id      = local.later ? null : aws_apigatewayv2_authorizer.request.id
}

resource "aws_apigatewayv2_route" "private" {
  api_id    = aws_apigatewayv2_api.http.id
  route_key = "ANY /private/{proxy+}"
  target    = "integrations/${aws_apigatewayv2_integration.private.id}"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.http.id
  name        = "$default"
  auto_deploy = true
  description = local.later ? null : "Live"
  tags        = { since = local.later ? "later" : "now" }

  stage_variables = local.later ? { a = "2" } : { a = "1", b = "1" }

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_burst_limit   = local.later ? 20 : 10
    throttling_rate_limit    = 10.5
  }

  dynamic "route_settings" {
    for_each = local.later ? [aws_apigatewayv2_route.queue.route_key] : [aws_apigatewayv2_route.queue.route_key, aws_apigatewayv2_route.default.route_key]

    content {
      route_key              = route_settings.value
      throttling_burst_limit = 1
      throttling_rate_limit  = 1
    }
  }

  dynamic "access_log_settings" {
    for_each = local.later ? [] : [1]

    content {
      destination_arn = aws_cloudwatch_log_group.access.arn
      format          = "$context.requestId $context.status"
    }
  }
}

resource "aws_apigatewayv2_deployment" "http" {
  api_id      = aws_apigatewayv2_api.http.id
  description = local.later ? "second" : "first"
  triggers    = { redeployment = tostring(var.stage_of_life) }

  depends_on = [
    aws_apigatewayv2_route.default,
    aws_apigatewayv2_route.orders,
    aws_apigatewayv2_route.queue,
    aws_apigatewayv2_route.private,
  ]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_stage" "pinned" {
  api_id        = aws_apigatewayv2_api.http.id
  name          = "pinned"
  deployment_id = aws_apigatewayv2_deployment.http.id
}
