data "aws_apigatewayv2_api" "http" {
  api_id = aws_apigatewayv2_api.http.id
}

data "aws_apigatewayv2_apis" "chat" {
  protocol_type = aws_apigatewayv2_api.websocket.protocol_type
  name          = "chat"

  depends_on = [aws_apigatewayv2_api.websocket]
}

data "aws_apigatewayv2_export" "http" {
  api_id        = aws_apigatewayv2_deployment.http.api_id
  specification = "OAS30"
  output_type   = "JSON"
  stage_name    = aws_apigatewayv2_stage.pinned.name
}

data "aws_apigatewayv2_export" "yaml" {
  api_id             = aws_apigatewayv2_deployment.http.api_id
  specification      = "OAS30"
  output_type        = "YAML"
  include_extensions = false
}

data "aws_apigatewayv2_vpc_link" "link" {
  vpc_link_id = aws_apigatewayv2_vpc_link.link.id
}

output "data" {
  value = {
    endpoint = data.aws_apigatewayv2_api.http.api_endpoint
    tags     = data.aws_apigatewayv2_api.http.tags
    apis     = data.aws_apigatewayv2_apis.chat.ids
    paths    = sort(keys(jsondecode(data.aws_apigatewayv2_export.http.body).paths))
    yaml     = sort(keys(yamldecode(data.aws_apigatewayv2_export.yaml.body).paths))
    link     = data.aws_apigatewayv2_vpc_link.link.name
    subnets  = length(data.aws_apigatewayv2_vpc_link.link.subnet_ids)
    urls     = [aws_apigatewayv2_stage.live.invoke_url, aws_apigatewayv2_stage.pinned.invoke_url, aws_apigatewayv2_stage.websocket.invoke_url]
  }
}
