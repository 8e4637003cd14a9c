"""Tests of API mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import (
    Api,
    ApiMapping,
    DomainMappingOptions,
    DomainName,
    MTLSConfig,
    OptionError,
    Stage,
)
from apigwv2_tf.constructs.api_mapping import map_stage
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.apigatewayv2_domain_name import Apigatewayv2DomainName

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Synthesized

    Block = Callable[[str], dict[str, Any]]
    Blocks = Callable[[str], list[dict[str, Any]]]

HOST = "api.example.com"
CERTIFICATE = "arn:aws:acm:eu-west-1:1:certificate/c"


def api_of(stack: TerraformStack, id: str = "Api", protocol: str = "HTTP") -> Api:
    """Define an API with a stage."""
    return Api(stack, id, protocol_type=protocol, deploy_options={"auto_deploy": True})


def define(api: Api, id: str = "Mapping", **options: Any) -> ApiMapping:  # noqa: ANN401
    """Define a mapping to the API's own stage."""
    stage = api.deployment_stage
    return ApiMapping(api, id, api=api, **{"domain_name": HOST, "stage": stage, **options})


def test_smallest_mapping(stack: TerraformStack, block: Block) -> None:
    """Without a path, all of a domain name leads to the stage, which is made first."""
    define(api_of(stack))

    found = block("aws_apigatewayv2_api_mapping")
    assert found["domain_name"] == HOST
    assert found["stage"].startswith("${aws_apigatewayv2_stage.")
    assert found["stage"].endswith(".id}")
    assert "api_mapping_key" not in found


@pytest.mark.parametrize(
    "key", ["orders", "orders/v1/x", "a$-_.+!*'()", "k" * 300], ids=["one", "levels", "all", "300"]
)
def test_path(stack: TerraformStack, block: Block, key: str) -> None:
    """A path can be chosen, on an HTTP API with several levels."""
    define(api_of(stack), api_mapping_key=key)

    assert block("aws_apigatewayv2_api_mapping")["api_mapping_key"] == key


def test_empty_path_is_no_path(stack: TerraformStack, block: Block) -> None:
    """The empty path is everything that no other mapping takes."""
    define(api_of(stack), api_mapping_key="")

    assert "api_mapping_key" not in block("aws_apigatewayv2_api_mapping")


def test_domain_name_as_a_construct(stack: TerraformStack, block: Block) -> None:
    """The domain name can be a construct, which is then made first."""
    name = DomainName(stack, "Name", domain_name=HOST, certificate=CERTIFICATE, logical_id="name")
    define(api_of(stack), domain_name=name)

    found = block("aws_apigatewayv2_api_mapping")
    assert found["domain_name"] == "${aws_apigatewayv2_domain_name.name.domain_name}"


def test_tokens_pass(stack: TerraformStack, block: Block) -> None:
    """What only Terraform knows is not checked."""
    text = TerraformVariable(stack, "Text", type="string").string_value
    define(
        api_of(stack),
        domain_name=text,
        api_mapping_key=text,
        stage=Stage.from_stage_name(stack, "Live", text),
    )

    found = block("aws_apigatewayv2_api_mapping")
    assert [found[name] for name in ("domain_name", "api_mapping_key", "stage")] == [
        "${var.Text}"
    ] * 3


def test_trap_mapping_is_deleted_before_it_is_replaced(stack: TerraformStack, block: Block) -> None:
    """The old mapping goes first: a domain name has each path once."""
    define(api_of(stack))

    assert "lifecycle" not in block("aws_apigatewayv2_api_mapping")


def test_helper_of_the_api(stack: TerraformStack, block: Block) -> None:
    """The API's helper maps its own stage."""
    mapping = api_of(stack).add_api_mapping(domain_name=HOST, api_mapping_key="v1")

    assert mapping.node.path == "orders/Api/Mapping.api.example.com.v1"
    assert block("aws_apigatewayv2_api_mapping")["stage"].startswith("${aws_apigatewayv2_stage.")


def test_helper_with_an_id_and_a_stage(stack: TerraformStack, block: Block) -> None:
    """The API's helper takes an id and another stage."""
    live = Stage.from_stage_name(stack, "Live", "live")
    mapping = api_of(stack).add_api_mapping(domain_name=HOST, stage=live, id="Front")

    assert mapping.node.path == "orders/Api/Front"
    assert block("aws_apigatewayv2_api_mapping")["stage"] == "live"


