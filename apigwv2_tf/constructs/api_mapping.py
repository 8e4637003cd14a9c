"""
API mappings: which path of a domain name leads to which stage.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs._bindings import Construct, TerraformStack
from apigwv2_tf.constructs._checks import check, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IDomainName, IStage
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._tree import distinct
from apigwv2_tf.constructs._types import Struct, checked
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.constructs.domain_name import DomainName, ImportedDomainName
from apigwv2_tf.constructs.references import ApiMappingReference
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import ProtocolType
from typing_extensions import Required, TypedDict, Unpack

if TYPE_CHECKING:
    from apigwv2_tf.constructs.stage import ImportedStage, Stage

_LONGEST_KEY = 300
_MOST_MULTI_LEVEL = 200
_HTTP_CHARACTERS = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$-_.+!*'()/"
)


@dataclass(slots=True)
class _Mappings:
    """What is mapped to one domain name, in one stack."""

    owners: dict[str, str] = field(default_factory=dict)
    websocket: bool | None = None


_MAPPED: WeakKeyDictionary[TerraformStack, dict[str, _Mappings]] = WeakKeyDictionary()


@dataclass(frozen=True, kw_only=True, slots=True)
class DomainMappingOptions(Struct):
    """
    Where a stage is served besides its own URL.

    Args:
        domain_name: The domain name, as a construct or as text.

        mapping_key: The path, such as ``orders`` or, on HTTP APIs, ``orders/v1``. Left out,
            everything that no other mapping takes.
    """

    domain_name: IDomainName | str
    mapping_key: str | None = None


class ApiMappingProps(ResourceOptions, total=False):
    """
    The options of an `ApiMapping`.

    Args:
        api: The API.

        domain_name: The domain name, as a construct or as text.

        stage: The stage to lead to. Left out, the one that the API made by itself.

        api_mapping_key: The path, such as ``orders`` or, on HTTP APIs, ``orders/v1``; without
            slashes at its ends. Left out or empty, everything that no other mapping takes.
    """

    api: Required[IApi]
    domain_name: Required[IDomainName | str]
    stage: IStage | None
    api_mapping_key: str | None


class ApiMappingAttributes(TypedDict, total=False):
    """
    What is known of a mapping that is defined elsewhere.

    Args:
        api_mapping_id: The mapping's id.

        domain_name: Its domain name. Left out, it cannot be read.
    """

    api_mapping_id: Required[str]
    domain_name: IDomainName | None


class ApiMapping(ApiGatewayConstruct):
    """
    Lead a path of a domain name to a stage.

    Defines one ``aws_apigatewayv2_api_mapping``. Warns where a domain name that asks for client
    certificates leads to an API whose own URL is open.

    Args:
        options: See `ApiMappingProps`.

    Raises:
        OptionError: If API Gateway would refuse the key, the domain has it already, the domain
            would serve both HTTP and WebSocket APIs, or there is no stage.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **options: Unpack[ApiMappingProps]) -> None:
        super().__init__(scope, id)
        api, domain_name = options["api"], options["domain_name"]
        key = options.get("api_mapping_key")
        stage = options.get("stage") or _default_stage(api)
        if stage is None:
            refuse(self, "stage", LEFT_OUT, "a stage, because the API made none of its own")
        self._domain_name = domain_name
        self._key = key or None
        self._protocol = protocol = registry_of(api).protocol
        check(self, _key_problems(key, protocol), _stage_problems(api, stage))
        self._enter(text_of(domain_name), key or "", protocol)
        name = domain_name if isinstance(domain_name, str) else domain_name.domain_name
        # never created before the old one is gone: a domain has each key once
        self._resource = self._define(
            "aws_apigatewayv2_api_mapping",
            {
                "api_id": api.api_id,
                "domain_name": name,
                "stage": stage.stage_name,
                "api_mapping_key": self._key,
            },
            options,
        )
        self._warn_of_open_endpoint(api, domain_name)

    @property
    def api_mapping_ref(self) -> ApiMappingReference:
        """A reference to the mapping, as AWS CDK has it."""
        name = str(self._resource.domain_name)
        return ApiMappingReference(api_mapping_id=self.api_mapping_id, domain_name=name)

    @property
    def api_mapping_id(self) -> str:
        """The id that API Gateway gave the mapping."""
        return str(self._resource.id)

    @property
    def domain_name(self) -> IDomainName:
        """The domain name: what was given, or a reference to it where text was given."""
        if isinstance(self._domain_name, str):
            given = self._domain_name
            self._domain_name = ImportedDomainName(self, "DomainName", domain_name=given)
        return self._domain_name

    @property
    def mapping_key(self) -> str | None:
        """The path; None where the mapping takes everything that no other does."""
        return self._key

    @property
    def domain_url(self) -> str:
        """The URL for clients: ``https://…``, for a WebSocket API ``wss://…``."""
        scheme = "wss" if self._protocol is ProtocolType.WEBSOCKET else "https"
        return f"{scheme}://{self._resource.domain_name}/{self._key or ''}"

    @staticmethod
    def from_api_mapping_id(scope: Construct, id: str, api_mapping_id: str) -> ImportedApiMapping:
        """
        Refer to a mapping that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            api_mapping_id: The mapping's id.
        """
        return ImportedApiMapping(scope, id, api_mapping_id=api_mapping_id)

    @staticmethod
    def from_api_mapping_attributes(
        scope: Construct, id: str, **attributes: Unpack[ApiMappingAttributes]
    ) -> ImportedApiMapping:
        """
        Refer to a mapping that is defined elsewhere, with its domain name; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            attributes: See `ApiMappingAttributes`.
        """
        return ImportedApiMapping(scope, id, **attributes)

    def _warn_of_open_endpoint(self, api: IApi, domain_name: IDomainName | str) -> None:
        """Say once for each API and domain name that callers can go round client certificates."""
        if not isinstance(domain_name, DomainName) or domain_name.mtls is None:
            return
        # of an API that is defined elsewhere nothing is known
        resource = getattr(api, "resource", api)
        unknown = object()
        closed = getattr(resource, "disable_execute_api_endpoint_input", unknown)
        warned = ("open endpoint", domain_name.node.path)
        registry = registry_of(api)
        if (closed is not None and closed is not False) or registry.has(*warned):
            return
        domain = domain_name.domain_name_text
        registry.take(self, *warned, "domain_name", domain)
        allowed = f"True: the API's own URL goes round the client certificates of {domain}"
        fix = f"give it to {named(api)}"
        option, got = "disable_execute_api_endpoint", LEFT_OUT if closed is None else closed
        warn(self, Problem(option, got, allowed, fix))

    def _enter(self, domain: str, key: str, protocol: ProtocolType | None) -> None:
        if unresolved(domain) or unresolved(key):
            return
        mapped = _MAPPED.setdefault(self.stack, {}).setdefault(domain, _Mappings())
        owner = mapped.owners.setdefault(key, self.node.path)
        if owner != self.node.path:
            allowed = f"a path that {domain} does not have yet: {owner} has it"
            refuse(self, "api_mapping_key", key, allowed)
        if sum("/" in taken for taken in mapped.owners) > _MOST_MULTI_LEVEL:
            allowed = f"up to {_MOST_MULTI_LEVEL} paths of several levels on {domain}"
            refuse(self, "api_mapping_key", key, allowed)
        if protocol is None:
            return
        websocket = protocol is ProtocolType.WEBSOCKET
        if mapped.websocket not in (None, websocket):
            allowed = f"another domain name: {domain} serves the other protocol already"
            refuse(self, "domain_name", domain, allowed)
        mapped.websocket = websocket


