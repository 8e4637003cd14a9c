from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.links import LINKS, LinkKind
from apigwv2_tf.surface.loading import load_inventories, load_inventory
from apigwv2_tf.surface.values import UNKNOWN

from tests.support.documents import stack, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from apigwv2_tf.surface.resources import Inventory

_API = "aws_apigatewayv2_api.Api"
_ROUTE = "aws_apigatewayv2_route.Route"
_SHOP = {"name": "shop", "protocol_type": "HTTP"}


def _loaded(tmp_path: Path, resources: Mapping[str, Any], **more: object) -> Inventory:
    return load_inventory(write(tmp_path, stack("shop", resources, **more), "cdk.tf.json"))


def _value(tmp_path: Path, value: object, **more: object) -> object:
    """Return what an argument of a function is worth, beside a table and a queue."""
    resources = {
        "aws_dynamodb_table.Table": {"name": "books", "hash_key": "id", "tags": {"a.b": "c"}},
        "aws_sqs_queue.Queue": {"name": "${aws_dynamodb_table.Table.name}-queue", "delay": 5},
        "aws_lambda_function.Function": {"given": value},
    }
    found = _loaded(tmp_path, resources, **more)
    return found.resources["aws_lambda_function.Function"].values.get("given")


@pytest.mark.parametrize(
    ("value", "worth"),
    [
        ("text", "text"),
        (5, 5),
        (True, True),
        (None, None),
        (["a", "$${b}"], ("a", "${b}")),
        ({"$${a}": "b", "//": "comment"}, {"${a}": "b"}),
        ("$${request.body.action}", "${request.body.action}"),
        ("${aws_dynamodb_table.Table.name}", "books"),
        ("${aws_dynamodb_table.Table.tags}", {"a.b": "c"}),
        ('${aws_dynamodb_table.Table.tags["a.b"]}', "c"),
        ("${aws_sqs_queue.Queue.name}", "books-queue"),
        ("${aws_sqs_queue.Queue.delay}", 5),
        ("${aws_sqs_queue.Queue.delay} s of $${x}", "5 s of ${x}"),
        ("${aws_dynamodb_table.Table.arn}", UNKNOWN),
        ("a ${aws_dynamodb_table.Table.arn} b", UNKNOWN),
        ("${aws_dynamodb_table.Gone.name}", UNKNOWN),
        ("${data.aws_region.Here.name}", UNKNOWN),
        ("${upper(aws_dynamodb_table.Table.name)}", UNKNOWN),
        ("${var.name}", UNKNOWN),
        ("${module.a.b}", UNKNOWN),
        ("${path.module}/a.zip", UNKNOWN),
        ("${", UNKNOWN),
        ("%{if true}a%{endif}", UNKNOWN),
        ("${local.prefix}-a", "shop-a"),
        ("${local.names[1]}", "orders"),
        ("${local.names[7]}", UNKNOWN),
        ('${local.by_name["orders"].table}', "books"),
        ("${local.circle}", UNKNOWN),
    ],
)
def test_values(tmp_path: Path, value: object, worth: object) -> None:
    """A value is what AWS will get, where that is certain; everything else is known after apply."""
    more: dict[str, Any] = {
        "variable": {"name": {"default": "x"}},
        "locals": {
            "prefix": "shop",
            "names": ["books", "orders"],
            "by_name": {"orders": {"table": "${aws_dynamodb_table.Table.name}"}},
            "circle": "a ${local.circle}",
        },
    }

    assert _value(tmp_path, value, **more) == worth


def test_texts_do_not_grow_without_end(tmp_path: Path) -> None:
    """Values that double each other a hundred times are not worked out."""
    doubled = {f"a{n}": f"${{local.a{n - 1}}}${{local.a{n - 1}}}" for n in range(1, 100)}

    assert _value(tmp_path, "${local.a99}", locals=doubled | {"a0": "x"}) is UNKNOWN


def test_resource(tmp_path: Path) -> None:
    """A resource keeps the path of its construct, and nothing that is no attribute of it."""
    arguments = _SHOP | {"depends_on": ["aws_x.y"], "lifecycle": {}, "provider": "aws.eu"}

    found = _loaded(tmp_path, {_API: arguments}).resources[_API]

    assert found.construct_path == "shop/Api"
    assert found.values == _SHOP | {"id": UNKNOWN}


