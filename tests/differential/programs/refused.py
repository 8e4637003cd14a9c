"""What AWS CDK writes and this library refuses, because Terraform or API Gateway would."""

# ruff: noqa: D102 - the docstring of a class says what both of its methods write

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import apigwv2_tf as ours

from tests.differential import cdk, cdk_given
from tests.differential.outside import CERTIFICATE
from tests.differential.program import Program

if TYPE_CHECKING:
    from tests.differential.program import CdkStack, Differences, TerraformStack


class CallerIdentity(Program):
    """A service is called in the caller's own name."""

    differences: ClassVar[Differences] = {
        (
            "refused: IntegrationCredentials: credentials is 'use_caller_identity()', allowed: "
            "from_role(role): Terraform's AWS provider refuses the caller's own credentials"
        ): "Terraform's provider takes nothing but the ARN of a role",
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        names.HttpIntegration(
            stack,
            "Queue",
            http_api=names.HttpApi(stack, "Books"),
            integration_type=names.HttpIntegrationType.AWS_PROXY,
            integration_subtype=names.HttpIntegrationSubtype.SQS_PURGE_QUEUE,
            payload_format_version=names.PayloadFormatVersion.VERSION_1_0,
            credentials=names.IntegrationCredentials.use_caller_identity(),
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.HttpIntegration(
            stack,
            "Queue",
            http_api=ours.HttpApi(stack, "Books"),
            integration_type=ours.HttpIntegrationType.AWS_PROXY,
            integration_subtype=ours.HttpIntegrationSubtype.SQS_PURGE_QUEUE,
            payload_format_version=ours.PayloadFormatVersion.VERSION_1_0,
            credentials=ours.IntegrationCredentials.use_caller_identity(),
        )


class EdgeEndpoint(Program):
    """A domain name at the edge of the network, with the older security policy."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Domain: endpoint_type is 'EDGE', allowed: REGIONAL: HTTP and "
            "WebSocket APIs have no other\norders/Domain: security_policy is 'TLS_1_0', allowed: "
            "TLS_1_2: HTTP and WebSocket APIs have no other"
        ): "API Gateway refuses both for domain names of HTTP and WebSocket APIs",
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        names.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
            endpoint_type=names.EndpointType.EDGE,
            security_policy=names.SecurityPolicy.TLS_1_0,
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=CERTIFICATE,
            endpoint_type=ours.EndpointType.EDGE,
            security_policy=ours.SecurityPolicy.TLS_1_0,
        )


class SecondEndpoint(Program):
    """A domain name is about to move from one kind of endpoint to the other."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Domain: endpoint_type is 'EDGE', allowed: no more endpoints: "
            "Terraform's AWS provider takes one for a domain name; give the options of that one "
            "to the domain name"
        ): "Terraform's provider takes exactly one configuration",
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        certificate = cdk_given.certificate(stack)
        domain = names.DomainName(
            stack, "Domain", domain_name="api.example.com", certificate=certificate
        )
        domain.add_endpoint(certificate=certificate, endpoint_type=names.EndpointType.EDGE)

    def ours(self, stack: TerraformStack) -> None:
        domain = ours.DomainName(
            stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE
        )
        domain.add_endpoint(certificate=CERTIFICATE, endpoint_type=ours.EndpointType.EDGE)


class CertificateName(Program):
    """The certificate of a domain name is called something."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Domain: certificate_name is 'api', allowed: nothing: Terraform's "
            "AWS provider has no argument for it"
        ): "Terraform's provider has no argument for it",
    }

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
            certificate_name="api",
        )

    def ours(self, stack: TerraformStack) -> None:
        ours.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=CERTIFICATE,
            certificate_name="api",
        )


class NoSchemaValidation(Program):
    """Models of a WebSocket API are not looked at."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Chat: disable_schema_validation is True, allowed: False or left "
            "out: Terraform's AWS provider has no argument for it"
        ): "Terraform's provider has no argument for it",
    }

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.WebSocketApi(stack, "Chat", disable_schema_validation=True)

    def ours(self, stack: TerraformStack) -> None:
        ours.WebSocketApi(stack, "Chat", disable_schema_validation=True)


