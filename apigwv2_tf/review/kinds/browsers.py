"""Which pages of other origins may call."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

BROWSERS = (
    Kind(
        "cors-added",
        Impact.SECURITY,
        "Pages of other origins may call the API, and CORS headers of the backend are ignored.",
        "Name the origins of your own pages only.",
    ),
    Kind(
        "cors-removed",
        Impact.BREAKING,
        "Browsers refuse the calls of pages of every other origin.",
        "Keep the block, unless the backend answers preflight requests itself.",
    ),
    Kind(
        "cors-origins-narrowed",
        Impact.BREAKING,
        "Browsers refuse the calls of pages of an origin that is no longer allowed.",
        "Make sure that no page of that origin calls the API.",
    ),
    Kind(
        "cors-origins-widened",
        Impact.SECURITY,
        "Pages of more origins may call the API from their users' browsers.",
        "Allow only origins that you know.",
    ),
    Kind(
        "cors-origins-unmatched",
        Impact.OPERATIONS,
        "Origins are compared as text: a star stands for others only alone or behind a scheme.",
        "Write each origin as a scheme and a host in lower case, such as `https://shop.example`.",
    ),
    Kind(
        "cors-methods-narrowed",
        Impact.BREAKING,
        "Browsers ask first whether a method is allowed; of GET, HEAD and POST only where a call"
        " has JSON or headers such as `Authorization`.",
        "Allow every method that pages use.",
    ),
    Kind(
        "cors-methods-widened",
        Impact.SECURITY,
        "Pages of other origins may use more methods.",
        "Allow only the methods that pages use.",
    ),
    Kind(
        "cors-headers-narrowed",
        Impact.BREAKING,
        "Browsers refuse calls of pages that send a header that is no longer allowed.",
        "Allow every header that pages send.",
    ),
    Kind(
        "cors-headers-widened",
        Impact.SECURITY,
        "Pages of other origins may send more headers.",
        "Allow only the headers that pages send.",
    ),
    Kind(
        "cors-exposed-narrowed",
        Impact.BREAKING,
        "Scripts in pages no longer see a header of the answer.",
        "Expose every header that pages read.",
    ),
    Kind(
        "cors-exposed-widened",
        Impact.SECURITY,
        "Scripts in pages of other origins see more headers of the answer.",
        "Expose only headers that hold nothing confidential.",
    ),
    Kind(
        "cors-credentials-allowed",
        Impact.SECURITY,
        "Pages of the allowed origins may call with their users' cookies.",
        "Allow it only for origins that you know.",
    ),
    Kind(
        "cors-credentials-refused",
        Impact.BREAKING,
        "Browsers refuse calls of pages that send cookies.",
        "Make sure that no page sends cookies.",
    ),
    Kind(
        "cors-max-age-changed",
        Impact.OPERATIONS,
        "Browsers ask more often, or keep an old permission for longer.",
        "Nothing to do, unless the number is a mistake.",
    ),
    Kind(
        "cors-unknown",
        Impact.SECURITY,
        "Which pages may call the API cannot be told from this plan.",
        "Make the setting from values that are known when Terraform plans.",
    ),
)
