"""The messages of a WebSocket API: how a route is chosen, and what is in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from apigwv2_tf.render.inert import plain
from apigwv2_tf.render.markup import Markup, joined, tag
from apigwv2_tf.render.site.words import code, facts, optional, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.surface.elements import Model
    from apigwv2_tf.surface.model import Api

_DEEPEST = 6
_MOST_FIELDS = 200
_MOST_LINES = 400


def messages_section(api: Api) -> Markup:
    """Return how API Gateway tells messages apart."""
    return facts(
        [
            ("Route chosen by", optional(api.route_selection_expression)),
            ("API key from", optional(api.api_key_selection_expression)),
            ("Routes", _keys(api)),
        ]
    )


def _keys(api: Api) -> Markup:
    keys = sorted(str(route.key) for route in api.routes)
    return joined([code(key) for key in keys], " ")


def models_section(api: Api) -> Markup:
    """Return the forms of messages."""
    models = sorted(api.models, key=lambda one: (str(one.name), one.origin.address))
    return tag("div", *map(_model, models), class_="cards wide")


def _model(model: Model) -> Markup:
    name = model.name if isinstance(model.name, str) else model.origin.address
    told = tag("p", prose(model.description)) if isinstance(model.description, str) else Markup("")
    heading = tag("h4", name, " ", tag("span", str(model.content_type or "model"), class_="kind"))
    return tag("article", heading, told, _schema(model), class_="card")


def _schema(model: Model) -> Markup:
    if not isinstance(model.schema, str):
        return facts([("Schema", optional(model.schema))])
    try:
        schema = json.loads(model.schema)
    except (ValueError, RecursionError):
        return _raw(model.schema.splitlines())
    rows = list(_fields(schema))[:_MOST_FIELDS]
    return joined([_table(rows) if rows else "", _folded(schema)])


def _folded(schema: object) -> Markup:
    text = json.dumps(schema, indent=2, ensure_ascii=False)
    return tag("details", tag("summary", "JSON schema"), _raw(text.splitlines()))


def _raw(lines: list[str]) -> Markup:
    shown = "\n".join(map(plain, lines[:_MOST_LINES]))
    # line by line: a line end within the text would be spelled out
    inside = joined(shown.split("\n"), "\n")
    return tag("pre", tag("code", inside), tabindex="0")


def _table(rows: list[tuple[str, str, bool, str]]) -> Markup:
    titles = ("Field", "Type", "")
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = [
        tag(
            "tr",
            tag("td", code(name)),
            tag("td", type_, tag("span", " required", class_="needed") if needed else ""),
            tag("td", prose(told)),
        )
        for name, type_, needed, told in rows
    ]
    return tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *body)),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Fields",
    )


def _fields(schema: Any, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str, bool, str]]:  # noqa: ANN401 - any JSON
    """Yield name, type, whether it is required, and what it is for."""
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return
    properties = schema.get("properties")
    needed = schema.get("required")
    if isinstance(properties, dict):
        for key, part in properties.items():
            name = f"{prefix}{key}"
            is_needed = isinstance(needed, list) and key in needed
            told = part.get("description") if isinstance(part, dict) else None
            yield name, _type(part), is_needed, told if isinstance(told, str) else ""
            yield from _fields(part, f"{name}.", depth + 1)
    yield from _fields(schema.get("items"), f"{prefix.rstrip('.')}[].", depth + 1)


def _type(schema: object) -> str:
    if not isinstance(schema, dict):
        return "anything"
    types = schema.get("type")
    if isinstance(types, list):
        types = " or ".join(map(str, types))
    choices = schema.get("enum")
    parts = [
        str(types) if types else "",
        str(schema["format"]) if "format" in schema else "",
        f"one of {', '.join(map(str, choices))}" if isinstance(choices, list) else "",
        str(schema["$ref"]) if "$ref" in schema else "",
    ]
    return ", ".join(filter(None, parts)) or "anything"
