"""
The differences that many programs have, and why.

A pattern is for the whole of a line that `comparison` writes. What AWS CDK lets single routes do
is explained only where the whole API may do it here.
"""

from __future__ import annotations

import re
from typing import Final

_SAID = (
    "an argument that was given once and is taken out keeps its value, unless its default is said"
)

COMMON: Final[dict[str, str]] = {
    r'api .+: ip_address_type: AWS CDK nothing, here "ipv4"': f"API Gateway's default: {_SAID}",
    r"domain name .+: domain_name_configuration\.ip_address_type: AWS CDK nothing, "
    r'here "ipv4"': f"API Gateway's default: {_SAID}",
    r"domain name .+: domain_name_configuration\.security_policy: AWS CDK nothing, "
    r'here "TLS_1_2"': "Terraform requires it; it is API Gateway's default",
    r"integration .+: timeout_milliseconds: AWS CDK nothing, here (30000|29000)": (
        f"API Gateway's default for the protocol: {_SAID}"
    ),
    r"(integration|VPC link|authorizer)\b.*: lifecycle\.create_before_destroy: "
    r"AWS CDK nothing, here true": (
        "what routes and integrations still name cannot be destroyed first; CloudFormation "
        "never does"
    ),
    r'integration .+: payload_format_version: AWS CDK nothing, here "1.0"': (
        "Terraform's provider sends its default, 1.0, when nothing is said"
    ),
    r"integration AWS_PROXY .+: integration_uri: AWS CDK \"(.+)\", "
    r'here "arn:.+:lambda:path/2015-03-31/functions/\1/invocations"': (
        "the same function: API Gateway takes its ARN, and the ARN it makes of it, which is the "
        "one that Terraform's provider gives functions for this"
    ),
    r'integration AWS_PROXY .+: integration_method: AWS CDK nothing, here "POST"': (
        "how API Gateway invokes functions, whatever the method of the request"
    ),
    r'integration .+: connection_type: AWS CDK "INTERNET", here nothing': (
        "the default, of API Gateway and of Terraform's provider"
    ),
    r'integration MOCK .+: integration_uri: AWS CDK "", here nothing': (
        "a mock integration has no address; CloudFormation's property must be there"
    ),
    r"integration .+: request_parameters\.remove:.+: AWS CDK \"\", here \"''\"": (
        "how API Gateway writes that a header or parameter is removed"
    ),
    r"stage .+: auto_deploy: AWS CDK nothing, here true": (
        "a stage without a deployment serves nothing, and AWS CDK has no class for deployments"
    ),
    r"stage .+: default_route_settings\.throttling_burst_limit: AWS CDK nothing, here 5000": (
        "Terraform's provider sends 0 for a limit that is left out, and every call fails"
    ),
    r"stage .+: default_route_settings\.throttling_rate_limit: AWS CDK nothing, here 10000": (
        "Terraform's provider sends 0 for a limit that is left out, and every call fails"
    ),
    r"stage .+: default_route_settings\.detailed_metrics_enabled: AWS CDK nothing, here false": (
        f"API Gateway's default: {_SAID}"
    ),
    r'stage .+: default_route_settings\.logging_level: AWS CDK nothing, here "OFF"': (
        f"API Gateway's default for WebSocket APIs: {_SAID}"
    ),
    r'stage .+: access_log_settings\.destination_arn: AWS CDK "<(.+)>:\*", here "<\1>"': (
        "API Gateway wants the ARN without the :* that CloudFormation gives log groups"
    ),
    r'stage .+: access_log_settings\.format: AWS CDK "\$context\.identity\.sourceIp .+", '
    r'here "\{.+\}"': (
        "JSON, which CloudWatch Logs Insights takes apart, with what one looks for in an error"
    ),
    r'stage .+: depends_on: only in AWS CDK: "domain name .+"': (
        "the mapping, which names both, waits for both"
    ),
    r'alarm .+: depends_on: only here: "stage .+"': (
        "the stage's name in the metric is a reference, not text"
    ),
    r'(API key|usage plan): name: AWS CDK nothing, here ".+"': (
        "Terraform requires a name; CloudFormation makes one up"
    ),
}


_ROUTES: Final = re.compile(r'(permissions of .+: source_arn: )only in AWS CDK: "([^/]+/\*)[^"]*"')
_WHOLE_API: Final = re.compile(r'(permissions of .+: source_arn: )only here: "([^/]+/\*)/\*"')
_ONE_PERMISSION: Final = (
    "one permission for a function and an API, $default included: the policy of a function has "
    "room for 20 KB, and AWS CDK's permissions for each route fill it"
)


def reason(difference: str, found: list[str]) -> str | None:
    """Return why a difference of those found is there, if it is one of the common ones."""
    for one, other in ((_ROUTES, _WHOLE_API), (_WHOLE_API, _ROUTES)):
        source = one.fullmatch(difference)
        if source is not None:
            others = [match.groups() for each in found if (match := other.fullmatch(each))]
            return _ONE_PERMISSION if source.groups() in others else None
    return COMMON.get(pattern(difference) or "")


def pattern(difference: str) -> str | None:
    """Return the pattern that a difference fits."""
    return next((each for each in COMMON if re.fullmatch(each, difference)), None)
