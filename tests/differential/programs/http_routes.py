"""Routes of HTTP APIs, and integrations written by hand."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours
from apigwv2_tf import authorizers, integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.program import Program

if TYPE_CHECKING:
    from constructs import Construct

    from tests.differential.program import CdkObject, CdkStack, Differences, TerraformStack


class SeveralMethods(Program):
    """Routes of several paths and methods share one integration."""

    def cdk(self, stack: CdkStack) -> None:
        method = cdk.apigatewayv2.HttpMethod
        backend = cdk.integrations.HttpLambdaIntegration("Backend", cdk_given.function(stack))
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        api.add_routes(path="/books", methods=[method.GET, method.POST], integration=backend)
        api.add_routes(path="/books/{id}", methods=[method.GET], integration=backend)
        api.add_routes(path="/other/{proxy+}", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        method = ours.HttpMethod
        backend = integrations.HttpLambdaIntegration("Backend", given.function(stack))
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/books", methods=[method.GET, method.POST], integration=backend)
        api.add_routes(path="/books/{id}", methods=[method.GET], integration=backend)
        api.add_routes(path="/other/{proxy+}", integration=backend)


class RouteKeys(Program):
    """Every form of a route key."""

    def cdk(self, stack: CdkStack) -> None:
        key, method = cdk.apigatewayv2.HttpRouteKey, cdk.apigatewayv2.HttpMethod
        backend = cdk.integrations.HttpUrlIntegration("Backend", "https://books.example")
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        keys = [key.DEFAULT, key.with_("/", method.ANY)]
        keys += [key.with_("/books", each) for each in method]
        for i, each in enumerate(keys):
            cdk.apigatewayv2.HttpRoute(
                stack, f"Route{i}", http_api=api, route_key=each, integration=backend
            )

    def ours(self, stack: TerraformStack) -> None:
        key, method = ours.HttpRouteKey, ours.HttpMethod
        backend = integrations.HttpUrlIntegration("Backend", "https://books.example")
        api = ours.HttpApi(stack, "Books")
        keys = [key.DEFAULT, key.with_("/", method.ANY)]
        keys += [key.with_("/books", each) for each in method]
        for i, each in enumerate(keys):
            ours.HttpRoute(stack, f"Route{i}", http_api=api, route_key=each, integration=backend)


class RouteKeyWithoutMethod(Program):
    """A key made from a path alone is for any method."""

    differences: ClassVar[Differences] = {
        (
            'route ANY /books: only here: {"api_id": "<api Books id>", "authorization_type": '
            '"NONE", "depends_on": ["api Books", "integration HTTP_PROXY '
            'https://books.example"], "route_key": "ANY /books", "target": '
            '"integrations/<integration HTTP_PROXY https://books.example id>"}'
        ): "AWS CDK writes the missing method into the key as it is to JavaScript",
        (
            'route undefined /books: only in AWS CDK: {"api_id": "<api Books id>", '
            '"authorization_type": "NONE", "depends_on": ["api Books", "integration HTTP_PROXY '
            'https://books.example"], "route_key": "undefined /books", "target": '
            '"integrations/<integration HTTP_PROXY https://books.example id>"}'
        ): "AWS CDK writes the missing method into the key as it is to JavaScript",
    }

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.HttpRoute(
            stack,
            "Route",
            http_api=cdk.apigatewayv2.HttpApi(stack, "Books"),
            route_key=cdk.apigatewayv2.HttpRouteKey.with_("/books"),
            integration=cdk.integrations.HttpUrlIntegration("Backend", "https://books.example"),
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.HttpRoute(
            stack,
            "Route",
            http_api=ours.HttpApi(stack, "Books"),
            route_key=ours.HttpRouteKey.with_("/books"),
            integration=integrations.HttpUrlIntegration("Backend", "https://books.example"),
        )


class GrantInvoke(Program):
    """A role may call routes with IAM authorization."""

    def cdk(self, stack: CdkStack) -> None:
        method = cdk.apigatewayv2.HttpMethod
        backend = cdk.integrations.HttpUrlIntegration("Backend", "https://books.example")
        api = cdk.apigatewayv2.HttpApi(
            stack, "Books", default_authorizer=cdk.authorizers.HttpIamAuthorizer()
        )
        (one,) = api.add_routes(path="/books/{id}", methods=[method.GET], integration=backend)
        (all_methods,) = api.add_routes(path="/authors", integration=backend)
        one.grant_invoke(cdk_given.role(stack, "reader"))
        all_methods.grant_invoke(
            cdk_given.role(stack, "writer"), http_methods=[method.PUT, method.POST]
        )
        cdk_given.output(stack, "one", one.route_arn)
        cdk_given.output(stack, "all", all_methods.route_arn)

    def ours(self, stack: TerraformStack) -> None:
        method = ours.HttpMethod
        backend = integrations.HttpUrlIntegration("Backend", "https://books.example")
        api = ours.HttpApi(stack, "Books", default_authorizer=authorizers.HttpIamAuthorizer())
        (one,) = api.add_routes(path="/books/{id}", methods=[method.GET], integration=backend)
        (all_methods,) = api.add_routes(path="/authors", integration=backend)
        one.grant_invoke(given.role(stack, "reader"))
        all_methods.grant_invoke(
            given.role(stack, "writer"), http_methods=[method.PUT, method.POST]
        )
        given.output(stack, "one", one.route_arn)
        given.output(stack, "all", all_methods.route_arn)


class GrantInvokeOfTheDefaultRoute(Program):
    """A role may call whatever no other route is for."""

    differences: ClassVar[Differences] = {
        (
            "policy of outside-reader: statements.Resource: only in AWS CDK: "
            '"arn:<partition>:execute-api:<region>:<account>:<api Books id>/*/*/"'
        ): "of all that the route is for, AWS CDK grants the root path",
        (
            "policy of outside-reader: statements.Resource: only here: "
            '"arn:<partition>:execute-api:<region>:<account>:<api Books id>/*/*"'
        ): "the route is for every path, and AWS may compare with the path or with $default",
    }

    def cdk(self, stack: CdkStack) -> None:
        route = cdk.apigatewayv2.HttpRoute(
            stack,
            "Route",
            http_api=cdk.apigatewayv2.HttpApi(stack, "Books"),
            route_key=cdk.apigatewayv2.HttpRouteKey.DEFAULT,
            integration=cdk.integrations.HttpUrlIntegration("Backend", "https://books.example"),
            authorizer=cdk.authorizers.HttpIamAuthorizer(),
        )
        route.grant_invoke(cdk_given.role(stack, "reader"))

    def ours(self, stack: TerraformStack) -> None:
        route = ours.HttpRoute(
            stack,
            "Route",
            http_api=ours.HttpApi(stack, "Books"),
            route_key=ours.HttpRouteKey.DEFAULT,
            integration=integrations.HttpUrlIntegration("Backend", "https://books.example"),
            authorizer=authorizers.HttpIamAuthorizer(),
        )
        route.grant_invoke(given.role(stack, "reader"))


class HttpIntegrationByHand(Program):
    """An integration as a construct of its own, with every option."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        cdk.apigatewayv2.HttpIntegration(
            stack,
            "Integration",
            http_api=names.HttpApi(stack, "Books"),
            integration_type=names.HttpIntegrationType.HTTP_PROXY,
            integration_uri="arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/x",
            method=names.HttpMethod.PUT,
            connection_id="link01",
            connection_type=names.HttpConnectionType.VPC_LINK,
            payload_format_version=names.PayloadFormatVersion.VERSION_1_0,
            parameter_mapping=names.ParameterMapping().remove_header("Cookie"),
            secure_server_name="books.example",
            timeout=cdk.core.Duration.seconds(10),
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.HttpIntegration(
            stack,
            "Integration",
            http_api=ours.HttpApi(stack, "Books"),
            integration_type=ours.HttpIntegrationType.HTTP_PROXY,
            integration_uri="arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/x",
            method=ours.HttpMethod.PUT,
            connection_id="link01",
            connection_type=ours.HttpConnectionType.VPC_LINK,
            payload_format_version=ours.PayloadFormatVersion.VERSION_1_0,
            parameter_mapping=ours.ParameterMapping().remove_header("Cookie"),
            secure_server_name="books.example",
            timeout=timedelta(seconds=10),
        )


