"""Tests of authorization by a Lambda function."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import AuthorizerPayloadVersion, LambdaTarget, OptionError
from apigwv2_tf.authorizers import HttpLambdaAuthorizer, HttpLambdaResponseType
from cdktf import TerraformVariable

from tests.support.warnings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdktf import App, TerraformStack
    from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

    from tests.authorizers.conftest import Routes
    from tests.conftest import Blocks, Synthesized

    Block = Callable[[str], dict[str, Any]]
    BlocksOf = Callable[[str], Blocks]

AUTHORIZER = "aws_apigatewayv2_authorizer"
PERMISSION = "aws_lambda_permission"
ROLE = "arn:aws:iam::123456789012:role/caller"
FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:gate"


def gate(**options: Any) -> HttpLambdaAuthorizer:  # noqa: ANN401
    """Return an authorizer with a function that is defined elsewhere."""
    return HttpLambdaAuthorizer("Gate", LambdaTarget.from_arn(FUNCTION), **options)


def test_smallest_authorizer(
    route: Routes, function: LambdaFunction, synthesized: Synthesized
) -> None:
    """The function answers a policy, is asked once in five minutes, and is permitted."""
    given = HttpLambdaAuthorizer("Gate", function)
    route(given)
    resources = synthesized()["resource"]

    assert resources[AUTHORIZER] == {
        "Orders_AuthorizerGate_CD8889B2": {
            "api_id": "${aws_apigatewayv2_api.Orders_A9B65338.id}",
            "authorizer_payload_format_version": "1.0",
            "authorizer_result_ttl_in_seconds": 300,
            "authorizer_type": "REQUEST",
            "authorizer_uri": "${aws_lambda_function.Backend.invoke_arn}",
            "identity_sources": ["$request.header.Authorization"],
            "lifecycle": {"create_before_destroy": True},
            "name": "Gate",
        }
    }
    assert resources[PERMISSION] == {
        "Orders_AuthorizerGate_Permission_78292617": {
            "action": "lambda:InvokeFunction",
            "function_name": "${aws_lambda_function.Backend.function_name}",
            "principal": "apigateway.amazonaws.com",
            "source_arn": "${aws_apigatewayv2_api.Orders_A9B65338.execution_arn}/authorizers/"
            "${aws_apigatewayv2_authorizer.Orders_AuthorizerGate_CD8889B2.id}",
        }
    }


def test_route_with_it(route: Routes, block: Block) -> None:
    """The route asks the function."""
    given = gate()
    route(given)
    written = block("aws_apigatewayv2_route")

    assert (given.authorization_type, written["authorization_type"]) == ("CUSTOM", "CUSTOM")
    assert written["authorizer_id"] == f"${{{AUTHORIZER}.Orders_AuthorizerGate_CD8889B2.id}}"


@pytest.mark.parametrize(
    ("options", "version", "simple"),
    [
        pytest.param({}, "1.0", None, id="left out"),
        pytest.param({"response_types": [HttpLambdaResponseType.IAM]}, "1.0", None, id="iam"),
        pytest.param({"response_types": [HttpLambdaResponseType.SIMPLE]}, "2.0", True, id="simple"),
        pytest.param({"response_types": ["SIMPLE"]}, "2.0", True, id="simple as text"),
        pytest.param({"response_types": ["SIMPLE", "IAM"]}, "2.0", True, id="both"),
        pytest.param(
            {"response_types": ["SIMPLE"], "payload_format_version": "2.0"},
            "2.0",
            True,
            id="simple with its payload",
        ),
        pytest.param({"payload_format_version": "1.0"}, "1.0", None, id="iam with its payload"),
    ],
)
def test_response_types(
    route: Routes, block: Block, options: dict[str, Any], version: str, simple: object
) -> None:
    """What the function answers decides about payload and answer, as in AWS CDK."""
    route(gate(**options))
    written = block(AUTHORIZER)

    assert written["authorizer_payload_format_version"] == version
    assert written.get("enable_simple_responses") is simple


def test_iam_answers_with_payload_2(route: Routes, block: Block) -> None:
    """The payload can be chosen by itself, which AWS CDK's users ask for (issue 21492)."""
    route(gate(payload_format_version=AuthorizerPayloadVersion.VERSION_2_0))
    written = block(AUTHORIZER)

    assert written["authorizer_payload_format_version"] == "2.0"
    assert "enable_simple_responses" not in written


def test_both_answers_are_warned_of(app: App, route: Routes) -> None:
    """With simple answers a policy of the function is refused, without a word at deploy."""
    route(gate(response_types=["SIMPLE", "IAM"]))

    assert warnings_of(app) == [
        (
            "orders/Orders/Authorizer.Gate",
            (
                "response_types is ['SIMPLE', 'IAM'], allowed: one of them: with SIMPLE, API "
                "Gateway takes no policy from the function"
            ),
        )
    ]


@pytest.mark.parametrize("kind", ["SIMPLE", "IAM"])
def test_one_answer_is_not_warned_of(app: App, route: Routes, kind: str) -> None:
    """One kind of answer is as it should be."""
    route(gate(response_types=[kind]))

    assert warnings_of(app) == []