class DistinctKeyId(Program):
    """The id of a key is not its value."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Key: generate_distinct_id is True, allowed: False or left out: "
            "Terraform's AWS provider has no argument for it"
        ): "Terraform's provider has no argument for it",
    }

    def cdk(self, stack: CdkStack) -> None:
        cdk.apigatewayv2.ApiKey(stack, "Key", api_key_name="reader", generate_distinct_id=True)

    def ours(self, stack: TerraformStack) -> None:
        ours.ApiKey(stack, "Key", api_key_name="reader", generate_distinct_id=True)


class OwnKeySelection(Program):
    """The API key of a message comes from a header of another name."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Chat: api_key_selection_expression is '$request.header.x-news-key', "
            "allowed: $request.header.x-api-key, $context.authorizer.usageIdentifierKey"
        ): "API Gateway knows two expressions and refuses every other",
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        own = names.WebSocketApiKeySelectionExpression("$request.header.x-news-key")
        names.WebSocketApi(stack, "Chat", api_key_selection_expression=own)

    def ours(self, stack: TerraformStack) -> None:
        own = ours.WebSocketApiKeySelectionExpression("$request.header.x-news-key")
        ours.WebSocketApi(stack, "Chat", api_key_selection_expression=own)


class NestedWebSocketMapping(Program):
    """A WebSocket API is served under a path of two levels."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Mapping: api_mapping_key is 'chat/v1', allowed: a path of one "
            "level: the API is a WebSocket API"
        ): "API Gateway has paths of several levels for HTTP and REST APIs only",
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        api = names.WebSocketApi(stack, "Chat")
        names.ApiMapping(
            stack,
            "Mapping",
            api=api,
            stage=names.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live"),
            domain_name=names.DomainName(
                stack,
                "Domain",
                domain_name="api.example.com",
                certificate=cdk_given.certificate(stack),
            ),
            api_mapping_key="chat/v1",
        )

    def ours(self, stack: TerraformStack) -> None:
        api = ours.WebSocketApi(stack, "Chat")
        ours.ApiMapping(
            stack,
            "Mapping",
            api=api,
            stage=ours.WebSocketStage(stack, "Live", web_socket_api=api, stage_name="live"),
            domain_name=ours.DomainName(
                stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE
            ),
            api_mapping_key="chat/v1",
        )


class TwoProtocolsUnderOneName(Program):
    """An HTTP and a WebSocket API are served under one domain name."""

    differences: ClassVar[Differences] = {
        (
            "refused: orders/Live/Mapping.api.example.com.chat: domain_name is "
            "'api.example.com', allowed: another domain name: api.example.com serves the other "
            "protocol already"
        ): "API Gateway refuses a domain name for both protocols",
    }

    def cdk(self, stack: CdkStack) -> None:
        names = cdk.apigatewayv2
        domain = names.DomainName(
            stack,
            "Domain",
            domain_name="api.example.com",
            certificate=cdk_given.certificate(stack),
        )
        names.HttpApi(stack, "Books", default_domain_mapping={"domain_name": domain})
        names.WebSocketStage(
            stack,
            "Live",
            web_socket_api=names.WebSocketApi(stack, "Chat"),
            stage_name="live",
            domain_mapping={"domain_name": domain, "mapping_key": "chat"},
        )

    def ours(self, stack: TerraformStack) -> None:
        domain = ours.DomainName(
            stack, "Domain", domain_name="api.example.com", certificate=CERTIFICATE
        )
        ours.HttpApi(
            stack, "Books", default_domain_mapping=ours.DomainMappingOptions(domain_name=domain)
        )
        ours.WebSocketStage(
            stack,
            "Live",
            web_socket_api=ours.WebSocketApi(stack, "Chat"),
            stage_name="live",
            domain_mapping=ours.DomainMappingOptions(domain_name=domain, mapping_key="chat"),
        )
