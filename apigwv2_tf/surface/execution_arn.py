"""
Which requests an execution ARN is about, such as the ``source_arn`` of a Lambda permission.

A request of an HTTP API is called ``{api}/{stage}/{METHOD}/{path}``, its path with the variables of
the route as they are written, one of a WebSocket API ``{api}/{stage}/{route key}``, and so is
``$default`` of both. ``*`` and ``?`` stand for any text, slashes too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from apigwv2_tf.surface.answers import either
from apigwv2_tf.surface.elements import Stage
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.model import Api
from apigwv2_tf.terms import HttpMethod

if TYPE_CHECKING:
    from apigwv2_tf.surface.answers import Answer
    from apigwv2_tf.surface.elements import Authorizer, LambdaPermission
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Surface

_PARTS = 6
_SERVICE = 2
_ANYTHING = "*"
# text that no pattern names: only a wildcard matches it
_SOME = "\x01"
# the last ${…} of a template, what is before it, and what follows it to the end
_TEMPLATE = re.compile(r"(?P<before>.*)(?<!\$)\$\{(?P<inside>[^{}]*)\}(?P<after>.*)", re.DOTALL)
_WHOLE = ".execution_arn"
_ID = ".id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """
    What an execution ARN is about, as far as it is known.

    Args:
        apis: Addresses of the APIs of which it is about one; None where `pattern` begins with an
            API's id, or where nothing is known.

        pattern: What the ARN says behind the API, or from the API's id on; None where unknown.
    """

    apis: tuple[str, ...] | None = None
    pattern: str | None = None


_EVERYTHING = Reach(pattern=_ANYTHING)
_NOTHING = Reach(apis=())
_HIDDEN = Reach()


def reach_of(permission: LambdaPermission, surface: Surface) -> Reach:
    """Return what a permission's ``source_arn`` is about; everything where it has none."""
    if permission.source_arn is None:
        return _EVERYTHING
    if isinstance(permission.source_arn, str):
        return _written(permission.source_arn)
    return _HIDDEN if permission.api is None else _followed(permission.api, surface)


def _written(arn: str) -> Reach:
    """Read an ARN that is there."""
    parts = arn.split(":", _PARTS - 1)
    if len(parts) < _PARTS:
        return _EVERYTHING if arn.endswith(_ANYTHING) else _NOTHING
    if not _matches(parts[_SERVICE], "execute-api"):
        return _NOTHING
    return Reach(pattern=parts[-1])


def _followed(link: Link, surface: Surface) -> Reach:
    """Read an ARN that is known after apply, by the expression that makes it."""
    if link.kind in (LinkKind.UNRESOLVED, LinkKind.EXTERNAL):
        return _HIDDEN
    found = [surface.by_address.get(target) for target in link.targets]
    apis = tuple(_api_address(element) for element in found)
    if None in apis:
        return _HIDDEN
    named = tuple(address for address in apis if address is not None)
    suffix = _suffix(link.expression) if len(found) == 1 else None
    if suffix is not None and isinstance(found[0], Stage):
        stage = found[0].name
        return Reach(apis=named, pattern=stage + suffix if isinstance(stage, str) else None)
    return Reach(apis=named, pattern=suffix and suffix.removeprefix("/"))


def _api_address(element: object) -> str | None:
    if isinstance(element, Api):
        return element.origin.address
    return element.api if isinstance(element, Stage) else None


def _suffix(expression: str | None) -> str | None:
    """Return what a template has behind the API's ARN or id; None where that is not certain."""
    match = _TEMPLATE.fullmatch(expression or "")
    if match is None or not match["after"].startswith("/"):
        return None
    alone = not match["before"] and match["inside"].endswith(_WHOLE)
    built = match["before"].startswith("arn:") and match["before"].endswith(":")
    if not (alone or (built and match["inside"].endswith(_ID))):
        return None
    return match["after"].replace("$${", "${").replace("%%{", "%{")


