"""
API keys: by what WebSocket APIs tell their callers apart.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-keys.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from apigwv2_tf.constructs import _expressions
from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, length
from apigwv2_tf.constructs._construct import ApiGatewayConstruct, ResourceOptions
from apigwv2_tf.constructs._rules import tag_problems
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import OrDict, checked
from apigwv2_tf.constructs.grants import Grant, IGrantable, grant
from apigwv2_tf.constructs.policy_statement import PolicyStatement
from apigwv2_tf.constructs.references import ApiKeyReference
from apigwv2_tf.constructs.throttle import QuotaSettings, ThrottleSettings
from apigwv2_tf.constructs.usage_plan import UsagePlan, UsagePlanPerApiStage
from apigwv2_tf.errors import Problem, UnsupportedOptionError
from typing_extensions import Unpack

_LEAST, _MOST = 20, 128
_READ = ["apigateway:GET"]
_WRITE = ["apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"]


class ApiKeyOptions(ResourceOptions, total=False):
    """
    What an API key is called, and what it is.

    Args:
        api_key_name: The key's name. Left out, the construct's id: Terraform needs one.

        description: What the key is for. Left out, the provider writes ``Managed by Terraform``.

        value: What callers send, 20 to 128 characters. Left out, AWS makes one. Either way it
            stands in Terraform's state.
    """

    api_key_name: str | None
    description: str | None
    value: str | None


class ApiKeyProps(ApiKeyOptions, total=False):
    """
    The options of an `ApiKey`.

    Args:
        customer_id: The customer in the AWS Marketplace whose key it is. Left out, nobody's.

        enabled: Whether callers may use the key. Left out, yes.

        generate_distinct_id: Not available: Terraform's AWS provider cannot ask for it.

        tags: Up to 50. Left out, the provider's default tags.
    """

    customer_id: str | None
    enabled: bool | None
    generate_distinct_id: bool | None
    tags: Mapping[str, str] | None


class RateLimitedApiKeyProps(ApiKeyProps, total=False):
    """
    The options of a `RateLimitedApiKey`.

    Args:
        api_stages: The stages that the key opens. Left out, none.

        quota: How many requests the key is good for in a period. Left out, any number.

        throttle: How many requests the key is good for at once and a second. Left out, the
            account's limits hold.
    """

    api_stages: Sequence[OrDict[UsagePlanPerApiStage]] | None
    quota: OrDict[QuotaSettings] | None
    throttle: OrDict[ThrottleSettings] | None


class ApiKeyBase(ApiGatewayConstruct):
    """An API key, defined here or elsewhere."""

    @property
    def api_key_ref(self) -> ApiKeyReference:
        """A reference to the key, as AWS CDK has it."""
        return ApiKeyReference(api_key_id=self.key_id)

    @property
    def key_id(self) -> str:
        """The id that API Gateway gave the key; not what callers send."""
        return str(self._resource.id)

    @property
    def key_arn(self) -> str:
        """The key's ARN."""
        return str(self._resource.arn)

    @checked
    def grant_read(self, grantee: IGrantable) -> Grant:
        """
        Let a role read the key, its value too.

        Defines one ``aws_iam_role_policy``.

        Args:
            grantee: The role.

        Raises:
            OptionError: If it is no role.
        """
        return grant(self, "Read", grantee, self.read_statement())

    @checked
    def grant_write(self, grantee: IGrantable) -> Grant:
        """
        Let a role change and delete the key.

        Defines one ``aws_iam_role_policy``.

        Args:
            grantee: The role.

        Raises:
            OptionError: If it is no role.
        """
        return grant(self, "Write", grantee, self.write_statement())

    @checked
    def grant_read_write(self, grantee: IGrantable) -> Grant:
        """
        Let a role read, change and delete the key.

        Defines one ``aws_iam_role_policy``.

        Args:
            grantee: The role.

        Raises:
            OptionError: If it is no role.
        """
        return grant(self, "ReadWrite", grantee, self.read_write_statement())

    def read_statement(self) -> PolicyStatement:
        """Return what `grant_read` allows, for a policy of your own."""
        return PolicyStatement(actions=_READ, resources=[self.key_arn])

    def write_statement(self) -> PolicyStatement:
        """Return what `grant_write` allows, for a policy of your own."""
        return PolicyStatement(actions=_WRITE, resources=[self.key_arn])

    def read_write_statement(self) -> PolicyStatement:
        """Return what `grant_read_write` allows, for a policy of your own."""
        return PolicyStatement(actions=[*_READ, *_WRITE], resources=[self.key_arn])


