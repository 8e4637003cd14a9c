"""
What an object needs to take part: any object with these names will do.

The library's own constructs, the provider's L1 classes and your own objects fit alike.
"""

from __future__ import annotations

from typing import Protocol


class IApi(Protocol):
    """An API, defined here or elsewhere."""

    @property
    def api_id(self) -> str: ...


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


class IHasArn(Protocol):
    """Any resource with an ARN: a log group, a certificate, a role."""

    @property
    def arn(self) -> str: ...


class IHasId(Protocol):
    """Any resource with an id: a subnet, a security group."""

    @property
    def id(self) -> str: ...


class IBucket(Protocol):
    """An S3 bucket."""

    @property
    def bucket(self) -> str:
        """Its name."""
