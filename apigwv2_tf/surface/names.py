"""What people call the parts of an API: their natural keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.values import known
from apigwv2_tf.surface.words import named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.surface.elements import Authorizer, Route, Stage
    from apigwv2_tf.surface.model import Api


def api_name(api: Api) -> str:
    """Return what people call an API; of one that is managed elsewhere, its id."""
    name = known(api.name)
    if not name and api.origin.source is Source.ELSEWHERE:
        return known(api.id) or api.origin.address
    return named(name, api.origin)


def route_name(route: Route) -> str:
    """Return the key of a route; its address where the key cannot be told."""
    return named(route.key, route.origin)


def route_words(route: Route) -> str:
    """Name a route in a sentence."""
    return code(route_name(route))


def path_order(key: str) -> tuple[str, str]:
    """Return what routes are sorted by: the path, then the method."""
    method, _, path = key.partition(" ")
    return (path, method)


def routes_words(routes: Iterable[Route]) -> str:
    """Name some routes in one subject."""
    names = sorted({route_name(route) for route in routes}, key=path_order)
    return listed(names, most=len(names) if len(names) <= 3 else 2)  # noqa: PLR2004


def stage_name(stage: Stage) -> str:
    """Return the subject of a finding about a stage."""
    return f"stage {named(stage.name, stage.origin)}"


def authorizer_name(authorizer: Authorizer) -> str:
    """Return the subject of a finding about an authorizer."""
    return f"authorizer {named(authorizer.name, authorizer.origin)}"


def stage_words(stage: Stage) -> str:
    """Name a stage in a sentence."""
    return f"stage {code(named(stage.name, stage.origin))}"


def authorizer_words(authorizer: Authorizer) -> str:
    """Name an authorizer in a sentence."""
    return f"authorizer {code(named(authorizer.name, authorizer.origin))}"
