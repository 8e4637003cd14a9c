"""Under which names APIs can be reached."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

DOMAINS = (
    Kind(
        "mapping-removed",
        Impact.BREAKING,
        "Callers of this URL no longer reach the API.",
        "Keep the mapping until callers have moved.",
    ),
    Kind(
        "mapping-added",
        Impact.BEHAVIOUR,
        "The API can be called under another URL.",
        "Check that the domain name guards the API as well as its other URLs do.",
    ),
    Kind(
        "mapping-takes-requests",
        Impact.BREAKING,
        "The longest matching key wins, and nothing falls back to a shorter one.",
        "Make sure that the new API answers every path under the key.",
    ),
    Kind(
        "mapping-key-changed",
        Impact.BREAKING,
        "The key is part of the URL; callers of the old URL no longer reach the API.",
        "Add the new mapping beside the old one until callers have moved.",
    ),
    Kind(
        "mapping-domain-changed",
        Impact.BREAKING,
        "Callers of the old name no longer reach the API.",
        "Add the new mapping beside the old one until callers have moved.",
    ),
    Kind(
        "mapping-api-changed",
        Impact.BREAKING,
        "Callers of this URL reach another API.",
        "Make sure that it answers all their requests.",
    ),
    Kind(
        "mapping-stage-changed",
        Impact.BREAKING,
        "Callers of this URL reach another stage: other variables, other limits, another release.",
        "Make sure that the stage serves what callers expect.",
    ),
    Kind(
        "domain-removed",
        Impact.BREAKING,
        "Callers of this name reach nothing.",
        "Make sure that nobody uses the name any more.",
    ),
    Kind(
        "domain-added",
        Impact.BEHAVIOUR,
        "APIs can be called under a new name.",
        "Nothing to do.",
    ),
    Kind(
        "domain-replaced",
        Impact.BREAKING,
        "The name gets a new endpoint; until DNS leads there, callers reach nothing.",
        "Change DNS in the same apply, at a quiet hour.",
    ),
    Kind(
        "mutual-tls-added",
        Impact.BREAKING,
        "Callers without a client certificate are refused.",
        "Hand out certificates first.",
    ),
    Kind(
        "mutual-tls-removed",
        Impact.SECURITY,
        "Callers need no client certificate any more.",
        "Keep mutual TLS, unless something else tells who is calling.",
    ),
    Kind(
        "truststore-changed",
        Impact.SECURITY,
        "Other client certificates pass, and some that pass today are refused.",
        "Make sure that the truststore holds all issuers of your callers, and only those.",
    ),
    Kind(
        "certificate-changed",
        Impact.OPERATIONS,
        "Callers that pin the certificate refuse the new one.",
        "Check that the new certificate covers the name.",
    ),
    Kind(
        "domain-security-changed",
        Impact.BREAKING,
        "Callers that speak older TLS, or reach the old kind of endpoint, fail.",
        "Check what callers speak.",
    ),
)
