"""
The log group that a stage makes for its access logs.

See https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs._bindings import TerraformStack
from apigwv2_tf.constructs._checks import matches, names, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IHasArn
from apigwv2_tf.constructs._rules import arn_of, tag_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import Struct
from apigwv2_tf.constructs.access_log import AccessLogFormat, format_problems
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import LogGroupClass, ProtocolType

# CloudWatch's own place for logs that AWS services deliver: AWS lists every other group of an HTTP
# API in one policy of 5,120 characters, and refuses the stage that no longer fits in
_PLACE = "/aws/vendedlogs/apigateway"
_NAME = r"[A-Za-z0-9_/.#-]{1,512}"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_/.#-]+")
_KEY = r"arn:[\w-]+:kms:[\w-]+:\d{12}:key/\S+"
_DAYS_KEPT = 30
_FOR_EVER = 0
_RETENTIONS = (
    *(_FOR_EVER, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
# the groups of each stack by region and name, and the path of the construct that makes them
_MADE: WeakKeyDictionary[TerraformStack, dict[tuple[str | None, str], str]] = WeakKeyDictionary()


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessLogs(Struct):
    """
    A log group of the stage's own for its access logs.

    Args:
        retention: How long requests are kept: a number of days, or a timedelta of whole days, that
            CloudWatch has; 0 is for ever. Left out, 30 days.

        format: As in `AccessLogSettings`. Left out, JSON with what one looks for first.

        kms_key: The KMS key that encrypts the log, as an object with an ``arn`` or as its ARN; its
            policy lets CloudWatch Logs use it. Left out, CloudWatch's own.

        log_group_name: Left out, ``/aws/vendedlogs/apigateway/API/STAGE``: the name of the API and
            that of the stage, without ``$``.

        log_group_class: ``STANDARD``, or ``INFREQUENT_ACCESS``, which costs less and has no
            metric filters. Left out, ``STANDARD``.

        skip_destroy: Whether the log group stays when Terraform would destroy it. Left out, no.

        tags: Up to 50. Left out, the provider's default tags.
    """

    retention: timedelta | int | None = None
    format: str | Mapping[str, Any] | AccessLogFormat | None = None
    kms_key: str | IHasArn | None = None
    log_group_name: str | None = None
    log_group_class: LogGroupClass | str | None = None
    skip_destroy: bool | None = None
    tags: Mapping[str, str] | None = None

    def problems(self, option: str, protocol: ProtocolType | None) -> Iterator[Problem]:
        """Yield what CloudWatch or API Gateway would refuse."""
        yield from self._retention_problems(f"{option}.retention")
        yield from format_problems(f"{option}.format", self.format, protocol)
        if isinstance(self.kms_key, str):
            yield from matches(f"{option}.kms_key", self.kms_key, _KEY, "the ARN of a KMS key")
        allowed = "1 to 512 letters, digits and the characters - _ / . #"
        yield from matches(f"{option}.log_group_name", self.log_group_name, _NAME, allowed)
        kind = self.log_group_class
        if kind is not None and not unresolved(kind) and kind not in list(LogGroupClass):
            yield Problem(f"{option}.log_group_class", kind, names(LogGroupClass))
        for problem in tag_problems(self.tags):
            yield replace(problem, option=f"{option}.{problem.option}")

    def _retention_problems(self, option: str) -> Iterator[Problem]:
        days = self._days
        if not unresolved(days) and days not in _RETENTIONS:
            allowed = f"a number of days of {names(_RETENTIONS)}; 0 is for ever"
            yield Problem(option, self.retention, allowed)

    @property
    def _days(self) -> float:
        kept = self.retention
        if isinstance(kept, timedelta):
            return kept / timedelta(days=1)
        return _DAYS_KEPT if kept is None else kept

    def arguments(self, name: str) -> dict[str, Any]:
        """Return the arguments of the log group."""
        days, key = self._days, self.kms_key
        return {
            "name": name,
            "retention_in_days": days if unresolved(days) else int(days),
            "kms_key_id": None if key is None else arn_of(key),
            "log_group_class": self.log_group_class,
            "skip_destroy": self.skip_destroy,
            "tags": self.tags,
        }


def logs_of(stage: ApiGatewayConstruct, given: object) -> AccessLogs | None:
    """
    Return what ``access_logs`` asks for; None where there is no log.

    Raises:
        OptionError: If it is a token.
    """
    if given is True:
        return AccessLogs()
    if given is None or given is False:
        return None
    if not isinstance(given, AccessLogs):
        allowed = "True, False or AccessLogs(...), known now: it decides whether there is a group"
        refuse(stage, "access_logs", "a token", allowed)
    return given


def name_of_group(stage: ApiGatewayConstruct, api: object, stage_name: str) -> str:
    """Return how a stage's log group is called where nobody says."""
    name = _name_of_api(api)
    parts = [stage.node.path] if name is None else [name, stage_name.replace("$", "")]
    readable = (part if unresolved(part) else _NOT_IN_NAMES.sub("-", part) for part in parts)
    return "/".join([_PLACE, *readable])


def take_name(stage: ApiGatewayConstruct, region: str | None, name: str) -> None:
    """
    Enter the name of a log group, which an account has once in a region.

    Raises:
        OptionError: If another stage of the stack has it.
    """
    if unresolved(name):
        return
    owner = _MADE.setdefault(stage.stack, {}).setdefault((region, name), stage.node.path)
    if owner != stage.node.path:
        allowed = f"a name that no other log group of the stack has: {owner} has it"
        fix = "give access_logs=AccessLogs(log_group_name=...)"
        refuse(stage, "access_logs.log_group_name", name, allowed, fix)


def _name_of_api(api: object) -> str | None:
    for word in ("api_name", "http_api_name", "web_socket_api_name"):
        name: object = getattr(api, word, None)
        if isinstance(name, str) and name:
            return name
    return None
