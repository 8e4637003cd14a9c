"""Authorizers of HTTP APIs."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours
from apigwv2_tf import authorizers, integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.outside import ROLE
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkObject, CdkStack, Differences, TerraformStack

_URL = "https://books.example"


def _cdk_api(stack: CdkStack, *of_routes: CdkObject) -> CdkObject:
    """Return an API with a route for each of the authorizers."""
    api = cdk.apigatewayv2.HttpApi(stack, "Books")
    backend = cdk.integrations.HttpUrlIntegration("Backend", _URL)
    for i, authorizer in enumerate(of_routes):
        api.add_routes(path=f"/{i}", integration=backend, authorizer=authorizer)
    return api


def _our_api(stack: TerraformStack, *of_routes: ours.IHttpRouteAuthorizer | None) -> ours.HttpApi:
    """Return an API with a route for each of the authorizers."""
    api = ours.HttpApi(stack, "Books")
    backend = integrations.HttpUrlIntegration("Backend", _URL)
    for i, authorizer in enumerate(of_routes):
        api.add_routes(path=f"/{i}", integration=backend, authorizer=authorizer)
    return api


class Jwt(Program):
    """Tokens of an issuer: with defaults and with every option."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.authorizers
        plain = names.HttpJwtAuthorizer("Plain", "https://login.example", jwt_audience=["books"])
        named = names.HttpJwtAuthorizer(
            "Named",
            "https://login.example/2",
            jwt_audience=["b", "a"],
            authorizer_name="second",
            identity_source=["$request.querystring.token"],
        )
        _cdk_api(stack, plain, named, plain)

    def ours(self, stack: TerraformStack) -> None:
        plain = authorizers.HttpJwtAuthorizer(
            "Plain", "https://login.example", jwt_audience=["books"]
        )
        named = authorizers.HttpJwtAuthorizer(
            "Named",
            "https://login.example/2",
            jwt_audience=["b", "a"],
            authorizer_name="second",
            identity_source=["$request.querystring.token"],
        )
        _our_api(stack, plain, named, plain)


class JwtScopes(Program):
    """A route asks for scopes; a scope named twice counts once."""

    def cdk(self, stack: CdkStack) -> None:
        token = cdk.authorizers.HttpJwtAuthorizer(
            "Token", "https://login.example", jwt_audience=["books"]
        )
        cdk.apigatewayv2.HttpApi(stack, "Books").add_routes(
            path="/books",
            integration=cdk.integrations.HttpUrlIntegration("Backend", _URL),
            authorizer=token,
            authorization_scopes=["read", "list", "read"],
        )

    def ours(self, stack: TerraformStack) -> None:
        token = authorizers.HttpJwtAuthorizer(
            "Token", "https://login.example", jwt_audience=["books"]
        )
        ours.HttpApi(stack, "Books").add_routes(
            path="/books",
            integration=integrations.HttpUrlIntegration("Backend", _URL),
            authorizer=token,
            authorization_scopes=["read", "list", "read"],
        )


class UserPool(Program):
    """Tokens of a user pool, for clients of it, here and in another region."""

    def cdk(self, stack: CdkStack) -> None:
        names, pool = cdk.authorizers, cdk_given.user_pool(stack)
        clients = [cdk_given.user_pool_client(stack, pool, name) for name in ("web", "phone")]
        here = names.HttpUserPoolAuthorizer("Here", pool, user_pool_clients=clients)
        there = names.HttpUserPoolAuthorizer(
            "There",
            pool,
            user_pool_clients=clients[:1],
            user_pool_region="us-east-1",
            authorizer_name="there",
            identity_source=["$request.header.X-Token"],
        )
        _cdk_api(stack, here, there)

    def ours(self, stack: TerraformStack) -> None:
        pool = given.user_pool(stack)
        clients = [given.user_pool_client(stack, pool, name) for name in ("web", "phone")]
        here = authorizers.HttpUserPoolAuthorizer("Here", pool, user_pool_clients=clients)
        there = authorizers.HttpUserPoolAuthorizer(
            "There",
            pool,
            user_pool_clients=clients[:1],
            user_pool_region="us-east-1",
            authorizer_name="there",
            identity_source=["$request.header.X-Token"],
        )
        _our_api(stack, here, there)


