"""Rules for deployments, stages and domain names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.support.gateway.errors import ConflictError, NotFoundError
from tests.support.gateway.rules.common import mappings, refuse_if

if TYPE_CHECKING:
    from tests.support.gateway.rules.common import Rule, Rules
    from tests.support.gateway.store import Record

_STAGE_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,128}")


def _deployment(deployment: Record) -> None:
    refuse_if(
        not deployment.up("apis").records("routes"),
        "At least one route is required before deploying the Api.",
    )


def _deployment_in_use(deployment: Record) -> None:
    stages = deployment.up("apis").records("stages")
    refuse_if(
        any(stage.values.get("deploymentId") == deployment.id for stage in stages),
        "Active stages pointing to this deployment must be moved or deleted",
    )


def _stage_name(stage: Record) -> None:
    is_default = stage.id == "$default" and stage.protocol == "HTTP"
    refuse_if(
        not is_default and not _STAGE_NAME.fullmatch(stage.id),
        "Stage name only allows a-zA-Z0-9_-" + (" or $default" * (stage.protocol == "HTTP")),
    )


def _stage_deployment(stage: Record) -> None:
    deployment = stage.values.get("deploymentId")
    if deployment is not None and stage.up("apis").find("deployments", deployment) is None:
        message = f"Invalid Deployment identifier specified {deployment}"
        raise NotFoundError(message)


def _stage_routes(stage: Record) -> None:
    keys = {route.values["routeKey"] for route in stage.up("apis").records("routes")}
    for key in stage.values["routeSettings"]:
        if key not in keys:
            message = f"Unable to find Route by key {key} within the provided RouteSettings"
            raise NotFoundError(message)


def _stage_protocol(stage: Record) -> None:
    if stage.protocol == "WEBSOCKET":
        return
    values = stage.values
    refuse_if(values.get("clientCertificateId"), "Client certificates require a WEBSOCKET API")
    for settings in (values["defaultRouteSettings"], *values["routeSettings"].values()):
        refuse_if(
            settings.get("loggingLevel", "OFF") != "OFF" or settings.get("dataTraceEnabled"),
            "Execution logs are not supported on protocolType HTTP",
        )


def _stage_access_log(stage: Record) -> None:
    settings = stage.values.get("accessLogSettings")
    if settings is None:
        return
    text = settings.get("format", "")
    refuse_if(
        "\n" in text or not re.search(r"\$context\.(requestId|extendedRequestId)\b", text),
        "Access Log format must be single line, and must contain $context.requestId or "
        "$context.extendedRequestId",
    )


def _stage_in_use(stage: Record) -> None:
    api = stage.up("apis").id
    for mapping in mappings(stage):
        refuse_if(
            (mapping.values["apiId"], mapping.values["stage"]) == (api, stage.id),
            f"Deleting stage {stage.id} failed. Please remove all API mappings for the stage from "
            "your custom domain names.",
        )


def _domain_name(domain: Record) -> None:
    configurations = domain.values["domainNameConfigurations"]
    refuse_if(len(configurations) != 1, "Exactly one domain name configuration is required")
    refuse_if(not configurations[0].get("certificateArn"), "CertificateArn is required")


def _api_mapping_key(mapping: Record) -> None:
    key = mapping.values.get("apiMappingKey") or ""
    refuse_if(
        key.startswith("/") or key.endswith("/") or "//" in key,
        "API mapping key should not start or end with a '/' or have consecutive '/'s.",
    )
    if any((other.values.get("apiMappingKey") or "") == key for other in mapping.others()):
        message = "ApiMapping key already exists for this domain name"
        raise ConflictError(message)


def _api_mapping_target(mapping: Record) -> None:
    values = mapping.values
    api = mapping.root.find("apis", values.get("apiId", ""))
    if api is None:
        message = f"Invalid API identifier specified {values.get('apiId')}"
        raise NotFoundError(message)
    refuse_if(
        api.find("stages", values.get("stage", "")) is None, "Invalid stage identifier specified"
    )
    others = [mapping.root.find("apis", other.values["apiId"]) for other in mapping.others()]
    refuse_if(
        any(other is not None and other.protocol != api.protocol for other in others),
        "A domain name cannot be mapped to both WebSocket and other APIs",
    )


RULES: Final[Rules] = {
    "apimappings": (_api_mapping_key, _api_mapping_target),
    "deployments": (_deployment,),
    "domainnames": (_domain_name,),
    "stages": (
        _stage_name,
        _stage_deployment,
        _stage_routes,
        _stage_protocol,
        _stage_access_log,
    ),
}

REMOVAL_RULES: Final[dict[str, Rule]] = {
    "deployments": _deployment_in_use,
    "stages": _stage_in_use,
}
