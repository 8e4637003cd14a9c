from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.loading import load_inventory, load_plan

from tests.support.documents import PLANS, change, plan, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.resources import Resource

_EXACT, _INFERRED = LinkKind.EXACT, LinkKind.INFERRED
_AMBIGUOUS, _UNRESOLVED = LinkKind.AMBIGUOUS, LinkKind.UNRESOLVED
_INTEGRATION = "aws_apigatewayv2_integration"
_ROUTE = "aws_apigatewayv2_route"
_NAMED = ('named["pets"]', 'named["shop"]')
_COUNTED = ("counted[0]", "counted[1]")

# what each route of tests/surface/programs/references leads to
_TARGETS: dict[str, tuple[LinkKind, tuple[str, ...]]] = {
    "{}.literal_key": (_EXACT, _NAMED[:1]),
    "{}.formatted": (_EXACT, _COUNTED[1:]),
    '{}.same_key["pets"]': (_INFERRED, _NAMED[:1]),
    '{}.same_key["shop"]': (_INFERRED, _NAMED[1:]),
    "{}.same_index[0]": (_INFERRED, _COUNTED[:1]),
    "{}.same_index[1]": (_INFERRED, _COUNTED[1:]),
    '{}.chained["pets"]': (_INFERRED, _NAMED[:1]),
    '{}.chained["shop"]': (_INFERRED, _NAMED[1:]),
    "{}.conditional": (_AMBIGUOUS, _COUNTED),
    "{}.element": (_AMBIGUOUS, _COUNTED),
    "{}.only_one": (_EXACT, ("optional[0]",)),
    '{}.mapped["GET /mapped"]': (_AMBIGUOUS, _NAMED),
    "{}.local": (_UNRESOLVED, ()),
    "{}.unsure": (_AMBIGUOUS, _COUNTED[:1]),
    "{}.through_nothing": (_EXACT, _COUNTED[1:]),
    "module.routes.{}.passed": (_EXACT, _NAMED[1:]),
    "module.routes.{}.object": (_EXACT, _COUNTED[:1]),
    'module.routes.{}.by_value["pets"]': (_INFERRED, _NAMED[:1]),
    'module.routes.{}.by_value["shop"]': (_INFERRED, _NAMED[1:]),
    'module.routes.{}.by_other_key["GET /other/pets"]': (_AMBIGUOUS, _NAMED),
    'module.routes.{}.by_other_key["GET /other/shop"]': (_AMBIGUOUS, _NAMED),
}
# the same where the template itself is in the plan, as it is in all that CDKTF writes
_TARGETS_IN_JSON: dict[str, tuple[LinkKind, tuple[str, ...]]] = {
    "literal_key": (_EXACT, _NAMED[:1]),
    'same_key["pets"]': (_EXACT, _NAMED[:1]),
    'same_key["shop"]': (_EXACT, _NAMED[1:]),
    "same_index[0]": (_EXACT, _COUNTED[:1]),
    "same_index[1]": (_EXACT, _COUNTED[1:]),
    'chained["pets"]': (_EXACT, _NAMED[:1]),
    'chained["shop"]': (_EXACT, _NAMED[1:]),
    'listed["one"]': (_EXACT, _COUNTED[:1]),
    'listed["two"]': (_EXACT, _COUNTED[1:]),
    "conditional": (_AMBIGUOUS, _COUNTED),
    "element": (_AMBIGUOUS, _COUNTED),
    "local": (_UNRESOLVED, ()),
}


@pytest.fixture(scope="module")
def references() -> Mapping[str, Resource]:
    """Return the resources of the plan that plain Terraform made."""
    return load_inventory(str(PLANS / "references.json")).resources


@pytest.fixture(scope="module")
def references_json() -> Mapping[str, Resource]:
    """Return the resources of the plan of its twin in JSON."""
    return load_inventory(str(PLANS / "references_json.json")).resources


@pytest.mark.parametrize("route", _TARGETS)
def test_targets(references: Mapping[str, Resource], route: str) -> None:
    """A route leads to its integration, as certainly as the plan tells and no more."""
    kind, names = _TARGETS[route]
    link = references[route.format(_ROUTE)].links["target"]

    assert (link.kind, link.targets) == (kind, tuple(f"{_INTEGRATION}.{name}" for name in names))