class ImportedApiMapping(ApiGatewayConstruct):
    """A mapping that is defined elsewhere."""

    @checked
    def __init__(
        self, scope: Construct, id: str, **attributes: Unpack[ApiMappingAttributes]
    ) -> None:
        super().__init__(scope, id)
        self.api_mapping_id = attributes["api_mapping_id"]
        self._domain_name = attributes.get("domain_name")

    @property
    def domain_name(self) -> IDomainName:
        """The mapping's domain name."""
        if self._domain_name is None:
            fix = "give it to ApiMapping.from_api_mapping_attributes()"
            refuse(self, "domain_name", LEFT_OUT, "a value, where it is read", fix)
        return self._domain_name

    @property
    def api_mapping_ref(self) -> ApiMappingReference:
        """A reference to the mapping, as AWS CDK has it; it needs the domain name."""
        name = self.domain_name.domain_name
        return ApiMappingReference(api_mapping_id=self.api_mapping_id, domain_name=name)


def map_stage(stage: Stage | ImportedStage, api: IApi, options: DomainMappingOptions) -> ApiMapping:
    """
    Serve a stage under a domain name; the mapping is a child of the stage.

    Args:
        stage: The stage.

        api: Its API.

        options: Which domain name and path.

    Raises:
        OptionError: If API Gateway would refuse the path, or the stage has it already.
    """
    id = mapping_id(options.domain_name, options.mapping_key)
    other = stage.node.try_find_child(id)
    if other is not None:
        allowed = f"one mapping for each domain name and path: {other.node.path} is there"
        fix = "give an ApiMapping an id of its own where only Terraform knows the name"
        path = f"{id_of(options.domain_name)}/{options.mapping_key or ''}"
        refuse(stage, "domain_mapping", path, allowed, fix)
    return ApiMapping(
        stage,
        id,
        api=api,
        domain_name=options.domain_name,
        stage=stage,
        api_mapping_key=options.mapping_key,
    )


