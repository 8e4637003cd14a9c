"""What every construct has: a place in the tree, a Terraform name, and a way to change it all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import Api, MockIntegration, OptionError, UnsupportedOptionError, VpcLink
from apigwv2_tf.constructs._bindings import known_arguments, l1, provider_package
from apigwv2_tf.constructs._construct import address, plain
from apigwv2_tf.terms import HttpMethod
from cdktf import TerraformOutput, TerraformStack, TerraformVariable

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import App

    from tests.conftest import Synthesized

_TYPE = "aws_apigatewayv2_api"


def _api(scope: Any, id: Any = "Api", **options: Any) -> Api:  # noqa: ANN401 - wrong ones too
    return Api(scope, id, protocol_type="HTTP", deploy=False, **options)


def _refusal(scope: Any, id: Any = "Api", **options: Any) -> str:  # noqa: ANN401
    with pytest.raises(OptionError) as refused:
        _api(scope, id, **options)
    return str(refused.value)


def test_id_that_is_taken(stack: TerraformStack) -> None:
    """Two constructs of one id under one scope are refused without a word of JavaScript."""
    _api(stack)

    assert _refusal(stack) == (
        "orders/Api: id is 'Api', allowed: an id that no other construct under this scope has, "
        "as this Api has"
    )


def test_empty_id(stack: TerraformStack) -> None:
    """An empty id is refused under the path of the scope."""
    assert _refusal(stack, "") == ("orders: id is '', allowed: text that is unique under its scope")


def test_id_with_a_token(stack: TerraformStack) -> None:
    """A token's name changes with the program around it, and would change the address."""
    token = TerraformVariable(stack, "Name").string_value

    assert _refusal(stack, token) == (
        f"orders: id is {token!r}, allowed: text known now: a Terraform address is made from it; "
        "make the construct with an id of its own"
    )


def test_id_with_half_a_character(stack: TerraformStack) -> None:
    """Half of a surrogate pair cannot be written to JSON."""
    assert _refusal(stack, "\ud800") == "orders: id is '\\ud800', allowed: whole characters"


@pytest.mark.parametrize("id", ["a/b", "GET /books/{id}", "é", "$default", "${x}"])
def test_id_of_any_text(
    stack: TerraformStack, block: Callable[[str], dict[str, Any]], id: str
) -> None:
    """Any other text is an id."""
    _api(stack, id, api_name="books")

    assert block(_TYPE)["name"] == "books"


def test_imported_things_check_their_place_too() -> None:
    """A reference to what is defined elsewhere needs a scope as well."""
    nowhere: Any = None
    with pytest.raises(OptionError) as refused:
        VpcLink.from_vpc_link_id(nowhere, "Link", "abc")

    assert str(refused.value) == (
        "Link: scope is None, allowed: a construct, such as a TerraformStack"
    )


def test_main_resource_is_the_default_child(stack: TerraformStack) -> None:
    """``node.default_child`` is the provider's own object, CDKTF's way out."""
    api = _api(stack)

    assert api.node.default_child is api.resource
    assert address(api.resource).startswith(f"{_TYPE}.Api_")


def test_stack_is_found_from_any_depth(stack: TerraformStack) -> None:
    """A construct inside a construct belongs to the same stack."""
    assert _api(_api(stack), "Inner").stack is stack


# -- transform -------------------------------------------------------------------------------------


def test_transform_sees_and_changes_the_final_arguments(
    stack: TerraformStack, block: Callable[[str], dict[str, Any]]
) -> None:
    """The arguments arrive as a dict; what is returned is what is written, None left out."""
    seen: dict[str, Any] = {}

    def change(arguments: dict[str, Any]) -> dict[str, Any]:
        seen.update(arguments)
        return {**arguments, "name": "renamed", "version": None, "route_key": HttpMethod.GET}

    _api(stack, version="1", transform=change)

    assert seen == {
        "name": "Api",
        "protocol_type": "HTTP",
        "version": "1",
        "ip_address_type": "ipv4",
    }
    assert block(_TYPE) == {
        "ip_address_type": "ipv4",
        "name": "renamed",
        "protocol_type": "HTTP",
        "route_key": "GET",
    }


@pytest.mark.parametrize("returned", [None, [], "text"])
def test_transform_that_returns_no_dict(stack: TerraformStack, returned: Any) -> None:  # noqa: ANN401
    """Forgetting to return the dict is the most likely slip."""
    assert _refusal(stack, transform=lambda _: returned) == (
        f"orders/Api: what transform returns is {returned!r}, "
        "allowed: the dict of the resource's arguments; return the dict it gets"
    )


def test_transform_that_adds_an_unknown_argument(stack: TerraformStack) -> None:
    """An argument the bindings lack is named, with the version that lacks it."""
    assert _refusal(stack, transform=lambda arguments: {**arguments, "nmae": "x"}) == (
        f"orders/Api: nmae is 'x', allowed: nothing: {provider_package()} has no such argument; "
        "leave it out"
    )


def test_transform_that_raises(stack: TerraformStack) -> None:
    """The user's own error passes as it is."""

    def fail(arguments: dict[str, Any]) -> dict[str, Any]:
        raise KeyError(arguments["name"])

    with pytest.raises(KeyError, match="Api"):
        _api(stack, transform=fail)


