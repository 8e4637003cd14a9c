variable "api_id" {
  type = string
}

variable "integration_id" {
  type = string
}

variable "same_keys" {
  type = map(string)
}

variable "other_keys" {
  type = map(string)
}

variable "integration" {
  type = object({ id = string })
}

resource "aws_apigatewayv2_route" "passed" {
  api_id    = var.api_id
  route_key = "GET /passed"
  target    = "integrations/${var.integration_id}"
}

resource "aws_apigatewayv2_route" "object" {
  api_id    = var.api_id
  route_key = "GET /object"
  target    = "integrations/${var.integration.id}"
}

resource "aws_apigatewayv2_route" "by_value" {
  for_each = var.same_keys

  api_id    = var.api_id
  route_key = "GET /by-value/${each.key}"
  target    = "integrations/${each.value}"
}

resource "aws_apigatewayv2_route" "by_other_key" {
  for_each = var.other_keys

  api_id    = var.api_id
  route_key = each.key
  target    = "integrations/${each.value}"
}