@pytest.mark.parametrize(
    "block",
    [{"issuer": "https://a", "audience": ["b"]}, [{"issuer": "https://a", "audience": ["b"]}]],
)
def test_blocks(tmp_path: Path, block: object) -> None:
    """A single block is a list of one, as plans have it; a map stays a map."""
    name = "aws_apigatewayv2_authorizer.Customers"
    found = _loaded(tmp_path, {name: {"jwt_configuration": block, "tags": {"a": "b"}}})

    assert found.resources[name].values["jwt_configuration"] == (
        {"issuer": "https://a", "audience": ("b",)},
    )
    assert found.resources[name].values["tags"] == {"a": "b"}


_UNKNOWN_ARN = "${aws_lambda_function.F.invoke_arn}"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('{"a": "${local.b}", "$${c}": 1}', '{"a": "b", "${c}": 1}'),
        (f'{{"a": ["{_UNKNOWN_ARN}"]}}', f'{{"a": ["{_UNKNOWN_ARN}"]}}'),
        ('{"a": "${join("", local.b)}"}', '{"a": "${known after apply}"}'),
        (f'{{"{_UNKNOWN_ARN}": 1}}', UNKNOWN),
        (f'{{"a": {_UNKNOWN_ARN}}}', UNKNOWN),
        (f"a: {_UNKNOWN_ARN}", UNKNOWN),
        ("a: ${local.b}", "a: b"),
        (_UNKNOWN_ARN, UNKNOWN),
        ("%{if true}a%{endif}", UNKNOWN),
    ],
)
def test_documents(tmp_path: Path, body: str, text: object) -> None:
    """An OpenAPI document is known where what is unknown in it stands inside of texts."""
    resources = {_API: _SHOP | {"body": body}, "aws_lambda_function.F": {}}

    found = _loaded(tmp_path, resources, locals={"b": "b"}).resources[_API]

    assert found.values["body"] == text


# -- links -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("api_id", "kind", "target"),
    [
        (f"${{{_API}.id}}", LinkKind.EXACT, _API),
        ("${local.api}", LinkKind.EXACT, _API),
        (
            "${data.aws_apigatewayv2_api.Shared.id}",
            LinkKind.EXACT,
            "data.aws_apigatewayv2_api.Shared",
        ),
        ("a1b2c3", LinkKind.EXTERNAL, None),
        ("${var.api}", LinkKind.UNRESOLVED, None),
        ("${module.shop.api_id}", LinkKind.UNRESOLVED, None),
        ("${data.terraform_remote_state.Other.outputs.id}", LinkKind.UNRESOLVED, None),
        (f"${{var.a ? {_API}.id : var.b}}", LinkKind.AMBIGUOUS, None),
        ("${aws_apigatewayv2_api.Gone.id}", LinkKind.UNRESOLVED, None),
    ],
)
def test_links(tmp_path: Path, api_id: str, kind: LinkKind, target: str | None) -> None:
    """A reference is followed to the resource; one that leaves the source is not."""
    found = _loaded(
        tmp_path,
        {_API: _SHOP, _ROUTE: {"api_id": api_id}},
        locals={"api": f"${{{_API}.id}}"},
        data={"aws_apigatewayv2_api": {"Shared": {"api_id": "x"}}},
        module={"shop": {"source": "./shop"}},
    )

    link = found.resources[_ROUTE].links["api_id"]

    assert (link.kind, link.target) == (kind, target)


@pytest.mark.parametrize(
    ("kind", "attribute", "target"),
    [
        (kind, attribute, target)
        for kind, attributes in LINKS.items()
        for attribute, targets in attributes.items()
        for target in targets
    ],
)
def test_every_kind_of_link(tmp_path: Path, kind: str, attribute: str, target: str) -> None:
    """Whatever leads to another resource does so by the id, or by the ARN where it is one."""
    end = "arn" if attribute.endswith(("_arn", "_uri")) or kind == "aws_apigatewayv2_api" else "id"
    end = "execution_arn" if attribute == "source_arn" else end
    outer, _, inner = attribute.rpartition(".")
    value: object = {inner: f"${{{target}.There.{end}}}"}
    arguments = {outer: [value]} if outer else value

    found = _loaded(tmp_path, {f"{target}.There": {}, f"{kind}.Here": arguments})

    assert found.resources[f"{kind}.Here"].links[attribute].target == f"{target}.There"


