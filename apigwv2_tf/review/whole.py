"""A review: everything that a change means, put together and in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apigwv2_tf.review.answers import answer_changes
from apigwv2_tf.review.apis import api_added, api_changes, api_removed, api_replaced, is_replaced
from apigwv2_tf.review.applies import failing_applies
from apigwv2_tf.review.authorization import authorization_changes
from apigwv2_tf.review.authorizers import authorizer_changes
from apigwv2_tf.review.belonging import belonging_changes
from apigwv2_tf.review.compared import ApiPair, Compared
from apigwv2_tf.review.cors import cors_changes
from apigwv2_tf.review.cosmetics import cosmetic_changes
from apigwv2_tf.review.domains import domain_changes
from apigwv2_tf.review.integrations import integration_changes
from apigwv2_tf.review.mappings import mapping_changes
from apigwv2_tf.review.messages import message_route_changes
from apigwv2_tf.review.releases import release_changes
from apigwv2_tf.review.routes import route_changes
from apigwv2_tf.review.stages import stage_changes
from apigwv2_tf.review.surroundings import (
    forgotten,
    forgotten_apis,
    leftovers,
    permission_changes,
    vpc_link_changes,
)
from apigwv2_tf.review.validation import validation_changes
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.pairs import E
    from apigwv2_tf.surface.model import Api
    from apigwv2_tf.surface.plan import Comparison

# what callers notice only after a deployment
_RELEASED = (
    api_changes,
    route_changes,
    message_route_changes,
    authorization_changes,
    authorizer_changes,
    integration_changes,
    cors_changes,
    answer_changes,
    validation_changes,
)
_AT_ONCE = (stage_changes, cosmetic_changes, forgotten)
_AROUND = (
    domain_changes,
    mapping_changes,
    vpc_link_changes,
    permission_changes,
    forgotten_apis,
    leftovers,
    belonging_changes,
)


def findings(comparison: Comparison) -> tuple[Finding, ...]:
    """Return everything that a change means for callers, the worst first."""
    whole = Compared(comparison)
    found = {finding for topic in _AROUND for finding in topic(whole)}
    found.update(_apis(whole))
    return tuple(sorted(found, key=lambda finding: (finding.place, finding.text)))


def _apis(whole: Compared) -> Iterator[Finding]:
    apis = whole.pairs(whole.before.apis, whole.after.apis, lambda api: known(api.id))
    for before, after in apis.both:
        yield from _api(whole, before, after)
    for api in apis.removed:
        if api.origin.source is Source.ELSEWHERE:  # only what this source has of it goes
            yield from _api(whole, api, _emptied(api))
        else:
            yield api_removed(api)
    for api in apis.added:
        if api.origin.source is Source.ELSEWHERE:
            yield from _api(whole, _emptied(api), api)
        else:
            yield api_added(api)


def _api(whole: Compared, before: Api, after: Api) -> Iterator[Finding]:
    if before == after and not whole.is_planned:
        return
    if is_hidden(before.document) or is_hidden(after.document):
        before, after = _seen(before), _seen(after)
    elif before.document and not after.document:
        before = _seen(before)  # the provider imports no document instead, so all of it stays
    pair = ApiPair(whole, before, after)
    if is_replaced(pair):
        yield api_replaced(pair)
        if before.protocol != after.protocol:
            return
    released = [finding for topic in _RELEASED for finding in topic(pair)]
    yield from released
    for topic in _AT_ONCE:
        yield from topic(pair)
    if not is_replaced(pair):
        yield from release_changes(pair, released)
        yield from failing_applies(pair)


def _emptied(api: Api) -> Api:
    """Return an API without its parts."""
    return replace(api, routes=(), integrations=(), authorizers=(), stages=(), deployments=())


def _seen(api: Api) -> Api:
    """Return an API without what its OpenAPI document defines, as the other one is not seen."""
    return replace(
        api,
        routes=_without_document(api.routes),
        integrations=_without_document(api.integrations),
        authorizers=_without_document(api.authorizers),
    )


def _without_document(parts: Iterable[E]) -> tuple[E, ...]:
    return tuple(part for part in parts if part.origin.source is not Source.OPENAPI)