def test_transform_that_cannot_be_called(stack: TerraformStack) -> None:
    """Anything but a function is refused."""
    assert _refusal(stack, transform={"name": "x"}) == (
        "orders/Api: transform is {'name': 'x'}, allowed: something that can be called"
    )


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 10**400, "\ud800", ["a", float("nan")], {"a": {"\udfff": 1}}],
    ids=["nan", "infinity", "huge", "half-character", "in-a-list", "in-a-key"],
)
def test_value_that_node_cannot_read(stack: TerraformStack, value: object) -> None:
    """Such a value would stop Node, and with it every construct after this one."""
    told = _refusal(stack, transform=lambda arguments: {**arguments, "description": value})

    assert told.startswith("orders/Api: description is ")
    assert told.endswith(
        ", allowed: what JSON can say: no NaN, no infinity, no half of a character"
    )
    assert _api(stack, "Next").resource is not None


@pytest.mark.parametrize(
    "change",
    [{"name": 5}, {"tags": [{"a": 1}]}, {"tags": {1, "a"}}, {"cors_configuration": {"nope": 1}}],
    ids=["number-for-text", "list-of-dicts", "set-of-kinds", "unknown-in-a-block"],
)
def test_value_that_the_provider_refuses(stack: TerraformStack, change: dict[str, Any]) -> None:
    """What the provider's class refuses is told with the path, on one line."""
    told = _refusal(stack, transform=lambda arguments: {**arguments, **change})

    assert told.startswith("orders/Api: the provider's Apigatewayv2Api refuses its arguments: ")
    assert len(told.splitlines()) == 1


# -- logical_id ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["books", "_books", "Books-2_x", "b"])
def test_logical_id_is_the_name_in_terraform(
    stack: TerraformStack, synthesized: Synthesized, name: str
) -> None:
    """The chosen name is the address, also for what has read an attribute before synth."""
    api = _api(stack, logical_id=name)
    TerraformOutput(stack, "Id", value=api.api_id)
    document = synthesized()

    assert list(document["resource"][_TYPE]) == [name]
    assert document["output"]["Id"]["value"] == f"${{{_TYPE}.{name}.id}}"
    assert address(api.resource) == f"{_TYPE}.{name}"


@pytest.mark.parametrize("name", ["", "2books", "-books", "my books", "bücher", "a.b", "${x}"])
def test_logical_id_outside_the_grammar(stack: TerraformStack, name: str) -> None:
    """Terraform would not parse such a name."""
    assert _refusal(stack, logical_id=name) == (
        f"orders/Api: logical_id is {name!r}, "
        "allowed: letters, digits, - and _, not starting with a digit or -"
    )


def test_logical_id_that_is_taken(stack: TerraformStack) -> None:
    """Two resources of one name would be written as one, silently."""
    _api(stack, "First", logical_id="books")

    assert _refusal(stack, "Second", logical_id="books") == (
        "orders/Second: logical_id is 'books', "
        f"allowed: one that no other {_TYPE} of the stack has: orders/First has it"
    )


def test_logical_id_of_another_type_or_stack(app: App, stack: TerraformStack) -> None:
    """Names are taken for one type and in one stack only."""
    _api(stack, logical_id="books")
    VpcLink(stack, "Link", subnets=["subnet-1"], security_groups=["sg-1"], logical_id="books")
    other = TerraformStack(app, "other")

    assert address(_api(other, logical_id="books").resource) == f"{_TYPE}.books"


# -- region and plain values -----------------------------------------------------------------------


def test_region_is_written_or_refused(
    stack: TerraformStack, block: Callable[[str], dict[str, Any]]
) -> None:
    """Where the provider knows ``region`` it is written; else the version that does is named."""
    if "region" in known_arguments(l1(_TYPE)):
        _api(stack, region="eu-west-1")
        assert block(_TYPE)["region"] == "eu-west-1"
        return
    with pytest.raises(UnsupportedOptionError) as refused:
        _api(stack, region="eu-west-1")
    assert str(refused.value) == (
        "orders/Api: region is 'eu-west-1', "
        f"allowed: nothing: {provider_package()} has no such argument; "
        "it came with AWS provider 6.0 (cdktf-cdktf-provider-aws 21.0)"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param(HttpMethod.GET, "GET", id="enum"),
        pytest.param({HttpMethod.GET: [HttpMethod.PUT]}, {"GET": ["PUT"]}, id="nested"),
        pytest.param(("a", "b"), ["a", "b"], id="tuple"),
        pytest.param({"b", "a"}, ["a", "b"], id="set-in-order"),
        pytest.param(frozenset({2, "1"}), ["1", 2], id="set-of-kinds"),
        pytest.param(None, None, id="none"),
    ],
)
def test_plain_values(value: object, written: object) -> None:
    """What the provider's classes get is text, numbers, lists and dicts."""
    assert plain(value) == written
    assert type(plain(value)) is type(written)


@pytest.mark.parametrize(
    "id", ["Api", "a/b", "a//b", "a--b", "/a/", "a\nb", "ä", "a b", "$default", "%", "a\\b"]
)
def test_path_is_the_nodes_own(stack: TerraformStack, id: str) -> None:
    """The path that a construct knows, and its children know, is the one its node has."""
    parent = Api(stack, id, protocol_type="WEBSOCKET", deploy=False)
    child = MockIntegration(parent, id, api=parent)

    assert parent.tree_path == parent.node.path
    assert child.tree_path == child.node.path
    assert child.stack_path == "orders"


def test_attributes_of_ones_own(stack: TerraformStack) -> None:
    """A class on top of ours may call its attributes what it likes."""

    class Office(Api):
        def __init__(self) -> None:
            super().__init__(stack, "Office", protocol_type="HTTP", deploy=False)
            self.address, self._path, self._id, self._scope_name = "Main St 1", "/", "1", "x"

    office = Office()

    assert office.address == "Main St 1"
    assert office.tree_path == "orders/Office"