@pytest.mark.parametrize(
    ("given", "argument", "written"),
    [
        pytest.param({"authorizer_name": "shop"}, "name", "shop", id="authorizer_name"),
        pytest.param(
            {"identity_source": ["$request.header.a", "$context.stage"]},
            "identity_sources",
            ["$request.header.a", "$context.stage"],
            id="identity_source",
        ),
        pytest.param(
            {"results_cache_ttl": timedelta(minutes=1)},
            "authorizer_result_ttl_in_seconds",
            60,
            id="results_cache_ttl",
        ),
        pytest.param(
            {"results_cache_ttl": timedelta(0)},
            "authorizer_result_ttl_in_seconds",
            0,
            id="no cache",
        ),
        pytest.param(
            {"identity_source": []}, "authorizer_result_ttl_in_seconds", 0, id="no identity"
        ),
        pytest.param({"role": ROLE}, "authorizer_credentials_arn", ROLE, id="role"),
        pytest.param(
            {"role": SimpleNamespace(arn=ROLE)},
            "authorizer_credentials_arn",
            ROLE,
            id="role as an object",
        ),
    ],
)
def test_option(
    route: Routes, block: Block, given: dict[str, Any], argument: str, written: object
) -> None:
    """An option that is given is written as API Gateway knows it."""
    route(gate(**given))

    assert block(AUTHORIZER)[argument] == written


@pytest.mark.parametrize(
    ("options", "count"),
    [pytest.param({}, 1, id="left out"), pytest.param({"role": ROLE}, 0, id="given")],
)
def test_role_replaces_the_permission(
    route: Routes, blocks: BlocksOf, options: dict[str, Any], count: int
) -> None:
    """A function that is invoked by a role needs no permission."""
    route(gate(**options))

    assert len(blocks(PERMISSION)) == count


def test_resource_options(route: Routes, synthesized: Synthesized) -> None:
    """What every resource takes goes to the authorizer, not to the permission."""
    route(gate(logical_id="gate", import_from="api1/authorizer1", prevent_destroy=True))
    document = synthesized()

    assert list(document["resource"][AUTHORIZER]) == ["gate"]
    assert document["import"] == [{"id": "api1/authorizer1", "to": f"{AUTHORIZER}.gate"}]
    assert list(document["resource"][PERMISSION]) == ["Orders_AuthorizerGate_Permission_78292617"]


def test_token_passes(stack: TerraformStack, route: Routes, block: Block) -> None:
    """A role that only Terraform knows is written as it is."""
    route(gate(role=TerraformVariable(stack, "Role", type="string").string_value))

    assert block(AUTHORIZER)["authorizer_credentials_arn"] == "${var.Role}"


def test_one_resource_for_many_routes(route: Routes, blocks: BlocksOf) -> None:
    """Routes with one object share the authorizer and the permission."""
    given = gate()
    route(given)
    route(given, "GET /b")

    assert (len(blocks(AUTHORIZER)), len(blocks(PERMISSION))) == (1, 1)


def test_authorizer_of_two_apis(route: Routes, other_route: Routes) -> None:
    """An authorizer belongs to one API."""
    given = gate()
    route(given)
    with pytest.raises(OptionError) as refused:
        other_route(given)

    assert str(refused.value) == (
        "orders/Other/Route.GET --a: authorizer is 'Gate', allowed: an authorizer of the same API: "
        "this is one of orders/Orders; make one for each API"
    )


def test_id_before_the_first_route() -> None:
    """Before a route has the authorizer there is none, and so no id."""
    with pytest.raises(OptionError, match="Gate: authorizer_id is not known yet"):
        _ = gate().authorizer_id


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"response_types": []},
            "response_types is [], allowed: at least one entry",
            id="no answer",
        ),
        pytest.param(
            {"response_types": ["YES"]},
            "response_types is 'YES', allowed: SIMPLE, IAM",
            id="answer",
        ),
        pytest.param(
            {"response_types": ["SIMPLE"], "payload_format_version": "1.0"},
            "payload_format_version is '1.0', allowed: 2.0 or left out: payload format 1.0 has no "
            "SIMPLE answers",
            id="simple answers with payload 1.0",
        ),
        pytest.param(
            {"results_cache_ttl": 300},
            "results_cache_ttl is 300, allowed: a datetime.timedelta",
            id="cache as a number",
        ),
        pytest.param({"role": 5}, "role is 5, allowed: an object with arn or text", id="role"),
    ],
)
def test_what_is_refused(options: dict[str, Any], told: str) -> None:
    """What cannot be is refused at the line that makes the authorizer."""
    with pytest.raises(OptionError) as refused:
        gate(**options)

    assert str(refused.value) == f"Gate: {told}"


def test_handler_of_another_type() -> None:
    """An ARN is no function; the words say what makes one of it."""
    with pytest.raises(OptionError) as refused:
        HttpLambdaAuthorizer("Gate", FUNCTION)  # type: ignore[arg-type]

    assert str(refused.value) == (
        f"Gate: handler is {FUNCTION!r}, allowed: an object with function_name and invoke_arn; "
        "LambdaTarget.from_arn() makes one"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            {"results_cache_ttl": timedelta(hours=2)},
            "results_cache_ttl is datetime.timedelta(seconds=7200), allowed: whole seconds, 0 to "
            "3600",
            id="long cache",
        ),
        pytest.param(
            {"results_cache_ttl": timedelta(minutes=1), "identity_source": []},
            "results_cache_ttl is datetime.timedelta(seconds=60), allowed: 0: without an identity "
            "source nothing can be remembered",
            id="cache without an identity",
        ),
        pytest.param(
            {"payload_format_version": "3.0"},
            "payload_format_version is '3.0', allowed: 1.0, 2.0",
            id="payload",
        ),
        pytest.param({"role": "caller"}, "role is 'caller', allowed: the ARN of a role", id="role"),
    ],
)
def test_what_the_first_route_refuses(route: Routes, options: dict[str, Any], told: str) -> None:
    """What API Gateway would refuse is refused with the first route, by AWS CDK's names."""
    with pytest.raises(OptionError) as refused:
        route(gate(**options))

    assert str(refused.value) == f"orders/Orders/Authorizer.Gate: {told}"
