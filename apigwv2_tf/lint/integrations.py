"""What routes are wired to: how it is reached, and what AWS refuses of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.lint._leads import users
from apigwv2_tf.lint._phrases import subjects
from apigwv2_tf.lint._verdicts import (
    doubt,
    gaps,
    guide,
    hit,
    number_of,
    protocol_doubt,
    protocol_of,
    text_of,
    unique,
)
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.names import route_words
from apigwv2_tf.surface.values import UNKNOWN, is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import Integration, Route, Stage
    from apigwv2_tf.surface.model import Api, Surface

_URI = "`integration_uri`"
_HTTP_TYPES = ("AWS_PROXY", "HTTP_PROXY")
_URL_TYPES = ("HTTP", "HTTP_PROXY")
_SHORTEST, _LONGEST, _LONGEST_WEBSOCKET = 50, 30_000, 29_000
_CALLER = re.compile(r"arn:[^:]+:iam::\*:user/\*")
_STAGE_VARIABLE = re.compile(r"\$\{?stageVariables\.(\w+)")
_HOST_OF_REQUEST = re.compile(r"https?://[^/]*(?<!\$)\{|https?://[^/]*\$\{?(request|context)\.")


def all_integrations(surface: Surface) -> Iterator[tuple[Api, Integration, str]]:
    """Yield every integration with its API and the subject of hits about it."""
    for api in surface.apis:
        subject = subjects(api)
        for one in api.integrations:
            yield api, one, subject(one)


def _is_private(integration: Integration) -> bool:
    return integration.connection_type == "VPC_LINK"


def _scheme(integration: Integration) -> str:
    """Return what a URI begins with; of one that is known after apply, what its expression does."""
    expression = integration.backend.expression if integration.backend else None
    uri = (expression or "").strip('"') if integration.uri is UNKNOWN else text_of(integration.uri)
    match = re.match(r"https?://|arn:", uri, re.IGNORECASE)
    return match[0].lower() if match else ""


def _cleartext(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        scheme, kind = _scheme(one), text_of(one.type)
        unknown = doubt(_URI, one.uri) if not scheme else ()
        if _is_private(one) or scheme not in ("", "http://") or not (scheme or unknown):
            continue
        if kind not in ("", *_URL_TYPES):
            continue
        doubts = (
            *unknown,
            *doubt("`integration_type`", one.type),
            *doubt("`connection_type`", one.connection_type),
        )
        text = "requests cross the internet without TLS"
        yield hit(api, subject, text, one.origin, doubts)


def _private_cleartext(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        if not _is_private(one) or one.has_tls is True:
            continue
        scheme = _scheme(one)
        if protocol_of(api) != "HTTP" and scheme == "https://":
            continue
        doubts = doubt("`tls_config`", one.has_tls)
        if protocol_of(api) == "WEBSOCKET":
            doubts = () if scheme else doubt(_URI, one.uri)
        doubts = (*doubts, *protocol_doubt(api))
        text = "requests cross the VPC without TLS"
        yield hit(api, subject, text, one.origin, doubts)


def _timeouts(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        # plans show it as known after apply wherever it is left out, so that is no news
        milliseconds = number_of(one.timeout_milliseconds)
        if milliseconds is None:
            continue
        longest = _LONGEST if protocol_of(api) == "HTTP" else _LONGEST_WEBSOCKET
        if not _SHORTEST <= milliseconds <= longest:
            text = (
                f"its timeout of {milliseconds:,.15g} ms is not from {_SHORTEST} to {longest:,} ms"
            )
            may_do = _SHORTEST <= milliseconds <= _LONGEST
            yield hit(api, subject, text, one.origin, protocol_doubt(api) if may_do else ())


def _unused(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        using = users(api, lambda route: route.target)
        subject = subjects(api)
        for one in api.integrations:
            doubts = using.doubts_about(one.origin.address, "`target`")
            if doubts is not None:
                missing = (*gaps(surface, api), *doubts)
                yield hit(api, subject(one), "no route leads to it", one.origin, missing)


def _wrong_types(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        protocol = protocol_of(api)
        found = _wrong_of_http(one) if protocol == "HTTP" else None
        if protocol == "WEBSOCKET":
            found = _wrong_of_websocket(one)
        if found is not None:
            text, doubts = found
            yield hit(api, subject, text, one.origin, doubts)


def _kind(integration: Integration) -> str:
    return code(text_of(integration.type)) if text_of(integration.type) else "AWS, HTTP or MOCK"


def _wrong_of_http(integration: Integration) -> tuple[str, Doubts] | None:
    if integration.type not in _HTTP_TYPES:
        text = f"it is of type {_kind(integration)}, which HTTP APIs"
        return f"{text} do not have", doubt("`integration_type`", integration.type)
    linked = integration.backend is not None and integration.backend.target is not None
    if not _is_private(integration) or linked or _scheme(integration) == "arn:":
        return None
    text = "it leads into a VPC by something else than the ARN of a listener or a Cloud Map service"
    return text, doubt(_URI, integration.uri)


def _wrong_of_websocket(integration: Integration) -> tuple[str, Doubts] | None:
    if text_of(integration.subtype) or is_hidden(integration.subtype):
        text = "it calls a service by its subtype, which WebSocket APIs do not have"
        return text, doubt("`integration_subtype`", integration.subtype)
    if _is_private(integration) and _scheme(integration) == "arn:":
        return "it leads into a VPC by an ARN, where WebSocket APIs take a URL", ()
    return None


def _callers_credentials(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        using = users(api, lambda route: route.target)
        subject = subjects(api)
        for one in api.integrations:
            as_caller = _as_caller(surface, one)
            address = one.origin.address
            certain = _unsigned(using.certain.get(address, []))
            possible = _unsigned([*using.possible.get(address, []), *using.unresolved])
            for route in (certain or possible)[:1] if as_caller is not None else ():
                link = (
                    () if certain else (f"`target` of {code(route.origin.address)} is not certain",)
                )
                kind = doubt("`authorization_type`", route.authorization_type)
                text = (
                    f"it calls its backend as the caller, and {route_words(route)} asks for no IAM"
                )
                doubts = (*(as_caller or ()), *link, *kind)
                severity = Severity.INFO if as_caller else None  # mostly a role, which is fine
                yield hit(api, subject(one), text, one.origin, doubts, severity)


def _unsigned(routes: list[Route]) -> list[Route]:
    """Return the routes that do not ask for IAM, those first where that is certain."""
    found = [route for route in routes if route.authorization_type != "AWS_IAM"]
    return sorted(found, key=lambda route: is_hidden(route.authorization_type))


def _as_caller(surface: Surface, integration: Integration) -> Doubts | None:
    """Return the doubts whether a backend is called as the caller; None where it is not."""
    credentials = integration.credentials_arn
    if not is_hidden(credentials):
        return () if _CALLER.fullmatch(text_of(credentials)) else None
    resource = surface.resources.get(integration.origin.address)
    link = resource.links.get("credentials_arn") if resource else None
    is_role = link is not None and link.target is not None
    return None if is_role else doubt("`credentials_arn`", credentials)


def _unset_variables(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        uri = text_of(one.uri)
        if _HOST_OF_REQUEST.match(uri):
            text = "the host of its backend is taken from the request"
            yield hit(api, subject, text, one.origin)
            continue
        names = _STAGE_VARIABLE.findall(f"{uri} {text_of(one.credentials_arn)}")
        lacking = [(stage, _lacks(stage, names)) for stage in api.stages]
        certain = [text_of(stage.name) for stage, doubts in lacking if doubts == ()]
        unsure = [reason for _, doubts in lacking for reason in doubts or ()]
        if certain or unsure:
            where = f"stage {listed(map(code, certain))}" if certain else "some stage"
            noun = "variable" if len(unique(names)) == 1 else "variables"
            used = listed(map(code, names))
            text = f"it uses the stage {noun} {used}, which {where} lacks"
            yield hit(api, subject, text, one.origin, () if certain else unsure)


def _lacks(stage: Stage, names: list[str]) -> Doubts | None:
    """Return the doubts whether a stage lacks one of these variables; None where it does not."""
    if is_hidden(stage.variables) and names:
        return doubt(f"`stage_variables` of {code(stage.origin.address)}", stage.variables)
    given = known(stage.variables) or {}
    return () if any(name not in given for name in names) else None


def _wrong_method(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        function = one.backend is not None and (one.backend.target or "").rpartition(".")[0]
        leads_to_function = ":lambda:" in text_of(one.uri) or (
            isinstance(function, str) and "aws_lambda_" in function
        )
        if not leads_to_function or text_of(one.subtype) or one.method in ("POST", None, ""):
            continue
        method = code(text_of(one.method)) if text_of(one.method) else "another method than POST"
        text = f"it calls its function by {method}"
        yield hit(api, subject, text, one.origin, doubt("`integration_method`", one.method))


def _stage_in_path(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        mappings = known(one.request_parameters) or {}
        if protocol_of(api) == "WEBSOCKET" or not _is_private(one) or "overwrite:path" in mappings:
            continue
        named = [stage for stage in api.stages if text_of(stage.name) not in ("", "$default")]
        if named:
            place = code(f"/{text_of(named[0].name)}/")
            text = f"its backend is called with the stage's name in the path, such as {place}"
            doubts = doubt("`request_parameters`", one.request_parameters)
            yield hit(api, subject, text, one.origin, doubts)


RULES = (
    Rule(
        id="cleartext-backend",
        code="INT-001",
        severity=Severity.HIGH,
        title="A backend on the internet is called without TLS",
        why="Requests, with their tokens, can be read and changed on the way.",
        fix=(
            "Write `https://` in `integration_uri`; with the constructs: in the `url` of the "
            "integration."
        ),
        link=guide("http-api-develop-integrations-http"),
        same_as=("CWE-319",),
        check=_cleartext,
    ),
    Rule(
        id="cleartext-private-backend",
        code="INT-002",
        severity=Severity.MEDIUM,
        title="A backend in a VPC is called without TLS",
        why="Without `tls_config` API Gateway speaks plain HTTP inside the VPC.",
        fix=(
            "Add `tls_config` with `server_name_to_verify`, and a listener with TLS; with the "
            "constructs: `secure_server_name=` of the integration."
        ),
        link=guide("http-api-develop-integrations-private"),
        same_as=("APIGateway.10", "apigatewayv2-integration-private-https-enabled", "CWE-319"),
        check=_private_cleartext,
    ),
    Rule(
        id="impossible-timeout",
        code="INT-003",
        severity=Severity.ERROR,
        title="A timeout is shorter or longer than AWS has them",
        why="AWS refuses it when it is applied; the plan looks fine.",
        fix=(
            "Set `timeout_milliseconds` to 50 to 30000, on WebSocket APIs 29000; with the "
            "constructs: `timeout=` of the integration."
        ),
        link=guide("http-api-quotas"),
        check=_timeouts,
    ),
    Rule(
        id="unused-integration",
        code="INT-004",
        severity=Severity.LOW,
        title="An integration is used by no route",
        why="It counts towards the quota of 300, and somebody probably believes that it is used.",
        fix=(
            "Set `target` of a route to it, or delete it; with the constructs: give it as "
            "`integration=` of a route."
        ),
        link=guide("http-api-develop-integrations"),
        check=_unused,
    ),
    Rule(
        id="integration-of-another-protocol",
        code="INT-005",
        severity=Severity.ERROR,
        title="An integration is of a kind that its API does not have",
        why="AWS refuses it when it is applied; the plan looks fine.",
        fix=(
            "Use `AWS_PROXY` or `HTTP_PROXY` and the ARN of a listener or a Cloud Map service on "
            "HTTP APIs, and URLs and no subtype on WebSocket APIs; with the constructs: the "
            "classes of `apigwv2_tf.integrations` named after the protocol."
        ),
        link=guide("http-api-develop-integrations"),
        check=_wrong_types,
    ),
    Rule(
        id="callers-credentials-without-iam",
        code="INT-007",
        severity=Severity.HIGH,
        title="A backend is called as the caller, whom nobody has asked for a signature",
        why=(
            "`arn:aws:iam::*:user/*` passes the caller's own identity on, and only `AWS_IAM` "
            "finds out what that is."
        ),
        fix=(
            "Set `authorization_type` to `AWS_IAM` for all routes of the integration, or "
            "`credentials_arn` to a role; with the constructs: `HttpIamAuthorizer()`, or "
            "`credentials=` with a role."
        ),
        link=guide("http-api-develop-integrations-aws-services"),
        same_as=("CWE-306", "CWE-441"),
        check=_callers_credentials,
    ),
    Rule(
        id="backend-host-not-fixed",
        code="INT-009",
        severity=Severity.MEDIUM,
        title="The host of a backend is not always there, or is chosen by the caller",
        why=(
            "A stage without the variable calls a host that does not exist; a host out of the "
            "request is whatever callers like."
        ),
        fix=(
            "Set the variable in `stage_variables` of every stage, and write hosts out in "
            "`integration_uri`; with the constructs: `stage_variables=` of the stage."
        ),
        link=guide("http-api-stages.stage-variables"),
        same_as=("CWE-918",),
        check=_unset_variables,
    ),
    Rule(
        id="function-not-called-by-post",
        code="INT-012",
        severity=Severity.MEDIUM,
        title="A Lambda function is called by another method than `POST`",
        why="Lambda takes `POST` only: every request ends in an error.",
        fix=(
            "Set `integration_method` to `POST`; with the constructs: leave `integration_method=` "
            "out."
        ),
        link=guide("http-api-develop-integrations-lambda"),
        check=_wrong_method,
    ),
    Rule(
        id="stage-in-backend-path",
        code="INT-013",
        severity=Severity.INFO,
        title="A private backend gets the stage's name in its path",
        why="It then finds none of its paths, unless it knows the stage.",
        fix=(
            'Set `request_parameters = { "overwrite:path" = "$request.path" }`; with the '
            "constructs: `parameter_mapping=` with `overwrite_path()`."
        ),
        link=guide("http-api-develop-integrations-private"),
        check=_stage_in_path,
    ),
)
