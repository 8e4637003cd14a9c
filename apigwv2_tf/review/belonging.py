"""Parts that belong to another API, route or integration afterwards, by an id that is sensitive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.review.compared import told
from apigwv2_tf.review.differences import changes_secretly
from apigwv2_tf.surface.elements import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import Compared


@dataclass(frozen=True, slots=True)
class _Place:
    """The attribute that says what a part belongs to, and what is told where it changes."""

    attribute: str
    id: str
    text: str


_PLACES = {
    "aws_apigatewayv2_route": _Place("api_id", "part-moved", "belongs to another API"),
    "aws_apigatewayv2_stage": _Place("api_id", "part-moved", "belongs to another API"),
    "aws_apigatewayv2_api_mapping": _Place("api_id", "mapping-api-changed", "leads to another API"),
    "aws_apigatewayv2_route_response": _Place("route_id", "part-moved", "answers another route"),
    "aws_apigatewayv2_integration_response": _Place(
        "integration_id", "part-moved", "turns answers of another integration into messages"
    ),
}


def belonging_changes(whole: Compared) -> Iterator[Finding]:
    """Tell of parts whose place is not to be shown, so that they seem to stay where they are."""
    for address, after in sorted(whole.after.resources.items()):
        before = whole.before.resources.get(whole.moved.get(address, address))
        place = _PLACES.get(after.type)
        if before is None or place is None or after.data:
            continue
        ids = (one.values.get(place.attribute) for one in (before, after))
        if changes_secretly(*ids):
            origin = Origin(address=address, type=after.type, construct_path=after.construct_path)
            text = f"{place.text}, which is sensitive"
            yield told(place.id, address, address, text, origin, certain=False)
