from __future__ import annotations

from typing import Any

import pytest
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.links import Link, LinkKind
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.lint_cases import Case, check, fires, hits, params, silent, unsure
from tests.support.lint_surfaces import UNRESOLVED, http, stage, surface, to, websocket
from tests.support.rule_cases import deployment

_LIVE = "aws_apigatewayv2_deployment.live"
_DEPLOYMENT = to(_LIVE, expression=_LIVE)
_CARRIED = to(_LIVE)  # by its id, which is known
_AUTOMATIC = Link(kind=LinkKind.EXTERNAL, id="made-by-aws")
_PASSWORD = "correct-horse"


def _with(**variables: Any) -> Any:  # noqa: ANN401
    """Return an API whose stage has these variables."""
    return http(stage(variables=variables))


def _stage_with(id: object) -> Resource:
    """Return the resource of the stage."""
    kind = "aws_apigatewayv2_stage"
    return Resource(address=f"{kind}.live", type=kind, values={"id": id})


CASES = [
    # STG-001
    fires("stage-not-released", "no deployment", http(stage())),
    fires("stage-not-released", "off, as a state has it", http(stage(auto_deploy=False))),
    fires(
        "stage-not-released",
        "no triggers",
        http(
            stage(deployment=_DEPLOYMENT),
            deployments=(deployment(triggers=None),),
        ),
        text="it has no `triggers`",
    ),
    silent("stage-not-released", "auto_deploy", http(stage(auto_deploy=True))),
    silent(
        "stage-not-released",
        "triggers",
        http(stage(deployment=_DEPLOYMENT), deployments=(deployment(),)),
    ),
    silent(
        "stage-not-released",
        "triggers unknown",
        http(stage(deployment=_DEPLOYMENT), deployments=(deployment(triggers=UNKNOWN),)),
    ),
    silent("stage-not-released", "one from elsewhere", http(stage(deployment=_AUTOMATIC))),
    silent(
        "stage-not-released",
        "a deployment from before auto_deploy",
        http(
            stage(auto_deploy=True, deployment=_CARRIED),
            deployments=(deployment(triggers=None),),
        ),
    ),
    silent(
        "stage-not-released",
        "a deployment that no stage serves",
        http(
            stage(deployment=to("aws_apigatewayv2_deployment.other")),
            deployments=(deployment(triggers=None),),
        ),
    ),
    fires(
        "stage-not-released",
        "a stage from elsewhere",
        http(deployments=(deployment(triggers=None),)),
    ),
    fires(
        "stage-not-released",
        "one stage of two",
        http(
            stage("a", auto_deploy=UNKNOWN, deployment=_DEPLOYMENT),
            stage("b", deployment=_DEPLOYMENT),
            deployments=(deployment(triggers=None),),
        ),
    ),
    unsure("stage-not-released", "auto_deploy unknown", http(stage(auto_deploy=UNKNOWN))),
    unsure(
        "stage-not-released",
        "no triggers, auto_deploy unknown",
        http(
            stage(auto_deploy=UNKNOWN, deployment=_DEPLOYMENT),
            deployments=(deployment(triggers=None),),
        ),
        text="it has no `triggers`: `auto_deploy` is known after apply",
    ),
    unsure(
        "stage-not-released",
        "one of two deployments",
        http(
            stage(deployment=to(_LIVE, "aws_apigatewayv2_deployment.other", expression="x")),
            deployments=(deployment(triggers=None),),
        ),
    ),
    unsure("stage-not-released", "deployment unknown", http(stage(deployment=UNRESOLVED))),
    # STG-002
    fires("stage-refused", "both", http(stage(auto_deploy=True, deployment=_DEPLOYMENT))),
    fires(
        "stage-refused",
        "both, of a new stage",
        surface(
            http(stage(auto_deploy=True, deployment=_CARRIED)), resources=(_stage_with(UNKNOWN),)
        ),
    ),
    silent(
        "stage-refused",
        "a deployment from before auto_deploy",
        surface(
            http(stage(auto_deploy=True, deployment=_CARRIED)), resources=(_stage_with("prod"),)
        ),
    ),
    fires("stage-refused", "name", http(stage("v1.0")), text="its name has other characters"),
    fires("stage-refused", "long name", http(stage("v" * 129))),
    fires("stage-refused", "$default of a WebSocket API", websocket(stage("$default"))),
    silent("stage-refused", "$default", http(stage())),
    silent("stage-refused", "good name", http(stage("live_2-a"))),
    silent("stage-refused", "name unknown", http(stage(UNKNOWN))),
    silent(
        "stage-refused",
        "what AWS deploys by itself",
        http(stage(auto_deploy=True, deployment=_AUTOMATIC)),
    ),
    silent(
        "stage-refused",
        "what the provider computes",
        http(stage(auto_deploy=True, deployment=UNRESOLVED)),
    ),
    unsure("stage-refused", "protocol unknown", http(stage(), protocol=UNKNOWN)),
    # STG-003
    fires("unfit-stage-variable", "by name", _with(db_password=_PASSWORD)),
    fires("unfit-stage-variable", "by value", _with(key="AKIAIOSFODNN7EXAMPLE")),
    fires("unfit-stage-variable", "in a URL", _with(db="postgres://shop:horse@db.example/shop")),
    fires(
        "unfit-stage-variable",
        "characters of the value",
        _with(greeting="hello world"),
        severity=Severity.ERROR,
    ),
    fires(
        "unfit-stage-variable",
        "characters of the name",
        _with(**{"back-end": "one"}),
        severity=Severity.ERROR,
        text="AWS refuses its name",
    ),
    silent("unfit-stage-variable", "a host", _with(host="one.example.com:443/a?b=c")),
    silent(
        "unfit-stage-variable", "where a secret is", _with(secret_name="shop/db", token_url="u")
    ),
    silent("unfit-stage-variable", "a secret's ARN", _with(password="arn:aws:ssm:r:1:parameter/p")),
    silent("unfit-stage-variable", "a name unknown", _with(host=UNKNOWN)),
    unsure("unfit-stage-variable", "sensitive", _with(host=masked("x"))),
    unsure("unfit-stage-variable", "unknown", _with(api_key=UNKNOWN)),
    unsure("unfit-stage-variable", "all unknown", http(stage(variables=UNKNOWN))),
    # STG-004
    fires("no-client-certificate", "none", websocket(stage("live"))),
    silent(
        "no-client-certificate",
        "one",
        websocket(stage("live", client_certificate_id=UNKNOWN)),
    ),
    silent("no-client-certificate", "an HTTP API", http(stage())),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """Each rule says of each surface what it should."""
    check(case)


def test_no_secret_is_shown() -> None:
    """A finding names the variable, never what is in it."""
    for case in CASES:
        assert not [hit for hit in hits(case) if _PASSWORD in f"{hit.text} {hit.subject}"]
