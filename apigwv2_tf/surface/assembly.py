"""Put resources together to APIs as their callers see them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from apigwv2_tf.surface import domains, parts
from apigwv2_tf.surface.backends import TYPES as FUNCTIONS
from apigwv2_tf.surface.backends import Backends
from apigwv2_tf.surface.homes import TYPE, Homes, api_of
from apigwv2_tf.surface.model import Surface
from apigwv2_tf.surface.openapi_body import read_body
from apigwv2_tf.surface.parts import Parts, link, origin
from apigwv2_tf.surface.quick_create import add_quick_create

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from apigwv2_tf.surface.elements import ApiMapping, DomainName, Stage
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.model import Api
    from apigwv2_tf.surface.resources import Inventory, Resource

Response = TypeVar("Response")
_OURS = "aws_apigatewayv2_"


def assemble(inventory: Inventory) -> Surface:
    """Return the APIs that resources make, and what stands around them."""
    return _Assembly(inventory).surface()


class _Assembly:
    """The resources of an inventory by type, and the parts of each API while they are gathered."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory
        self._by_type: dict[str, list[Resource]] = defaultdict(list)
        for _, resource in sorted(inventory.resources.items()):
            self._by_type[resource.type].append(resource)
        self._homes = Homes(self._by_type[TYPE])
        functions = [one for kind in FUNCTIONS for one in self._by_type[kind]]
        self._backends = Backends(functions)
        self._parts: dict[str, Parts] = defaultdict(Parts)
        self._notes = list(inventory.notes)

    def surface(self) -> Surface:
        """Return everything."""
        self._add_wiring()
        self._add_rest()
        apis = [self._api(resource) for resource in self._all(TYPE)]
        apis += [self._with_parts(api) for api in self._homes.elsewhere.values()]
        names = self._domain_names()
        return Surface(
            apis=tuple(sorted(apis, key=lambda api: api.origin.address)),
            mappings=tuple(self._mappings(names)),
            domain_names=tuple(names),
            vpc_links=tuple(map(domains.vpc_link, self._all(f"{_OURS}vpc_link"))),
            permissions=tuple(
                domains.permission(one)
                for one in self._all("aws_lambda_permission")
                if domains.lets_apis_in(one)
            ),
            resources=self._inventory.resources,
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _all(self, kind: str) -> list[Resource]:
        """Return the resources of a type; data sources only tell what is elsewhere."""
        return [one for one in self._by_type[kind] if not one.data]

    def _add_wiring(self) -> None:
        routes, integrations = self._all(f"{_OURS}route"), self._all(f"{_OURS}integration")
        answers = self._responses("route", routes, parts.route_response)
        messages = self._responses("integration", integrations, parts.integration_response)
        for one in routes:
            api = self._homes.of(one)
            found = parts.route(one, api, tuple(answers.get(one.address, ())))
            self._parts[api].routes.append(found)
        for one in integrations:
            api = self._homes.of(one)
            backend = self._backend(one, "integration_uri")
            wire = parts.integration(one, api, backend, tuple(messages.get(one.address, ())))
            self._parts[api].integrations.append(wire)

    def _add_rest(self) -> None:
        for one in self._all(f"{_OURS}authorizer"):
            api = self._homes.of(one)
            function = self._backend(one, "authorizer_uri")
            self._parts[api].authorizers.append(parts.authorizer(one, api, function))
        for one in self._all(f"{_OURS}stage"):
            api = self._homes.of(one)
            self._parts[api].stages.append(parts.stage(one, api))
        for one in self._all(f"{_OURS}deployment"):
            api = self._homes.of(one)
            self._parts[api].deployments.append(parts.deployment(one, api))
        for one in self._all(f"{_OURS}model"):
            api = self._homes.of(one)
            self._parts[api].models.append(parts.model(one, api))

    def _backend(self, resource: Resource, name: str) -> Link | None:
        return parts.within(resource, name) or self._backends.of(resource.values.get(name))

    def _responses(
        self, of: str, parents: Iterable[Resource], read: Callable[[Resource], Response]
    ) -> dict[str, list[Response]]:
        """Return the answers of each route or integration, by its address."""
        found: dict[str, list[Response]] = {parent.address: [] for parent in parents}
        for resource in self._all(f"{_OURS}{of}_response"):
            to = link(resource, f"{of}_id")
            place = found.get((to and to.target) or "")
            if place is None:
                told = to or "not said"
                self._notes.append(f"{resource.address} is not shown: its {of} is {told}")
            else:
                place.append(read(resource))
        return found

    def _api(self, resource: Resource) -> Api:
        own = self._parts[resource.address]
        api = api_of(resource, origin(resource))
        add_quick_create(resource, own, self._backends)
        body = read_body(resource, own, self._backends)
        self._notes += body.notes
        if api.disable_execute_api_endpoint is None:
            # the provider says nothing of it after an import, unless it is set
            api = replace(api, disable_execute_api_endpoint=body.disable_execute_api_endpoint)
        return self._with_parts(replace(api, document=body.document, document_flaw=body.flaw))

    def _with_parts(self, api: Api) -> Api:
        own = self._parts[api.origin.address]
        return replace(
            api,
            routes=tuple(own.routes),
            integrations=tuple(own.integrations),
            authorizers=tuple(own.authorizers),
            stages=tuple(own.stages),
            deployments=tuple(own.deployments),
            models=tuple(own.models),
        )

    def _domain_names(self) -> list[DomainName]:
        used = domains.used_by(self._all(f"{_OURS}api_mapping"))
        found = [domains.domain_name(one) for one in self._all(f"{_OURS}domain_name")]
        shared = [one for one in self._all("aws_api_gateway_domain_name") if one.address in used]
        found += map(domains.rest_domain_name, shared)
        return sorted(found, key=lambda name: name.origin.address)

    def _mappings(self, names: Sequence[DomainName]) -> list[ApiMapping]:
        stages = {api: _by_name(own.stages) for api, own in self._parts.items()}
        around: dict[str, DomainName | Stage] = {name.origin.address: name for name in names}
        around |= {one.origin.address: one for some in stages.values() for one in some.values()}
        found = []
        for one in self._all(f"{_OURS}api_mapping"):
            api = self._homes.within(one)
            named = stages.get(api or "", {})
            found.append(domains.mapping(one, api, named, around))
        return found


def _by_name(stages: Iterable[Stage]) -> dict[str, Stage]:
    return {
        stage.name if isinstance(stage.name, str) else stage.origin.address: stage
        for stage in stages
    }