@pytest.mark.parametrize("route", _TARGETS_IN_JSON)
def test_targets_in_json(references_json: Mapping[str, Resource], route: str) -> None:
    """In JSON configuration the expression is known, so indexes and keys are exact."""
    kind, names = _TARGETS_IN_JSON[route]
    link = references_json[f"{_ROUTE}.{route}"].links["target"]

    assert (link.kind, link.targets) == (kind, tuple(f"{_INTEGRATION}.{name}" for name in names))


@pytest.mark.parametrize(
    ("resource", "kind", "target"),
    [
        ("aws_apigatewayv2_route.literal_key", _EXACT, "aws_apigatewayv2_api.pets"),
        ('aws_apigatewayv2_route.of_module["eu"]', _INFERRED, 'module.shop["eu"].{}.this'),
        ("module.routes.aws_apigatewayv2_route.passed", _EXACT, 'module.shop["eu"].{}.this'),
        (
            'module.shop["us.a[b]/c d"].aws_apigatewayv2_stage.live',
            _EXACT,
            'module.shop["us.a[b]/c d"].{}.this',
        ),
        ('aws_apigatewayv2_route.chained["pets"]', _INFERRED, "aws_apigatewayv2_api.pets"),
    ],
)
def test_apis(
    references: Mapping[str, Resource], resource: str, kind: LinkKind, target: str
) -> None:
    """A part leads to its API, through modules too, whatever signs are in their keys."""
    link = references[resource].links["api_id"]

    assert (link.kind, link.target) == (kind, target.format("aws_apigatewayv2_api"))


def test_elsewhere(references: Mapping[str, Resource]) -> None:
    """An id that no resource has is of something that is managed elsewhere."""
    links = references["aws_apigatewayv2_route.elsewhere"].links

    assert {name: (link.kind, link.id, link.targets) for name, link in links.items()} == {
        "api_id": (LinkKind.EXTERNAL, "a1b2c3d4e5", ()),
        "target": (LinkKind.EXTERNAL, "x1y2z3", ()),
    }


def test_expressions_for_people(references: Mapping[str, Resource]) -> None:
    """What cannot be followed says how it is written."""
    link = references["aws_apigatewayv2_route.local"].links["target"]

    assert (link.expression, str(link)) == ("local.target", "(known after apply)")


def test_whole_plan(references: Mapping[str, Resource]) -> None:
    """No route of the program is left out of these tables."""
    routes = {one for one in references if f"{_ROUTE}." in one}
    tested = {name.format(_ROUTE) for name in _TARGETS}

    assert routes - tested == {f"{_ROUTE}.elsewhere", f'{_ROUTE}.of_module["eu"]'}


# -- one expression at a time ----------------------------------------------------------------------


def _block(address: str, expressions: object = None, **more: object) -> dict[str, object]:
    kind, _, name = address.partition(".")
    block = {"address": address, "mode": "managed", "type": kind, "name": name}
    return block | {"expressions": expressions or {}} | more


_API, _OTHER_API = "aws_apigatewayv2_api.a", "aws_apigatewayv2_api.b"
_STAGE = "aws_apigatewayv2_stage.live"


def _link(
    tmp_path: Path,
    attribute: str,
    expression: object,
    *,
    others: Iterable[Mapping[str, object]] = (),
    blocks: Iterable[Mapping[str, object]] = (),
    kind: str = _ROUTE,
) -> Link:
    """Return the link of an attribute that is unknown, in a plan with two APIs and a stage."""
    unknown = {"id": True}
    changes = [
        change(_API, "create", after={"name": "a"}, after_unknown=unknown),
        change(_OTHER_API, "create", after={"name": "b"}, after_unknown=unknown),
        change(_STAGE, "create", after={"name": "live"}, after_unknown={"api_id": True}),
        change(f"{kind}.x", "create", after={}, after_unknown={attribute: True}),
        *others,
    ]
    resources = [
        _block(_API),
        _block(_OTHER_API),
        _block(_STAGE, {"api_id": {"references": [f"{_API}.id", _API]}}),
        _block(f"{kind}.x", {attribute: expression}),
        *blocks,
    ]
    document = plan(changes, configuration={"root_module": {"resources": resources}})
    return load_plan(write(tmp_path, document)).after.resources[f"{kind}.x"].links[attribute]


