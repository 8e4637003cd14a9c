# fault: cors-with-credentials
resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["https://*"]
    allow_methods     = ["GET", "POST"]
    allow_credentials = true
  }
}

# fault: jwt-without-audience
resource "aws_apigatewayv2_authorizer" "staff" {
  api_id           = aws_apigatewayv2_api.orders.id
  name             = "staff"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer = "https://login.example.com"
  }
}

# fault: issuer-without-tls
resource "aws_apigatewayv2_authorizer" "partners" {
  api_id           = aws_apigatewayv2_api.orders.id
  name             = "partners"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = ["orders"]
    issuer   = "http://login.partners.example"
  }
}

# fault: cache-without-identity
resource "aws_apigatewayv2_authorizer" "guests" {
  api_id                            = aws_apigatewayv2_api.orders.id
  name                              = "guests"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.backend.invoke_arn
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = 3600
}

resource "aws_apigatewayv2_integration" "backend" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.backend.invoke_arn
  payload_format_version = "2.0"
}

# fault: backend-without-tls
resource "aws_apigatewayv2_integration" "partners" {
  api_id             = aws_apigatewayv2_api.orders.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "http://partners.example.com/orders"
}

resource "aws_apigatewayv2_vpc_link" "inside" {
  name               = "inside"
  subnet_ids         = ["subnet-0123456789abcdef0"]
  security_group_ids = ["sg-0123456789abcdef0"]
}

# fault: private-backend-without-tls
resource "aws_apigatewayv2_integration" "stock" {
  api_id             = aws_apigatewayv2_api.orders.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/stock/0123456789abcdef/0123456789abcdef"
  connection_type    = "VPC_LINK"
  connection_id      = aws_apigatewayv2_vpc_link.inside.id
}

# fault: unused-integration
resource "aws_apigatewayv2_integration" "unused" {
  api_id             = aws_apigatewayv2_api.orders.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://unused.example.com"
}

# fault: timeout-too-long
resource "aws_apigatewayv2_integration" "slow" {
  api_id               = aws_apigatewayv2_api.orders.id
  integration_type     = "HTTP_PROXY"
  integration_method   = "GET"
  integration_uri      = "https://slow.example.com"
  timeout_milliseconds = 45000
}

# fault: open-routes
resource "aws_apigatewayv2_route" "list" {
  api_id    = aws_apigatewayv2_api.orders.id
  route_key = "GET /orders"
  target    = "integrations/${aws_apigatewayv2_integration.backend.id}"
}

# fault: duplicate-route
resource "aws_apigatewayv2_route" "list_again" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "GET /orders"
  target             = "integrations/${aws_apigatewayv2_integration.slow.id}"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "stage" {
  api_id               = aws_apigatewayv2_api.orders.id
  route_key            = "GET /stages/{stageId}/queue"
  target               = "integrations/${aws_apigatewayv2_integration.stock.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.partners.id
  authorization_scopes = ["orders"]
}

# fault: conflicting-variables
resource "aws_apigatewayv2_route" "stage_again" {
  api_id               = aws_apigatewayv2_api.orders.id
  route_key            = "GET /stages/{stage_id}/queue"
  target               = "integrations/${aws_apigatewayv2_integration.stock.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.partners.id
  authorization_scopes = ["orders"]
}

# fault: invalid-route-key
# fault: open-routes
resource "aws_apigatewayv2_route" "file" {
  api_id    = aws_apigatewayv2_api.orders.id
  route_key = "get users/{id}.json"
  target    = "integrations/${aws_apigatewayv2_integration.partners.id}"
}

# fault: jwt-without-authorizer
resource "aws_apigatewayv2_route" "create" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "POST /orders"
  target             = "integrations/${aws_apigatewayv2_integration.backend.id}"
  authorization_type = "JWT"
}

resource "aws_apigatewayv2_route" "admin" {
  api_id               = aws_apigatewayv2_api.orders.id
  route_key            = "DELETE /orders/{id}"
  target               = "integrations/${aws_apigatewayv2_integration.backend.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.staff.id
  authorization_scopes = ["admin"]
}

resource "aws_apigatewayv2_route" "guest" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "GET /offers"
  target             = "integrations/${aws_apigatewayv2_integration.backend.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.guests.id
}

# fault: open-routes
resource "aws_apigatewayv2_route" "rest" {
  api_id    = aws_apigatewayv2_api.orders.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.backend.id}"
}

# fault: throttled-to-nothing
resource "aws_apigatewayv2_stage" "orders" {
  api_id      = aws_apigatewayv2_api.orders.id
  name        = "$default"
  auto_deploy = true

  # fault: token-in-the-log
  # fault: log-without-request-id
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.orders.arn
    format          = "$context.routeKey $context.status $context.authorizer.access_token"
  }

  default_route_settings {
    detailed_metrics_enabled = true
  }
}

resource "aws_apigatewayv2_domain_name" "orders" {
  domain_name = "orders.example.com"

  domain_name_configuration {
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0123456789ab"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  mutual_tls_authentication {
    truststore_uri     = "s3://trust.example.com/orders.pem"
    truststore_version = "1"
  }
}

# fault: way-round-client-certificates
resource "aws_apigatewayv2_api_mapping" "orders" {
  api_id      = aws_apigatewayv2_api.orders.id
  domain_name = aws_apigatewayv2_domain_name.orders.id
  stage       = aws_apigatewayv2_stage.orders.id
}
