"""Integrations of HTTP APIs with functions and URLs, and what they map."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours
from apigwv2_tf import integrations

from tests.differential import cdk, cdk_given, given
from tests.differential.outside import FUNCTION
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkStack, Differences, TerraformStack


class PermissionPerRoute(Program):
    """A function may be invoked by its routes alone, where that is asked for."""

    differences: ClassVar[Differences] = {
        (
            "permissions of function backend: source_arn: only in AWS CDK: "
            '"arn:<partition>:execute-api:<region>:<account>:<api Books id>/*/*"'
        ): "for $default, AWS CDK lets every route invoke the function",
        (
            "permissions of function backend: source_arn: only here: "
            '"arn:<partition>:execute-api:<region>:<account>:<api Books id>/*/$default"'
        ): "the default route, and no other",
        (
            "permissions of function backend: source_arn: only in AWS CDK: "
            '"arn:<partition>:execute-api:<region>:<account>:<api Books id>/*/*/books/{id}"'
        ): "AWS CDK lets routes with other methods invoke the function too",
        (
            "permissions of function backend: source_arn: only here: "
            '"arn:<partition>:execute-api:<region>:<account>:<api Books id>/*/GET/books/*"'
        ): "the method of the route; * stands for a path parameter",
    }

    def cdk(self, stack: CdkStack) -> None:
        method = cdk.apigatewayv2.HttpMethod
        backend = cdk.integrations.HttpLambdaIntegration(
            "Backend", cdk_given.function(stack), scope_permission_to_route=True
        )
        api = cdk.apigatewayv2.HttpApi(stack, "Books", default_integration=backend)
        api.add_routes(path="/books/{id}", methods=[method.GET], integration=backend)
        api.add_routes(path="/authors", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        method = ours.HttpMethod
        backend = integrations.HttpLambdaIntegration(
            "Backend", given.function(stack), scope_permission_to_route=True
        )
        api = ours.HttpApi(stack, "Books", default_integration=backend)
        api.add_routes(path="/books/{id}", methods=[method.GET], integration=backend)
        api.add_routes(path="/authors", integration=backend)


class PermissionPerApi(Program):
    """A function may be invoked by every route of the API."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpLambdaIntegration(
            "Backend", cdk_given.function(stack), scope_permission_to_route=False
        )
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        api.add_routes(path="/books", integration=backend)
        api.add_routes(path="/authors", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpLambdaIntegration(
            "Backend", given.function(stack), scope_permission_to_route=False
        )
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/books", integration=backend)
        api.add_routes(path="/authors", integration=backend)


class TwoFunctions(Program):
    """Two functions and two APIs: one of the functions serves both."""

    def cdk(self, stack: CdkStack) -> None:
        names, method = cdk.integrations, cdk.apigatewayv2.HttpMethod
        reader, writer = cdk_given.function(stack, "reader"), cdk_given.function(stack, "writer")
        books = cdk.apigatewayv2.HttpApi(stack, "Books")
        authors = cdk.apigatewayv2.HttpApi(stack, "Authors")
        for api, id in [(books, "BooksReader"), (authors, "AuthorsReader")]:
            backend = names.HttpLambdaIntegration(id, reader)
            api.add_routes(path="/", methods=[method.GET], integration=backend)
        backend = names.HttpLambdaIntegration("Writer", writer)
        books.add_routes(path="/", methods=[method.POST], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        method = ours.HttpMethod
        reader, writer = given.function(stack, "reader"), given.function(stack, "writer")
        books = ours.HttpApi(stack, "Books")
        authors = ours.HttpApi(stack, "Authors")
        for api, id in [(books, "BooksReader"), (authors, "AuthorsReader")]:
            backend = integrations.HttpLambdaIntegration(id, reader)
            api.add_routes(path="/", methods=[method.GET], integration=backend)
        backend = integrations.HttpLambdaIntegration("Writer", writer)
        books.add_routes(path="/", methods=[method.POST], integration=backend)


class HttpLambdaOptions(Program):
    """The older form of events, a mapping and a timeout."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.HttpLambdaIntegration(
            "Backend",
            cdk_given.function(stack),
            payload_format_version=names.PayloadFormatVersion.VERSION_1_0,
            parameter_mapping=names.ParameterMapping().overwrite_header(
                "X-Stage", names.MappingValue.stage_variable("color")
            ),
            timeout=cdk.core.Duration.millis(2500),
        )
        api = names.HttpApi(stack, "Books")
        api.add_routes(path="/books", methods=[names.HttpMethod.GET], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpLambdaIntegration(
            "Backend",
            given.function(stack),
            payload_format_version=ours.PayloadFormatVersion.VERSION_1_0,
            parameter_mapping=ours.ParameterMapping().overwrite_header(
                "X-Stage", ours.MappingValue.stage_variable("color")
            ),
            timeout=timedelta(milliseconds=2500),
        )
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/books", methods=[ours.HttpMethod.GET], integration=backend)


class Url(Program):
    """A URL called with the caller's own method."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpUrlIntegration("Backend", "https://books.example/{proxy}")
        api = cdk.apigatewayv2.HttpApi(stack, "Books")
        api.add_routes(path="/{proxy+}", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpUrlIntegration("Backend", "https://books.example/{proxy}")
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/{proxy+}", integration=backend)


class UrlOptions(Program):
    """A URL called with one method, a mapping and a timeout."""

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        backend = cdk.integrations.HttpUrlIntegration(
            "Backend",
            "https://books.example",
            method=names.HttpMethod.GET,
            parameter_mapping=names.ParameterMapping().append_header(
                "X-Path", names.MappingValue.request_path()
            ),
            timeout=cdk.core.Duration.seconds(29),
        )
        api = names.HttpApi(stack, "Books")
        api.add_routes(path="/books", methods=[names.HttpMethod.GET], integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpUrlIntegration(
            "Backend",
            "https://books.example",
            method=ours.HttpMethod.GET,
            parameter_mapping=ours.ParameterMapping().append_header(
                "X-Path", ours.MappingValue.request_path()
            ),
            timeout=timedelta(seconds=29),
        )
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/books", methods=[ours.HttpMethod.GET], integration=backend)


class Mappings(Program):
    """Every kind of change of a request, and of where its value comes from."""

    def cdk(self, stack: CdkStack) -> None:
        names, value = cdk.apigatewayv2, cdk.apigatewayv2.MappingValue
        mapping = (
            names.ParameterMapping()
            .append_header("a", value.request_header("h"))
            .overwrite_header("b", value.request_query_string("q"))
            .remove_header("c")
            .append_query_string("d", value.request_body("name"))
            .overwrite_query_string("e", value.request_path_param("id"))
            .remove_query_string("f")
            .overwrite_path(value.request_path())
            .append_header("g", value.context_variable("requestId"))
            .append_header("i", value.stage_variable("color"))
            .append_header("j", value.custom("fixed"))
            .append_header("k", value("plain"))
            .custom("append:header.l", "${request.header.h} and more")
        )
        backend = cdk.integrations.HttpUrlIntegration(
            "Backend", "https://books.example", parameter_mapping=mapping
        )
        api = names.HttpApi(stack, "Books")
        api.add_routes(path="/books/{id}", integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        value = ours.MappingValue
        mapping = (
            ours.ParameterMapping()
            .append_header("a", value.request_header("h"))
            .overwrite_header("b", value.request_query_string("q"))
            .remove_header("c")
            .append_query_string("d", value.request_body("name"))
            .overwrite_query_string("e", value.request_path_param("id"))
            .remove_query_string("f")
            .overwrite_path(value.request_path())
            .append_header("g", value.context_variable("requestId"))
            .append_header("i", value.stage_variable("color"))
            .append_header("j", value.custom("fixed"))
            .append_header("k", value("plain"))
            .custom("append:header.l", "${request.header.h} and more")
        )
        backend = integrations.HttpUrlIntegration(
            "Backend", "https://books.example", parameter_mapping=mapping
        )
        api = ours.HttpApi(stack, "Books")
        api.add_routes(path="/books/{id}", integration=backend)


class FunctionAlias(Program):
    """An alias of a function is invoked, and may be."""

    def cdk(self, stack: CdkStack) -> None:
        backend = cdk.integrations.HttpLambdaIntegration("Backend", cdk_given.alias(stack))
        cdk.apigatewayv2.HttpApi(stack, "Books", default_integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpLambdaIntegration("Backend", given.alias(stack))
        ours.HttpApi(stack, "Books", default_integration=backend)


class ImportedFunction(Program):
    """A function that is defined elsewhere, of which the ARN is known."""

    differences: ClassVar[Differences] = {
        (
            "permissions of function arn:aws:lambda:eu-west-1:123456789012:function:backend: "
            'only here: {"action": "lambda:InvokeFunction", "function_name": "function '
            'arn:aws:lambda:eu-west-1:123456789012:function:backend", "principal": '
            '"apigateway.amazonaws.com", "source_arn": '
            '["arn:<partition>:execute-api:<region>:<account>:<api Books id>/*/*"]}'
        ): (
            "AWS CDK does not know whose account the function is in, leaves the permission out, "
            "and warns"
        ),
    }

    def cdk(self, stack: CdkStack) -> None:
        function = cdk.lambda_.Function.from_function_arn(stack, "Function", FUNCTION)
        backend = cdk.integrations.HttpLambdaIntegration("Backend", function)
        cdk.apigatewayv2.HttpApi(stack, "Books", default_integration=backend)

    def ours(self, stack: TerraformStack) -> None:
        backend = integrations.HttpLambdaIntegration(
            "Backend", ours.LambdaTarget.from_arn(FUNCTION)
        )
        ours.HttpApi(stack, "Books", default_integration=backend)
