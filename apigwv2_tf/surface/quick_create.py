"""
What AWS makes by itself of an API that names its target.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.surface.arguments import Arguments
from apigwv2_tf.surface.elements import Integration, Origin, Route, Source, Stage
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.parts import Parts, within
from apigwv2_tf.surface.values import UNKNOWN

if TYPE_CHECKING:
    from apigwv2_tf.surface.backends import Backends
    from apigwv2_tf.surface.resources import Resource
    from apigwv2_tf.surface.values import Text

_FUNCTION = "arn:"


def add_quick_create(api: Resource, parts: Parts, backends: Backends) -> None:
    """Add the route, the integration and the stage of an API with a target."""
    given = Arguments(api.values)
    target = given.text("target")
    backend = within(api, "target") or backends.of(target)
    if target is None and backend is None:
        return
    key = given.text("route_key", "$default")
    wire = _made(api, "integration")
    parts.integrations.append(
        Integration(
            origin=wire,
            api=api.address,
            type=_type(target, backend),
            uri=target,
            backend=backend,
            credentials_arn=given.text("credentials_arn"),
            # AWS does not say what its functions get
            payload_format_version="1.0" if _type(target, backend) == "HTTP_PROXY" else UNKNOWN,
        )
    )
    parts.routes.append(
        Route(
            origin=_made(api, "route"),
            api=api.address,
            key=key,
            target=Link(kind=LinkKind.EXACT, targets=(wire.address,)),
        )
    )
    parts.stages.append(
        Stage(origin=_made(api, "stage"), api=api.address, name="$default", auto_deploy=True)
    )


def _made(api: Resource, what: str) -> Origin:
    return Origin(
        address=f"{api.address}#{what}",
        type=api.type,
        construct_path=api.construct_path,
        source=Source.QUICK_CREATE,
        stack=api.stack,
    )


def _type(target: Text, backend: Link | None) -> Text:
    if backend is not None and backend.targets:
        return "AWS_PROXY"
    if not isinstance(target, str):
        return UNKNOWN
    return "AWS_PROXY" if target.startswith(_FUNCTION) else "HTTP_PROXY"
