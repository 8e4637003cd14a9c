"""
Rules about stages and deployments.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from apigwv2_tf.lint._phrases import hit_at, stages_of
from apigwv2_tf.lint._verdicts import doubt, guide, hit, text_of, websocket_apis
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.names import stage_name
from apigwv2_tf.surface.values import Sensitive, is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import Deployment, Stage
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.values import Text

_DEFAULT = "$default"
_NAME = re.compile(r"[A-Za-z0-9_-]{1,128}")
_KEY = re.compile(r"[A-Za-z0-9_]+")
_VALUE = re.compile(r"[A-Za-z0-9._~:/?#&=,-]*")
_SECRET_NAME = re.compile(
    r".*(?:secret|passw(?:or)?d|passphrase|token|api_?key|access_?key|private_?key|credential).*",
    re.IGNORECASE,
)
# what is called so but only says where the secret is
_PLACE_NAME = re.compile(r".*(?:arn|url|uri|name|id|path|table|bucket|header|ttl)", re.IGNORECASE)
_SECRET_VALUE = re.compile(
    r"(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,}|xox[abprs]-\S+|sk_live_\w+|glpat-[\w-]{20,}"
    r"|eyJ[\w-]+\.eyJ[\w-]+\..*|.*://[^/@\s]+:[^/@\s]+@.*"
)
_PLACE = re.compile(r"arn:.*|https?://.*", re.DOTALL)


def _names_deployment(stage: Stage) -> bool:
    """Say whether the source gives the stage a deployment; AWS gives it one by itself too."""
    link = stage.deployment
    if link is None:
        return False
    return bool(link.targets) or link.expression is not None


def _not_live(surface: Surface) -> Iterator[Hit]:
    for api, stage in stages_of(surface):
        yield from _without_deployment(api, stage)
    for api in surface.apis:
        for deployment in api.deployments:
            doubts = None if deployment.triggers else _doubts_whether_served(api, deployment)
            if doubts is not None:
                subject = f"deployment {deployment.origin.address}"
                text = "it is not made again when the API changes: it has no `triggers`"
                yield hit(api, subject, text, deployment.origin, doubts)


def _doubts_whether_served(api: Api, deployment: Deployment) -> Doubts | None:
    """Say why it is not certain that a stage serves a deployment; None where none here does."""
    if not api.stages:
        return ()  # whoever serves it is elsewhere
    found = [_doubts_whether_serves(stage, deployment) for stage in api.stages]
    return min((doubts for doubts in found if doubts is not None), key=len, default=None)


def _doubts_whether_serves(stage: Stage, deployment: Deployment) -> Doubts | None:
    link = stage.deployment
    if stage.auto_deploy is True or link is None:
        return None
    doubts = doubt("`auto_deploy`", stage.auto_deploy)
    if link.kind is LinkKind.UNRESOLVED:
        return (*doubts, "a `deployment_id` is known after apply")
    if deployment.origin.address not in link.targets:
        return None
    return doubts if link.target else (*doubts, "a `deployment_id` leads to one of several")


def _without_deployment(api: Api, stage: Stage) -> Iterator[Hit]:
    if stage.auto_deploy is True or _names_deployment(stage):
        return
    link = stage.deployment
    if link is not None and link.kind is LinkKind.EXTERNAL:
        return
    doubts = doubt("`auto_deploy`", stage.auto_deploy)
    unresolved = ("`deployment_id` is known after apply",) if link is not None else ()
    text = "it serves nothing: it has no deployment and `auto_deploy` is off"
    yield hit_at(api, stage, text, doubts=(*doubts, *unresolved))


def _sends_deployment(surface: Surface, stage: Stage) -> bool:
    """Say whether AWS is told which deployment a stage serves, and not the other way round."""
    if not _names_deployment(stage) or stage.deployment is None:
        return False
    if stage.deployment.expression is not None:
        return True
    # one that is known may be what the stage had before, which nobody sends again
    resource = surface.resources.get(stage.origin.address)
    return resource is not None and is_hidden(resource.values.get("id"))


def _refused(surface: Surface) -> Iterator[Hit]:
    for api, stage in stages_of(surface):
        name = text_of(stage.name)
        if stage.auto_deploy is True and _sends_deployment(surface, stage):
            yield hit_at(api, stage, "it has a `deployment_id` beside `auto_deploy`")
        elif name == _DEFAULT and not api.is_http:
            doubts = () if api.is_websocket else ("the API's `protocol_type` is not known here",)
            yield hit_at(api, stage, "WebSocket APIs have no stage `$default`", doubts=doubts)
        elif name not in ("", _DEFAULT) and not _NAME.fullmatch(name):
            text = "its name has other characters than letters, digits, `-` and `_`, or over 128"
            yield hit_at(api, stage, text)


def _variables(surface: Surface) -> Iterator[Hit]:
    for api, stage in stages_of(surface):
        if is_hidden(stage.variables):
            doubts = doubt("`stage_variables`", stage.variables)
            yield hit_at(api, stage, "its variables hold a secret", doubts=doubts)
            continue
        for name, value in (known(stage.variables) or {}).items():
            yield from islice(_variable(api, stage, name, value), 1)


def _variable(api: Api, stage: Stage, name: str, value: Text) -> Iterator[Hit]:
    subject = f"{stage_name(stage)}, variable {name}"
    hidden = isinstance(value, Sensitive) or (is_hidden(value) and _sounds(name))
    if hidden or _is_secret(name, value):
        yield hit(api, subject, "it holds a secret", stage.origin, doubt("its value", value))
    if not _KEY.fullmatch(name):
        text = "AWS refuses its name: it takes letters, digits and `_`"
        yield hit(api, subject, text, stage.origin, (), Severity.ERROR)
    if not _VALUE.fullmatch(text_of(value)):
        text = "AWS refuses its value: it takes letters, digits and `-._~:/?#&=,`"
        yield hit(api, subject, text, stage.origin, (), Severity.ERROR)


def _sounds(name: str) -> bool:
    return bool(_SECRET_NAME.fullmatch(name)) and not _PLACE_NAME.fullmatch(name)


def _is_secret(name: str, value: Text) -> bool:
    text = text_of(value)
    if _SECRET_VALUE.fullmatch(text):
        return True
    return bool(text) and _sounds(name) and not _PLACE.fullmatch(text)


def _without_certificate(surface: Surface) -> Iterator[Hit]:
    for api in websocket_apis(surface):
        for stage in api.stages:
            if not stage.client_certificate_id:
                yield hit_at(api, stage, "it shows backends no client certificate")


RULES = (
    Rule(
        id="stage-not-released",
        code="STG-001",
        severity=Severity.MEDIUM,
        title="Changes of an API do not reach its callers",
        why=(
            "A stage without `auto_deploy` serves its deployment, a snapshot: what is applied "
            "later is not live until there is a new one."
        ),
        fix=(
            "Set `auto_deploy = true`, or `triggers` of the `aws_apigatewayv2_deployment` to a "
            "hash of what it publishes; with the constructs: left out, `auto_deploy` is on, and a "
            "`Deployment` is made again by itself."
        ),
        link=guide("http-api-stages"),
        check=_not_live,
    ),
    Rule(
        id="stage-refused",
        code="STG-002",
        severity=Severity.ERROR,
        title="AWS refuses a stage",
        why="The plan is fine, and the apply fails halfway.",
        fix=(
            "Name stages with letters, digits, `-` and `_` (`$default` for HTTP APIs only), and "
            "leave `deployment_id` out beside `auto_deploy`; with the constructs: refused where "
            "it is written."
        ),
        link=guide("http-api-stages"),
        check=_refused,
    ),
    Rule(
        id="unfit-stage-variable",
        code="STG-003",
        severity=Severity.HIGH,
        title="Stage variables hold secrets, or what AWS refuses",
        why=(
            "Everyone who may look at the API reads its variables, and they stand in the state; "
            "values take letters, digits and `-._~:/?#&=,` only."
        ),
        fix=(
            "Keep the secret in Secrets Manager or SSM and give its name in `stage_variables`, "
            "which the constructs call so too."
        ),
        link=guide("http-api-stages"),
        same_as=("CWE-312", "CWE-798"),
        check=_variables,
    ),
    Rule(
        id="no-client-certificate",
        code="STG-004",
        severity=Severity.INFO,
        title="A WebSocket stage shows backends no client certificate",
        why="A backend on the internet cannot tell API Gateway from anybody else.",
        fix=(
            "Set `client_certificate_id` to an `aws_api_gateway_client_certificate`; with the "
            "constructs: `client_certificate_id=` of `WebSocketStage`."
        ),
        link=guide("websocket-api-stages"),
        same_as=("CKV2_AWS_51", "CWE-306"),
        check=_without_certificate,
    ),
)
