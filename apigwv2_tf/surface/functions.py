"""Lambda functions: those that integrations call, and those that permissions are about."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.surface.answers import either
from apigwv2_tf.surface.values import UNKNOWN, is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.surface.answers import Answer
    from apigwv2_tf.surface.elements import Authorizer, Integration, LambdaPermission
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.resources import Resource
    from apigwv2_tf.surface.values import Text

_ALIAS = "aws_lambda_alias"
_TYPES = ("aws_lambda_function", _ALIAS)
_INVOKING = ("AWS_PROXY", "AWS")
_ARN = re.compile(
    r"(?:.*:)?function:(?P<name>[^:/]+)(?::(?P<qualifier>[^:/]+))?(?:/invocations)?", re.DOTALL
)
_NAME = re.compile(r"(?P<name>[^:/]+)(?::(?P<qualifier>[^:/]+))?")
# a whole template; HCL's plans do not show what else an expression adds to a function's ARN
_UNQUALIFIED = re.compile(
    r"(?:arn:[^$]*)?\$\{[^{}()?]+\.(?:function_name|(?:invoke_)?arn)\}(?:/invocations)?"
)
# nothing can be added to the ARN of an alias
_WHOLE_ALIAS = re.compile(r".*\.(?:invoke_)?arn\}?(?:/invocations)?", re.DOTALL)
_LATEST = "$LATEST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """
    A Lambda function, as far as it is known.

    Args:
        address: That of its ``aws_lambda_function``, or of the data source; None where unknown.

        name: What AWS calls it; None where unknown.

        qualifier: The alias or version that is meant; None for none.

        managed: Whether this source makes it, so that its permissions are most likely here too.
    """

    address: str | None = None
    name: str | None = None
    qualifier: Text = None
    managed: bool = False

    def __str__(self) -> str:
        return self.name or self.address or "a Lambda function"


def same_function(one: Function, other: Function) -> Answer:
    """Say whether two are the same function, whatever their qualifiers."""
    if one.address and other.address:
        return one.address == other.address
    if one.name and other.name:
        return one.name == other.name
    return None


def same_qualifier(one: Function, other: Function) -> Answer:
    """Say whether two name the same alias or version, or neither does."""
    if is_hidden(one.qualifier) or is_hidden(other.qualifier):
        return None
    return (known(one.qualifier) or _LATEST) == (known(other.qualifier) or _LATEST)


def function_of(integration: Integration, surface: Surface) -> Function | None:
    """Return the Lambda function that an integration calls; None where it calls none."""
    if known(integration.type) not in _INVOKING or integration.subtype or not integration.uri:
        return None
    if isinstance(integration.uri, str):
        match = _ARN.search(integration.uri)
        return None if match is None else _written(match, integration.backend, surface)
    return _followed(integration.backend, surface)


def functions_of(api: Api, surface: Surface) -> tuple[Function, ...]:
    """Return what the integrations and authorizers of an API call, as far as that is known."""
    found = [function_of(integration, surface) for integration in api.integrations]
    found += [decider(authorizer, surface) for authorizer in api.authorizers]
    return tuple(function for function in found if function is not None)


def decider(authorizer: Authorizer, surface: Surface) -> Function | None:
    """Return the Lambda function that an authorizer asks; None where it asks none."""
    if not authorizer.uri:
        return None
    match = _ARN.search(known(authorizer.uri) or "")
    if match is not None:
        return _written(match, authorizer.function, surface)
    return _followed(authorizer.function, surface)


def permitted(permission: LambdaPermission, surface: Surface) -> Function:
    """Return the function that a permission is about."""
    if not isinstance(permission.function_name, str):
        found = _followed(permission.function, surface)
        return _qualified(found, permission.qualifier) if permission.qualifier else found
    name = permission.function_name
    match = _ARN.fullmatch(name) or _NAME.fullmatch(name)
    if match is None:
        return Function(qualifier=UNKNOWN)
    found = _written(match, permission.function, surface)
    return _qualified(found, permission.qualifier) if permission.qualifier else found


def _qualified(function: Function, qualifier: Text) -> Function:
    return Function(
        address=function.address,
        name=function.name,
        qualifier=qualifier,
        managed=function.managed,
    )


def _written(match: re.Match[str], link: Link | None, surface: Surface) -> Function:
    """Read an ARN or a name; with a stage variable in it, it is one function for each stage."""
    name: str | None = match["name"]
    qualifier: Text = match["qualifier"]
    if "${" in match["name"]:
        name = None
    if "${" in (match["qualifier"] or ""):
        qualifier = UNKNOWN
    resource = _function(surface.resource(link), surface)
    if resource is None or name is None:
        return Function(name=name, qualifier=qualifier)
    managed = not resource.data
    return Function(address=resource.address, name=name, qualifier=qualifier, managed=managed)


def _followed(link: Link | None, surface: Surface) -> Function:
    """Follow an expression whose value is known after apply."""
    resource = surface.resource(link)
    function = _function(resource, surface)
    if link is None or resource is None:
        return Function(qualifier=UNKNOWN)
    qualifier = _qualifier(resource, link)
    name = _name((function or resource).values.get("function_name"))
    if function is None:
        return Function(name=name, qualifier=qualifier)
    managed = not function.data
    return Function(address=function.address, name=name, qualifier=qualifier, managed=managed)


def _name(text: object) -> str | None:
    """Return the name in a name or an ARN."""
    if not isinstance(text, str):
        return None
    match = _ARN.fullmatch(text) or _NAME.fullmatch(text)
    return None if match is None else match["name"]


def _function(resource: Resource | None, surface: Surface) -> Resource | None:
    """Return the function itself, where a resource is one or an alias of one."""
    if resource is not None and resource.type == _ALIAS:
        resource = surface.resource(resource.links.get("function_name"))
    return resource if resource is not None and resource.type in _TYPES else None


def _qualifier(resource: Resource, link: Link) -> Text:
    expression = link.expression or ""
    if resource.type == _ALIAS and _WHOLE_ALIAS.fullmatch(expression):
        name = resource.values.get("name")
        return name if isinstance(name, str) else UNKNOWN
    return None if _UNQUALIFIED.fullmatch(expression) else UNKNOWN


class Functions:
    """Functions among which one is looked for, most often found without comparing with each."""

    def __init__(self, functions: Iterable[Function]) -> None:
        """Keep them."""
        self._all = tuple(functions)
        self._places = {function.address for function in self._all} - {None}

    def has(self, function: Function) -> Answer:
        """Say whether a function is among them, whatever its qualifier."""
        if function.address in self._places:
            return True
        return either(same_function(one, function) for one in self._all)


class Permissions:
    """The permissions of a surface, found by function without asking each."""

    def __init__(self, surface: Surface) -> None:
        """Sort them once."""
        self._placed: dict[str, list[Permission]] = defaultdict(list)
        self._named: dict[str | None, list[Permission]] = defaultdict(list)
        self._elsewhere: dict[str | None, list[Permission]] = defaultdict(list)
        self._all: list[Permission] = []
        for permission in surface.permissions:
            entry = (permission, permitted(permission, surface))
            address, name = entry[1].address, entry[1].name
            self._all.append(entry)
            if address is None:
                self._elsewhere[name].append(entry)
            else:
                self._placed[address].append(entry)
                self._named[name].append(entry)

    def about(self, function: Function) -> Iterator[tuple[LambdaPermission, Function, Answer]]:
        """Yield the permissions of a function, and whether they are so; those of others not."""
        for permission, other in self._candidates(function):
            same = same_function(function, other)
            if same is not False:
                yield permission, other, same

    def _candidates(self, function: Function) -> Iterable[Permission]:
        if function.name is None and function.address is None:
            return self._all
        if function.name is None:
            placed = self._placed[function.address or ""]
            return [*placed, *(entry for some in self._elsewhere.values() for entry in some)]
        outside = [*self._elsewhere[function.name], *self._elsewhere[None]]
        if function.address is not None:
            return [*self._placed[function.address], *outside]
        return [*self._named[function.name], *self._named[None], *outside]


Permission = tuple["LambdaPermission", Function]
