"""What AWS CDK wrote, in Terraform's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.differential.resources import Json, Resource, Stack, mark

# the Terraform type, and the attribute that CloudFormation's Ref gives
_TYPES = {
    "AWS::ApiGateway::ApiKey": ("aws_api_gateway_api_key", "id"),
    "AWS::ApiGateway::UsagePlan": ("aws_api_gateway_usage_plan", "id"),
    "AWS::ApiGateway::UsagePlanKey": ("aws_api_gateway_usage_plan_key", "id"),
    "AWS::ApiGatewayV2::Api": ("aws_apigatewayv2_api", "id"),
    "AWS::ApiGatewayV2::ApiMapping": ("aws_apigatewayv2_api_mapping", "id"),
    "AWS::ApiGatewayV2::Authorizer": ("aws_apigatewayv2_authorizer", "id"),
    "AWS::ApiGatewayV2::DomainName": ("aws_apigatewayv2_domain_name", "domain_name"),
    "AWS::ApiGatewayV2::Integration": ("aws_apigatewayv2_integration", "id"),
    "AWS::ApiGatewayV2::Route": ("aws_apigatewayv2_route", "id"),
    "AWS::ApiGatewayV2::RouteResponse": ("aws_apigatewayv2_route_response", "id"),
    "AWS::ApiGatewayV2::Stage": ("aws_apigatewayv2_stage", "name"),
    "AWS::ApiGatewayV2::VpcLink": ("aws_apigatewayv2_vpc_link", "id"),
    "AWS::CertificateManager::Certificate": ("aws_acm_certificate", "arn"),
    "AWS::CloudWatch::Alarm": ("aws_cloudwatch_metric_alarm", "alarm_name"),
    "AWS::Cognito::UserPool": ("aws_cognito_user_pool", "id"),
    "AWS::Cognito::UserPoolClient": ("aws_cognito_user_pool_client", "id"),
    "AWS::EC2::SecurityGroup": ("aws_security_group", "id"),
    "AWS::ElasticLoadBalancingV2::Listener": ("aws_lb_listener", "arn"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ("aws_lb", "arn"),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("aws_lb_target_group", "arn"),
    "AWS::Events::EventBus": ("aws_cloudwatch_event_bus", "name"),
    "AWS::IAM::Policy": ("aws_iam_role_policy", "id"),
    "AWS::IAM::Role": ("aws_iam_role", "name"),
    "AWS::Lambda::Alias": ("aws_lambda_alias", "arn"),
    "AWS::Lambda::Function": ("aws_lambda_function", "function_name"),
    "AWS::Lambda::Permission": ("aws_lambda_permission", "id"),
    "AWS::Lambda::Version": ("aws_lambda_function", "qualified_arn"),
    "AWS::Logs::LogGroup": ("aws_cloudwatch_log_group", "name"),
    "AWS::Route53::RecordSet": ("aws_route53_record", "name"),
    "AWS::SQS::Queue": ("aws_sqs_queue", "url"),
    "AWS::ServiceDiscovery::Service": ("aws_service_discovery_service", "id"),
    "AWS::StepFunctions::StateMachine": ("aws_sfn_state_machine", "arn"),
}
# where an argument is not the property in snake_case
_RENAMED = {
    "AllowedOAuthFlows": "allowed_oauth_flows",
    "AllowedOAuthFlowsUserPoolClient": "allowed_oauth_flows_user_pool_client",
    "AllowedOAuthScopes": "allowed_oauth_scopes",
    "AssumeRolePolicyDocument": "assume_role_policy",
    "CallbackURLs": "callback_urls",
    "ClientName": "name",
    "DomainNameConfigurations": "domain_name_configuration",
    "EventBusName": "name",
    "IdentitySource": "identity_sources",
    "LogGroupName": "name",
    "PolicyDocument": "policy",
    "QueueName": "name",
    "Quota": "quota_settings",
    "RoleName": "name",
    "Roles": "role",
    "StageName": "name",
    "StateMachineName": "name",
    "Throttle": "throttle_settings",
    "TimeoutInMillis": "timeout_milliseconds",
    "UsagePlanName": "name",
    "UserPoolName": "name",
}
_RENAMED_IN = {
    "AWS::Route53::RecordSet": {
        "AliasTarget": "alias",
        "DNSName": "name",
        "HostedZoneId": "zone_id",
    },
}
# what is in these is the user's or IAM's, not CloudFormation's
_FREE = {
    "AssumeRolePolicyDocument",
    "PolicyDocument",
    "RequestParameters",
    "RequestTemplates",
    "StageVariables",
}
_ATTRIBUTES = {
    "GroupId": "id",
    "RegionalDomainName": "target_domain_name",
    "RegionalHostedZoneId": "hosted_zone_id",
}
_PSEUDO = {
    "AWS::AccountId": "<account>",
    "AWS::Partition": "<partition>",
    "AWS::Region": "<region>",
    "AWS::URLSuffix": "<suffix>",
}
_SNAKE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def read(template: dict[str, Any]) -> Stack:
    """Return what a template of CloudFormation says."""
    return _Template(template).read()


class _Template:
    def __init__(self, template: dict[str, Any]) -> None:
        self._written: dict[str, Any] = template.get("Resources", {})
        self._outputs: dict[str, Any] = template.get("Outputs", {})
        self._renamed = _RENAMED

    def read(self) -> Stack:
        return Stack(
            {key: self._resource(key, written) for key, written in self._written.items()},
            {name: self._value(output["Value"]) for name, output in self._outputs.items()},
        )

    def _resource(self, key: str, written: dict[str, Any]) -> Resource:
        self._renamed = _RENAMED | _RENAMED_IN.get(written["Type"], {})
        arguments = self._block(written.get("Properties", {}))
        if written["Type"] == "AWS::CloudWatch::Alarm":
            pairs = written["Properties"]["Dimensions"]
            arguments["dimensions"] = {pair["Name"]: self._value(pair["Value"]) for pair in pairs}
        if written["Type"] == "AWS::Route53::RecordSet":
            arguments["name"] = arguments["name"].removesuffix(".")  # the same name
        if "DependsOn" in written:
            depends_on = written["DependsOn"]
            keys = [depends_on] if isinstance(depends_on, str) else depends_on
            arguments["depends_on"] = [mark(each, "") for each in keys]
        more = written.keys() - {"Type", "Properties", "DependsOn", "Metadata"}
        arguments |= {name: written[name] for name in more}
        return Resource(key, _TYPES[written["Type"]][0], arguments)

    def _block(self, properties: Mapping[str, Json]) -> dict[str, Json]:
        return {
            self._renamed.get(name, _SNAKE.sub("_", name).lower()): (
                self._value(value) if name in _FREE else self._property(value)
            )
            for name, value in properties.items()
        }

    def _property(self, value: Json) -> Json:
        """Return the value of a property: blocks in it have properties too."""
        if isinstance(value, list):
            return [self._property(item) for item in value]
        if isinstance(value, Mapping) and not _is_function(value):
            return self._block(value)
        return self._value(value)

    def _value(self, value: Json) -> Json:
        """Return a value with CloudFormation's functions evaluated, as far as can be."""
        if isinstance(value, list):
            return [self._value(item) for item in value]
        if not isinstance(value, Mapping):
            return value
        if not _is_function(value):
            return {name: self._value(item) for name, item in value.items()}
        ((function, argument),) = value.items()
        if function == "Ref":
            return self._reference(argument)
        if function == "Fn::GetAtt":
            return self._attribute(*argument)
        if function == "Fn::Join":
            separator, parts = argument
            return str(separator).join(str(self._value(part)) for part in parts)
        message = f"the tests do not know what {function} gives"
        raise AssertionError(message)

    def _reference(self, key: str) -> str:
        if key in _PSEUDO:
            return _PSEUDO[key]
        return mark(key, _TYPES[self._written[key]["Type"]][1])

    def _attribute(self, key: str, attribute: str) -> str:
        text = mark(key, _ATTRIBUTES.get(attribute, _SNAKE.sub("_", attribute).lower()))
        # CloudFormation's own spelling of the ARN of a log group
        is_log_group = self._written[key]["Type"] == "AWS::Logs::LogGroup"
        return f"{text}:*" if is_log_group and attribute == "Arn" else text


def _is_function(value: Mapping[str, Json]) -> bool:
    return len(value) == 1 and next(iter(value)).startswith(("Ref", "Fn::"))