def test_helper_names_a_mapping_without_tokens(stack: TerraformStack) -> None:
    """A name that only Terraform knows does not get into the address."""
    api, variable = api_of(stack), TerraformVariable(stack, "Host", type="string")
    own = Apigatewayv2DomainName(
        stack,
        "Own",
        domain_name=HOST,
        domain_name_configuration={
            "certificate_arn": "arn:aws:acm:eu-west-1:1:certificate/c",
            "endpoint_type": "REGIONAL",
            "security_policy": "TLS_1_2",
        },
    )
    mappings = [
        api.add_api_mapping(domain_name=variable.string_value, api_mapping_key="v1"),
        api.add_api_mapping(domain_name=own, api_mapping_key="v1"),
    ]

    assert [mapping.node.id for mapping in mappings] == ["Mapping.v1", "Mapping.Own.v1"]


@pytest.mark.parametrize(
    ("protocol", "key", "told"),
    [
        pytest.param("HTTP", "/a", "a path without / at its ends and without //", id="start"),
        pytest.param("HTTP", "a/", "a path without / at its ends and without //", id="trap: end"),
        pytest.param("HTTP", "/", "a path without / at its ends and without //", id="trap: slash"),
        pytest.param(
            "HTTP", "a//b", "a path without / at its ends and without //", id="empty part"
        ),
        pytest.param(
            "WEBSOCKET", "a/b", "a path of one level: the API is a WebSocket API", id="levels"
        ),
        pytest.param("HTTP", "a b", "letters, digits and $ - _ . + ! * ' ( ) /", id="space"),
        pytest.param("HTTP", "é", "letters, digits and $ - _ . + ! * ' ( ) /", id="letter"),
    ],
)
def test_path_that_aws_refuses(stack: TerraformStack, protocol: str, key: str, told: str) -> None:
    """A path that AWS would refuse at apply is refused at once."""
    with pytest.raises(OptionError) as refused:
        define(api_of(stack, protocol=protocol), api_mapping_key=key)

    assert str(refused.value) == (
        f"orders/Api/Mapping: api_mapping_key is {key!r}, allowed: {told}"
    )


def test_path_that_is_too_long(stack: TerraformStack) -> None:
    """A path has at most 300 characters."""
    with pytest.raises(OptionError) as refused:
        define(api_of(stack), api_mapping_key="k" * 301)

    assert str(refused.value) == (
        f"orders/Api/Mapping: api_mapping_key is '{'k' * 78}…, "
        "allowed: up to 300 characters; it has 301"
    )


def test_same_path_twice(stack: TerraformStack) -> None:
    """A domain name has each path once, whichever API it leads to."""
    define(api_of(stack), api_mapping_key="v1")
    with pytest.raises(OptionError) as refused:
        define(api_of(stack, "Two"), api_mapping_key="v1")

    assert str(refused.value) == (
        "orders/Two/Mapping: api_mapping_key is 'v1', "
        "allowed: a path that api.example.com does not have yet: orders/Api/Mapping has it"
    )


def test_trap_protocols_on_one_domain_name(stack: TerraformStack) -> None:
    """A domain name serves HTTP or WebSocket APIs, not both."""
    define(api_of(stack), api_mapping_key="v1")
    with pytest.raises(OptionError) as refused:
        define(api_of(stack, "Chat", "WEBSOCKET"), api_mapping_key="chat")

    assert str(refused.value) == (
        "orders/Chat/Mapping: domain_name is 'api.example.com', "
        "allowed: another domain name: api.example.com serves the other protocol already"
    )


def test_quota_of_paths_with_several_levels(stack: TerraformStack) -> None:
    """A domain name has at most 200 paths of several levels, which AWS does not raise."""
    api = api_of(stack)
    for number in range(200):
        define(api, f"M{number}", api_mapping_key=f"a/{number}")
    with pytest.raises(OptionError) as refused:
        define(api, "Last", api_mapping_key="a/last")

    assert str(refused.value) == (
        "orders/Api/Last: api_mapping_key is 'a/last', "
        "allowed: up to 200 paths of several levels on api.example.com"
    )


def test_stage_of_another_api(stack: TerraformStack) -> None:
    """A mapping leads to a stage of its own API."""
    with pytest.raises(OptionError) as refused:
        define(api_of(stack), stage=api_of(stack, "Two").deployment_stage)

    assert str(refused.value) == (
        "orders/Api/Mapping: stage is 'orders/Two/Stage.prod', allowed: a stage of the same API"
    )


def test_helper_without_a_stage(stack: TerraformStack) -> None:
    """An API without a stage of its own needs one for a mapping."""
    api = Api(stack, "Api", protocol_type="HTTP", deploy=False)
    with pytest.raises(OptionError) as refused:
        api.add_api_mapping(domain_name=HOST)

    assert str(refused.value) == (
        "orders/Api: stage is left out, allowed: a stage, because the API made none of its own"
    )


def test_stage_is_left_out(stack: TerraformStack, block: Block) -> None:
    """Without a stage it is the one that the API made by itself."""
    ApiMapping(stack, "Mapping", api=api_of(stack), domain_name=HOST)

    assert block("aws_apigatewayv2_api_mapping")["stage"].startswith("${aws_apigatewayv2_stage.")


