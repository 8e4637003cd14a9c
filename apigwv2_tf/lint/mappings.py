"""What integrations send along: parameters of service actions, mappings, secrets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from apigwv2_tf.lint._service_actions import REQUIRED, SELECTING
from apigwv2_tf.lint._verdicts import doubt, guide, hit, text_of
from apigwv2_tf.lint.integrations import all_integrations
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import Integration
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.values import Text, TextMap

_Told: TypeAlias = "tuple[str, Doubts]"

_PARAMETERS = "request_parameters"
_OF_REQUEST = re.compile(r"\$\{?request\.")
_LONGEST_VALUE = 512
_TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"  # noqa: S105 - what HTTP calls the name of a header
_CHANGE = rf"(append|overwrite|remove):header\.({_TOKEN})"
_REQUEST_KEY = re.compile(rf"{_CHANGE}|(append|overwrite|remove):querystring\.\S+|overwrite:path")
_RESPONSE_KEY = re.compile(rf"{_CHANGE}|overwrite:statuscode")
_WEBSOCKET_KEY = re.compile(r"integration\.request\.(header|querystring|path)\.\S+")
_STATUS = re.compile(r"[2-5]\d\d")
_EVERYWHERE = r"context\.[^\s${}]+|stageVariables\.\w+"
_REQUEST_VALUE = re.compile(
    rf"request\.(header|querystring)\.[^\s${{}}]+|request\.path(\.[^\s${{}}]+)?|"
    rf"request\.body(\..+)?|{_EVERYWHERE}"
)
_RESPONSE_VALUE = re.compile(rf"response\.header\.[^\s${{}}]+|response\.body(\..+)?|{_EVERYWHERE}")
_WEBSOCKET_VALUE = re.compile(
    r"route\.request\.(multivalue)?(querystring|header)\.\S+|route\.request\.body(\..+)?|"
    r"stageVariables\.\w+|context\.\S+|'.*'"
)
_RESERVED = re.compile(
    r"access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|"
    r"content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|"
    r"trailers|transfer-encoding|upgrade|x-amz-.*|x-amzn-.*|x-forwarded-(for|host|proto)|via",
    re.IGNORECASE,
)
_SECRET_NAME = re.compile(
    r"key|(.*[-_.])?(authorization|(api|access|functions?|secret|subscription)[-_]?key|token|"
    r"secret|password|passwd|credentials?|signature|sig)([-_].*)?",
    re.IGNORECASE,
)
_SECRET_TEXT = re.compile(
    r"\bAKIA[0-9A-Z]{16}\b|\bBearer\s+[A-Za-z0-9._~+/-]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY|"
    r"\"(?:api[-_]?key|token|secret|password|passwd)\"\s*:\s*\"[^\"$#{}\s]{4,}\"",
    re.IGNORECASE,
)


def _items(name: str, mapping: TextMap) -> tuple[dict[str, Text], Doubts]:
    """Return what is known of a map, and why not the rest."""
    return dict(known(mapping) or {}), doubt(code(name), mapping)


def _bad_actions(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        for text, doubts in _about_action(one) if not api.is_websocket else ():
            yield hit(api, subject, text, one.origin, doubts)
            break


def _about_action(integration: Integration) -> Iterator[_Told]:
    """Yield what AWS refuses of a service action, the first thing first."""
    action = text_of(integration.subtype)
    if is_hidden(integration.subtype):
        yield "its service action is complete", doubt("`integration_subtype`", integration.subtype)
        return
    if integration.payload_format_version not in ("1.0", None, "") and (
        action or integration.type == "HTTP_PROXY"
    ):
        version = integration.payload_format_version
        unsure = doubt("`payload_format_version`", version)
        yield "it has a payload format version other than 1.0 and calls no function", unsure
    if not action:
        return
    if action not in REQUIRED:
        yield f"AWS has no service action {code(action)}", ()
        return
    if not text_of(integration.credentials_arn) and not is_hidden(integration.credentials_arn):
        yield f"it has no `credentials_arn` to call {code(action)} with", ()
    given, doubts = _items(_PARAMETERS, integration.request_parameters)
    missing = [name for name in REQUIRED[action] if name not in given]
    if missing:
        yield f"it lacks {', '.join(map(code, missing))} for {code(action)}", doubts


def _chosen_resources(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        if not text_of(one.subtype):
            continue
        given, doubts = _items(_PARAMETERS, one.request_parameters)
        selecting = {name: given[name] for name in SELECTING if name in given}
        chosen = [name for name, value in selecting.items() if _OF_REQUEST.search(text_of(value))]
        hidden = [one for name, value in selecting.items() for one in doubt(code(name), value)]
        if chosen:
            text = f"callers choose its {' and '.join(map(code, chosen))}"
            yield hit(api, subject, text, one.origin)
        elif hidden or doubts:
            # mostly the attribute of a resource, which is what it should be
            text = "callers choose which resource it acts on"
            yield hit(api, subject, text, one.origin, (*doubts, *hidden), Severity.INFO)


def _bad_mappings(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        if text_of(one.subtype) or is_hidden(one.subtype):
            continue
        found = _websocket_problems(one) if api.is_websocket else _http_problems(one, api.cors)
        for text, doubts in found:
            yield hit(api, subject, text, one.origin, doubts)
            break


def _http_problems(integration: Integration, cors: object) -> Iterator[_Told]:
    """Yield what AWS refuses of the mappings of an HTTP API, what is certain first."""
    given, doubts = _items(_PARAMETERS, integration.request_parameters)
    for key, value in given.items():
        yield from _problems(key, value, _REQUEST_KEY, _REQUEST_VALUE, with_cors=False)
    answers = integration.response_parameters or {}
    for status, mapping in answers.items():
        if not _STATUS.fullmatch(status):
            yield f"it maps answers of the status {code(status)}", ()
        items, unknown = _items("response_parameters", mapping)
        doubts += unknown
        for key, value in items.items():
            of_cors = cors is not None
            yield from _problems(key, value, _RESPONSE_KEY, _RESPONSE_VALUE, with_cors=of_cors)
    if doubts:
        yield "AWS refuses its mappings", doubts


def _problems(
    key: str,
    value: Text,
    keys: re.Pattern[str],
    values: re.Pattern[str],
    *,
    with_cors: bool,
) -> Iterator[_Told]:
    """Yield what is wrong with one mapping; CORS has a rule of its own about its headers."""
    match = keys.fullmatch(key)
    if match is None:
        yield f"{code(key)} is no change that AWS knows", ()
    elif match[2] and _RESERVED.fullmatch(match[2]):
        if not (with_cors and match[2].lower().startswith("access-control-")):
            yield f"{code(key)} changes a header that API Gateway keeps for itself", ()
    elif not key.startswith("remove:"):
        problem = _value_problem(text_of(value), values)
        if problem:
            yield f"{code(key)} {problem}", ()


def _value_problem(value: str, values: re.Pattern[str]) -> str:
    """Return what is wrong with the value of a mapping; no text for nothing."""
    if len(value) > _LONGEST_VALUE:
        return f"has a value of more than {_LONGEST_VALUE} characters"
    parts = re.findall(r"\$\{([^{}]*)\}", value)
    if not parts and re.match(r"\$[A-Za-z]", value):
        parts = [value[1:]]
    if any(re.search(r"claims\[", part) for part in parts):
        return "takes a claim in brackets, which AWS refuses"
    if any(re.search(r"body.*(\.\.|\?\()", part) for part in parts):
        return "takes a part of the body by a JSON path with `..` or a filter"
    if not all(values.fullmatch(part) for part in parts):
        return "has a value that AWS does not know"
    return ""


def _websocket_problems(integration: Integration) -> Iterator[_Told]:
    given, doubts = _items(_PARAMETERS, integration.request_parameters)
    for key, value in given.items():
        if not _WEBSOCKET_KEY.fullmatch(key):
            yield f"{code(key)} is no parameter that AWS knows", ()
        elif text_of(value) and not _WEBSOCKET_VALUE.fullmatch(text_of(value)):
            yield f"{code(key)} has a value that AWS does not know", ()
    if integration.response_parameters:
        yield "it maps answers, which WebSocket APIs do not", ()
    if doubts:
        yield "AWS refuses its mappings", doubts


def _secrets(surface: Surface) -> Iterator[Hit]:
    for api, one, subject in all_integrations(surface):
        places = [*_secret_parameters(one), *_secrets_in_url(text_of(one.uri))]
        templates = known(one.request_templates) or {}
        for name, template in templates.items():
            if _SECRET_TEXT.search(text_of(template)):
                places.append((code(f"request_templates[{name}]"), ()))
        certain = [place for place, doubts in places if not doubts]
        doubts = [reason for _, some in places for reason in some]
        if certain:
            text = f"a secret is written into {' and '.join(certain)}"
            yield hit(api, subject, text, one.origin)
        elif doubts:
            text = "a secret is written into its parameters"
            yield hit(api, subject, text, one.origin, doubts)


def _secret_parameters(integration: Integration) -> Iterator[_Told]:
    """Yield parameters that hold a secret, and the doubts about each; never the secret."""
    parameters: Mapping[str, Text] = known(integration.request_parameters) or {}
    for key, value in parameters.items():
        name = re.split(r"header\.|querystring\.", key)[-1]
        written = text_of(value).strip("'")
        fixed = written and not re.search(r"\$|^(context|route|stageVariables)\.", written)
        if is_hidden(value) and _SECRET_NAME.fullmatch(name):
            yield key, doubt(code(f"{_PARAMETERS}[{key}]"), value)
        elif (fixed and _SECRET_NAME.fullmatch(name)) or _SECRET_TEXT.search(written):
            yield code(f"{_PARAMETERS}[{key}]"), ()


def _secrets_in_url(uri: str) -> Iterator[_Told]:
    if not re.match(r"https?://", uri):
        return
    try:
        parts = urlsplit(uri)
    except ValueError:  # such as half an IPv6 address
        return
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    if password and "$" not in user + password:
        yield "the user part of `integration_uri`", ()
    for name, value in parse_qsl(parts.query):
        if _SECRET_NAME.fullmatch(name) and not re.search(r"[${}]", value):
            yield f"the parameter {code(name)} of `integration_uri`", ()


RULES = (
    Rule(
        id="incomplete-service-action",
        code="INT-006",
        severity=Severity.ERROR,
        title="A call of an AWS service lacks something, or a payload version is not possible",
        why="AWS refuses the integration when it is applied; the plan looks fine.",
        fix=(
            "Set `credentials_arn`, all required `request_parameters` of the "
            '`integration_subtype`, and `payload_format_version = "1.0"`; with the constructs: '
            "`HttpSqsIntegration` and its like ask for all of them."
        ),
        link=guide("http-api-develop-integrations-aws-services-reference"),
        check=_bad_actions,
    ),
    Rule(
        id="caller-chooses-resource",
        code="INT-008",
        severity=Severity.HIGH,
        title="Callers choose on which resource an AWS service acts",
        why=(
            "The service is called with the permissions of the role: whatever that may do, callers "
            "may do."
        ),
        fix=(
            "Write out `QueueUrl`, `StateMachineArn` and the like in `request_parameters`; with "
            "the constructs: give the queue or state machine itself."
        ),
        link=guide("http-api-develop-integrations-aws-services"),
        same_as=("CWE-441", "CWE-639"),
        check=_chosen_resources,
    ),
    Rule(
        id="invalid-mapping",
        code="INT-010",
        severity=Severity.ERROR,
        title="AWS refuses a mapping of parameters",
        why="It does so when it is applied; the plan looks fine.",
        fix=(
            "Write keys such as `overwrite:header.NAME` and values such as `$request.header.NAME`, "
            "and leave reserved headers alone; with the constructs: `ParameterMapping` and "
            "`MappingValue`."
        ),
        link=guide("http-api-parameter-mapping"),
        check=_bad_mappings,
    ),
    Rule(
        id="secret-in-integration",
        code="INT-011",
        severity=Severity.HIGH,
        title="A secret is written into an integration",
        why=(
            "Everybody who may look at the API, its plan or its state can read it; it is in "
            "version control, and hard to change."
        ),
        fix=(
            "Let a function read it from Secrets Manager, or guard the backend by IAM or a VPC "
            "link; with the constructs: likewise."
        ),
        link=guide("http-api-parameter-mapping"),
        same_as=("CWE-798", "CWE-312"),
        check=_secrets,
    ),
)
