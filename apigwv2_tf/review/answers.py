"""What clients of a WebSocket API get back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.review.differences import Differs, differs
from apigwv2_tf.surface.names import route_name
from apigwv2_tf.surface.values import is_hidden
from apigwv2_tf.surface.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Route


def answer_changes(pair: ApiPair) -> Iterator[Finding]:
    """Tell of routes that answer no longer, for the first time, or in another way."""
    for before, after in pair.routes.both:
        change = _change(before, after)
        if change:
            id, text, is_certain = change
            yield pair.finding(
                id,
                route_name(after),
                text,
                after.origin,
                before=_words(before),
                after=_words(after),
                certain=is_certain,
            )


def _change(before: Route, after: Route) -> tuple[str, str, bool] | None:
    """Return what is to be told of a route; a client gets an answer only where both are there."""
    had, has = _answers(before), _answers(after)
    if had is None or has is None:
        if differs(_parts(before), _parts(after)):
            return "route-response-changed", "may answer in another way", False
        return None
    if had and not has:
        lost = "its route response" if not after.responses else "what selects its response"
        text = f"loses {lost}: clients no longer get an answer"
        return "route-response-removed", text, True
    if has and not had:
        return "route-response-added", "now answers its messages", True
    change = differs(_parts(before), _parts(after)) if has else Differs.NO
    if change is Differs.NO:
        return None
    may = "may answer" if change is Differs.MAYBE else "answers"
    return "route-response-changed", f"{may} in another way", change.is_certain


def _answers(route: Route) -> bool | None:
    """Say whether clients get what the backend returns; None where that cannot be told."""
    if is_hidden(route.response_selection_expression):
        return None
    return bool(route.response_selection_expression and route.responses)


def _parts(route: Route) -> dict[str, object]:
    parts: dict[str, object] = {"selection": route.response_selection_expression}
    for response in route.responses:
        name = response.origin.address if is_hidden(response.key) else response.key
        parts[f"response {name}"] = {
            "is there": True,
            "key": response.key,
            "selection": response.model_selection_expression,
            "models": response.response_models,
        }
    return parts


def _words(route: Route) -> str:
    answers = _answers(route)
    if answers is None:
        return shown(route.response_selection_expression)
    return "answers" if answers else "no answer"
