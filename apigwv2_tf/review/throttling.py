"""The limits of a stage, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.review.differences import changes_secretly
from apigwv2_tf.review.words import secretly, unseen
from apigwv2_tf.surface.names import stage_name
from apigwv2_tf.surface.values import is_hidden
from apigwv2_tf.surface.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import RouteSettings, Stage
    from apigwv2_tf.surface.values import Number

_ATTRIBUTES = {"rate_limit": "requests a second", "burst_limit": "requests at once"}


def throttling_changes(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    """Compare the limits of a stage: those of all routes, and those of single ones."""
    subject = stage_name(after)
    defaults = (before.default_settings, after.default_settings)
    yield from _limits(pair, after, subject, *defaults)
    keys = {str(route.key) for route in pair.routes_after}
    for key in sorted((before.route_settings.keys() | after.route_settings.keys()) & keys):
        own = [stage.route_settings.get(key, stage.default_settings) for stage in (before, after)]
        if own != list(defaults):
            yield from _limits(pair, after, f"{subject}, {key}", *own)


def _limits(
    pair: ApiPair,
    stage: Stage,
    subject: str,
    before: RouteSettings | None,
    after: RouteSettings | None,
) -> Iterator[Finding]:
    yield from _secret_limits(pair, stage, subject, before, after)
    zeros: list[str] = []
    for attribute, noun in _ATTRIBUTES.items():
        old, new = _limit(before, attribute), _limit(after, attribute)
        if pair.whole.is_planned and old == 0:
            old = None  # so Terraform reads what was never set
            new = None if new == 0 else new
        if old == new or (is_hidden(old) and is_hidden(new)):
            continue
        if new == 0:
            zeros.append(f"{new} {noun}")
            continue
        doubt = _doubt(old, new, after)
        id, text = _kind(old, new, noun, doubt)
        yield pair.finding(
            id,
            subject,
            text,
            stage.origin,
            before="not seen" if is_hidden(old) else _words(old, noun, before),
            after=_words(new, noun, after),
            certain=doubt is None,
        )
    if zeros:
        text = "refuses every request with 429: a limit is 0"
        yield pair.finding("throttling-zero", subject, text, stage.origin, after=", ".join(zeros))


def _secret_limits(
    pair: ApiPair,
    stage: Stage,
    subject: str,
    before: RouteSettings | None,
    after: RouteSettings | None,
) -> Iterator[Finding]:
    """Tell of limits that change without anybody seeing how."""
    nouns = [
        noun
        for attribute, noun in _ATTRIBUTES.items()
        if changes_secretly(_limit(before, attribute), _limit(after, attribute))
    ]
    if nouns:
        text = secretly(*(f"its limit of {noun}" for noun in nouns))
        yield pair.finding("throttling-unknown", subject, text, stage.origin, certain=False)


def _limit(settings: RouteSettings | None, attribute: str) -> Number:
    """Return a limit; None where the account's holds, as far as anybody can tell."""
    if settings is None or settings.reads_zero:
        return None
    limit: Number = getattr(settings, attribute)
    return 0 if limit is None else limit


def _doubt(old: Number, new: Number, after: RouteSettings | None) -> str | None:
    """Say what is missing to tell what happens to a limit; None where nothing is."""
    if is_hidden(new):
        return f"it is {unseen(new)}"
    if is_hidden(old):
        return f"what it was is {unseen(old, unknown='not seen')}"
    if after is not None and after.reads_zero:
        return "the state has 0, which stands for no limit too"
    return None


def _kind(old: Number, new: Number, noun: str, doubt: str | None) -> tuple[str, str]:
    if new is None:
        limit = f"a limit of {noun}" if is_hidden(old) else f"its limit of {shown(old)} {noun}"
        text = f"drops {limit}" if doubt is None else f"may drop {limit}: {doubt}"
        return "throttling-removed", text
    if doubt is not None:
        return "throttling-unknown", f"may get another limit of {noun}: {doubt}"
    if old is None:
        return "throttling-added", f"lets {shown(new)} {noun} pass, no more"
    is_lower = isinstance(old, (int, float)) and isinstance(new, (int, float)) and new < old
    id = "throttling-lowered" if is_lower else "throttling-raised"
    return id, f"lets {shown(new)} {noun} pass instead of {shown(old)}"


def _words(limit: Number, noun: str, settings: RouteSettings | None) -> str:
    if limit is None:
        is_sure = settings is None or not settings.reads_zero
        return "the account's limit" if is_sure else "the account's limit, or 0"
    return f"{shown(limit)} {noun}"
