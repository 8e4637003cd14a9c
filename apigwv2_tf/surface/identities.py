"""
What AWS calls things: from an id, a name or an ARN to the resource that has it.

What an attribute must hold for that is told here too: the attributes of other resources that a
reference must end in, and what stands around an id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from apigwv2_tf.surface.instances import Instance

_FUNCTION = "aws_lambda_function"
_ARNS = ("arn", "invoke_arn", "qualified_arn", "qualified_invoke_arn")
# what tells one resource of a type from another; `id` and `arn` where nothing is said here
_IDENTIFIED_BY: dict[str, tuple[str, ...]] = {
    _FUNCTION: ("function_name", *_ARNS),
    "aws_lambda_alias": _ARNS,
    "aws_apigatewayv2_stage": ("name",),
    "aws_apigatewayv2_api": ("id", "api_id"),
    "aws_apigatewayv2_domain_name": ("domain_name",),
    "aws_api_gateway_domain_name": ("domain_name",),
}
_INVOKED = re.compile(r"functions/(arn:[^/]+)/invocations$")
_API = re.compile(r"arn:[^:]*:execute-api:[^:]*:[^:]*:([A-Za-z0-9]+)(?:/|$)")
_BACKENDS = re.compile(r"arn:[^:]*:(?:lambda|elasticloadbalancing|servicediscovery):")
_LAMBDA_ARN = re.compile(r"arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+(?=:)")


@dataclass(frozen=True, slots=True)
class Clue:
    """
    What the value of an attribute says of the resource that it leads to.

    Args:
        texts: What identifies that resource, the surest first.

        id: What AWS calls it if it is managed elsewhere; None where the value leads to no
            resource of the wanted types then.
    """

    texts: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """
    How an attribute leads to another resource.

    Args:
        read: What its value says.

        ends: The attributes that a reference ends in.

        is_joined: Whether its value is put together from several parts, as ARNs are, so that a
            reference to something else says nothing against the one that leads.
    """

    read: Callable[[str], Clue]
    ends: frozenset[str]
    is_joined: bool = False


def _id(value: str) -> Clue:
    return Clue((value,), value)


def _target(value: str) -> Clue:
    return _id(value.removeprefix("integrations/"))


def _arn(value: str) -> Clue:
    return Clue() if "*" in value else Clue((value, value.removesuffix(":*")), value)


def _log(value: str) -> Clue:
    return Clue((value, value.removesuffix(":*")), value)


def _backend(value: str) -> Clue:
    """Read where an integration sends requests, or what decides on them."""
    invoked = _INVOKED.search(value)
    inner = invoked[1] if invoked else value
    plain = _LAMBDA_ARN.match(inner)
    texts = (value, inner, *((plain[0],) if plain else ()))
    says_itself = "${" in value or not _BACKENDS.match(inner)
    return Clue(texts, None if says_itself else inner)


def _function(value: str) -> Clue:
    """Read the name or ARN of a function, with or without a version or alias."""
    plain = _LAMBDA_ARN.match(value)
    name = plain[0] if plain else value if value.startswith("arn:") else value.partition(":")[0]
    return Clue((value, name), value)


def _source(value: str) -> Clue:
    """Read on whose behalf a function is invoked."""
    api = _API.match(value)
    return Clue((api[1],), api[1]) if api else Clue()


_BY_ID: Final = Lead(_id, frozenset({"id", "api_id"}))
_BACKEND: Final = Lead(_backend, frozenset({*_ARNS, "id", "function_name"}), is_joined=True)
_ROLE: Final = Lead(_arn, frozenset({"arn", "id", "name"}), is_joined=True)
_CERTIFICATE: Final = Lead(_arn, frozenset({"arn", "id", "certificate_arn"}))
_LEADS: dict[str, Lead] = {
    "certificate_arn": _CERTIFICATE,
    "domain_name_configuration.certificate_arn": _CERTIFICATE,
    "target": Lead(_target, frozenset({"id"})),
    "integration_uri": _BACKEND,
    "authorizer_uri": _BACKEND,
    "credentials_arn": _ROLE,
    "authorizer_credentials_arn": _ROLE,
    "cloudwatch_role_arn": _ROLE,
    "access_log_settings.destination_arn": Lead(
        _log, frozenset({"arn", "id", "name"}), is_joined=True
    ),
    "domain_name": Lead(_id, frozenset({"id", "domain_name"})),
    "stage": Lead(_id, frozenset({"id", "name"})),
    "function_name": Lead(_function, frozenset({"function_name", *_ARNS, "id"})),
    "source_arn": Lead(_source, frozenset({"execution_arn", "id", "api_id"}), is_joined=True),
}
# an API's own target is what its one integration sends requests to
_OF_AN_API: dict[str, Lead] = {"target": _BACKEND}


def lead_of(kind: str, attribute: str) -> Lead:
    """Return how an attribute of a type leads to another resource."""
    own = _OF_AN_API.get(attribute) if kind == "aws_apigatewayv2_api" else None
    return own or _LEADS.get(attribute, _BY_ID)


def ends_well(lead: Lead, kind: str, attribute: str) -> bool:
    """Say whether a reference to an attribute of a type leads to that resource."""
    if lead is _LEADS["source_arn"] and kind == "aws_apigatewayv2_stage":
        return attribute == "execution_arn"  # its name is another part of such an ARN
    return attribute in lead.ends


class Identities:
    """Resources by what AWS calls them."""

    def __init__(self, instances: Iterable[Instance], types: frozenset[str]) -> None:
        self._found: dict[tuple[str, str], list[Instance]] = defaultdict(list)
        for one in instances:
            if one.type in types:
                for name in _IDENTIFIED_BY.get(one.type, ("id", "arn")):
                    value = one.values.get(name)
                    if isinstance(value, str) and value:
                        self._found[one.type, value].append(one)

    def find(self, types: Sequence[str], clue: Clue) -> list[Instance]:
        """Return those that a clue identifies; managed ones, where there are any."""
        for text in clue.texts:
            found = [one for kind in types for one in self._found.get((kind, text), ())]
            # an instance may have the same text in two attributes
            found = list({one.address: one for one in found}.values())
            if found:
                return [one for one in found if not one.data] or found
        return []
