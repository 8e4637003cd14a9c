"""
Usage plans: how much the holders of API keys may ask of WebSocket APIs.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct, add_validation, lazily
from apigwv2_tf.constructs._checks import check, length, refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._protocols import IApi, IApiKey, IHasId, IStage
from apigwv2_tf.constructs._references import label, seen
from apigwv2_tf.constructs._registry import registry_of
from apigwv2_tf.constructs._rules import named, owner_problems, tag_problems
from apigwv2_tf.constructs._tree import distinct
from apigwv2_tf.constructs._types import OrDict, Struct, as_struct, checked
from apigwv2_tf.constructs._warnings import warn
from apigwv2_tf.constructs.references import UsagePlanReference
from apigwv2_tf.constructs.route import Route
from apigwv2_tf.constructs.throttle import QuotaSettings, ThrottleSettings, limits
from apigwv2_tf.errors import LEFT_OUT, Problem
from apigwv2_tf.terms import ProtocolType
from typing_extensions import TypedDict, Unpack

_DEFAULT_STAGE = "$default"
_NOT_HTTP = "one of a WebSocket API: HTTP APIs have no usage plans"
_NOT_HTTP_FIX = "limit an HTTP API by the throttling of its stage"
# which plan a key belongs to, by stage: AWS allows one
_PLANS: WeakKeyDictionary[object, dict[str, str]] = WeakKeyDictionary()


@dataclass(frozen=True, kw_only=True, slots=True)
class UsagePlanPerApiStage(Struct):
    """
    A stage that a usage plan covers.

    Args:
        api: The WebSocket API, or an API's id. Left out, the API that the stage says it is of.

        stage: The stage, or its name. Always needed.

        throttle: Limits of single methods for each key, by path and method as AWS writes them.
            Left out, those of the plan hold for all of them together.

    See https://docs.aws.amazon.com/apigateway/latest/api/API_ApiStage.html
    """

    api: str | IApi | None = None
    stage: str | IStage | None = None
    throttle: Mapping[str, ThrottleSettings] | None = None

    @property
    def owner(self) -> object:
        """The API that is meant; None where nothing says it."""
        return getattr(self.stage, "api", None) if self.api is None else self.api

    def problems(self, place: str) -> Iterator[Problem]:
        """Yield what API Gateway would refuse; `place` stands before the names of the options."""
        if not self.stage:
            allowed = "a stage or its name: a usage plan covers stages, not whole APIs"
            got = LEFT_OUT if self.stage is None else self.stage
            yield Problem(f"{place}stage", got, allowed)
        elif not self.owner:
            allowed = "a WebSocket API or its id: the stage does not say whose it is"
            yield Problem(f"{place}api", LEFT_OUT if self.api is None else self.api, allowed)
        else:
            yield from owner_problems(f"{place}stage", self.stage, self.owner)
            yield from self._http_problems(place)
        for key, settings in (self.throttle or {}).items():
            yield from length(f"{place}throttle key", key, 1, 1024)
            yield from settings.problems(f"{place}throttle[{key!r}]")

    def _http_problems(self, place: str) -> Iterator[Problem]:
        api, stage = self.owner, self.stage
        is_http = not isinstance(api, str) and registry_of(api).protocol is ProtocolType.HTTP
        if is_http or stage == _DEFAULT_STAGE or getattr(stage, "is_default", False):
            yield Problem(f"{place}stage", named(stage), _NOT_HTTP, _NOT_HTTP_FIX)

    def arguments(self) -> dict[str, Any]:
        """Return the provider's block; the stage by reference, so that it is made before."""
        api: Any = self.owner
        stage: Any = self.stage
        block: dict[str, Any] = {
            "api_id": api if isinstance(api, str) else api.api_id,
            "stage": stage if isinstance(stage, str) else stage.stage_name,
        }
        if self.throttle:
            block["throttle"] = [
                {"path": _expressions.expression(key), **limits(settings)}
                for key, settings in self.throttle.items()
            ]
        return block


class AddApiKeyOptions(TypedDict, total=False):
    """
    The options of ``usage_plan.add_api_key``.

    Args:
        override_logical_id: The name in Terraform of the resource that puts the key into the plan.
            Left out, CDKTF makes one from the construct's path.
    """

    override_logical_id: str | None