def mapping_id(domain_name: IDomainName | str, key: str | None) -> str:
    """Return the id of a mapping: ``Mapping.<domain name>.<path>``, as far as these are known."""
    parts = ["Mapping", id_of(domain_name), key]
    return distinct(".".join(part for part in parts if part and not unresolved(part)))


def _default_stage(api: IApi) -> IStage | None:
    """Return the stage that an API made by itself, of whichever class it is."""
    own: IStage | None = getattr(api, "default_stage", None)
    return own or getattr(api, "deployment_stage", None)


def _key_problems(key: str | None, protocol: ProtocolType | None) -> Iterator[Problem]:
    if not key or unresolved(key):
        return
    option = "api_mapping_key"
    if key.startswith("/") or key.endswith("/") or "//" in key:
        yield Problem(option, key, "a path without / at its ends and without //")
    elif protocol is ProtocolType.WEBSOCKET and "/" in key:
        yield Problem(option, key, "a path of one level: the API is a WebSocket API")
    elif not set(key) <= _HTTP_CHARACTERS:
        yield Problem(option, key, "letters, digits and $ - _ . + ! * ' ( ) /")
    elif len(key) > _LONGEST_KEY:
        yield Problem(option, key, f"up to {_LONGEST_KEY} characters", f"it has {len(key)}")


def _stage_problems(api: IApi, stage: IStage) -> Iterator[Problem]:
    if getattr(stage, "api", api) is not api:
        yield Problem("stage", named(stage), "a stage of the same API")


def text_of(domain_name: IDomainName | str) -> str:
    """Return a domain name as it was given, where that is known."""
    if isinstance(domain_name, str):
        return domain_name
    return str(getattr(domain_name, "domain_name_text", domain_name.domain_name))


def id_of(domain_name: IDomainName | str) -> str:
    """Return what the id of a mapping names its domain by: its name, where that is known."""
    text = text_of(domain_name)
    if unresolved(text) and isinstance(domain_name, Construct):
        return str(domain_name.node.id)
    return text
