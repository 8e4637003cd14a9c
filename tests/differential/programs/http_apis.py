"""HTTP APIs: their own options, their default stage, imports."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours
from apigwv2_tf import authorizers, integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.outside import CERTIFICATE
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkStack, Differences, TerraformStack


class HttpApiWithoutOptions(Program):
    """It is named after its construct and has a default stage."""

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.HttpApi(stack, "Books")

    def ours(self, stack: TerraformStack) -> None:
        ours.HttpApi(stack, "Books")


class HttpApiOptions(Program):
    """Every plain option of the API itself."""

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.HttpApi(
            stack,
            "Books",
            api_name="books",
            description="Books and who wrote them",
            disable_execute_api_endpoint=True,
            ip_address_type=cdk.apigatewayv2.IpAddressType.DUAL_STACK,
            route_selection_expression=True,
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.HttpApi(
            stack,
            "Books",
            api_name="books",
            description="Books and who wrote them",
            disable_execute_api_endpoint=True,
            ip_address_type=ours.IpAddressType.DUAL_STACK,
            route_selection_expression=True,
        )


class Cors(Program):
    """Web pages of two origins may call with two methods."""

    def cdk(self, stack: CdkStack) -> None:
        method = cdk.apigatewayv2.CorsHttpMethod
        cdk.apigatewayv2.HttpApi(
            stack,
            "Books",
            cors_preflight=cdk.apigatewayv2.CorsPreflightOptions(
                allow_credentials=True,
                allow_headers=["Authorization", "Content-Type"],
                allow_methods=[method.GET, method.POST],
                allow_origins=["https://b.example", "https://a.example"],
                expose_headers=["ETag"],
                max_age=cdk.core.Duration.days(1),
            ),
        )

    def ours(self, stack: TerraformStack) -> None:
        method = ours.CorsHttpMethod
        ours.HttpApi(
            stack,
            "Books",
            cors_preflight=ours.CorsPreflightOptions(
                allow_credentials=True,
                allow_headers=["Authorization", "Content-Type"],
                allow_methods=[method.GET, method.POST],
                allow_origins=["https://b.example", "https://a.example"],
                expose_headers=["ETag"],
                max_age=timedelta(days=1),
            ),
        )


class OpenCors(Program):
    """Any page may call with any method."""

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.HttpApi(
            stack,
            "Books",
            cors_preflight={
                "allow_methods": [cdk.apigatewayv2.CorsHttpMethod.ANY],
                "allow_origins": ["*"],
            },
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.HttpApi(
            stack,
            "Books",
            cors_preflight=ours.CorsPreflightOptions(
                allow_methods=[ours.CorsHttpMethod.ANY], allow_origins=["*"]
            ),
        )


class DefaultIntegration(Program):
    """A function answers whatever no route is for."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpLambdaIntegration("Backend", cdk_given.function(stack))
        cdk.apigatewayv2.HttpApi(stack, "Books", default_integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpLambdaIntegration("Backend", given.function(stack))
        ours.HttpApi(stack, "Books", default_integration=backend)


class DefaultAuthorizer(Program):
    """Routes share the API's authorizer and scopes unless they have their own, or none."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpUrlIntegration("Backend", "https://books.example")
        token = cdk.authorizers.HttpJwtAuthorizer(
            "Token", "https://login.example", jwt_audience=["books"]
        )
        api = cdk.apigatewayv2.HttpApi(
            stack,
            "Books",
            default_authorizer=token,
            default_authorization_scopes=["read", "list"],
            default_integration=backend,
        )
        api.add_routes(path="/shared", integration=backend)
        api.add_routes(path="/own", integration=backend, authorization_scopes=["write"])
        api.add_routes(path="/cleared", integration=backend, authorization_scopes=[])
        api.add_routes(
            path="/open",
            integration=backend,
            authorizer=cdk.apigatewayv2.HttpNoneAuthorizer(),
            authorization_scopes=[],
        )

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpUrlIntegration("Backend", "https://books.example")
        token = authorizers.HttpJwtAuthorizer(
            "Token", "https://login.example", jwt_audience=["books"]
        )
        api = ours.HttpApi(
            stack,
            "Books",
            default_authorizer=token,
            default_authorization_scopes=["read", "list"],
            default_integration=backend,
        )
        api.add_routes(path="/shared", integration=backend)
        api.add_routes(path="/own", integration=backend, authorization_scopes=["write"])
        api.add_routes(path="/cleared", integration=backend, authorization_scopes=[])
        api.add_routes(
            path="/open",
            integration=backend,
            authorizer=ours.HttpNoneAuthorizer(),
            authorization_scopes=[],
        )


class DefaultScopesOfAnOpenRoute(Program):
    """A route without authorization takes nothing from the API's scopes."""

    differences: ClassVar[Differences] = {
        'route ANY /open: authorization_scopes: AWS CDK ["read"], here nothing': (
            "API Gateway refuses scopes on a route without JWT authorization"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpUrlIntegration("Backend", "https://books.example")
        token = cdk.authorizers.HttpJwtAuthorizer(
            "Token", "https://login.example", jwt_audience=["books"]
        )
        api = cdk.apigatewayv2.HttpApi(
            stack, "Books", default_authorizer=token, default_authorization_scopes=["read"]
        )
        api.add_routes(
            path="/open",
            integration=backend,
            authorizer=cdk.apigatewayv2.HttpNoneAuthorizer(),
        )

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpUrlIntegration("Backend", "https://books.example")
        token = authorizers.HttpJwtAuthorizer(
            "Token", "https://login.example", jwt_audience=["books"]
        )
        api = ours.HttpApi(
            stack, "Books", default_authorizer=token, default_authorization_scopes=["read"]
        )
        api.add_routes(path="/open", integration=backend, authorizer=ours.HttpNoneAuthorizer())


class NoDefaultStage(Program):
    """An API whose only stage has a name."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books", create_default_stage=False)
        api.add_stage("Live", stage_name="live", auto_deploy=True)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books", create_default_stage=False)
        api.add_stage("Live", stage_name="live", auto_deploy=True)


class DefaultDomainMapping(Program):
    """The default stage is served under a domain name too."""

    def cdk(self, stack: CdkStack) -> None:
        domain = cdk.apigatewayv2.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
        )
        api = cdk.apigatewayv2.HttpApi(
            stack,
            "Books",
            default_domain_mapping=cdk.apigatewayv2.DomainMappingOptions(
                domain_name=domain, mapping_key="books"
            ),
        )
        cdk_given.output(stack, "url", api.default_stage.domain_url)

    def ours(self, stack: TerraformStack) -> None:
        domain = ours.DomainName(
            stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE
        )
        api = ours.HttpApi(
            stack,
            "Books",
            default_domain_mapping=ours.DomainMappingOptions(
                domain_name=domain, mapping_key="books"
            ),
        )
        assert api.default_stage is not None
        given.output(stack, "url", api.default_stage.domain_url)


class HttpApiAddresses(Program):
    """Where the API is called, and the ARNs of its routes."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        helper = cdk.apigatewayv2.HttpApiHelper.from_http_api(api)
        for name, value in {
            "id": api.api_id,
            "httpId": api.http_api_id,
            "endpoint": api.api_endpoint,
            "url": api.url,
            "everything": api.arn_for_execute_api(),
            "one": api.arn_for_execute_api("GET", "/books", "$default"),
            "any": api.arn_for_execute_api("ANY", "/books/*"),
            "helper": helper.arn_for_execute_api("GET", "/books", "live"),
        }.items():
            cdk_given.output(stack, name, value)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books")
        helper = ours.HttpApiHelper.from_http_api(api)
        for name, value in {
            "id": api.api_id,
            "httpId": api.http_api_id,
            "endpoint": api.api_endpoint,
            "url": api.url,
            "everything": api.arn_for_execute_api(),
            "one": api.arn_for_execute_api("GET", "/books", "$default"),
            "any": api.arn_for_execute_api("ANY", "/books/*"),
            "helper": helper.arn_for_execute_api("GET", "/books", "live"),
        }.items():
            given.output(stack, name, value)


class ImportedHttpApi(Program):
    """A route and a stage of an API that is defined elsewhere."""

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi.from_http_api_attributes(
            stack, "Books", http_api_id="a1b2c3", api_endpoint="https://books.example"
        )
        cdk.apigatewayv2.HttpRoute(
            stack,
            "Route",
            http_api=api,
            route_key=cdk.apigatewayv2.HttpRouteKey.with_(
                "/books", cdk.apigatewayv2.HttpMethod.GET
            ),
            integration=cdk.integrations.HttpLambdaIntegration(
                "Backend", cdk_given.function(stack)
            ),
        )
        cdk.apigatewayv2.HttpStage(stack, "Live", http_api=api, stage_name="live")
        cdk_given.output(stack, "endpoint", api.api_endpoint)
        cdk_given.output(stack, "arn", api.arn_for_execute_api("GET", "/books", "live"))

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi.from_http_api_attributes(
            stack, "Books", http_api_id="a1b2c3", api_endpoint="https://books.example"
        )
        ours.HttpRoute(
            stack,
            "Route",
            http_api=api,
            route_key=ours.HttpRouteKey.with_("/books", ours.HttpMethod.GET),
            integration=integrations.HttpLambdaIntegration("Backend", given.function(stack)),
        )
        ours.HttpStage(stack, "Live", http_api=api, stage_name="live")
        given.output(stack, "endpoint", api.api_endpoint)
        given.output(stack, "arn", api.arn_for_execute_api("GET", "/books", "live"))


class CorsMethods(Program):
    """Every method by its name."""

    def cdk(self, stack: CdkStack) -> None:
        methods = [each for each in cdk.apigatewayv2.CorsHttpMethod if each.name != "ANY"]
        cors = cdk.apigatewayv2.CorsPreflightOptions(
            allow_methods=methods, allow_origins=["https://a.example"]
        )
        cdk.apigatewayv2.HttpApi(stack, "Books", cors_preflight=cors)

    def ours(self, stack: TerraformStack) -> None:
        methods = [each for each in ours.CorsHttpMethod if each.name != "ANY"]
        cors = ours.CorsPreflightOptions(allow_methods=methods, allow_origins=["https://a.example"])
        ours.HttpApi(stack, "Books", cors_preflight=cors)


class ClosedEndpoint(Program):
    """Without API Gateway's own address there is no URL to hand out."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Books/DefaultStage: disable_execute_api_endpoint is True, allowed: "
            "False or left out: the URL of the stage answers nobody; give domain_mapping, and "
            "use domain_url"
        ): "AWS CDK hands out a URL that answers nobody",
    }

    def cdk(self, stack: CdkStack) -> None:
        api = cdk.apigatewayv2.HttpApi(stack, "Books", disable_execute_api_endpoint=True)
        cdk_given.output(stack, "url", api.url)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books", disable_execute_api_endpoint=True)
        given.output(stack, "url", api.url)