class Credentials(Program):
    """API Gateway calls a service in the name of a role."""

    def cdk(self, stack: CdkStack) -> None:
        names, value = cdk.apigatewayv2, cdk.apigatewayv2.MappingValue
        mapping = names.ParameterMapping.from_object(
            {
                "StreamName": value.custom("orders"),
                "Data": value.request_body("data"),
                "PartitionKey": value.context_variable("requestId"),
            }
        )
        names.HttpIntegration(
            stack,
            "Stream",
            http_api=names.HttpApi(stack, "Books"),
            integration_type=names.HttpIntegrationType.AWS_PROXY,
            integration_subtype=names.HttpIntegrationSubtype.KINESIS_PUT_RECORD,
            payload_format_version=names.PayloadFormatVersion.custom("1.0"),
            parameter_mapping=mapping,
            credentials=names.IntegrationCredentials.from_role(cdk_given.role(stack, "sender")),
        )

    def ours(self, stack: TerraformStack) -> None:
        value = ours.MappingValue
        mapping = ours.ParameterMapping.from_object(
            {
                "StreamName": value.custom("orders"),
                "Data": value.request_body("data"),
                "PartitionKey": value.context_variable("requestId"),
            }
        )
        ours.HttpIntegration(
            stack,
            "Stream",
            http_api=ours.HttpApi(stack, "Books"),
            integration_type=ours.HttpIntegrationType.AWS_PROXY,
            integration_subtype=ours.HttpIntegrationSubtype.KINESIS_PUT_RECORD,
            payload_format_version=ours.PayloadFormatVersion.custom("1.0"),
            parameter_mapping=mapping,
            credentials=ours.IntegrationCredentials.from_role(given.role(stack, "sender")),
        )


