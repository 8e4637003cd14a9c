resource "aws_acm_certificate" "domain" {
  certificate_body = file("${path.module}/certificate.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_apigatewayv2_domain_name" "domain" {
  domain_name = "api.example.com"
  tags        = { level = local.later ? "two" : "one" }

  domain_name_configuration {
    certificate_arn = aws_acm_certificate.domain.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
    ip_address_type = local.later ? "dualstack" : "ipv4"
  }

  dynamic "mutual_tls_authentication" {
    for_each = local.later ? [] : [1]

    content {
      truststore_uri     = "s3://trust/store.pem"
      truststore_version = "1"
    }
  }
}

resource "aws_apigatewayv2_domain_name" "moving" {
  domain_name = "moving.example.com"

  domain_name_configuration {
    certificate_arn                        = aws_acm_certificate.domain.arn
    endpoint_type                          = "REGIONAL"
    security_policy                        = "TLS_1_2"
    ownership_verification_certificate_arn = aws_acm_certificate.domain.arn
  }

  mutual_tls_authentication {
    truststore_uri     = local.later ? "s3://trust/other.pem" : "s3://trust/store.pem"
    truststore_version = "1"
  }
}

resource "aws_apigatewayv2_api_mapping" "root" {
  api_id      = aws_apigatewayv2_api.http.id
  domain_name = aws_apigatewayv2_domain_name.domain.id
  stage       = local.later ? aws_apigatewayv2_stage.pinned.id : aws_apigatewayv2_stage.live.id
}

resource "aws_apigatewayv2_api_mapping" "path" {
  api_id          = aws_apigatewayv2_api.http.id
  domain_name     = aws_apigatewayv2_domain_name.domain.id
  stage           = aws_apigatewayv2_stage.pinned.id
  api_mapping_key = local.later ? "a/b" : "a"
}
