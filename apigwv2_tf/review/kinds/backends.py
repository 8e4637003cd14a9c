"""What answers behind routes."""

from __future__ import annotations

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.kind import Kind

BACKENDS = (
    Kind(
        "integration-retargeted",
        Impact.BEHAVIOUR,
        "Another backend answers.",
        "Make sure that it answers as callers expect and that API Gateway may call it.",
    ),
    Kind(
        "integration-type-changed",
        Impact.BEHAVIOUR,
        "A proxy passes messages and answers on as they are; what is none goes by templates and"
        " integration responses.",
        "Make sure that the backend and clients expect what is passed on now.",
    ),
    Kind(
        "integration-removed",
        Impact.BREAKING,
        "Nothing answers behind the route.",
        "Give the route a target, or remove it.",
    ),
    Kind(
        "integration-added",
        Impact.BEHAVIOUR,
        "A backend is called where none was.",
        "Make sure that API Gateway may call it.",
    ),
    Kind(
        "integration-unencrypted",
        Impact.SECURITY,
        "Requests, with their tokens, reach the backend in clear text.",
        "Use https, or a TLS configuration on a private integration.",
    ),
    Kind(
        "integration-encrypted",
        Impact.BEHAVIOUR,
        "Requests fail where the backend does not answer over TLS at this listener.",
        "Make sure that the listener of the backend has a certificate.",
    ),
    Kind(
        "integration-server-name-changed",
        Impact.BEHAVIOUR,
        "Requests fail where the backend's certificate does not have the new name.",
        "Check the certificate.",
    ),
    Kind(
        "integration-method-changed",
        Impact.BEHAVIOUR,
        "The backend gets its requests with another method.",
        "Make sure that the backend knows the method.",
    ),
    Kind(
        "integration-connection-changed",
        Impact.BEHAVIOUR,
        "Requests take another way to the backend.",
        "Check that the backend can be reached that way.",
    ),
    Kind(
        "integration-payload-changed",
        Impact.BREAKING,
        "The Lambda handler gets an event of another form, and its answer is read by other rules.",
        "Release handler and version together, or let the handler read both.",
    ),
    Kind(
        "integration-timeout-lowered",
        Impact.BEHAVIOUR,
        "Requests that take longer end with 503 or 504 instead of an answer.",
        "Compare it with the highest `IntegrationLatency`.",
    ),
    Kind(
        "integration-timeout-raised",
        Impact.OPERATIONS,
        "Callers wait longer for a backend that does not answer.",
        "Check the timeouts of the callers.",
    ),
    Kind(
        "parameter-mapping-changed",
        Impact.BEHAVIOUR,
        "The backend gets other headers, parameters or paths, or callers get another answer.",
        "Make sure that the other side expects it.",
    ),
    Kind(
        "integration-template-changed",
        Impact.BEHAVIOUR,
        "The backend gets messages of another form, or clients get other answers.",
        "Make sure that the other side expects it.",
    ),
    Kind(
        "integration-response-removed",
        Impact.BREAKING,
        "Answers of AWS, HTTP and MOCK integrations go through an integration response, so that at"
        " least one must be there.",
        "Keep an integration response with the key `$default`.",
    ),
    Kind(
        "integration-credentials-changed",
        Impact.OPERATIONS,
        "The backend is called with other permissions.",
        "Check that the role may do what the integration does, and no more.",
    ),
    Kind(
        "vpc-link-replaced",
        Impact.OPERATIONS,
        "Private integrations get a new way into the VPC; if the old link goes first, their"
        " requests fail until the new one is there.",
        "Make the new link first: `lifecycle { create_before_destroy = true }`.",
    ),
    Kind(
        "permission-changed",
        Impact.OPERATIONS,
        "A narrower permission may leave out requests, which get 500 then; a wider one lets others"
        " invoke the function.",
        "Compare it with the routes that lead to the function.",
    ),
    Kind(
        "permission-removed",
        Impact.BREAKING,
        "Without a permission API Gateway cannot invoke the function, and its requests get 500.",
        "Keep the permission while a route leads to the function.",
    ),
    Kind(
        "function-removed",
        Impact.BREAKING,
        "API Gateway invokes a function that is not there, and requests get 500.",
        "Keep the function while a route leads to it.",
    ),
)
