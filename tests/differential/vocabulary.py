"""
Names that both outputs share: each resource is called by what it does.

Marks become readable, ``<api Books id>``, and equal in both. What a library only needs to tell two
things apart (ids of statements, names of policies) is left out, and what several resources say
together (who may invoke a function, what a role may do) is put together. ``depends_on`` is all
that must exist first, whether it is said or follows from a reference, at whatever distance.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import Any

from tests.differential.outside import OUTSIDE
from tests.differential.resources import MARK, Json, Resource, Stack, in_order, walk

Described = dict[str, dict[str, Json]]
"""The arguments of each resource, by what the resource does."""

# what APIs only use: not compared
_OUTSIDE = {
    "aws_cloudwatch_event_bus": "event bus",
    "aws_cloudwatch_log_group": "log group",
    "aws_cognito_user_pool": "user pool",
    "aws_lambda_alias": "alias",
    "aws_lambda_function": "function",
    "aws_lb": "load balancer",
    "aws_lb_listener": "listener",
    "aws_lb_target_group": "target group",
    "aws_security_group": "security group",
    "aws_service_discovery_service": "service",
    "aws_sfn_state_machine": "state machine",
    "aws_sqs_queue": "queue",
}
_ROLES = {
    "aws_acm_certificate": "certificate of {domain_name}",
    "aws_acm_certificate_validation": "validation of {certificate_arn}",
    "aws_api_gateway_usage_plan_key": "key {key_id} of {usage_plan_id}",
    "aws_apigatewayv2_api": "api {name}",
    "aws_apigatewayv2_api_mapping": "mapping {domain_name}/{api_mapping_key}",
    "aws_apigatewayv2_authorizer": "authorizer {name}",
    "aws_apigatewayv2_domain_name": "domain name {domain_name}",
    "aws_apigatewayv2_route": "route {route_key}",
    "aws_apigatewayv2_route_response": "response of {route_id}",
    "aws_apigatewayv2_stage": "stage {name}",
    "aws_cloudwatch_metric_alarm": "alarm {alarm_name}",
    "aws_iam_role_policy": "policy of {role}",
    "aws_route53_record": "record {type} of {name}",
    "aws_lambda_permission": "permissions of {function_name}",
}
# named only where there are several: the name may be one that the library makes up
_ALONE = {
    "aws_api_gateway_api_key": "API key",
    "aws_api_gateway_usage_plan": "usage plan",
    "aws_apigatewayv2_vpc_link": "VPC link",
    "aws_cognito_user_pool_client": "client",
    "aws_iam_role": "role",
}
_OF_AN_API = ("route", "stage", "authorizer")
_GENERATED = {
    "aws_iam_role_policy": ("name", "policy_name"),
    "aws_lambda_permission": ("statement_id",),
}
# a function, in the form that API Gateway invokes it by
_INVOCATION = re.compile(r"arn:.+:lambda:path/2015-03-31/functions/(.+)/invocations")
_ANY_FIELD = re.compile(r"\{(\w+)\}")
_READABLE = re.compile(r"<([^<>]+) \w+>")


def describe(stack: Stack) -> Described:
    """Return a stack in words that do not depend on who wrote it."""
    return _Vocabulary(stack).describe()


class _Vocabulary:
    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._counts = Counter(resource.type for resource in stack.resources.values())
        self._roles: dict[str, str] = {}
        self._roles = self._told_apart()

    def describe(self) -> Described:
        compared = [each for each in self._stack.resources.values() if not _is_outside(each)]
        described = {
            self._role(resource): in_order(self._arguments(resource))
            for resource in compared
            if resource.type not in _GENERATED
        }
        for kind, arguments in self._together(compared):
            role = self._filled(_ROLES[kind], arguments)
            assert role not in described, f"two resources are {role}"
            described[role] = in_order(arguments)
        for name, value in self._stack.outputs.items():
            described[f"output {name}"] = {"value": self._read(value)}
        return described

    def _told_apart(self) -> dict[str, str]:
        """Return the roles, numbered where there are several of one: by what differs in them."""
        same: dict[str, list[str]] = defaultdict(list)
        for key, resource in self._stack.resources.items():
            same[self._role(resource)].append(key)
        return {
            key: role if number == 1 else f"{role} ({number})"
            for role, keys in same.items()
            for number, key in enumerate(sorted(keys, key=self._distinction), start=1)
        }

    def _distinction(self, key: str) -> tuple[str, list[str]]:
        """Return what sets a resource apart: what it says, and who refers to it."""
        users = [
            self._role(each)
            for each in self._stack.resources.values()
            if any(key == used for used, _ in MARK.findall(json.dumps(each.arguments)))
        ]
        said = self._read(self._stack.resources[key].arguments)
        return json.dumps(said, sort_keys=True), sorted(users)

    def _arguments(self, resource: Resource) -> dict[str, Json]:
        arguments = self._read(resource.arguments) | {"depends_on": self._first(resource)}
        return {name: value for name, value in arguments.items() if value != []}

    def _first(self, resource: Resource) -> list[str]:
        """Return what must exist before a resource."""
        found: dict[str, Resource] = {}
        waiting = [resource]
        while waiting:
            for key, _ in MARK.findall(json.dumps(waiting.pop().arguments)):
                if key not in found:
                    found[key] = self._stack.resources[key]
                    # what things from outside wait for is their own affair
                    waiting += [] if _is_outside(found[key]) else [found[key]]
        return [self._role(each) for each in found.values()]

    def _together(self, resources: list[Resource]) -> list[tuple[str, dict[str, Json]]]:
        """Put together what several resources say of one function, or of one role."""
        gathered: dict[tuple[str, str], dict[str, list[Json]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for resource in resources:
            if resource.type not in _GENERATED:
                continue
            arguments = self._read(resource.arguments)
            for name in ("depends_on", *_GENERATED[resource.type]):
                arguments.pop(name, None)
            if resource.type == "aws_lambda_permission":
                qualifier = arguments.pop("qualifier", None)
                function = self._function(arguments["function_name"])
                arguments["function_name"] = f"alias {qualifier}" if qualifier else function
                lists = {"source_arn": [arguments.pop("source_arn", "any")]}
            else:
                lists = {"statements": _statements(arguments.pop("policy"))}
                roles = arguments["role"]
                arguments["role"] = roles[0] if isinstance(roles, list) else roles
            same = (resource.type, json.dumps(arguments, sort_keys=True))
            for name, values in lists.items():
                gathered[same][name] += values
        return [(kind, {**json.loads(same), **lists}) for (kind, same), lists in gathered.items()]

    def _function(self, text: str) -> str:
        """Return a function's role for its ARN as well as for its name."""
        found = _READABLE.fullmatch(text)
        return found[1] if found else f"function {text}"

    def _role(self, resource: Resource) -> str:
        if resource.key not in self._roles:
            self._roles[resource.key] = self._new_role(resource)
        return self._roles[resource.key]

    def _new_role(self, resource: Resource) -> str:
        kind, arguments = resource.type, resource.arguments
        name = arguments.get("name", arguments.get("function_name", ""))
        if kind in _OUTSIDE:
            return f"{_OUTSIDE[kind]} {name}".strip()
        if kind == "aws_iam_role" and not _is_outside(resource):
            return "role of " + ", ".join(sorted(_principals(arguments["assume_role_policy"])))
        if kind in _ALONE:
            is_alone = self._counts[kind] == 1
            return _ALONE[kind] if is_alone else f"{_ALONE[kind]} {name}"
        if kind == "aws_apigatewayv2_integration":
            return self._integration(resource)
        role = self._filled(_ROLES[kind], arguments)
        if kind.removeprefix("aws_apigatewayv2_") in _OF_AN_API:
            role += self._of_api(resource)
        return role

    def _integration(self, resource: Resource) -> str:
        """Call an integration by what it reaches."""
        arguments = resource.arguments
        kind = arguments.get("integration_subtype") or arguments["integration_type"]
        target = arguments.get("integration_uri") or arguments.get("credentials_arn") or ""
        if kind == "MOCK":
            target = ",".join(arguments.get("request_templates", {"nothing": ""}))
        marks = MARK.findall(target)
        if marks:
            target = self._role(self._stack.resources[marks[0][0]])
        target = _INVOCATION.sub(r"\1", target)
        return f"integration {kind} {target}" + self._of_api(resource)

    def _of_api(self, resource: Resource) -> str:
        if self._counts["aws_apigatewayv2_api"] < 2:
            return ""
        return f" of {self._function(str(self._read(resource.arguments['api_id'])))}"

    def _filled(self, role: str, arguments: dict[str, Json]) -> str:
        """Return a role with the arguments it names."""
        texts = {
            name: _READABLE.sub(r"\1", str(self._read(arguments.get(name, ""))))
            for name in _ANY_FIELD.findall(role)
        }
        return role.format_map(texts)

    def _read(self, value: Json) -> Any:  # noqa: ANN401
        return walk(value, lambda text: MARK.sub(self._readable, text))

    def _readable(self, found: re.Match[str]) -> str:
        """Return a mark's value where the program says it, and words for it otherwise."""
        resource = self._stack.resources[found[1]]
        value = resource.arguments.get(found[2])
        if isinstance(value, str):
            return str(self._read(value))
        role = self._role(resource)
        return f"<{role} {found[2]}>" if found[2] else role


def _is_outside(resource: Resource) -> bool:
    name = str(resource.arguments.get("name", ""))
    return resource.type in _OUTSIDE or name.startswith(OUTSIDE)


def _principals(policy: dict[str, Json]) -> list[str]:
    return [
        str(principal)
        for statement in _statements(policy)
        for principals in statement["Principal"].values()
        for principal in principals
    ]


def _statements(policy: dict[str, Json]) -> list[dict[str, Json]]:
    """Return statements in which one action is a list of one, and so on."""
    written = policy["Statement"]
    return [_statement(each) for each in (written if isinstance(written, list) else [written])]


def _statement(written: dict[str, Json]) -> dict[str, Json]:
    return {
        name: (
            {kind: _listed(item) for kind, item in value.items()}
            if name == "Principal" and isinstance(value, dict)
            else _listed(value)
            if name in ("Action", "Resource")
            else value
        )
        for name, value in written.items()
    }


def _listed(value: Json) -> list[Json]:
    return sorted(value) if isinstance(value, list) else [value]
