"""What WebSocket APIs answer, and what they refuse."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

MESSAGES = (
    Kind(
        "connection-event-removed",
        Impact.BEHAVIOUR,
        "Connections come and go as before, but the backend no longer learns of it.",
        "Make sure that nothing keeps, counts or cleans up connections by it.",
    ),
    Kind(
        "route-response-removed",
        Impact.BREAKING,
        "Clients that wait for the answer to a message wait for ever.",
        "Keep the route response, or send the answer through the connection's URL.",
    ),
    Kind(
        "route-response-added",
        Impact.BEHAVIOUR,
        "Clients get a message that they did not get before.",
        "Make sure that clients know what to do with it.",
    ),
    Kind(
        "route-response-changed",
        Impact.BEHAVIOUR,
        "Clients may get other answers.",
        "Make sure that clients know what to do with them.",
    ),
    Kind(
        "validation-added",
        Impact.BREAKING,
        "Messages that do not fit the model are refused with Bad request body.",
        "Check the model against messages that clients send today.",
    ),
    Kind(
        "validation-removed",
        Impact.BEHAVIOUR,
        "The backend gets messages that were refused before.",
        "Have the backend check messages itself.",
    ),
    Kind(
        "validation-tightened",
        Impact.BREAKING,
        "Messages that pass today are refused.",
        "Check the model against messages that clients send today.",
    ),
    Kind(
        "validation-loosened",
        Impact.BEHAVIOUR,
        "The backend gets messages that were refused before.",
        "Make sure that the backend takes them.",
    ),
    Kind(
        "validation-changed",
        Impact.BREAKING,
        "Whether messages that pass today still pass cannot be told from the model alone.",
        "Check the model against messages that clients send today.",
    ),
    Kind(
        "parameter-required",
        Impact.BREAKING,
        "Clients that connect without the parameter are refused.",
        "Change clients first.",
    ),
    Kind(
        "parameter-not-required",
        Impact.BEHAVIOUR,
        "The backend gets requests without the parameter.",
        "Make sure that the backend does without.",
    ),
)