def _template(text: str, *references: str) -> dict[str, object]:
    return {"constant_value": text, "references": list(references) or ["x"]}


@pytest.mark.parametrize(
    ("expression", "kind", "targets"),
    [
        ({"references": [f"{_API}.id", _API]}, _EXACT, (_API,)),
        ({"references": ["var.a", f"{_API}.id", _API]}, _EXACT, (_API,)),
        ({"references": [f"{_STAGE}.api_id", _STAGE]}, _EXACT, (_API,)),
        ({"references": [f"{_STAGE}.name", _STAGE]}, _UNRESOLVED, ()),
        ({"references": ["local.a", f"{_API}.id", _API]}, _AMBIGUOUS, (_API,)),
        ({"references": ["terraform_data.t.id", f"{_API}.id", _API]}, _AMBIGUOUS, (_API,)),
        ({"references": [f"{_API}.id", _API, f"{_API}.id", _API]}, _EXACT, (_API,)),
        ({"references": [f"{_API}.id", f"{_OTHER_API}.id"]}, _AMBIGUOUS, (_API, _OTHER_API)),
        ({"references": ["aws_apigatewayv2_api.gone.id"]}, _UNRESOLVED, ()),
        ({"references": ["module.gone.id", "module.gone"]}, _UNRESOLVED, ()),
        ({"references": ["each.value"]}, _UNRESOLVED, ()),
        ({"references": [":-(", f"{_API}.id"]}, _UNRESOLVED, ()),
        ({}, _UNRESOLVED, ()),
        ("nonsense", _UNRESOLVED, ()),
        (_template(f"${{{_API}.id}}"), _EXACT, (_API,)),
        (_template(f"${{var.a ? {_API}.id : {_OTHER_API}.id}}"), _AMBIGUOUS, (_API, _OTHER_API)),
        (_template(f'${{var.a ? {_API}.id : "known"}}'), _EXACT, (_API,)),
        (_template(f"${{var.a ? {_API}.id : local.b}}"), _AMBIGUOUS, (_API,)),
        (_template(f'${{coalesce("", {_API}.id)}}'), _EXACT, (_API,)),
        (_template("%{if var.a}x%{endif}"), _UNRESOLVED, ()),
        (_template("${"), _UNRESOLVED, ()),
    ],
)
def test_one_expression(
    tmp_path: Path, expression: object, kind: LinkKind, targets: tuple[str, ...]
) -> None:
    """Only what cannot lead anywhere else is certain."""
    link = _link(
        tmp_path,
        "api_id",
        expression,
        others=[change("terraform_data.t", "create", after={}, after_unknown={"id": True})],
        blocks=[_block("terraform_data.t")],
    )

    assert (link.kind, link.targets) == (kind, targets)


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ({"references": [f"{_API}.execution_arn", _API]}, _EXACT),
        ({"references": [f"{_API}.execution_arn", _API, f"{_STAGE}.name", _STAGE]}, _EXACT),
        ({"references": [f"{_API}.execution_arn", "terraform_data.t.id"]}, _INFERRED),
        ({"references": [f"{_API}.execution_arn", "local.path"]}, _AMBIGUOUS),
        (_template(f"${{{_API}.execution_arn}}/*/${{local.path}}"), _EXACT),
        (_template(f"${{{_API}.execution_arn}}/${{{_STAGE}.name}}/*"), _EXACT),
        (_template(f"arn:aws:execute-api:${{local.r}}:1:${{{_API}.id}}/*"), _EXACT),
    ],
)
def test_arn_of_parts(tmp_path: Path, expression: object, kind: LinkKind) -> None:
    """In an ARN made of parts, what is not the API does not make it unsure where that is known."""
    link = _link(
        tmp_path,
        "source_arn",
        expression,
        others=[change("terraform_data.t", "create", after={}, after_unknown={"id": True})],
        blocks=[_block("terraform_data.t")],
        kind="aws_lambda_permission",
    )

    assert (link.kind, link.targets) == (kind, (_API,))


def test_stage_alone_is_no_api(tmp_path: Path) -> None:
    """The execution ARN of a stage leads to the stage, its name nowhere."""
    expression = {"references": [f"{_STAGE}.execution_arn", _STAGE]}

    link = _link(tmp_path, "source_arn", expression, kind="aws_lambda_permission")

    assert link.target == _STAGE