class UsagePlanProps(ResourceOptions, total=False):
    """
    The options of a `UsagePlan`.

    Args:
        usage_plan_name: The plan's name. Left out, the construct's id.

        description: What the plan is for. Left out, there is none.

        api_stages: The stages that the keys of the plan open. Left out, none yet; see
            ``add_api_stage``.

        quota: How many requests each key may send in a period. Left out, any number.

        throttle: How many requests each key may send at once and a second. Left out, the account's
            limits hold.

        product_code: The plan's product code in the AWS Marketplace. Left out, there is none.

        tags: Up to 50. Left out, the provider's default tags.
    """

    usage_plan_name: str | None
    description: str | None
    api_stages: Sequence[OrDict[UsagePlanPerApiStage]] | None
    quota: OrDict[QuotaSettings] | None
    throttle: OrDict[ThrottleSettings] | None
    product_code: str | None
    tags: Mapping[str, str] | None


class UsagePlanKey(ApiGatewayConstruct):
    """
    Put an API key into a usage plan.

    Defines one ``aws_api_gateway_usage_plan_key``. Made by ``usage_plan.add_api_key``.

    Args:
        key_id: The key's id.

        usage_plan_id: The plan's id.

        resource: See `ResourceOptions`.

    See https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlanKey.html
    """

    @checked
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        key_id: str,
        usage_plan_id: str,
        **resource: Unpack[ResourceOptions],
    ) -> None:
        super().__init__(scope, id)
        check(self, length("key_id", key_id, 1, 1024))
        self._resource = self._define(
            "aws_api_gateway_usage_plan_key",
            {"key_id": key_id, "key_type": "API_KEY", "usage_plan_id": usage_plan_id},
            resource,
        )