def test_function_by_its_name(tmp_path: Path) -> None:
    """A permission leads to the function that it refers to, whose name is known."""
    resources = {
        "aws_lambda_function.Orders": {"function_name": "orders"},
        "aws_lambda_permission.Api": {
            "function_name": "${aws_lambda_function.Orders.function_name}"
        },
    }

    found = _loaded(tmp_path, resources).resources["aws_lambda_permission.Api"]

    assert found.values["function_name"] == "orders"
    assert found.links["function_name"].target == "aws_lambda_function.Orders"


# -- count and for_each ----------------------------------------------------------------------------

_INTEGRATION = "aws_apigatewayv2_integration.Backend"


@pytest.mark.parametrize(
    ("repetition", "keys"),
    [
        ({"count": 2}, ["[0]", "[1]"]),
        ({"count": 0}, []),
        ({"count": "${local.two}"}, ["[0]", "[1]"]),
        ({"for_each": {"a": "x", "GET /b": "y"}}, ['["a"]', '["GET /b"]']),
        ({"for_each": "${local.map}"}, ['["c"]']),
        ({"for_each": '${toset(["a"])}'}, [""]),
        ({"count": "${var.count}"}, [""]),
        ({"count": 10**12}, [""]),
    ],
)
def test_instances(tmp_path: Path, repetition: dict[str, Any], keys: list[str]) -> None:
    """What is repeated is there as often, where that is certain; else once, with a note."""
    found = _loaded(
        tmp_path,
        {_INTEGRATION: repetition},
        locals={"two": 2, "map": {"c": 1}},
    )

    assert list(found.resources) == [f"{_INTEGRATION}{key}" for key in keys]
    assert bool(found.notes) is (keys == [""])


def test_values_and_links_of_instances(tmp_path: Path) -> None:
    """Each instance has its own values, and leads to what has the same key."""
    resources = {
        _INTEGRATION: {
            "for_each": {"a": {"url": "https://a"}, "b": {"url": "https://b"}},
            "integration_uri": "${each.value.url}",
        },
        _ROUTE: {
            "for_each": {"a": "GET /a", "b": "GET /b"},
            "route_key": "${each.value}",
            "target": f"integrations/${{{_INTEGRATION}[each.key].id}}",
            "operation_name": "of-${each.key}",
        },
    }

    found = _loaded(tmp_path, resources).resources

    for key in ("a", "b"):
        route = found[f'{_ROUTE}["{key}"]']
        assert (route.values["route_key"], route.values["operation_name"]) == (
            f"GET /{key}",
            f"of-{key}",
        )
        assert route.links["target"].target == f'{_INTEGRATION}["{key}"]'
        assert found[f'{_INTEGRATION}["{key}"]'].values["integration_uri"] == f"https://{key}"


def test_values_of_what_is_repeated_over_something_unknown(tmp_path: Path) -> None:
    """Shown once, it has what is the same for all of its instances."""
    arguments = {"for_each": "${var.all}", "route_key": "${each.key}", "api_key_required": True}

    values = _loaded(tmp_path, {_ROUTE: arguments}).resources[_ROUTE].values

    assert (values["route_key"], values["api_key_required"]) == (UNKNOWN, True)


# -- several stacks --------------------------------------------------------------------------------

_OUTPUT = "cross-stack-output-aws_apigatewayv2_apiApiid"


def _state_of(name: str, *, data: str = "") -> dict[str, Any]:
    """Return what CDKTF writes into a stack that reads from another."""
    config = {"path": f"terraform.{name}.tfstate"}
    reference = data or f"cross-stack-reference-input-{name}"
    return {"terraform_remote_state": {reference: {"backend": "local", "config": config}}}


def _app(directory: Path, *stacks: Mapping[str, Any]) -> str:
    for document in stacks:
        name = document["//"]["metadata"]["stackName"]
        write(directory, document, f"stacks/{name}/cdk.tf.json")
    return str(directory)


def _platform(name: str = "platform") -> dict[str, Any]:
    backend = {"local": {"path": f"terraform.{name}.tfstate"}}
    output = {_OUTPUT: {"value": f"${{{_API}.id}}"}, "name": {"value": f"${{{_API}.name}}"}}
    return stack(name, {_API: _SHOP}, output=output, terraform={"backend": backend})


