"""What changes without a caller noticing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from apigwv2_tf.prose import code, listed
from apigwv2_tf.review.differences import Differs, differs
from apigwv2_tf.surface.names import authorizer_words, route_words, stage_words
from apigwv2_tf.surface.words import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Integration, Model

T = TypeVar("T")

_OWN = ("name", "description", "version", "tags")


def cosmetic_changes(pair: ApiPair) -> Iterator[Finding]:
    """Tell of names, tags and descriptions in one finding for an API."""
    names = list(_names(pair))
    if names:
        text = f"changes that callers do not notice: {listed(names)}"
        yield pair.finding("cosmetic-change", "API", text, pair.after.origin)


def _names(pair: ApiPair) -> Iterator[str]:
    yield from (noun for noun in _OWN if _is_changed(pair.before, pair.after, noun))
    yield from _parts(pair.routes.both, "operation_name", route_words)
    yield from _parts(pair.authorizers.both, "name", authorizer_words)
    yield from _parts(pair.stages.both, "description", stage_words)
    models = pair.whole.pairs(pair.before.models, pair.after.models)
    for attribute in ("content_type", "description"):
        yield from _parts(models.both, attribute, _model_words)
    integrations = pair.whole.pairs(pair.before.integrations, pair.after.integrations)
    yield from _parts(integrations.both, "description", _address_words)


def _parts(both: Iterable[tuple[T, T]], attribute: str, name: Callable[[T], str]) -> Iterator[str]:
    for before, after in both:
        if _is_changed(before, after, attribute):
            yield f"{attribute.replace('_', ' ')} of {name(after)}"


def _model_words(model: Model) -> str:
    return f"model {code(named(model.name, model.origin))}"


def _address_words(integration: Integration) -> str:
    return f"integration {code(integration.origin.address)}"


def _is_changed(before: object, after: object, attribute: str) -> bool:
    return differs(getattr(before, attribute), getattr(after, attribute)) is Differs.YES
