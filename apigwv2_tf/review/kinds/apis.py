"""APIs as a whole, and what Terraform leaves or has left behind."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

APIS = (
    Kind(
        "api-replaced",
        Impact.BREAKING,
        "The new API has another id, so its URL, its ARN and every permission change: callers of"
        " the old URL reach nothing.",
        "Change it without a replacement, or give callers a custom domain name before.",
    ),
    Kind(
        "api-removed",
        Impact.BREAKING,
        "Every caller of this API gets an error from now on.",
        "Make sure that nobody calls it any more: look at its `Count` metric.",
    ),
    Kind(
        "api-added",
        Impact.BEHAVIOUR,
        "Nobody calls it yet, but what it opens is open from the first day.",
        "Read its routes and their authorization as you would read new code.",
    ),
    Kind(
        "no-longer-managed",
        Impact.OPERATIONS,
        "It stays on AWS as it is, and later changes of this configuration do not reach it.",
        "Note who looks after it from now on.",
    ),
    Kind(
        "leftover-removed",
        Impact.OPERATIONS,
        "An earlier apply failed half-way and left this behind; callers use what replaced it.",
        "If the apply fails again, look for a route or stage that still uses the leftover.",
    ),
    Kind(
        "part-moved",
        Impact.BREAKING,
        "What it was a part of until now no longer has it: its callers reach nothing, or get no"
        " answer.",
        "Make the id from values that are not sensitive, so that it can be followed.",
    ),
    Kind(
        "default-endpoint-disabled",
        Impact.BREAKING,
        "Callers of the `execute-api` URL get 404; only custom domain names work.",
        "Make sure that all callers use a custom domain name.",
    ),
    Kind(
        "default-endpoint-enabled",
        Impact.SECURITY,
        "The `execute-api` URL goes round whatever guards the custom domain name: mutual TLS, a"
        " firewall, a CDN.",
        "Keep it disabled where the domain name guards the API.",
    ),
    Kind(
        "ip-address-type-changed",
        Impact.BEHAVIOUR,
        "Callers that have IPv6 only can reach dual-stack endpoints only.",
        "Check from which networks callers come.",
    ),
    Kind(
        "route-selection-changed",
        Impact.BREAKING,
        "The expression picks the route of every message, so each may go elsewhere from now on.",
        "Keep the expression, or change clients and routes together.",
    ),
    Kind(
        "api-key-source-changed",
        Impact.BREAKING,
        "Clients that send their API key where it was looked for until now are refused.",
        "Change clients first, or keep the source.",
    ),
    Kind(
        "document-unknown",
        Impact.BEHAVIOUR,
        "The OpenAPI document defines routes, and it is not known yet, so they cannot be compared.",
        "Make the document from values that are known when Terraform plans.",
    ),
    Kind(
        "document-removed",
        Impact.OPERATIONS,
        "The provider deletes nothing where a document goes: its routes still answer, and nobody"
        " manages them.",
        "Import them into resources of their own, or delete them by hand.",
    ),
    Kind(
        "cosmetic-change",
        Impact.COSMETIC,
        "Callers do not notice.",
        "Nothing to do.",
    ),
)
