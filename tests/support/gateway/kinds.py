"""The kinds of record that API Gateway v2 keeps, and what each has when the caller says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.support.gateway.store import Kind, now

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.gateway.store import Record, Values

# The zone that AWS publishes for regional endpoints in Ireland; tests run there.
_HOSTED_ZONE_ID = "ZLY8HYME6SFDD"

API_MAPPING: Final = Kind(noun="ApiMapping", collection="apimappings", id_field="apiMappingId")
AUTHORIZER: Final = Kind(noun="Authorizer", collection="authorizers", id_field="authorizerId")
DEPLOYMENT: Final = Kind(noun="Deployment", collection="deployments", id_field="deploymentId")
INTEGRATION_RESPONSE: Final = Kind(
    noun="IntegrationResponse",
    collection="integrationresponses",
    id_field="integrationResponseId",
)
INTEGRATION: Final = Kind(
    noun="Integration",
    collection="integrations",
    id_field="integrationId",
    merged=frozenset({"requestParameters", "responseParameters"}),
    children=(INTEGRATION_RESPONSE,),
)
MODEL: Final = Kind(noun="Model", collection="models", id_field="modelId")
ROUTE_RESPONSE: Final = Kind(
    noun="RouteResponse", collection="routeresponses", id_field="routeResponseId"
)
ROUTE: Final = Kind(
    noun="Route",
    collection="routes",
    id_field="routeId",
    merged=frozenset({"requestParameters"}),
    children=(ROUTE_RESPONSE,),
)
STAGE: Final = Kind(
    noun="stage",
    collection="stages",
    id_field="stageName",
    is_named=True,
    merged=frozenset({"routeSettings", "stageVariables"}),
)
API: Final = Kind(
    noun="API",
    collection="apis",
    id_field="apiId",
    children=(AUTHORIZER, DEPLOYMENT, INTEGRATION, MODEL, ROUTE, STAGE),
)
DOMAIN_NAME: Final = Kind(
    noun="domain name",
    collection="domainnames",
    id_field="domainName",
    is_named=True,
    merged=frozenset({"mutualTlsAuthentication"}),
    children=(API_MAPPING,),
)
VPC_LINK: Final = Kind(noun="VpcLink", collection="vpclinks", id_field="vpcLinkId")
ROOT: Final = Kind(
    noun="account", collection="", id_field="", children=(API, DOMAIN_NAME, VPC_LINK)
)

HTTP_EXPRESSION: Final = "$request.method $request.path"


def complete(record: Record) -> None:
    """Fill in what AWS fills in."""
    fill = _FILLED.get(record.kind.collection)
    if fill is not None:
        record.values = fill(record)


def _api(record: Record) -> Values:
    scheme = "wss" if record.values.get("protocolType") == "WEBSOCKET" else "https"
    return {
        "apiEndpoint": f"{scheme}://{record.id}.execute-api.{record.region}.amazonaws.com",
        "apiKeySelectionExpression": "$request.header.x-api-key",
        "createdDate": now(),
        "disableExecuteApiEndpoint": False,
        "ipAddressType": "ipv4",
        "routeSelectionExpression": HTTP_EXPRESSION,
        "tags": {},
        **record.values,
    }


def _route(record: Record) -> Values:
    return {"apiKeyRequired": False, "authorizationType": "NONE", **record.values}


def _integration(record: Record) -> Values:
    is_http = record.protocol == "HTTP"
    values = {
        "connectionType": "INTERNET",
        "payloadFormatVersion": "1.0",
        "timeoutInMillis": 30_000 if is_http else 29_000,
        **record.values,
    }
    kind = values.get("integrationType")
    if kind in {"AWS", "AWS_PROXY"} and "integrationUri" in values:
        values.setdefault("integrationMethod", "POST")
    if is_http:
        # The provider always sends it; AWS does not keep it.
        values.pop("passthroughBehavior", None)
    elif kind in {"HTTP", "MOCK"}:
        values["integrationResponseSelectionExpression"] = "${integration.response.statuscode}"
    elif kind == "AWS":
        values["integrationResponseSelectionExpression"] = (
            "${integration.response.body.errorMessage}"
        )
    return values


def _deployment(record: Record) -> Values:
    return {
        "autoDeployed": False,
        "createdDate": now(),
        "deploymentStatus": "DEPLOYED",
        **record.values,
    }


def _stage(record: Record) -> Values:
    settings: Values = {"detailedMetricsEnabled": False}
    if record.protocol == "WEBSOCKET":
        settings |= {"dataTraceEnabled": False, "loggingLevel": "OFF"}
    values = {
        "autoDeploy": False,
        "createdDate": now(),
        "routeSettings": {},
        "stageVariables": {},
        "tags": {},
        **record.values,
        "lastUpdatedDate": now(),
    }
    values["defaultRouteSettings"] = {**settings, **values.get("defaultRouteSettings", {})}
    values["routeSettings"] = {
        key: {**settings, **given} for key, given in values["routeSettings"].items()
    }
    return values


def _domain_name(record: Record) -> Values:
    target = f"d-{record.id.encode().hex()[:10]}.execute-api.{record.region}.amazonaws.com"
    values = {
        "apiMappingSelectionExpression": "$request.basepath",
        "domainNameArn": f"arn:aws:apigateway:{record.region}::/domainnames/{record.id}",
        "routingMode": "API_MAPPING_ONLY",
        "tags": {},
        **record.values,
    }
    values["domainNameConfigurations"] = [
        {
            "apiGatewayDomainName": target,
            "domainNameStatus": "AVAILABLE",
            "hostedZoneId": _HOSTED_ZONE_ID,
            "ipAddressType": "ipv4",
            **configuration,
        }
        for configuration in values.get("domainNameConfigurations", ())
    ]
    if not values.get("mutualTlsAuthentication", {}).get("truststoreUri"):
        values.pop("mutualTlsAuthentication", None)
    return values


def _vpc_link(record: Record) -> Values:
    return {
        "createdDate": now(),
        "tags": {},
        "vpcLinkStatus": "AVAILABLE",
        "vpcLinkVersion": "V2",
        **record.values,
    }


_FILLED: Final[dict[str, Callable[[Record], Values]]] = {
    "apis": _api,
    "deployments": _deployment,
    "domainnames": _domain_name,
    "integrations": _integration,
    "routes": _route,
    "stages": _stage,
    "vpclinks": _vpc_link,
}
