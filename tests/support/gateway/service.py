"""The operations of API Gateway v2, by method and path."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.support.gateway import openapi
from tests.support.gateway.errors import ConflictError, NotFoundError
from tests.support.gateway.kinds import API, DEPLOYMENT, INTEGRATION, ROOT, ROUTE, STAGE, complete
from tests.support.gateway.rules import check, check_removal
from tests.support.gateway.store import Kind, Record, Values, changed, new_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What a deployment publishes; stages and earlier deployments are not part of it.
_PUBLISHED: Final = ("authorizers", "integrations", "models", "routes")


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A request, with its path already split and decoded."""

    method: str
    path: Sequence[str]
    query: Mapping[str, Sequence[str]]
    body: Values

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a yes-or-no parameter of the query."""
        return self.query.get(name, [str(default)])[0].lower() == "true"


Answer = tuple[int, Any]


class Service:
    """
    One account's API Gateway v2 in one region.

    Args:
        region: The region that the names of its records carry.
    """

    def __init__(self, region: str) -> None:
        """Start with nothing."""
        self.root = Record(kind=ROOT, id="", parent=None, region=region)

    def answer(self, request: Request) -> Answer:
        """
        Do what a request asks for; a text is returned as it is, all else as JSON.

        Raises:
            RefusedError: If AWS would refuse the request.
        """
        if request.path[0] == "tags":
            return _tags(self._tagged(request.path[1]), request)
        node, path = self.root, list(request.path)
        while path:
            kind = node.kind.child(path[0])
            if kind is None:
                return _sub_resource(node, path, request)
            if len(path) == 1:
                return _collection(node, kind, request)
            node, path = node.get(kind, path[1]), path[2:]
        return _record(node, request)

    def _tagged(self, arn: str) -> Record:
        """Find the record that an ARN names."""
        node, path = self.root, arn.partition("::/")[2].split("/")
        for collection, id in zip(path[::2], path[1::2], strict=True):
            kind = node.kind.child(collection)
            if kind is None:
                message = f"Invalid resource identifier specified {arn}"
                raise NotFoundError(message)
            node = node.get(kind, id)
        return node


def create(parent: Record, kind: Kind, given: Mapping[str, Any]) -> Record:
    """Make a record, unless AWS would refuse it."""
    values = {name: value for name, value in given.items() if value is not None}
    id = values.pop(kind.id_field) if kind.is_named else new_id()
    record = Record(kind=kind, id=id, parent=parent, region=parent.region, values=values)
    if parent.find(kind.collection, id) is not None:
        message = f"{kind.noun.capitalize()} already exists"
        raise ConflictError(message)
    complete(record)
    check(record)
    if kind is DEPLOYMENT:
        record.snapshot = published(record.up("apis"))
    parent.add(record)
    return record


def update(record: Record, given: Mapping[str, Any]) -> None:
    """Change a record, unless AWS would refuse the result."""
    before = record.values
    record.values = changed(record.kind, before, given)
    try:
        complete(record)
        check(record)
    except Exception:
        record.values = before
        raise


def published(api: Record) -> Values:
    """Return what a deployment of an API publishes now."""
    return {
        collection: {
            record.id: copy.deepcopy(record.values)
            | {
                child.collection: [r.shown() for r in record.records(child.collection)]
                for child in record.kind.children
            }
            for record in api.records(collection)
        }
        for collection in _PUBLISHED
    }


def _collection(parent: Record, kind: Kind, request: Request) -> Answer:
    """Answer a request for all records of a kind."""
    if request.method == "GET":
        return 200, {"items": [record.shown() for record in parent.records(kind.collection)]}
    if request.method == "POST":
        return 201, _created(parent, kind, request.body).shown()
    if request.method == "PUT" and kind is API:
        api = create(parent, API, {"name": "imported", "protocolType": "HTTP"})
        openapi.read(api, request.body["body"], create)
        return 201, api.shown()
    raise _unknown(request)


def _created(parent: Record, kind: Kind, given: Values) -> Record:
    """Make a record and what comes with it."""
    if kind is API:
        return _created_api(parent, given)
    stage_name = given.pop("stageName", None) if kind is DEPLOYMENT else None
    record = create(parent, kind, given)
    if stage_name is not None:
        stage = parent.get(STAGE, stage_name)
        update(stage, {"deploymentId": record.id})
    _redeploy(record)
    return record


def _created_api(parent: Record, given: Values) -> Record:
    """Make an API and, where a target is given, all that a quick create makes."""
    quick = {name: given.pop(name, None) for name in ("credentialsArn", "routeKey", "target")}
    api = create(parent, API, given)
    target = quick["target"]
    if target is not None:
        is_lambda = target.startswith("arn:")
        integration = {
            "apiGatewayManaged": True,
            "integrationType": "AWS_PROXY" if is_lambda else "HTTP_PROXY",
            "integrationMethod": "POST" if is_lambda else "ANY",
            "integrationUri": target,
            "payloadFormatVersion": "2.0" if is_lambda else "1.0",
            "credentialsArn": quick["credentialsArn"],
        }
        made = create(api, INTEGRATION, integration)
        route = {
            "apiGatewayManaged": True,
            "routeKey": quick["routeKey"] or "$default",
            "target": f"integrations/{made.id}",
        }
        create(api, ROUTE, route)
        stage = {"apiGatewayManaged": True, "autoDeploy": True, "stageName": "$default"}
        _redeploy(create(api, STAGE, stage))
    return api


def _record(record: Record, request: Request) -> Answer:
    """Answer a request for one record."""
    if request.method == "GET":
        return 200, record.shown()
    if request.method == "PATCH":
        update(record, request.body)
        _redeploy(record)
        return 200, record.shown()
    if request.method == "DELETE":
        check_removal(record)
        record.remove()
        _redeploy(record)
        return 204, ""
    if request.method == "PUT" and record.kind is API:
        openapi.read(record, request.body["body"], create)
        _redeploy(record)
        return 201, record.shown()
    raise _unknown(request)


def _redeploy(record: Record) -> None:
    """Publish a change in the stages that publish every change."""
    if record.kind is DEPLOYMENT:
        return
    node: Record | None = record
    while node is not None and node.kind is not API:
        node = node.parent
    if node is None or not node.records("routes"):
        return
    for stage in node.records("stages"):
        if stage.values["autoDeploy"]:
            _auto_deploy(node, stage)


def _auto_deploy(api: Record, stage: Record) -> None:
    """Point a stage at a new deployment if there is something new to publish."""
    last = api.find("deployments", stage.values.get("deploymentId", ""))
    if last is not None and last.snapshot == published(api):
        return
    deployment = create(
        api,
        DEPLOYMENT,
        {"autoDeployed": True, "description": "Automatic deployment triggered by changes"},
    )
    stage.values["deploymentId"] = deployment.id


def _sub_resource(node: Record, path: Sequence[str], request: Request) -> Answer:
    """Answer a request for a part of a record."""
    name, key = path[0], path[1] if len(path) > 1 else ""
    map_name = _DELETABLE_KEYS.get((node.kind.collection, name))
    if request.method == "DELETE" and map_name is not None:
        return _without(node, map_name, key)
    field = _DELETABLE.get((node.kind.collection, name))
    if request.method == "DELETE" and field is not None:
        node.values.pop(field, None)
        return 204, ""
    if request.method == "GET" and name == "exports":
        return 200, _exported(node, request)
    if request.method == "GET" and name == "template":
        return 200, {"value": node.values.get("schema", "")}
    # Not part of AWS: lets a test look at what a stage really serves.
    if request.method == "GET" and name == "snapshot":
        return 200, node.snapshot or {}
    raise _unknown(request)


def _exported(api: Record, request: Request) -> str:
    """Return the document about an API, or about what one of its stages serves."""
    source = published(api)
    if "stageName" in request.query:
        stage = api.get(STAGE, request.query["stageName"][0])
        deployment = api.get(DEPLOYMENT, stage.values.get("deploymentId", ""))
        source = deployment.snapshot or source
    return openapi.written(
        api.values,
        source,
        with_extensions=request.flag("includeExtensions", default=True),
        as_yaml=request.query.get("outputType", ["JSON"])[0].upper() == "YAML",
    )


_DELETABLE: Final = {
    ("apis", "cors"): "corsConfiguration",
    ("stages", "accesslogsettings"): "accessLogSettings",
}
_DELETABLE_KEYS: Final = {
    ("routes", "requestparameters"): "requestParameters",
    ("stages", "routesettings"): "routeSettings",
}


def _without(record: Record, map_name: str, key: str) -> Answer:
    """Delete one key of a map."""
    values = record.values.get(map_name, {})
    if key not in values:
        message = f"Invalid key specified {key}"
        raise NotFoundError(message)
    record.values[map_name] = {name: value for name, value in values.items() if name != key}
    return 204, ""


def _tags(record: Record, request: Request) -> Answer:
    """Answer a request for the tags of a record."""
    tags: Values = record.values.setdefault("tags", {})
    if request.method == "GET":
        return 200, {"tags": tags}
    if request.method == "POST":
        record.values["tags"] = {**tags, **request.body.get("tags", {})}
        return 201, {}
    gone = request.query.get("tagKeys", [])
    record.values["tags"] = {name: value for name, value in tags.items() if name not in gone}
    return 204, ""


def _unknown(request: Request) -> NotFoundError:
    """Refuse what neither AWS nor this stand-in knows."""
    return NotFoundError(f"no such operation: {request.method} /v2/{'/'.join(request.path)}")
