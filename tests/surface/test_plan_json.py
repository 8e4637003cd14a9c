from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.loading import load_plan
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.values import UNKNOWN, Sensitive

from tests.support.documents import PLANS, change, committed, plan, write

if TYPE_CHECKING:
    from pathlib import Path

    from apigwv2_tf.surface.plan_json import PlannedChange

_ROUTE = "aws_apigatewayv2_route"


@pytest.fixture(scope="module")
def shop() -> PlannedChange:
    """Return what a pull request does to a shop, as Terraform has planned it."""
    return load_plan(str(PLANS / "shop_change.json"))


def _routes(resources: object) -> set[str]:
    return {name for name in resources if name.startswith(_ROUTE)}  # type: ignore[attr-defined]


def test_before(shop: PlannedChange) -> None:
    """Before the change there is what the state has, under the addresses that it had."""
    names = {"carts", "default", "handed_over", "old_name", "orders"}

    assert _routes(shop.before.resources) == {f"{_ROUTE}.{name}" for name in names}


def test_after(shop: PlannedChange) -> None:
    """After it there is neither what is deleted nor what Terraform lets go of."""
    names = {"default", "health", 'items["GET /items"]', 'items["GET /items/{id}"]', "orders"}

    assert _routes(shop.after.resources) == {f"{_ROUTE}.{name}" for name in names}


@pytest.mark.parametrize(
    ("address", "action"),
    [
        ("aws_apigatewayv2_stage.live", Action.NONE),
        ("aws_apigatewayv2_api.shop", Action.UPDATE),
        ("aws_apigatewayv2_integration.items", Action.CREATE),
        ("aws_apigatewayv2_integration.site", Action.DELETE_THEN_CREATE),
        (f"{_ROUTE}.carts", Action.DELETE),
        (f"{_ROUTE}.handed_over", Action.FORGET),
        (f"{_ROUTE}.health", Action.UPDATE),
    ],
)
def test_actions(shop: PlannedChange, address: str, action: Action) -> None:
    """Each resource says what is done to it."""
    assert {one.address: one.action for one in shop.changes}[address] is action


def test_replacement(shop: PlannedChange) -> None:
    """What is replaced is there before and after, and says why."""
    name = "aws_apigatewayv2_integration.site"
    (found,) = (one for one in shop.changes if one.address == name)

    assert (found.reason, found.replaced_by) == (
        "replace_because_cannot_update",
        ("integration_type",),
    )
    assert found.action.replaces
    assert shop.before.resources[name].values["integration_type"] == "HTTP_PROXY"
    assert shop.after.resources[name].values["integration_type"] == "AWS_PROXY"
    assert shop.after.resources[f"{_ROUTE}.default"].links["target"].target == name


def test_move(shop: PlannedChange) -> None:
    """What is moved is known by the address that it had."""
    (found,) = (one for one in shop.changes if one.previous_address)

    assert (found.address, found.previous_address) == (f"{_ROUTE}.health", f"{_ROUTE}.old_name")


def test_changes_are_sorted(shop: PlannedChange) -> None:
    """Changes come by address; data sources are no changes."""
    addresses = [one.address for one in shop.changes]

    assert addresses == sorted(addresses)
    assert not [name for name in addresses if name.startswith("data.")]


def test_data_sources(shop: PlannedChange) -> None:
    """What was read is there before and after."""
    for inventory in (shop.before, shop.after):
        region = inventory.resources["data.aws_region.here"]
        assert (region.data, region.values["name"]) == (True, "eu-west-1")


@pytest.mark.parametrize(
    "name",
    [
        "shop_create",
        "shop_change",
        "shop_unchanged",
        "shop_destroy",
    ],
)
def test_secrets(name: str) -> None:
    """A sensitive value is in none of the resources; two of them can be compared."""
    planned = load_plan(str(PLANS / f"{name}.json"))
    address = "aws_apigatewayv2_authorizer.customers"
    found = [
        inventory.resources[address].values["jwt_configuration"][0]["issuer"]
        for inventory in (planned.before, planned.after)
        if address in inventory.resources
    ]

    assert found
    assert all(isinstance(one, Sensitive) for one in found)
    assert len(set(found)) == 1
    assert "tenant-8f3c" in json.dumps(committed(name))
    assert "tenant-8f3c" not in repr(planned)


def test_nothing_changes() -> None:
    """A plan that changes nothing has the same resources before and after, and says so."""
    planned = load_plan(str(PLANS / "shop_unchanged.json"))

    assert {one.action for one in planned.changes} == {Action.NONE}
    assert planned.before.resources == planned.after.resources
    assert planned.after.notes == ("Terraform has nothing to apply.",)


def test_destruction() -> None:
    """A plan to destroy everything leaves nothing but data sources, and is whole."""
    planned = load_plan(str(PLANS / "shop_destroy.json"))

    assert {one.action for one in planned.changes} == {Action.DELETE}
    assert not [one for one in planned.after.resources.values() if not one.data]
    assert planned.after.notes == ()