def covers(reach: Reach, api: Api, stage: str | None, route_key: str) -> Answer:
    """
    Say whether an ARN is about the requests of a route.

    Args:
        reach: What the ARN is about.

        api: The API of the route.

        stage: The stage's name; None where it is not known.

        route_key: The route key, unescaped.
    """
    if reach.apis is not None and api.origin.address not in reach.apis:
        return False
    if reach.pattern is None:
        return None
    method, space, path = route_key.partition(" ")
    if not space:
        return _covers(reach, api, stage, route_key)
    certain = _covers(reach, api, stage, (_SOME if method == HttpMethod.ANY else method) + path)
    if method != HttpMethod.ANY or certain is not False:
        return certain
    # some of the requests, or what AWS calls all of them: its documentation does not say
    some = either(_covers(reach, api, stage, one.value + path) for one in HttpMethod)
    return False if some is False else None


def concerns(reach: Reach, address: str, id: object) -> bool:
    """Say whether an ARN may be about an API of some address and id."""
    if reach.apis is not None:
        return address in reach.apis
    if reach.pattern is None or not isinstance(id, str):
        return True
    head, star, _ = reach.pattern.partition("/")[0].partition(_ANYTHING)
    return _matches(head + star, id)


def covers_authorizer(
    permission: LambdaPermission, surface: Surface, api: Api, authorizer: Authorizer
) -> Answer:
    """Say whether the ``source_arn`` of a permission is about asking an authorizer of an API."""
    resource = surface.resources.get(authorizer.origin.address)
    own_id = resource.values.get("id") if resource else None
    named = own_id if isinstance(own_id, str) else _SOME
    link = permission.api
    if link is not None and link.expression is not None:
        own = f"${{{authorizer.origin.address}.id}}"
        link = replace(link, expression=link.expression.replace(own, named))
    reach = reach_of(replace(permission, api=link), surface)
    if reach.apis is not None and api.origin.address not in reach.apis:
        return False
    return None if reach.pattern is None else _covers(reach, api, "authorizers", named)


def _covers(reach: Reach, api: Api, stage: str | None, request: str) -> Answer:
    pattern = reach.pattern or ""
    head = _begin(reach, api)
    if head is None:
        # the API's id is known after apply: whether the ARN's own is the same cannot be told
        first, slash, rest = pattern.partition("/")
        if first.endswith(_ANYTHING):
            rest = _ANYTHING + slash + rest
        if _covers_stage(pattern, f"{_SOME}/", stage, request):
            return True
        return False if _covers_stage(rest, "", stage, request) is False else None
    certain = _covers_stage(pattern, head, stage, request)
    return None if certain and reach.apis is not None and len(reach.apis) > 1 else certain


def _begin(reach: Reach, api: Api) -> str | None:
    """Return what stands before the stage in a request, so that the pattern fits it."""
    if reach.apis is not None:
        return ""
    return f"{api.id}/" if isinstance(api.id, str) else None


def _covers_stage(pattern: str, head: str, stage: str | None, request: str) -> Answer:
    if stage is not None:
        return _matches(pattern, f"{head}{stage}/{request}")
    if _matches(pattern, f"{head}{_SOME}/{request}"):
        return True
    named = pattern.removeprefix(head).partition("/")[0]
    return None if _matches(pattern, f"{head}{named}/{request}") else False


def _matches(pattern: str, text: str) -> bool:
    """Compare as AWS's ``ArnLike`` does, in a time that no pattern can make long."""
    here = there = 0
    star, resume = -1, 0
    while there < len(text):
        sign = pattern[here] if here < len(pattern) else ""
        if sign == _ANYTHING:
            star, resume, here = here, there, here + 1
        elif sign in ("?", text[there]):
            here, there = here + 1, there + 1
        elif star >= 0:
            resume += 1
            here, there = star + 1, resume
        else:
            return False
    return not pattern[here:].strip(_ANYTHING)