class IntegrationOfOnesOwn(Program):
    """A class of the user's says what to integrate, for two routes."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2

        class Books(names.HttpRouteIntegration):  # type: ignore[misc, name-defined]
            def bind(self, *, route: CdkObject, scope: CdkObject) -> CdkObject:  # noqa: ARG002
                return names.HttpRouteIntegrationConfig(
                    type=names.HttpIntegrationType.HTTP_PROXY,
                    payload_format_version=names.PayloadFormatVersion.VERSION_1_0,
                    uri="https://books.example",
                    method=names.HttpMethod.GET,
                )

        api = names.HttpApi(stack, "Books")
        backend = Books("Backend")
        api.add_routes(path="/books", methods=[names.HttpMethod.GET], integration=backend)
        api.add_routes(path="/authors", methods=[names.HttpMethod.GET], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        class Books(ours.HttpRouteIntegration):
            def bind(
                self,
                *,
                route: ours.IHttpRoute,  # noqa: ARG002
                scope: Construct,  # noqa: ARG002
            ) -> ours.HttpRouteIntegrationConfig:
                return ours.HttpRouteIntegrationConfig(
                    type=ours.HttpIntegrationType.HTTP_PROXY,
                    payload_format_version=ours.PayloadFormatVersion.VERSION_1_0,
                    uri="https://books.example",
                    method=ours.HttpMethod.GET,
                )

        api = ours.HttpApi(stack, "Books")
        backend = Books("Backend")
        api.add_routes(path="/books", methods=[ours.HttpMethod.GET], integration=backend)
        api.add_routes(path="/authors", methods=[ours.HttpMethod.GET], integration=backend)


class PartsOfARoute(Program):
    """What a route and an integration are called in AWS."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.HttpApi(stack, "Books")
        integration = names.HttpIntegration(
            stack,
            "Integration",
            http_api=api,
            integration_type=names.HttpIntegrationType.HTTP_PROXY,
            integration_uri="https://authors.example",
            method=names.HttpMethod.GET,
            payload_format_version=names.PayloadFormatVersion.VERSION_1_0,
        )
        backend = cdk.integrations.HttpUrlIntegration("Backend", "https://books.example")
        (route,) = api.add_routes(path="/books", integration=backend)
        cdk_given.output(stack, "route", route.route_id)
        cdk_given.output(stack, "path", route.path)
        cdk_given.output(stack, "integration", integration.integration_id)

    def ours(self, stack: TerraformStack) -> None:
        api = ours.HttpApi(stack, "Books")
        integration = ours.HttpIntegration(
            stack,
            "Integration",
            http_api=api,
            integration_type=ours.HttpIntegrationType.HTTP_PROXY,
            integration_uri="https://authors.example",
            method=ours.HttpMethod.GET,
            payload_format_version=ours.PayloadFormatVersion.VERSION_1_0,
        )
        backend = integrations.HttpUrlIntegration("Backend", "https://books.example")
        (route,) = api.add_routes(path="/books", integration=backend)
        given.output(stack, "route", route.route_id)
        given.output(stack, "path", route.path)
        given.output(stack, "integration", integration.integration_id)


class ScopesWithoutAuthorizer(Program):
    """Scopes mean nothing on a route that asks for no token."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Books/Route.ANY --books: authorization_scopes is ['read'], allowed: "
            "nothing: only JWT authorizers check scopes, and this route has NONE; give the route "
            "a JWT authorizer, or leave it out"
        ): "AWS CDK drops the scopes without a word, and everyone may call the route",
    }

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpUrlIntegration("Backend", "https://books.example")
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        api.add_routes(path="/books", integration=backend, authorization_scopes=["read"])

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpUrlIntegration("Backend", "https://books.example")
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/books", integration=backend, authorization_scopes=["read"])