@pytest.mark.parametrize("data", ["", "Platform"], ids=["CDKTF's own", "somebody's"])
@pytest.mark.parametrize("step", [".{}", '["{}"]'])
def test_stack_that_reads_from_another(tmp_path: Path, data: str, step: str) -> None:
    """A route in one stack leads to the API in the other, and sees its values."""
    reference = data or "cross-stack-reference-input-platform"
    outputs = f"data.terraform_remote_state.{reference}.outputs"
    route = {
        "api_id": f"${{{outputs}{step.format(_OUTPUT)}}}",
        "operation_name": f"${{{outputs}{step.format('name')}}}",
    }
    orders = stack("orders", {_ROUTE: route}, data=_state_of("platform", data=data))

    found = load_inventory(_app(tmp_path, orders, _platform())).resources[_ROUTE]

    assert (found.links["api_id"].kind, found.links["api_id"].target) == (LinkKind.EXACT, _API)
    assert found.values["operation_name"] == "shop"


def test_stack_alone(tmp_path: Path) -> None:
    """Without the other stack the route leads nowhere that is known."""
    outputs = "data.terraform_remote_state.cross-stack-reference-input-platform.outputs"
    orders = stack(
        "orders", {_ROUTE: {"api_id": f"${{{outputs}.{_OUTPUT}}}"}}, data=_state_of("platform")
    )

    link = load_inventory(_app(tmp_path, orders)).resources[_ROUTE].links["api_id"]

    assert (link.kind, link.expression) == (LinkKind.UNRESOLVED, f"${{{outputs}.{_OUTPUT}}}")


def _with_route(name: str) -> dict[str, Any]:
    return stack(name, {_API: _SHOP, _ROUTE: {"api_id": f"${{{_API}.id}}"}})


def test_stacks_with_the_same_addresses(tmp_path: Path) -> None:
    """Only what two stacks have gets the stack's name in front, and links follow."""
    tail = stack("prod", {"aws_sqs_queue.Queue": {}})
    source = _app(tmp_path, _with_route("dev"), _with_route("test"), tail)

    resources = load_inventory(source).resources

    assert list(resources) == [
        f"dev/{_API}",
        f"dev/{_ROUTE}",
        "aws_sqs_queue.Queue",
        f"test/{_API}",
        f"test/{_ROUTE}",
    ]
    for name in ("dev", "test"):
        assert resources[f"{name}/{_ROUTE}"].links["api_id"].target == f"{name}/{_API}"


def test_comparison_with_a_stack_more(tmp_path: Path) -> None:
    """Where a stack is added that has the same addresses, those that were there keep theirs."""
    before = _app(tmp_path / "before", _with_route("dev"))
    after = _app(tmp_path / "after", _with_route("dev"), _with_route("test"))

    earlier, later, _ = load_inventories(before, after)

    assert earlier.resources.keys() == {f"dev/{_API}", f"dev/{_ROUTE}"}
    assert earlier.resources.keys() <= later.resources.keys()


def test_comparison_of_a_stack_under_another_name(tmp_path: Path) -> None:
    """A stack by another name is the same stack, where there is only one."""
    before = _app(tmp_path / "before", _with_route("dev"))
    after = _app(tmp_path / "after", _with_route("production"))

    earlier, later, _ = load_inventories(before, after)

    assert earlier.resources.keys() == later.resources.keys() == {_API, _ROUTE}


# -- odd documents ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"resource": 7}, "resource is 7, where Terraform writes an object"),
        ({"resource": {"aws_x": 7}}, "resource.aws_x is 7, where Terraform writes an object"),
        ({"resource": {"aws_x": {"y": "z"}}}, "resource.aws_x.y is 'z', where Terraform writes an"),
        ({"output": {"a": 1}}, "output.a is 1, where Terraform writes an object"),
    ],
)
def test_odd_parts(tmp_path: Path, changed: dict[str, object], words: str) -> None:
    """A part of another shape is refused with its place."""
    name = write(tmp_path, stack("shop", {}) | changed)

    with pytest.raises(DocumentError) as error:
        load_inventory(name)

    assert str(error.value).startswith(f"{name}: {words}")


def test_lists_of_blocks(tmp_path: Path) -> None:
    """Terraform's JSON may have lists where CDKTF writes objects."""
    document = {"resource": [{"aws_x": [{"y": [{"a": 1}]}]}, {"aws_x": {"z": {"a": 2}}}]}

    found = load_inventory(write(tmp_path, document)).resources

    assert {name: one.values["a"] for name, one in found.items()} == {"aws_x.y": 1, "aws_x.z": 2}
