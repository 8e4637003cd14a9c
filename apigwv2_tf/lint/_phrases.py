"""What findings of several rules say in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.lint._verdicts import hit, text_of
from apigwv2_tf.prose import listed
from apigwv2_tf.surface.names import path_order, stage_name
from apigwv2_tf.surface.words import url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.lint.rule import Hit
    from apigwv2_tf.report import Severity
    from apigwv2_tf.surface.elements import Integration, Stage
    from apigwv2_tf.surface.model import Api, Surface


def word(value: object) -> str:
    """Return a value of a resource that is text; nothing where it is anything else."""
    return value if isinstance(value, str) else ""


def stages_of(surface: Surface) -> Iterator[tuple[Api, Stage]]:
    """Yield every stage with its API."""
    yield from ((api, stage) for api in surface.apis for stage in api.stages)


def hit_at(
    api: Api,
    stage: Stage,
    text: str,
    *,
    doubts: Doubts = (),
    severity: Severity | None = None,
) -> Hit:
    """Return a hit about a stage; the arguments are those of `hit`."""
    return hit(api, stage_name(stage), text, stage.origin, doubts, severity)


def _backend(integration: Integration) -> str:
    uri = text_of(integration.uri)
    backend = integration.backend.target if integration.backend else None
    return f"to {url(uri) or backend}" if uri or backend else integration.origin.address


def subjects(api: Api) -> Callable[[Integration], str]:
    """Return what names an integration: the routes that use it, else its backend or address."""
    using: dict[str, list[str]] = {}
    for route in api.routes:
        target = route.target.target if route.target else None
        if target is not None and isinstance(route.key, str):
            using.setdefault(target, []).append(route.key)

    def subject(integration: Integration) -> str:
        keys = sorted(using.get(integration.origin.address, ()), key=path_order)
        return f"integration of {listed(keys)}" if keys else f"integration {_backend(integration)}"

    return subject