def test_circle(tmp_path: Path) -> None:
    """Expressions that lead back to themselves are not resolved, and end."""
    block = _block("aws_apigatewayv2_stage.y", {"api_id": {"references": [f"{_ROUTE}.x.api_id"]}})
    other = change("aws_apigatewayv2_stage.y", "create", after={}, after_unknown={"api_id": True})

    link = _link(
        tmp_path,
        "api_id",
        {"references": ["aws_apigatewayv2_stage.y.api_id"]},
        others=[other],
        blocks=[block],
    )

    assert link.kind is _UNRESOLVED


# -- values that are known -------------------------------------------------------------------------

_LAMBDA = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
_INVOKE = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{}/invocations"
_THERE: dict[str, dict[str, str]] = {
    "aws_apigatewayv2_api.shop": {"id": "shop123"},
    "aws_apigatewayv2_integration.orders": {"id": "int123", "api_id": "shop123"},
    "aws_apigatewayv2_stage.live": {"id": "live", "name": "live", "api_id": "shop123"},
    "aws_apigatewayv2_stage.other": {"id": "live", "name": "live", "api_id": "other123"},
    "aws_lambda_function.orders": {
        "id": "orders",
        "function_name": "orders",
        "arn": _LAMBDA,
        "invoke_arn": _INVOKE.format(_LAMBDA),
    },
    "aws_lambda_alias.live": {"arn": f"{_LAMBDA}:live", "name": "live", "function_name": "orders"},
    "aws_iam_role.caller": {"id": "caller", "name": "caller", "arn": "arn:aws:iam::1:role/caller"},
    "aws_cloudwatch_log_group.access": {"arn": "arn:aws:logs:eu-west-1:1:log-group:/access"},
    "aws_apigatewayv2_domain_name.shop": {
        "id": "api.example.com",
        "domain_name": "api.example.com",
    },
}


def _known(tmp_path: Path, address: str, values: Mapping[str, object]) -> Mapping[str, Link]:
    there: dict[str, object] = {**_THERE, address: values}
    document = plan([change(one, "no-op", before=had, after=had) for one, had in there.items()])
    found = load_plan(write(tmp_path, document))
    assert found.before.resources[address].links == found.after.resources[address].links
    return found.after.resources[address].links


@pytest.mark.parametrize(
    ("address", "attribute", "value", "expected"),
    [
        ("route", "target", "integrations/int123", "aws_apigatewayv2_integration.orders"),
        ("route", "target", "integrations/gone", "gone"),
        ("route", "api_id", "shop123", "aws_apigatewayv2_api.shop"),
        ("integration", "integration_uri", _INVOKE.format(_LAMBDA), "aws_lambda_function.orders"),
        ("integration", "integration_uri", _LAMBDA, "aws_lambda_function.orders"),
        ("integration", "integration_uri", f"{_LAMBDA}:live", "aws_lambda_alias.live"),
        (
            "integration",
            "integration_uri",
            _INVOKE.format(f"{_LAMBDA}:live"),
            "aws_lambda_alias.live",
        ),
        ("integration", "integration_uri", f"{_LAMBDA}:7", "aws_lambda_function.orders"),
        ("integration", "integration_uri", f"{_LAMBDA}s", f"{_LAMBDA}s"),
        ("integration", "integration_uri", "https://example.com", None),
        ("integration", "integration_uri", "arn:aws:apigateway:eu-west-1:sqs:path/1/q", None),
        (
            "integration",
            "integration_uri",
            _INVOKE.format("arn:aws:lambda:eu-west-1:1:function:${stageVariables.name}"),
            None,
        ),
        ("integration", "credentials_arn", "arn:aws:iam::1:role/caller", "aws_iam_role.caller"),
        ("integration", "credentials_arn", "arn:aws:iam::*:user/*", None),
        ("integration", "connection_id", "link123", "link123"),
        ("authorizer", "authorizer_uri", _INVOKE.format(_LAMBDA), "aws_lambda_function.orders"),
        ("api_mapping", "domain_name", "api.example.com", "aws_apigatewayv2_domain_name.shop"),
        ("route", "authorizer_id", "", None),
        ("route", "authorizer_id", 7, None),
    ],
)
def test_known_values(
    tmp_path: Path, address: str, attribute: str, value: object, expected: str | None
) -> None:
    """A value that is known leads to what AWS calls so, before and after, or elsewhere."""
    links = _known(tmp_path, f"aws_apigatewayv2_{address}.x", {attribute: value})

    link = links.get(attribute)
    assert (link and (link.target or link.id)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("arn:aws:execute-api:eu-west-1:1:shop123/*/*", "aws_apigatewayv2_api.shop"),
        ("arn:aws:execute-api:eu-west-1:1:shop123", "aws_apigatewayv2_api.shop"),
        ("arn:aws:execute-api:eu-west-1:1:away123/*", "away123"),
        ("arn:aws:execute-api:eu-west-1:1:*", None),
        ("arn:aws:execute-api:eu-west-1:1:*/live/*", None),
        ("arn:aws:s3:::bucket", None),
    ],
)
def test_known_source(tmp_path: Path, value: str, expected: str | None) -> None:
    """A permission leads to the API that its ARN names, and to none where it names many."""
    link = _known(tmp_path, "aws_lambda_permission.x", {"source_arn": value}).get("source_arn")

    assert (link and (link.target or link.id)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("orders", "aws_lambda_function.orders"),
        ("orders:live", "aws_lambda_function.orders"),
        (_LAMBDA, "aws_lambda_function.orders"),
        (f"{_LAMBDA}:live", "aws_lambda_alias.live"),
        ("carts", "carts"),
    ],
)
def test_known_function(tmp_path: Path, value: str, expected: str) -> None:
    """A permission leads to the function, by its name or its ARN."""
    links = _known(tmp_path, "aws_lambda_permission.x", {"function_name": value})

    assert (links["function_name"].target or links["function_name"].id) == expected


