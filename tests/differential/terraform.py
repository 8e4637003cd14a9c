"""What this library wrote, with what Terraform computes replaced by marks."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.differential.resources import Json, Resource, Stack, mark, walk

_REFERENCE = re.compile(r"\$\{(data\.)?(aws_\w+)\.([\w-]+)((?:\[\d+\]|\.\w+)+)\}")
# how the address for calls to a WebSocket API is made from the one for clients
_REPLACED = re.compile(r'\$\{replace\(([\w.-]+), "wss://", "https://"\)\}')
# what a certificate says of the record that validates a name
_VALIDATION = re.compile(
    r"\$\{one\(\[for option in ([\w.-]+)\.domain_validation_options : option\.(\w+) if .+\]\)\}"
)
# the executions of a state machine
_EXECUTIONS = re.compile(
    r"\$\{replace\(([\w.-]+)\.arn, \"/:stateMachine:\(\[\^:\]\+\)\.\*/\", \":execution:\$1:\*\"\)\}"
)
_LAST_NAME = re.compile(r"\w+$")
# other names for the same value
_SAME = {
    ("aws_apigatewayv2_domain_name", "id"): "domain_name",
    ("aws_apigatewayv2_stage", "id"): "name",
    ("aws_cloudwatch_event_bus", "id"): "name",
    ("aws_cloudwatch_log_group", "id"): "name",
    ("aws_iam_role", "id"): "name",
    ("aws_lambda_function", "id"): "function_name",
    ("aws_lb", "id"): "arn",
    ("aws_lb_listener", "id"): "arn",
    ("aws_sfn_state_machine", "id"): "arn",
    ("aws_sqs_queue", "id"): "url",
}
_DATA = {
    "aws_caller_identity": "<account>",
    "aws_partition": "<partition>",
    "aws_region": "<region>",
}
_EXECUTE_API = "arn:<partition>:execute-api:<region>:<account>"
_INVOCATION = (
    "arn:<partition>:apigateway:<region>:lambda:path/2015-03-31/functions/{arn}/invocations"
)
_FORMS = {
    ("aws_api_gateway_api_key", "arn"): "arn:<partition>:apigateway:<region>::/apikeys/{id}",
    ("aws_apigatewayv2_api", "execution_arn"): f"{_EXECUTE_API}:{{id}}",
    ("aws_cognito_user_pool", "endpoint"): "cognito-idp.<region>.amazonaws.com/{id}",
    ("aws_lambda_alias", "invoke_arn"): _INVOCATION,
    ("aws_lambda_function", "invoke_arn"): _INVOCATION,
}
_POLICIES = ("assume_role_policy", "policy")


def read(document: dict[str, Any]) -> Stack:
    """Return what the JSON of a stack of CDKTF says."""
    return _Document(document).read()


class _Document:
    def __init__(self, document: dict[str, Any]) -> None:
        self._written: dict[str, dict[str, Any]] = document.get("resource", {})
        self._data: dict[str, dict[str, Any]] = document.get("data", {})
        self._outputs: dict[str, Any] = document.get("output", {})

    def read(self) -> Stack:
        resources = [
            self._resource(kind, name, written)
            for kind, named in self._written.items()
            for name, written in named.items()
        ]
        return Stack(
            {resource.key: resource for resource in resources},
            {name: walk(output["value"], self._text) for name, output in self._outputs.items()},
        )

    def _resource(self, kind: str, name: str, written: dict[str, Any]) -> Resource:
        arguments = {
            argument: self._argument(argument, value)
            for argument, value in written.items()
            if argument != "//"
        }
        return Resource(f"{kind}.{name}", kind, arguments)

    def _argument(self, name: str, value: Json) -> Json:
        if name == "depends_on":
            return [mark(address, "") for address in value]
        if name in _POLICIES:
            return json.loads(self._text(value))
        return walk(value, self._text)

    def _text(self, text: str) -> str:
        text = _VALIDATION.sub(lambda found: mark(found[1], found[2]), text)
        text = _EXECUTIONS.sub(_executions, text)
        text = _REPLACED.sub(self._replaced, text)
        return _REFERENCE.sub(self._reference, text).replace("$${", "${").replace("%%{", "%{")

    def _replaced(self, found: re.Match[str]) -> str:
        return self._text(f"${{{found[1]}}}").replace("wss://", "https://")

    def _reference(self, found: re.Match[str]) -> str:
        is_data, kind, name, path = found.groups()
        (attribute,) = _LAST_NAME.findall(path)
        if is_data:
            return self._looked_up(kind, name, attribute)
        attribute = _SAME.get((kind, attribute), attribute)
        return self._computed(kind, name, attribute) or mark(f"{kind}.{name}", attribute)

    def _looked_up(self, kind: str, name: str, attribute: str) -> str:
        if (kind, attribute) == ("aws_apigatewayv2_api", "execution_arn"):
            return f"{_EXECUTE_API}:{self._text(self._data[kind][name]['api_id'])}"
        return "<suffix>" if attribute == "dns_suffix" else _DATA[kind]

    def _computed(self, kind: str, name: str, attribute: str) -> str | None:
        """Return how Terraform puts some attributes together, as CloudFormation's users do."""
        if kind == "aws_apigatewayv2_stage":
            return self._of_stage(self._written[kind][name], attribute)
        form = _FORMS.get((kind, attribute))
        return form and form.format(
            id=mark(f"{kind}.{name}", "id"), arn=mark(f"{kind}.{name}", "arn")
        )

    def _of_stage(self, stage: dict[str, Any], attribute: str) -> str | None:
        api = self._text(stage["api_id"])
        if attribute == "execution_arn":
            return f"{_EXECUTE_API}:{api}/{stage['name']}"
        if attribute == "invoke_url":
            last = "" if stage["name"] == "$default" else stage["name"]
            scheme = self._scheme(stage["api_id"])
            return f"{scheme}://{api}.execute-api.<region>.<suffix>/{last}"
        return None

    def _scheme(self, api_id: str) -> str:
        found = _REFERENCE.fullmatch(api_id)
        api = self._written[found[2]][found[3]] if found else {}
        return "wss" if api.get("protocol_type") == "WEBSOCKET" else "https"


def _executions(found: re.Match[str]) -> str:
    return f"arn:<partition>:states:<region>:<account>:execution:{mark(found[1], 'name')}:*"
