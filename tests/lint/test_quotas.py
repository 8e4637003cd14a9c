from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.lint import lint
from apigwv2_tf.lint.quotas import RULES
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.values import UNKNOWN, masked

from tests.support.lint_cases import Case, check, fires, params, silent, unsure
from tests.support.lint_surfaces import (
    asking,
    http,
    integration,
    jwt,
    origin,
    route,
    stage,
    surface,
    websocket,
)
from tests.support.rule_cases import (
    answer,
    deployment,
    domain,
    mapping,
    model,
    named,
    resource,
    vpc_link,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf.surface.model import Api, Surface


def _stages(number: int) -> tuple[Any, ...]:
    made = stage("v")
    return tuple(
        replace(made, origin=origin("stage", f"s{at}"), name=f"v{at}") for at in range(number)
    )


def _variables(number: int) -> Api:
    return http(stage(variables={f"v{at}": "x" for at in range(number)}))


def _tags(number: int) -> Surface:
    tags = {f"t{at}": "x" for at in range(number)}
    tagged = resource("aws_apigatewayv2_stage", "live", tags=tags)
    return surface(http(stage()), resources=(tagged,))


def _texts(number: int) -> tuple[str, ...]:
    return tuple(str(at) for at in range(number))


def _linked(number: int) -> Surface:
    links = tuple(vpc_link(f"l{at}") for at in range(number))
    return replace(surface(), vpc_links=links)


def _named(number: int) -> Surface:
    return replace(surface(), domain_names=tuple(domain(f"d{at}") for at in range(number)))


def _apis(number: int) -> Surface:
    return surface(*(http(origin=origin("aws_apigatewayv2_api", f"a{at}")) for at in range(number)))


def _deep(number: int) -> Surface:
    return named(*(mapping(f"m{at}", key=f"v1/m{at}") for at in range(number)))


# id, what makes so much of it, the most that AWS takes, where warnings begin, whether AWS raises it
QUOTAS: list[tuple[str, Callable[[int], Api | Surface], int, int, bool]] = [
    ("too-many-routes", lambda n: http(*(route(f"GET /{at}") for at in range(n))), 300, 240, True),
    (
        "too-many-integrations",
        lambda n: http(*(integration(f"i{at}") for at in range(n))),
        300,
        240,
        False,
    ),
    (
        "too-many-websocket-integrations",
        lambda n: websocket(*(integration(f"i{at}") for at in range(n))),
        300,
        240,
        True,
    ),
    ("too-many-stages", lambda n: http(*_stages(n)), 10, 8, True),
    ("too-many-authorizers", lambda n: http(*(jwt(f"a{at}") for at in range(n))), 10, 8, True),
    ("too-many-audiences", lambda n: http(jwt(audience=_texts(n))), 50, 40, False),
    ("too-many-scopes", lambda n: http(route(scopes=_texts(n))), 10, 8, False),
    ("too-many-mappings", _deep, 200, 160, False),
    ("too-many-stage-variables", _variables, 100, 80, False),
    ("too-many-stage-tags", _tags, 50, 40, False),
    (
        "too-many-subnets",
        lambda n: replace(surface(), vpc_links=(vpc_link(subnet_ids=_texts(n)),)),
        10,
        8,
        True,
    ),
    ("too-many-vpc-links", _linked, 10, 8, True),
    ("too-many-domain-names", _named, 120, 96, True),
    ("too-many-apis", _apis, 600, 480, True),
    ("long-name", lambda n: http(name="n" * n), 128, 103, False),
    (
        "long-description",
        lambda n: http(deployments=(deployment(description="d" * n),)),
        1024,
        820,
        False,
    ),
    ("long-version", lambda n: http(version="1" * n), 64, 52, False),
    ("long-operation-name", lambda n: http(route(operation_name="o" * n)), 64, 52, False),
    ("long-uri", lambda n: http(integration(uri="u" * n)), 2048, 1639, False),
    (
        "long-parameter",
        lambda n: http(integration(response_parameters={"200": {"overwrite:header.a": "p" * n}})),
        512,
        410,
        False,
    ),
    (
        "long-template",
        lambda n: websocket(integration(responses=(answer(response_templates={"a": "t" * n}),))),
        32_768,
        26_215,
        False,
    ),
    ("long-schema", lambda n: websocket(models=(model(schema="s" * n),)), 32_768, 26_215, False),
    ("long-log-format", lambda n: http(stage(log_format="f" * n)), 3072, 1025, False),
    ("long-variable-name", lambda n: http(stage(variables={"v" * n: ""})), 64, 52, False),
    ("long-variable", lambda n: http(stage(variables={"v": "v" * n})), 512, 410, False),
    (
        "impossible-time-to-live",
        lambda n: http(asking(result_ttl_seconds=float(n))),
        3600,
        3601,
        False,
    ),
    (
        "long-server-name",
        lambda n: http(integration(server_name_to_verify="s" * n)),
        512,
        410,
        False,
    ),
    (
        "long-truststore-version",
        lambda n: replace(surface(), domain_names=(domain(truststore_version="v" * n),)),
        64,
        52,
        False,
    ),
]


def _cases_of(
    rule: str, make: Callable[[int], Api | Surface], most: int, nearly: int, *, raised: bool
) -> list[Case]:
    above = Severity.MEDIUM if raised else Severity.ERROR
    text = "unless it has raised" if raised else "AWS takes"
    cases = [
        fires(rule, "above", make(most + 1), severity=above, text=text),
        silent(rule, "far below", make(nearly - 1)),
    ]
    if nearly <= most:
        cases.append(fires(rule, "nearly", make(nearly), severity=Severity.LOW))
        cases.append(fires(rule, "all of it", make(most), severity=Severity.LOW))
    else:
        cases.append(silent(rule, "all of it", make(most)))
    return cases


CASES = [
    *(case for quota in QUOTAS for case in _cases_of(*quota[:-1], raised=quota[-1])),
    fires(
        "impossible-time-to-live",
        "below 0",
        http(asking(result_ttl_seconds=-1.0)),
        severity=Severity.ERROR,
    ),
    silent("impossible-time-to-live", "unknown", http(asking(result_ttl_seconds=UNKNOWN))),
    silent("long-uri", "unknown", http(integration(uri=UNKNOWN))),
    silent("long-variable", "sensitive", http(stage(variables={"v": masked("v" * 600)}))),
    unsure(
        "too-many-routes",
        "a document unknown",
        http(route(), document=UNKNOWN),
        severity=Severity.LOW,
    ),
    unsure(
        "too-many-scopes",
        "unknown",
        http(route(scopes=UNKNOWN)),
        text="more than 10 scopes",
        severity=Severity.LOW,
    ),
    unsure(
        "too-many-audiences", "sensitive", http(jwt(audience=masked(["a"]))), severity=Severity.LOW
    ),
    unsure(
        "too-many-stage-variables", "unknown", http(stage(variables=UNKNOWN)), severity=Severity.LOW
    ),
]


@pytest.mark.parametrize("case", params(CASES))
def test_rule(case: Case) -> None:
    """Each quota is silent far below, warns nearby, and refuses above."""
    check(case)


def test_every_quota_is_tested_at_its_edges() -> None:
    """The table above has every quota, once."""
    assert [quota[0] for quota in QUOTAS] == [rule.id for rule in RULES]


def test_one_finding_for_all_parameters_of_an_integration() -> None:
    """An integration with many long values is found once."""
    values = {f"overwrite:header.h{at}": "p" * 600 for at in range(5)}
    found = lint(surface(http(integration(request_parameters=values))))

    assert len([one for one in found if one.id == "long-parameter"]) == 1