class _DefinedApiKey(ApiKeyBase):
    # what is in an error is in logs
    hidden_options: ClassVar[frozenset[str]] = frozenset({"value"})

    def _define_key(self, id: str, props: ApiKeyProps) -> None:
        name, enabled = props.get("api_key_name"), props.get("enabled")
        check(
            self,
            length("api_key_name", name, 1, 1024),
            _value_problems(props.get("value")),
            tag_problems(props.get("tags")),
        )
        if props.get("generate_distinct_id"):
            allowed = "False or left out: Terraform's AWS provider has no argument for it"
            problem = Problem("generate_distinct_id", True, allowed)  # noqa: FBT003 - what was given
            raise UnsupportedOptionError(self.node.path, [problem])
        self._resource = self._define(
            "aws_api_gateway_api_key",
            {
                "name": id if name is None else name,
                "description": props.get("description"),
                "value": _expressions.maybe(props.get("value")),
                "customer_id": _expressions.maybe(props.get("customer_id")),
                "enabled": True if enabled is None else enabled,
                "tags": props.get("tags"),
            },
            props,
        )

    @property
    def value(self) -> str:
        """What callers send; a secret: an output needs ``sensitive=True`` for it."""
        return str(self._resource.value)


class ApiKey(_DefinedApiKey):
    """
    Define a key that callers of WebSocket APIs send.

    Defines one ``aws_api_gateway_api_key``. A `UsagePlan` says what it opens.

    Args:
        props: See `ApiKeyProps`.

    Raises:
        OptionError: If API Gateway would refuse an option.

        UnsupportedOptionError: If `generate_distinct_id` is asked for.

    See https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[ApiKeyProps]) -> None:
        super().__init__(scope, id)
        self._define_key(id, props)

    @staticmethod
    def from_api_key_id(scope: Construct, id: str, api_key_id: str) -> ImportedApiKey:
        """
        Refer to an API key that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            api_key_id: The key's id.
        """
        return ImportedApiKey(scope, id, api_key_id=api_key_id)


class RateLimitedApiKey(_DefinedApiKey):
    """
    Define a key with limits of its own.

    Defines one ``aws_api_gateway_api_key`` and, where `api_stages`, `quota` or `throttle` is given,
    one ``aws_api_gateway_usage_plan`` and one ``aws_api_gateway_usage_plan_key``.

    Args:
        props: See `RateLimitedApiKeyProps`.

    Raises:
        OptionError: If API Gateway would refuse an option.

        UnsupportedOptionError: If `generate_distinct_id` is asked for.

    See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
    """

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[RateLimitedApiKeyProps]) -> None:
        super().__init__(scope, id)
        self._define_key(id, props)
        self._usage_plan: UsagePlan | None = None
        limits = [props.get("api_stages"), props.get("quota"), props.get("throttle")]
        if any(limit is not None for limit in limits):
            name = props.get("api_key_name")
            self._usage_plan = UsagePlan(
                self,
                "UsagePlanResource",
                usage_plan_name=id if name is None else name,
                api_stages=props.get("api_stages"),
                quota=props.get("quota"),
                throttle=props.get("throttle"),
                tags=props.get("tags"),
                region=props.get("region"),
            )
            self._usage_plan.add_api_key(self)

    @property
    def usage_plan(self) -> UsagePlan | None:
        """The plan with the key's limits; None where no limit was given."""
        return self._usage_plan


class ImportedApiKey(ApiKeyBase):
    """
    An API key that is defined elsewhere.

    Defines no resource, until its ARN is asked for: then one ``data.aws_partition`` and one
    ``data.aws_region``. Its value is not read.
    """

    @checked
    def __init__(self, scope: Construct, id: str, *, api_key_id: str) -> None:
        super().__init__(scope, id)
        check(self, length("api_key_id", api_key_id, 1, 1024))
        self._key_id = api_key_id
        self._place: str | None = None

    @property
    def key_id(self) -> str:
        """The key's id."""
        return self._key_id

    @property
    def key_arn(self) -> str:
        """The key's ARN, in the region and partition of the provider."""
        if self._place is None:
            partition = self._define("aws_partition", {}, data=True, id="Partition").partition
            region = self._define("aws_region", {}, data=True, id="Region").id
            self._place = f"arn:{partition}:apigateway:{region}::/apikeys"
        return f"{self._place}/{self._key_id}"


def _value_problems(value: str | None) -> Iterator[Problem]:
    if value is not None and not unresolved(value) and not _LEAST <= len(value) <= _MOST:
        yield Problem("value", _Hidden(len(value)), f"{_LEAST} to {_MOST} characters")


class _Hidden:
    """Stands for a secret, by its length alone."""

    def __init__(self, length: int) -> None:
        self._length = length

    def __repr__(self) -> str:
        return f"a secret of {self._length} characters"
