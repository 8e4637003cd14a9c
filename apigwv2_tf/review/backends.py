"""What answers behind a route, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import code
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.values import is_hidden, known
from apigwv2_tf.surface.words import link_words, shown, url

if TYPE_CHECKING:
    from apigwv2_tf.surface.elements import Integration
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Surface


def words(integration: Integration, surface: Surface) -> str:
    """Say what an integration leads to, in a few words."""
    subtype = known(integration.subtype)
    if subtype:
        return code(subtype)
    if integration.backend is not None:
        found = backend_words(integration.backend, surface)
        if found:
            return found
    uri = integration.uri
    if isinstance(uri, str) and uri:
        return code(url(uri))
    kind = known(integration.type)
    if is_hidden(uri):
        return f"an address that is {str(uri).strip('()')}{f' ({code(kind)})' if kind else ''}"
    return shown(integration.type)


def backend_words(link: Link, surface: Surface) -> str | None:
    """Name the resource that an address leads to; None where there is none."""
    if link.kind is LinkKind.AMBIGUOUS:
        return link_words(link)
    resource = surface.resource(link)
    if resource is None:
        return code(link.target) if link.target else None
    name = resource.values.get("function_name")
    if resource.type == "aws_lambda_function" and isinstance(name, str):
        return f"Lambda function {code(name)}"
    alias = resource.values.get("name")
    if resource.type == "aws_lambda_alias" and isinstance(name, str) and isinstance(alias, str):
        return f"Lambda function {code(f'{name}:{alias}')}"
    return code(link.target) if link.target else None