@pytest.mark.parametrize(
    ("api", "kind", "targets"),
    [
        ("shop123", _EXACT, ("aws_apigatewayv2_stage.live",)),
        ("other123", _EXACT, ("aws_apigatewayv2_stage.other",)),
        ("third123", LinkKind.EXTERNAL, ()),
    ],
)
def test_stage_of_the_same_api(
    tmp_path: Path, api: str, kind: LinkKind, targets: tuple[str, ...]
) -> None:
    """The name of a stage means the one of the same API."""
    values = {"api_id": api, "stage": "live", "domain_name": "api.example.com"}

    link = _known(tmp_path, "aws_apigatewayv2_api_mapping.x", values)["stage"]

    assert (link.kind, link.targets) == (kind, targets)


def test_log_group_behind_an_arn_with_a_star(tmp_path: Path) -> None:
    """A log destination leads to its log group, also with ``:*`` behind it, in its block."""
    arn = _THERE["aws_cloudwatch_log_group.access"]["arn"]
    values = {"name": "x", "access_log_settings": [{"destination_arn": f"{arn}:*"}]}

    links = _known(tmp_path, "aws_apigatewayv2_stage.x", values)

    target = links["access_log_settings.destination_arn"].target
    assert target == "aws_cloudwatch_log_group.access"


def test_id_of_what_is_deleted(tmp_path: Path) -> None:
    """An id that only something has that goes away leads there, not elsewhere."""
    gone = {"id": "int123"}
    route = {"target": "integrations/int123"}
    document = plan(
        [
            change(f"{_INTEGRATION}.gone", "delete", before=gone),
            change(f"{_ROUTE}.x", "no-op", before=route, after=route),
        ]
    )

    after = load_plan(write(tmp_path, document)).after

    assert after.resources.keys() == {f"{_ROUTE}.x"}
    assert after.resources[f"{_ROUTE}.x"].links["target"].target == f"{_INTEGRATION}.gone"


def test_id_in_the_state_only(tmp_path: Path) -> None:
    """In a targeted plan, an id may be of something that only the state has."""
    route = {"target": "integrations/int123"}
    state: dict[str, object] = {
        "address": f"{_INTEGRATION}.kept",
        "mode": "managed",
        "type": _INTEGRATION,
    }
    state |= {"name": "kept", "values": {"id": "int123"}}
    document = plan(
        [change(f"{_ROUTE}.x", "no-op", before=route, after=route)],
        prior_state={"values": {"root_module": {"resources": [state]}}},
    )

    after = load_plan(write(tmp_path, document)).after

    assert after.resources[f"{_ROUTE}.x"].links["target"].target == f"{_INTEGRATION}.kept"