def test_creation() -> None:
    """A plan for the first time has nothing before, and leaves nothing unsaid."""
    planned = load_plan(str(PLANS / "shop_create.json"))

    assert not [one for one in planned.before.resources.values() if not one.data]
    assert planned.after.notes == ()


def test_target() -> None:
    """A targeted plan says that it does not tell everything."""
    planned = load_plan(str(PLANS / "shop_targeted.json"))

    (note,) = planned.after.notes
    assert note.startswith("The plan leaves out aws_")
    assert note.endswith(", as one made with -target does.")


@pytest.mark.parametrize("name", ["references", "references_json", "documents", "orders_create"])
def test_whole_plans(name: str) -> None:
    """A plan of modules, counts and sets says nothing of what it leaves out: it is whole."""
    assert load_plan(str(PLANS / f"{name}.json")).after.notes == ()


@pytest.mark.parametrize(
    ("told", "notes"),
    [
        (
            {"errored": True, "applyable": False},
            ("The plan has failed part way: what it tells is not all that there is.",),
        ),
        ({"complete": False}, ("The plan is not complete, as one made with -target.",)),
        (
            {
                "complete": False,
                "deferred_changes": [{"resource_change": {"address": "aws_x.later"}}],
            },
            ("Terraform has put off a part of the changes: aws_x.later.",),
        ),
        ({"complete": True, "errored": False, "applyable": True}, ()),
    ],
)
def test_notes(tmp_path: Path, told: dict[str, Any], notes: tuple[str, ...]) -> None:
    """A plan says what is wrong with it."""
    found = load_plan(
        write(tmp_path, plan([change("aws_x.y", "update", before={}, after={})], **told))
    )

    assert found.after.notes == notes


def test_deposed(tmp_path: Path) -> None:
    """What an earlier apply has left behind is told apart from what is there."""
    name = "aws_apigatewayv2_integration.x"
    there = {"id": "new"}
    document = plan(
        [
            change(name, "no-op", before=there, after=there),
            change(name, "delete", before={"id": "old"}, deposed="1a2b3c4d"),
        ]
    )

    found = load_plan(write(tmp_path, document))

    assert [(one.action, one.deposed) for one in found.changes] == [
        (Action.NONE, False),
        (Action.DELETE, True),
    ]
    assert found.before.resources[name].values == found.after.resources[name].values == there


@pytest.mark.parametrize(
    ("actions", "action", "is_after"),
    [
        (("create", "delete"), Action.CREATE_THEN_DELETE, True),
        (("delete", "create"), Action.DELETE_THEN_CREATE, True),
        (("create", "forget"), Action.CREATE_THEN_FORGET, True),
        (("forget",), Action.FORGET, False),
        (("delete",), Action.DELETE, False),
    ],
)
def test_what_is_left(
    tmp_path: Path, actions: tuple[str, ...], action: Action, *, is_after: bool
) -> None:
    """Only what is deleted or let go of is no longer there, whatever comes first."""
    after = {"name": "x"} if is_after else None
    document = plan([change("aws_apigatewayv2_api.x", *actions, before={"id": "a"}, after=after)])

    found = load_plan(write(tmp_path, document))

    assert found.changes[0].action is action
    assert found.before.resources.keys() == {"aws_apigatewayv2_api.x"}
    assert bool(found.after.resources) is is_after


def test_import(tmp_path: Path) -> None:
    """What is imported was there before."""
    there = {"id": "a", "name": "x"}
    entry = change(
        "aws_apigatewayv2_api.x", "no-op", before=there, after=there, importing={"id": "a"}
    )

    found = load_plan(write(tmp_path, plan([entry])))

    assert found.changes[0].imported
    assert found.before.resources == found.after.resources


def test_read(tmp_path: Path) -> None:
    """A data source that is read while the plan is applied is known by then only."""
    entry = change("aws_lambda_function.x", "read", after={}, after_unknown={"arn": True})
    entry |= {"address": "data.aws_lambda_function.x", "mode": "data"}

    found = load_plan(write(tmp_path, plan([entry])))

    assert found.after.resources["data.aws_lambda_function.x"].values == {"arn": UNKNOWN}
    assert found.before.resources == {}
    assert found.changes == ()


@pytest.mark.parametrize("name", ["shop_change", "references"])
def test_open_tofu(tmp_path: Path, name: str) -> None:
    """OpenTofu's plans name another registry, and are the same."""
    document = json.dumps(committed(name)).replace("terraform.io", "opentofu.org")

    found = load_plan(write(tmp_path, json.loads(document)))

    expected = load_plan(str(PLANS / f"{name}.json"))
    assert replace(found, digest=None) == replace(expected, digest=None)


_INTEGRATION = "aws_apigatewayv2_integration.x"
_STAGE = "aws_apigatewayv2_stage.x"