class UserPoolWithoutClient(Program):
    """A user pool without clients gets one."""

    differences: ClassVar[Differences] = {
        'client: allowed_oauth_flows: AWS CDK ["code", "implicit"], here nothing': (
            "a client that signs nobody in over the web: the one of AWS CDK sends tokens to "
            "https://example.com"
        ),
        "client: allowed_oauth_flows_user_pool_client: AWS CDK true, here nothing": (
            "a client that signs nobody in over the web: the one of AWS CDK sends tokens to "
            "https://example.com"
        ),
        (
            'client: allowed_oauth_scopes: AWS CDK ["aws.cognito.signin.user.admin", "email", '
            '"openid", "phone", "profile"], here nothing'
        ): (
            "a client that signs nobody in over the web: the one of AWS CDK sends tokens to "
            "https://example.com"
        ),
        'client: callback_urls: AWS CDK ["https://example.com"], here nothing': (
            "a client that signs nobody in over the web: the one of AWS CDK sends tokens to "
            "https://example.com"
        ),
        'client: supported_identity_providers: AWS CDK ["COGNITO"], here nothing': (
            "a client that signs nobody in over the web: the one of AWS CDK sends tokens to "
            "https://example.com"
        ),
        'client: name: AWS CDK nothing, here "PoolClient"': (
            "Terraform requires a name; CloudFormation makes one up"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        pool = cdk_given.user_pool(stack)
        _cdk_api(stack, cdk.authorizers.HttpUserPoolAuthorizer("Pool", pool))

    def ours(self, stack: TerraformStack) -> None:
        pool = given.user_pool(stack)
        _our_api(stack, authorizers.HttpUserPoolAuthorizer("Pool", pool))


class LambdaAuthorizer(Program):
    """A function decides, and answers with a policy."""

    def cdk(self, stack: CdkStack) -> None:
        judge = cdk.authorizers.HttpLambdaAuthorizer("Judge", cdk_given.function(stack, "judge"))
        _cdk_api(stack, judge, judge)

    def ours(self, stack: TerraformStack) -> None:
        judge = authorizers.HttpLambdaAuthorizer("Judge", given.function(stack, "judge"))
        _our_api(stack, judge, judge)


class SimpleLambdaAuthorizer(Program):
    """A function answers yes or no, and is asked for every request."""

    def cdk(self, stack: CdkStack) -> None:
        judge = cdk.authorizers.HttpLambdaAuthorizer(
            "Judge",
            cdk_given.function(stack, "judge"),
            authorizer_name="yes-or-no",
            identity_source=["$request.header.X-Key", "$context.routeKey"],
            response_types=[cdk.authorizers.HttpLambdaResponseType.SIMPLE],
            results_cache_ttl=cdk.core.Duration.seconds(0),
        )
        _cdk_api(stack, judge)

    def ours(self, stack: TerraformStack) -> None:
        judge = authorizers.HttpLambdaAuthorizer(
            "Judge",
            given.function(stack, "judge"),
            authorizer_name="yes-or-no",
            identity_source=["$request.header.X-Key", "$context.routeKey"],
            response_types=[authorizers.HttpLambdaResponseType.SIMPLE],
            results_cache_ttl=timedelta(seconds=0),
        )
        _our_api(stack, judge)


class LambdaAuthorizerWithRole(Program):
    """API Gateway asks the function in the name of a role: no permission is needed."""

    def cdk(self, stack: CdkStack) -> None:
        judge = cdk.authorizers.HttpLambdaAuthorizer(
            "Judge",
            cdk_given.function(stack, "judge"),
            response_types=[cdk.authorizers.HttpLambdaResponseType.IAM],
            role=cdk_given.existing_role(stack),
        )
        _cdk_api(stack, judge)

    def ours(self, stack: TerraformStack) -> None:
        judge = authorizers.HttpLambdaAuthorizer(
            "Judge",
            given.function(stack, "judge"),
            response_types=[authorizers.HttpLambdaResponseType.IAM],
            role=ROLE,
        )
        _our_api(stack, judge)


class IamAndNone(Program):
    """A route for signed requests, and one for all."""

    def cdk(self, stack: CdkStack) -> None:
        _cdk_api(
            stack,
            cdk.authorizers.HttpIamAuthorizer(),
            cdk.apigatewayv2.HttpNoneAuthorizer(),
            None,
        )

    def ours(self, stack: TerraformStack) -> None:
        _our_api(stack, authorizers.HttpIamAuthorizer(), ours.HttpNoneAuthorizer(), None)


class HttpAuthorizerByHand(Program):
    """Authorizers as constructs of their own, with every option."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = _cdk_api(stack)
        names.HttpAuthorizer(
            stack,
            "Judge",
            http_api=api,
            type=names.HttpAuthorizerType.LAMBDA,
            authorizer_name="judge",
            authorizer_uri="arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
            "arn:aws:lambda:eu-west-1:123456789012:function:judge/invocations",
            enable_simple_responses=True,
            identity_source=["$request.header.Authorization"],
            payload_format_version=names.AuthorizerPayloadVersion.VERSION_2_0,
            results_cache_ttl=cdk.core.Duration.hours(1),
            role=cdk_given.existing_role(stack),
        )
        token = names.HttpAuthorizer(
            stack,
            "Token",
            http_api=api,
            type=names.HttpAuthorizerType.JWT,
            identity_source=["$request.header.Authorization"],
            jwt_audience=["books"],
            jwt_issuer="https://login.example",
        )
        cdk_given.output(stack, "token", token.authorizer_id)

    def ours(self, stack: TerraformStack) -> None:
        api = _our_api(stack)
        ours.HttpAuthorizer(
            stack,
            "Judge",
            http_api=api,
            type=ours.HttpAuthorizerType.LAMBDA,
            authorizer_name="judge",
            authorizer_uri="arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
            "arn:aws:lambda:eu-west-1:123456789012:function:judge/invocations",
            enable_simple_responses=True,
            identity_source=["$request.header.Authorization"],
            payload_format_version=ours.AuthorizerPayloadVersion.VERSION_2_0,
            results_cache_ttl=timedelta(hours=1),
            role=ROLE,
        )
        token = ours.HttpAuthorizer(
            stack,
            "Token",
            http_api=api,
            type=ours.HttpAuthorizerType.JWT,
            identity_source=["$request.header.Authorization"],
            jwt_audience=["books"],
            jwt_issuer="https://login.example",
        )
        given.output(stack, "token", token.authorizer_id)


class ImportedHttpAuthorizer(Program):
    """Authorizers that are defined elsewhere."""

    def cdk(self, stack: CdkStack) -> None:
        imported = cdk.apigatewayv2.HttpAuthorizer.from_http_authorizer_attributes
        _cdk_api(
            stack,
            imported(stack, "Token", authorizer_id="token1", authorizer_type="JWT"),
            imported(stack, "Judge", authorizer_id="judge1", authorizer_type="CUSTOM"),
        )

    def ours(self, stack: TerraformStack) -> None:
        imported = ours.HttpAuthorizer.from_http_authorizer_attributes
        _our_api(
            stack,
            imported(stack, "Token", authorizer_id="token1", authorizer_type="JWT"),
            imported(stack, "Judge", authorizer_id="judge1", authorizer_type="CUSTOM"),
        )


class BothResponseTypes(Program):
    """A function that may answer either way is asked in the newer form."""

    def cdk(self, stack: CdkStack) -> None:
        kind = cdk.authorizers.HttpLambdaResponseType
        judge = cdk.authorizers.HttpLambdaAuthorizer(
            "Judge",
            cdk_given.function(stack, "judge"),
            response_types=[kind.IAM, kind.SIMPLE],
        )
        _cdk_api(stack, judge)

    def ours(self, stack: TerraformStack) -> None:
        kind = authorizers.HttpLambdaResponseType
        judge = authorizers.HttpLambdaAuthorizer(
            "Judge",
            given.function(stack, "judge"),
            response_types=[kind.IAM, kind.SIMPLE],
        )
        _our_api(stack, judge)


class AuthorizerOfTwoApis(Program):
    """Two APIs take the tokens of one issuer."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Authors/Route.$default: authorizer is 'Token', allowed: an "
            "authorizer of the same API: this is one of orders/Books; make one for each API"
        ): (
            "AWS CDK names the authorizer of the first API in the second, which API Gateway refuses"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        token = cdk.authorizers.HttpJwtAuthorizer(
            "Token", "https://login.example", jwt_audience=["books"]
        )
        for name in ("Books", "Authors"):
            cdk.apigatewayv2.HttpApi(
                stack,
                name,
                default_authorizer=token,
                default_integration=cdk.integrations.HttpUrlIntegration("Backend", _URL),
            )

    def ours(self, stack: TerraformStack) -> None:
        token = authorizers.HttpJwtAuthorizer(
            "Token", "https://login.example", jwt_audience=["books"]
        )
        for name in ("Books", "Authors"):
            ours.HttpApi(
                stack,
                name,
                default_authorizer=token,
                default_integration=integrations.HttpUrlIntegration("Backend", _URL),
            )
