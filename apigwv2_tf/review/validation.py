"""Which messages and connections a WebSocket API refuses by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.review.differences import Differs, changed_names, differs, differs_as_json, unbraced
from apigwv2_tf.review.schemas import schema_change
from apigwv2_tf.review.words import unseen
from apigwv2_tf.surface.names import route_name
from apigwv2_tf.surface.values import is_hidden, known
from apigwv2_tf.surface.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Model, Route
    from apigwv2_tf.surface.model import Api


def validation_changes(pair: ApiPair) -> Iterator[Finding]:
    """Compare what each route of a WebSocket API demands of messages."""
    if not pair.is_websocket:
        return
    for before, after in pair.routes.both:
        yield from _models(pair, before, after)
        yield from _parameters(pair, before, after)


def _models(pair: ApiPair, before: Route, after: Route) -> Iterator[Finding]:
    checks = [_checks(route) for route in (before, after)]
    if None in checks:
        models = (before.request_models, after.request_models)
        if differs(*models):
            text = f"may check messages in another way: that is {unseen(*models)}"
            yield _told(pair, "validation-changed", after, text, certain=False)
        return
    if checks[1] and not checks[0]:
        text = "now refuses messages that do not fit its model"
        yield _told(pair, "validation-added", after, text)
    elif checks[0] and not checks[1]:
        yield _unchecked(pair, after)
    elif checks[0]:
        yield from _selection(pair, before, after)
        yield from _schemas(pair, before, after)


def _unchecked(pair: ApiPair, route: Route) -> Finding:
    expression = route.model_selection_expression
    if not expression:
        return _told(pair, "validation-removed", route, "no longer checks messages")
    # AWS refuses messages whose model is not there; it does not say so of a route without any
    text = f"has no model left, while {shown(expression)} still picks one"
    text += ": all its messages may be refused"
    return _told(pair, "validation-tightened", route, text, certain=False)


def _checks(route: Route) -> bool | None:
    """Say whether a route checks messages; None where that cannot be told."""
    if is_hidden(route.request_models):
        return None
    return bool(route.request_models)


def _selection(pair: ApiPair, before: Route, after: Route) -> Iterator[Finding]:
    values = (before.model_selection_expression, after.model_selection_expression)
    change = differs(*map(unbraced, values))
    if change:
        may = "may check" if change is Differs.MAYBE else "checks"
        text = f"{may} messages by a model that {shown(values[1])} picks"
        yield _told(pair, "validation-changed", after, text, certain=change.is_certain)


def _schemas(pair: ApiPair, before: Route, after: Route) -> Iterator[Finding]:
    """Compare the models of two routes, those of the same key."""
    old, new = _mapping(before.request_models), _mapping(after.request_models)
    for key in sorted(old.keys() & new.keys()):
        one, other = _model(pair.before, old[key]), _model(pair.after, new[key])
        if one is not None and other is not None:
            yield from _schema(pair, after, one, other)
        elif change := differs(old[key], new[key]):
            text = f"checks messages by model {shown(new[key])} instead of {shown(old[key])}"
            yield _told(pair, "validation-changed", after, text, certain=change.is_certain)
    for key in sorted(new.keys() - old.keys()):
        text = f"now checks messages of {code(key)} by model {shown(new[key])}"
        yield _told(pair, "validation-added", after, text)
    for key in sorted(old.keys() - new.keys()):
        text = f"no longer has a model for messages of {code(key)}: they are refused"
        yield _told(pair, "validation-tightened", after, text)


def _schema(pair: ApiPair, route: Route, one: Model, other: Model) -> Iterator[Finding]:
    change = differs_as_json(one.schema, other.schema)
    if change is Differs.NO:
        return
    before, after = known(one.schema), known(other.schema)
    if before is None or after is None or change is Differs.MAYBE:
        why = unseen(one.schema, other.schema, unknown="not known before apply")
        text = f"may check messages by another schema: it is {why}"
        yield _told(pair, "validation-changed", route, text, certain=False)
        return
    found = schema_change(before, after)
    if found.tighter:
        text = f"refuses more messages: its model changes ({listed(found.tighter)})"
        yield _told(pair, "validation-tightened", route, text)
    elif not found.is_clear:
        text = "checks messages by another schema"
        yield _told(pair, "validation-changed", route, text)
    elif found.looser:
        text = f"refuses fewer messages: its model changes ({listed(found.looser)})"
        yield _told(pair, "validation-loosened", route, text)


def _model(api: Api, name: object) -> Model | None:
    found = [model for model in api.models if model.name == name and not is_hidden(name)]
    return found[0] if found else None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _parameters(pair: ApiPair, before: Route, after: Route) -> Iterator[Finding]:
    old, new = _mapping(before.request_parameters), _mapping(after.request_parameters)
    for name in changed_names(old, new):
        short = code(name.removeprefix("route.request."))
        if is_hidden(old.get(name)) or is_hidden(new.get(name)):
            text = f"may need {short}: that is {unseen(old.get(name), new.get(name))}"
            yield _told(pair, "parameter-required", after, text, certain=False)
        elif new.get(name) is True:
            text = f"now needs {short}: clients without it are refused"
            yield _told(pair, "parameter-required", after, text)
        else:
            text = f"no longer needs {short}"
            yield _told(pair, "parameter-not-required", after, text)


def _told(pair: ApiPair, id: str, route: Route, text: str, *, certain: bool = True) -> Finding:
    return pair.finding(id, route_name(route), text, route.origin, certain=certain)