@pytest.mark.parametrize(
    ("address", "unknown", "expressions", "left"),
    [
        (_INTEGRATION, {"timeout_milliseconds": True}, {}, {}),
        (
            _INTEGRATION,
            {"timeout_milliseconds": True},
            {"timeout_milliseconds": {"references": ["var.a"]}},
            {"timeout_milliseconds": UNKNOWN},
        ),
        (_INTEGRATION, {"id": True, "integration_uri": True}, {}, {"id", "integration_uri"}),
        (_STAGE, {"deployment_id": True}, {}, {}),
        (
            _STAGE,
            {"default_route_settings": [{"logging_level": True}]},
            {"default_route_settings": [{"throttling_rate_limit": {"constant_value": 1}}]},
            {"default_route_settings": ({},)},
        ),
        (
            _STAGE,
            {"default_route_settings": [{"logging_level": True}]},
            {},
            {"default_route_settings": ({"logging_level": UNKNOWN},)},
        ),
    ],
)
def test_what_is_left_to_aws(
    tmp_path: Path, address: str, unknown: object, expressions: object, left: object
) -> None:
    """An argument that nobody has set is absent, not unknown, where that is certain."""
    kind, _, name = address.partition(".")
    block = {"address": address, "mode": "managed", "type": kind, "name": name}
    document = plan(
        [change(address, "create", after={}, after_unknown=unknown)],
        configuration={"root_module": {"resources": [block | {"expressions": expressions}]}},
    )

    values = load_plan(write(tmp_path, document)).after.resources[address].values

    assert values == (dict.fromkeys(left, UNKNOWN) if isinstance(left, set) else left)


@pytest.mark.parametrize(
    ("expression", "body"),
    [
        (
            {"constant_value": '{"a": "${aws_x.y.arn}", "$${b}": 1}', "references": ["aws_x.y"]},
            '{"a": "${aws_x.y.arn}", "${b}": 1}',
        ),
        ({"constant_value": "${jsonencode(local.a)}", "references": ["local.a"]}, UNKNOWN),
        ({"references": ["aws_x.y.arn", "aws_x.y"]}, UNKNOWN),
    ],
)
def test_document_that_is_known_after_apply(
    tmp_path: Path, expression: object, body: object
) -> None:
    """An OpenAPI document is read as it is written, where the plan has that."""
    address = "aws_apigatewayv2_api.x"
    block = {"address": address, "mode": "managed", "type": "aws_apigatewayv2_api", "name": "x"}
    document = plan(
        [change(address, "create", after={}, after_unknown={"body": True})],
        configuration={
            "root_module": {"resources": [block | {"expressions": {"body": expression}}]}
        },
    )

    assert load_plan(write(tmp_path, document)).after.resources[address].values == {"body": body}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"resource_changes": {}}, "resource_changes is {}, where Terraform writes a list"),
        ({"resource_changes": [7]}, "resource_changes[0] is 7, where Terraform writes an object"),
        ({"resource_changes": [{}]}, "resource_changes[0].type is missing, where Terraform writes"),
        (
            {"resource_changes": [change("a.b", "create") | {"change": []}]},
            "resource_changes[0].change is [], where Terraform writes an object",
        ),
        (
            {"resource_changes": [change("a.b", "explode")]},
            "resource_changes[0].change.actions is ['explode'], which this version does not know",
        ),
        (
            {"resource_changes": [change("a.b", "create", module_address="x")]},
            "resource_changes[0].module_address is 'x', where Terraform writes the address of a",
        ),
        (
            {"resource_changes": [change("a.b", "create", index=1.5)]},
            "resource_changes[0].index is 1.5, where Terraform writes a text or a whole number",
        ),
        (
            {"configuration": {"root_module": {"resources": [{"address": 1}]}}},
            "configuration.root_module.resources[0].address is 1, where Terraform writes a text",
        ),
        (
            {"prior_state": {"values": {"root_module": {"resources": [{"mode": "data"}]}}}},
            "prior_state: resources[0].type is missing, where Terraform writes a text",
        ),
    ],
)
def test_odd_parts(tmp_path: Path, changed: dict[str, object], words: str) -> None:
    """A part of another shape is refused with its place."""
    name = write(tmp_path, plan([]) | changed)

    with pytest.raises(DocumentError) as error:
        load_plan(name)

    assert str(error.value).startswith(f"{name}: {words}")


@pytest.mark.parametrize(
    ("name", "what"), [("shop_state", "a state"), ("../../golden/chat", "synthesized JSON")]
)
def test_no_plan(name: str, what: str) -> None:
    """What is no plan is refused where only a plan will do, with what to do instead."""
    path = str(PLANS / f"{name}.json")

    with pytest.raises(DocumentError) as error:
        load_plan(path)

    assert str(error.value).startswith(f"{path}: {what}, not a plan; name two of them to compare")
