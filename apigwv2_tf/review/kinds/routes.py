"""Routes that come, go or get another key."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

ROUTES = (
    Kind(
        "route-removed",
        Impact.BREAKING,
        "Callers of this route get an error from now on.",
        "Keep the route until its callers have moved.",
    ),
    Kind(
        "route-removed-covered",
        Impact.BEHAVIOUR,
        "The requests are still answered, but by another route: other code, other limits.",
        "Make sure that the other route answers them as callers expect.",
    ),
    Kind(
        "route-added",
        Impact.BEHAVIOUR,
        "Requests that got an error until now are answered.",
        "Check who may call it.",
    ),
    Kind(
        "open-route-added",
        Impact.SECURITY,
        "Other routes of this API ask for authorization; this one does not.",
        "Give it an authorizer, unless it is meant for everyone.",
    ),
    Kind(
        "route-takes-requests",
        Impact.BEHAVIOUR,
        "Requests that another route answered until now go to this one.",
        "Make sure that this is meant, and that callers get what they expect.",
    ),
    Kind(
        "requests-lose-authorization",
        Impact.SECURITY,
        "A guarded route answered these requests; the one that answers them now lets all pass.",
        "Guard the route that answers them now.",
    ),
    Kind(
        "requests-change-authorization",
        Impact.SECURITY,
        "The route that answers these requests now has another authorizer, or asks for other"
        " scopes: others pass than today.",
        "Give it the authorizer and the scopes of the route that answers them today.",
    ),
    Kind(
        "requests-gain-authorization",
        Impact.BREAKING,
        "Callers that pass today are refused, because another route answers them now.",
        "Ask for what callers bring today, or give them first what the other route asks for.",
    ),
    Kind(
        "route-renamed",
        Impact.BREAKING,
        "Callers of the old path or method no longer reach this route.",
        "Add the new route beside the old one until callers have moved.",
    ),
    Kind(
        "route-variable-renamed",
        Impact.BEHAVIOUR,
        "Requests match as before, but the backend finds the path parameter under another name.",
        "Change the backend and everything that names the parameter together with it.",
    ),
    Kind(
        "route-key-unknown",
        Impact.BREAKING,
        "The key says which requests the route answers.",
        "Make the key from values that are known when Terraform plans.",
    ),
)
