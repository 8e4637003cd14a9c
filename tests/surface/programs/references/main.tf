# Every way in which a route is led to its integration, as tests/surface/test_references.py asks.

provider "aws" {}

variable "blue" {
  type    = bool
  default = true
}

locals {
  target  = "integrations/${aws_apigatewayv2_integration.named["pets"].id}"
  backend = { "GET /mapped" = "pets" }
}

resource "aws_apigatewayv2_api" "pets" {
  name          = "pets"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "named" {
  for_each = toset(["pets", "shop"])

  api_id             = aws_apigatewayv2_api.pets.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://example.com/${each.key}"
}

resource "aws_apigatewayv2_integration" "counted" {
  count = 2

  api_id             = aws_apigatewayv2_api.pets.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://example.com/${count.index}"
}

resource "aws_apigatewayv2_integration" "optional" {
  count = var.blue ? 1 : 0

  api_id             = aws_apigatewayv2_api.pets.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://example.com/optional"
}

resource "aws_apigatewayv2_route" "literal_key" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /literal-key"
  target    = "integrations/${aws_apigatewayv2_integration.named["pets"].id}"
}

resource "aws_apigatewayv2_route" "formatted" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /formatted"
  target    = format("integrations/%s", aws_apigatewayv2_integration.counted[1].id)
}

resource "aws_apigatewayv2_route" "same_key" {
  for_each = toset(["pets", "shop"])

  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /same-key/${each.key}"
  target    = "integrations/${aws_apigatewayv2_integration.named[each.key].id}"
}

resource "aws_apigatewayv2_route" "same_index" {
  count = 2

  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /same-index/${count.index}"
  target    = "integrations/${aws_apigatewayv2_integration.counted[count.index].id}"
}

resource "aws_apigatewayv2_route" "chained" {
  for_each = aws_apigatewayv2_integration.named

  api_id    = each.value.api_id
  route_key = "GET /chained/${each.key}"
  target    = "integrations/${each.value.id}"
}

resource "aws_apigatewayv2_route" "conditional" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /conditional"
  target    = "integrations/${var.blue ? aws_apigatewayv2_integration.counted[0].id : aws_apigatewayv2_integration.counted[1].id}"
}

resource "aws_apigatewayv2_route" "element" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /element"
  target    = "integrations/${element(aws_apigatewayv2_integration.counted[*].id, 1)}"
}

resource "aws_apigatewayv2_route" "only_one" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /only-one"
  target    = "integrations/${one(aws_apigatewayv2_integration.optional[*].id)}"
}

resource "aws_apigatewayv2_route" "mapped" {
  for_each = local.backend

  api_id    = aws_apigatewayv2_api.pets.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.named[local.backend[each.key]].id}"
}

resource "aws_apigatewayv2_route" "local" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /local"
  target    = local.target
}

resource "aws_apigatewayv2_route" "unsure" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /unsure"
  target    = var.blue ? local.target : "integrations/${aws_apigatewayv2_integration.counted[0].id}"
}

resource "aws_apigatewayv2_route" "elsewhere" {
  api_id    = "a1b2c3d4e5"
  route_key = "GET /elsewhere"
  target    = "integrations/x1y2z3"
}

resource "aws_apigatewayv2_route" "of_module" {
  for_each = toset(["eu"])

  api_id    = module.shop[each.key].api_id
  route_key = "GET /of-module"
}

module "shop" {
  for_each = toset(["eu", "us.a[b]/c d"])

  source = "./shop"
  name   = each.key
}

module "routes" {
  source         = "./routes"
  api_id         = module.shop["eu"].api_id
  integration_id = aws_apigatewayv2_integration.named["shop"].id
  same_keys      = { for key, one in aws_apigatewayv2_integration.named : key => one.id }
  other_keys     = { for key, one in aws_apigatewayv2_integration.named : "GET /other/${key}" => one.id }
  integration    = aws_apigatewayv2_integration.counted[0]
}

module "nothing" {
  source = "./nothing"
  id     = aws_apigatewayv2_integration.counted[1].id
}

resource "aws_apigatewayv2_route" "through_nothing" {
  api_id    = aws_apigatewayv2_api.pets.id
  route_key = "GET /through-nothing"
  target    = module.nothing.target
}
