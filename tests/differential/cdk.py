"""
The modules of AWS CDK.

They are loaded when they are first used, which only the process of `cdk_process` does: they
take seconds.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_MODULES = {
    "apigateway": "aws_cdk.aws_apigateway",
    "apigatewayv2": "aws_cdk.aws_apigatewayv2",
    "authorizers": "aws_cdk.aws_apigatewayv2_authorizers",
    "certificatemanager": "aws_cdk.aws_certificatemanager",
    "cloudwatch": "aws_cdk.aws_cloudwatch",
    "cognito": "aws_cdk.aws_cognito",
    "core": "aws_cdk",
    "ec2": "aws_cdk.aws_ec2",
    "elb": "aws_cdk.aws_elasticloadbalancingv2",
    "events": "aws_cdk.aws_events",
    "iam": "aws_cdk.aws_iam",
    "integrations": "aws_cdk.aws_apigatewayv2_integrations",
    "lambda_": "aws_cdk.aws_lambda",
    "logs": "aws_cdk.aws_logs",
    "route53": "aws_cdk.aws_route53",
    "route53_targets": "aws_cdk.aws_route53_targets",
    "s3": "aws_cdk.aws_s3",
    "servicediscovery": "aws_cdk.aws_servicediscovery",
    "sqs": "aws_cdk.aws_sqs",
    "stepfunctions": "aws_cdk.aws_stepfunctions",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - its types are not ours to check
    if name not in _MODULES:
        raise AttributeError(name)
    module = globals()[name] = import_module(_MODULES[name])
    return module
