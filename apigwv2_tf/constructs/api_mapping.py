"""
API mappings: which path of a domain name leads to which stage.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs._bindings import Construct, TerraformStack
from apigwv2_tf.constructs._checks import check, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IDomainName, IStage
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.errors import Problem
from apigwv2_tf.terms import ProtocolType
from typing_extensions import Unpack

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


class ApiMapping(ApiGatewayConstruct):
    """
    Lead a path of a domain name to a stage.

    Defines one ``aws_apigatewayv2_api_mapping``.

    Args:
        api: The API.

        domain_name: The domain name, as a construct or as text.

        stage: The stage to lead to.

        api_mapping_key: The path, such as ``orders`` or, on HTTP APIs, ``orders/v1``; without
            slashes at its ends. Left out, everything that no other mapping takes.

    Raises:
        OptionError: If API Gateway would refuse the key, the domain has it already, or the domain
            would serve both HTTP and WebSocket APIs.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        api: IApi,
        domain_name: IDomainName | str,
        stage: IStage,
        api_mapping_key: str | None = None,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        self._key = api_mapping_key or None
        self._protocol = protocol = registry_of(api).protocol
        check(self, _key_problems(api_mapping_key, protocol), _stage_problems(api, stage))
        self._enter(text_of(domain_name), api_mapping_key or "", protocol)
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
            resource,
        )

    @property
    def api_mapping_id(self) -> str:
        """The id that API Gateway gave the mapping."""
        return str(self._resource.id)

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
    def __init__(self, scope: Construct, id: str, *, api_mapping_id: str) -> None:
        super().__init__(scope, id)
        self.api_mapping_id = api_mapping_id


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
        yield Problem("stage", stage, "a stage of the same API")


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