@pytest.mark.parametrize("protocol", ["HTTP", "WEBSOCKET"])
def test_no_stage_at_all(stack: TerraformStack, protocol: str) -> None:
    """An API without a stage of its own needs one for a mapping, as in AWS CDK."""
    api = Api(stack, "Api", protocol_type=protocol, deploy=False)
    with pytest.raises(OptionError) as refused:
        ApiMapping(stack, "Mapping", api=api, domain_name=HOST)

    assert str(refused.value) == (
        "orders/Mapping: stage is left out, allowed: a stage, because the API made none of its own"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"domain_name": HOST}, "api is left out, allowed: an object with api_id", id="no API"
        ),
        pytest.param(
            {"api": 1, "domain_name": 1},
            "api is 1, allowed: an object with api_id\n"
            "orders/Mapping: domain_name is 1, allowed: an object with domain_name or text",
            id="wrong types",
        ),
    ],
)
def test_what_is_needed(stack: TerraformStack, options: dict[str, Any], told: str) -> None:
    """A mapping is of an API and a domain name."""
    with pytest.raises(OptionError) as refused:
        ApiMapping(stack, "Mapping", **options)

    assert str(refused.value) == f"orders/Mapping: {told}"


def test_domain_name_of_a_mapping(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A mapping knows its domain name: the object given, or a reference to what text names."""
    name = DomainName(stack, "Name", domain_name="a.example.com", certificate=CERTIFICATE)
    api = api_of(stack)
    of_text = define(api, "Text")
    before = synthesized()

    assert define(api, "Object", domain_name=name).domain_name is name
    assert of_text.domain_name.domain_name == HOST
    assert of_text.domain_name is of_text.domain_name
    assert before["resource"].keys() == synthesized()["resource"].keys()


def test_id_is_a_reference(stack: TerraformStack, synthesized: Synthesized) -> None:
    """The mapping's id is a reference."""
    mapping = define(api_of(stack), logical_id="front")
    TerraformOutput(stack, "Id", value=mapping.api_mapping_id)

    assert synthesized()["output"]["Id"]["value"] == "${aws_apigatewayv2_api_mapping.front.id}"


def test_imported_mapping(stack: TerraformStack, synthesized: Synthesized) -> None:
    """A mapping that is defined elsewhere is known by its id, and defines nothing."""
    assert ApiMapping.from_api_mapping_id(stack, "Old", "m1").api_mapping_id == "m1"
    assert "resource" not in synthesized()


def test_imported_mapping_with_its_domain_name(
    stack: TerraformStack, synthesized: Synthesized
) -> None:
    """A mapping that is defined elsewhere can bring its domain name, and defines nothing."""
    name = DomainName.from_domain_name_attributes(stack, "Name", name=HOST)
    found = ApiMapping.from_api_mapping_attributes(
        stack, "Old", api_mapping_id="m1", domain_name=name
    )

    assert (found.api_mapping_id, found.domain_name) == ("m1", name)
    assert "resource" not in synthesized()


def test_imported_mapping_without_its_domain_name(stack: TerraformStack) -> None:
    """What was not given is refused where it is read, as in AWS CDK."""
    found = ApiMapping.from_api_mapping_attributes(stack, "Old", api_mapping_id="m1")
    with pytest.raises(OptionError) as refused:
        _ = found.domain_name

    assert str(refused.value) == (
        "orders/Old: domain_name is left out, allowed: a value, where it is read; "
        "give it to ApiMapping.from_api_mapping_attributes()"
    )


def warnings_of(mapping: ApiMapping) -> list[object]:
    """Return the warnings that synth shows for a mapping."""
    return [entry.data for entry in mapping.node.metadata]


def with_mtls(stack: TerraformStack) -> DomainName:
    """Define a domain name that asks for client certificates."""
    trusted = MTLSConfig(bucket="trust", key="store.pem")
    return DomainName(stack, "Name", domain_name=HOST, certificate=CERTIFICATE, mtls=trusted)


@pytest.mark.parametrize(
    ("options", "got"),
    [
        pytest.param({}, "left out", id="left out"),
        pytest.param({"disable_execute_api_endpoint": False}, "False", id="open"),
    ],
)
def test_trap_way_round_client_certificates(
    stack: TerraformStack, options: dict[str, Any], got: str
) -> None:
    """Client certificates help little while the API's own URL is open: a warning says so, once."""
    name = with_mtls(stack)
    api = Api(stack, "Api", protocol_type="HTTP", **options)
    mappings = [define(api, key, domain_name=name, api_mapping_key=key) for key in ("v1", "v2")]

    told = (
        f"disable_execute_api_endpoint is {got}, allowed: True: the API's own URL goes round "
        "the client certificates of api.example.com; give it to orders/Api"
    )
    assert [warnings_of(mapping) for mapping in mappings] == [[told], []]


def test_no_way_round_client_certificates(stack: TerraformStack) -> None:
    """A closed URL is no reason for a warning."""
    api = Api(stack, "Api", protocol_type="HTTP", disable_execute_api_endpoint=True)

    assert warnings_of(define(api, domain_name=with_mtls(stack))) == []


def test_url_that_may_be_closed(stack: TerraformStack) -> None:
    """What only Terraform or the API's own program knows is no reason for a warning."""
    closed: Any = TerraformVariable(stack, "Closed", type="bool").boolean_value
    name = with_mtls(stack)
    known = Api(stack, "Api", protocol_type="HTTP", disable_execute_api_endpoint=closed)
    elsewhere = Api.from_api_id(stack, "Old", "a1")
    live = Stage.from_stage_name(stack, "Live", "live")
    mapping = ApiMapping(
        stack, "M", api=elsewhere, domain_name=name, stage=live, api_mapping_key="old"
    )

    assert warnings_of(define(known, domain_name=name)) == warnings_of(mapping) == []


def test_no_client_certificates(stack: TerraformStack) -> None:
    """A domain name that everybody can call is no reason for a warning."""
    name = DomainName(stack, "Name", domain_name=HOST, certificate=CERTIFICATE)

    assert warnings_of(define(api_of(stack), domain_name=name)) == []


@pytest.mark.parametrize(
    ("options", "id"),
    [
        pytest.param({"domain_name": HOST}, "Mapping.api.example.com", id="all of it"),
        pytest.param(
            {"domain_name": HOST, "mapping_key": "v1"}, "Mapping.api.example.com.v1", id="path"
        ),
        pytest.param(
            {"domain_name": HOST, "mapping_key": "a/b"}, "Mapping.api.example.com.a--b", id="levels"
        ),
    ],
)
def test_mapping_of_a_stage(stack: TerraformStack, options: dict[str, str], id: str) -> None:
    """It is a child of the stage, named without the word undefined that AWS CDK puts into it."""
    api = api_of(stack)
    stage = api.deployment_stage
    assert stage is not None
    mapping = map_stage(stage, api, DomainMappingOptions(**options))

    assert mapping.node.path == f"{stage.node.path}/{id}"
    assert mapping.mapping_key == options.get("mapping_key")


def test_several_mappings_of_a_stage(stack: TerraformStack, blocks: Blocks) -> None:
    """A stage can have several mappings, where AWS CDK has one."""
    api = api_of(stack)
    stage = api.deployment_stage
    assert stage is not None
    for key in ("v1", "v2"):
        map_stage(stage, api, DomainMappingOptions(domain_name=HOST, mapping_key=key))

    found = blocks("aws_apigatewayv2_api_mapping")
    assert [mapping["api_mapping_key"] for mapping in found] == ["v1", "v2"]
    assert len({mapping["stage"] for mapping in found}) == 1


def test_same_mapping_of_a_stage_twice(stack: TerraformStack) -> None:
    """The second is refused in the user's words."""
    api = api_of(stack)
    stage = api.deployment_stage
    assert stage is not None
    options = DomainMappingOptions(domain_name=HOST, mapping_key="v1")
    map_stage(stage, api, options)
    with pytest.raises(OptionError) as refused:
        map_stage(stage, api, options)

    assert str(refused.value) == (
        "orders/Api/Stage.prod: domain_mapping is 'api.example.com/v1', allowed: one mapping for "
        "each domain name and path: orders/Api/Stage.prod/Mapping.api.example.com.v1 is there; "
        "give an ApiMapping an id of its own where only Terraform knows the name"
    )


_MAPPED_HOST = "${aws_apigatewayv2_api_mapping.m.domain_name}"


@pytest.mark.parametrize(
    ("protocol", "key", "url"),
    [
        pytest.param("HTTP", "orders/v1", f"https://{_MAPPED_HOST}/orders/v1", id="http"),
        pytest.param("HTTP", None, f"https://{_MAPPED_HOST}/", id="all of the domain"),
        pytest.param("WEBSOCKET", "chat", f"wss://{_MAPPED_HOST}/chat", id="websocket"),
    ],
)
def test_url_under_the_domain_name(
    stack: TerraformStack, synthesized: Synthesized, protocol: str, key: str | None, url: str
) -> None:
    """A mapping knows the URL that clients use."""
    mapping = define(api_of(stack, protocol=protocol), api_mapping_key=key, logical_id="m")
    TerraformOutput(stack, "Url", value=mapping.domain_url)

    assert synthesized()["output"]["Url"]["value"] == url
    assert mapping.mapping_key == key