class UsagePlanBase(ApiGatewayConstruct):
    """A usage plan, defined here or elsewhere."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self._region: str | None = None
        self._keys: dict[str, object] = {}
        self._stages: list[object] = []

    @property
    def usage_plan_ref(self) -> UsagePlanReference:
        """A reference to the plan, as AWS CDK has it."""
        return UsagePlanReference(usage_plan_id=self.usage_plan_id)

    @property
    def usage_plan_id(self) -> str:
        """The id that API Gateway gave the plan."""
        return str(self._resource.id)

    @checked
    def add_api_key(
        self, api_key: IApiKey | IHasId | str, **options: Unpack[AddApiKeyOptions]
    ) -> UsagePlanKey:
        """
        Let the holder of an API key use the stages of the plan, within its limits.

        Defines one ``aws_api_gateway_usage_plan_key``.

        Args:
            api_key: The key, as an object with ``key_id`` or ``id``, or its id.

            options: See `AddApiKeyOptions`.

        Raises:
            OptionError: If the plan has the key, or another plan of the program lets the same key
                use the same stage.
        """
        key_id = _key_id(api_key)
        check(self, length("api_key", key_id, 1, 1024))
        identity, name = self._key_name(api_key, key_id)
        if identity in self._keys:
            refuse(self, "api_key", named(api_key), "a key that the plan has not yet")
        self._claim(self._stages, {identity: api_key}, "api_key", api_key)
        self._keys[identity] = api_key
        return UsagePlanKey(
            self,
            distinct(f"Key.{name}"),
            key_id=key_id,
            usage_plan_id=self.usage_plan_id,
            logical_id=options.get("override_logical_id"),
            region=self._region,
        )

    def _key_name(self, api_key: object, key_id: str) -> tuple[str, str]:
        """Return what tells a key from others, and what it is called in ids."""
        if isinstance(api_key, Construct):
            path = str(api_key.node.path)
            return path, path.removeprefix(f"{self.stack_path}/").replace("/", ".")
        text = seen(self, "api_key", key_id, api_key)
        return text, label(text)

    def _claim(
        self, stages: Sequence[object], keys: Mapping[str, object], option: str, got: object
    ) -> None:
        """Note that keys open stages by this plan: AWS allows one plan for each such pair."""
        for stage in stages:
            taken = _PLANS.setdefault(stage, {}) if isinstance(stage, Construct) else {}
            for identity, key in keys.items():
                plan = taken.setdefault(identity, self.node.path)
                if plan != self.node.path:
                    allowed = f"a key and a stage that no other plan brings together: {plan} has "
                    allowed += f"{named(key)} with {named(stage)}"
                    refuse(self, option, named(got), allowed)


class UsagePlan(UsagePlanBase):
    """
    Say how much the holders of API keys may ask of WebSocket APIs.

    Defines one ``aws_api_gateway_usage_plan``. It counts only where a route has
    ``api_key_required``.

    Args:
        props: See `UsagePlanProps`.

    Raises:
        OptionError: If API Gateway would refuse an option; an entry of `api_stages` without a
            stage, or of an HTTP API, is refused too.

    See https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlan.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[UsagePlanProps]) -> None:
        super().__init__(scope, id)
        self._region = props.get("region")
        self._blocks: list[dict[str, Any]] = []
        self._owners: list[object] = []
        name = props.get("usage_plan_name")
        quota = as_struct(QuotaSettings, props.get("quota"))
        throttle = as_struct(ThrottleSettings, props.get("throttle"))
        check(
            self,
            length("usage_plan_name", name, 1, 1024),
            quota.problems("quota") if quota else (),
            throttle.problems("throttle") if throttle else (),
            tag_problems(props.get("tags")),
        )
        for position, given in enumerate(props.get("api_stages") or []):
            stage = as_struct(UsagePlanPerApiStage, given)
            if stage is not None:
                self._add(stage, f"api_stages[{position}].")
        self._resource = self._define(
            "aws_api_gateway_usage_plan",
            {
                "name": id if name is None else name,
                "description": props.get("description"),
                "api_stages": lazily(lambda: self._blocks or None),
                "quota_settings": quota and quota.arguments(),
                "throttle_settings": throttle and limits(throttle),
                "product_code": props.get("product_code"),
                "tags": props.get("tags"),
            },
            props,
        )
        add_validation(self, self._warn_of_open_apis)

    @property
    def arn(self) -> str:
        """The plan's ARN."""
        return str(self._resource.arn)

    @checked
    def add_api_stage(
        self,
        *,
        api: str | IApi | None = None,
        stage: str | IStage | None = None,
        throttle: Mapping[str, ThrottleSettings] | None = None,
    ) -> None:
        """
        Have the keys of the plan open a stage.

        Args:
            api: See `UsagePlanPerApiStage`.

            stage: See `UsagePlanPerApiStage`.

            throttle: See `UsagePlanPerApiStage`.

        Raises:
            OptionError: If there is no stage, it is one of an HTTP API, or the plan has it.
        """
        self._add(UsagePlanPerApiStage(api=api, stage=stage, throttle=throttle), "")

    def _add(self, entry: UsagePlanPerApiStage, place: str) -> None:
        check(self, entry.problems(place))
        stage: object = entry.stage
        if isinstance(stage, Construct) and stage in self._stages:
            refuse(self, f"{place}stage", named(stage), "one that the plan has not yet")
        self._claim([stage], self._keys, f"{place}stage", stage)
        self._stages.append(stage)
        self._owners.append(entry.owner)
        self._blocks.append(entry.arguments())

    def _warn_of_open_apis(self) -> list[str]:
        """Warn of APIs of which no route asks for a key, so that nothing counts; no error."""
        for api in dict.fromkeys(self._owners):
            registry = registry_of(api)
            routes = [route for route in registry.routes.values() if isinstance(route, Route)]
            if registry.settings is None or any(route.api_key_required for route in routes):
                continue
            allowed = "an API of which a route asks for a key: this plan counts nothing"
            fix = "give its $connect route api_key_required=True"
            warn(self, Problem("api", named(api), allowed, fix))
        return []

    @staticmethod
    def from_usage_plan_id(scope: Construct, id: str, usage_plan_id: str) -> ImportedUsagePlan:
        """
        Refer to a usage plan that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            usage_plan_id: The plan's id.
        """
        return ImportedUsagePlan(scope, id, usage_plan_id=usage_plan_id)


class ImportedUsagePlan(UsagePlanBase):
    """A usage plan that is defined elsewhere; keys can be added to it."""

    @checked
    def __init__(self, scope: Construct, id: str, *, usage_plan_id: str) -> None:
        super().__init__(scope, id)
        check(self, length("usage_plan_id", usage_plan_id, 1, 1024))
        self._usage_plan_id = usage_plan_id

    @property
    def usage_plan_id(self) -> str:
        """The plan's id."""
        return self._usage_plan_id


def _key_id(api_key: object) -> str:
    if isinstance(api_key, str):
        return api_key
    key_id = getattr(api_key, "key_id", None)
    return str(getattr(api_key, "id", None) if key_id is None else key_id)
