"""
What an object needs to take part: any object with these names will do.

The library's own constructs, the provider's L1 classes and your own objects fit alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class IApi(Protocol):
    """An API, defined here or elsewhere."""

    @property
    def api_id(self) -> str: ...


class IHasExecutionArn(Protocol):
    """An API that knows the ARN which its requests begin with."""

    @property
    def execution_arn(self) -> str: ...


class IIntegration(Protocol):
    """What a route is wired to."""

    @property
    def integration_id(self) -> str: ...


class IRoute(Protocol):
    """A route."""

    @property
    def route_id(self) -> str: ...

    @property
    def key(self) -> str: ...


class IHttpRoute(IRoute, Protocol):
    """A route of an HTTP API."""

    @property
    def http_api(self) -> IApi: ...

    @property
    def path(self) -> str | None: ...

    @property
    def route_arn(self) -> str: ...

    def grant_invoke(
        self,
        grantee: Any,  # noqa: ANN401 - a role in any of its forms
        *,
        http_methods: Sequence[str] | None = None,
    ) -> Any:  # noqa: ANN401 - a Grant
        """Let a role call the route."""


class IWebSocketRoute(IRoute, Protocol):
    """A route of a WebSocket API."""

    @property
    def web_socket_api(self) -> IApi: ...

    @property
    def route_key(self) -> str: ...


class IModel(Protocol):
    """A model of messages; routes name it by `model_name`."""

    @property
    def model_id(self) -> str: ...

    @property
    def model_name(self) -> str: ...


class IAuthorizer(Protocol):
    """What decides whether a request may pass."""

    @property
    def authorizer_id(self) -> str: ...


class IDeployment(Protocol):
    """A snapshot of an API that a stage can serve."""

    @property
    def deployment_id(self) -> str: ...


class IStage(Protocol):
    """A named place where an API is served."""

    @property
    def stage_name(self) -> str: ...


class IHttpStage(IStage, Protocol):
    """A stage of an HTTP API."""

    @property
    def api(self) -> IApi: ...

    @property
    def url(self) -> str: ...

    @property
    def domain_url(self) -> str: ...


class IWebSocketStage(IStage, Protocol):
    """A stage of a WebSocket API."""

    @property
    def api(self) -> IApi: ...

    @property
    def url(self) -> str: ...

    @property
    def callback_url(self) -> str: ...


class IDomainName(Protocol):
    """A custom domain name."""

    @property
    def domain_name(self) -> str: ...


class IApiMapping(Protocol):
    """A path of a domain name that leads to a stage."""

    @property
    def api_mapping_id(self) -> str: ...


class IVpcLink(Protocol):
    """A way into a VPC for integrations of HTTP APIs."""

    @property
    def vpc_link_id(self) -> str: ...


class IFunction(Protocol):
    """A Lambda function, an alias or a data source of one."""

    @property
    def function_name(self) -> str: ...

    @property
    def invoke_arn(self) -> str: ...


class IApiKey(Protocol):
    """An API key, defined here or elsewhere."""

    @property
    def key_id(self) -> str: ...


class IUsagePlan(Protocol):
    """A usage plan, defined here or elsewhere."""

    @property
    def usage_plan_id(self) -> str: ...

    def add_api_key(self, api_key: IApiKey | IHasId | str) -> Any:  # noqa: ANN401 - a UsagePlanKey
        """Let the holder of an API key use the stages of the plan."""


class IHasArn(Protocol):
    """Any resource with an ARN: a log group, a certificate, a role."""

    @property
    def arn(self) -> str: ...


class IRole(Protocol):
    """An IAM role, defined here or looked up."""

    @property
    def name(self) -> str: ...

    @property
    def arn(self) -> str: ...


class IHasRole(Protocol):
    """What acts as an IAM role, such as a Lambda function; its role's ARN, name or object."""

    @property
    def role(self) -> str | IRole: ...


class IHasRoleArn(Protocol):
    """What acts as an IAM role, such as a state machine."""

    @property
    def role_arn(self) -> str: ...


class ICertificate(Protocol):
    """A certificate that is issued: a `Certificate`, or the provider's validation of one."""

    @property
    def certificate_arn(self) -> str: ...


class IHostedZone(Protocol):
    """A hosted zone of Route 53."""

    @property
    def zone_id(self) -> str: ...


class IHasId(Protocol):
    """Any resource with an id: a subnet, a security group."""

    @property
    def id(self) -> str: ...


class IBucket(Protocol):
    """An S3 bucket."""

    @property
    def bucket(self) -> str:
        """Its name."""


class IQueue(Protocol):
    """An SQS queue, defined here or looked up."""

    @property
    def url(self) -> str: ...

    @property
    def arn(self) -> str: ...


class IEventBus(Protocol):
    """An event bus of EventBridge, defined here or looked up."""

    @property
    def name(self) -> str: ...

    @property
    def arn(self) -> str: ...


class IStream(Protocol):
    """A data stream of Kinesis, defined here or looked up."""

    @property
    def name(self) -> str: ...

    @property
    def arn(self) -> str: ...
