"""What can be added to and asked of any WebSocket API, defined here or elsewhere."""

from __future__ import annotations

from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.api_base import ApiBase
from apigwv2_tf.constructs.grants import Grant, IGrantable, PolicyStatement, grant
from apigwv2_tf.constructs.metrics import WebSocketMetrics
from apigwv2_tf.constructs.websocket_route import (
    WebSocketRoute,
    WebSocketRouteOptions,
    add_websocket_route,
)
from apigwv2_tf.constructs.websocket_stage import WebSocketStage, WebSocketStageOptions
from apigwv2_tf.terms import KnownRouteKey
from typing_extensions import Unpack


class WebSocketApiBase(WebSocketMetrics, ApiBase):
    """A WebSocket API with AWS CDK's methods."""

    @property
    def is_websocket_api(self) -> bool:
        """Whether this is a WebSocket API: yes."""
        return True

    @checked
    def add_route(  # type: ignore[override] # AWS CDK's signature
        self, route_key: KnownRouteKey | str, **options: Unpack[WebSocketRouteOptions]
    ) -> WebSocketRoute:
        """
        Send the messages that match a key to an integration.

        Args:
            route_key: ``$connect``, ``$disconnect``, ``$default``, or the text that the route
                selection expression gives for a message.

            options: See `WebSocketRouteOptions`.

        Raises:
            OptionError: If API Gateway would refuse the key or an option, or the API has the route.
        """
        user: object = options.get("integration")
        construct = user if isinstance(user, ApiGatewayConstruct) else self
        return add_websocket_route(construct, self, route_key, options)

    @checked
    def add_stage(self, id: str, **options: Unpack[WebSocketStageOptions]) -> WebSocketStage:
        """
        Serve the API under one more name.

        Args:
            id: The stage's id under the API.

            options: See `WebSocketStageOptions`.

        Raises:
            OptionError: If API Gateway would refuse an option, or the API has the stage.
        """
        return WebSocketStage(self, id, web_socket_api=self, **options)

    @checked
    def arn_for_execute_api_v2(self, route: str | None = None, stage: str | None = None) -> str:
        """
        Return the ARN of connections or messages, for policies and permissions.

        Args:
            route: The route key. Left out, all of them.

            stage: The stage's name. Left out, all of them.
        """
        return f"{self.execution_arn}/{stage or '*'}/{route or '*'}"

    @checked
    def arn_for_execute_api(
        self, method: str | None = None, path: str | None = None, stage: str | None = None
    ) -> str:
        """
        Return an ARN with a method and a path, which WebSocket APIs have for ``@connections`` only.

        AWS CDK keeps it for old programs; use `arn_for_execute_api_v2` for routes.

        Args:
            method: The method. Left out, or ``ANY``: all of them.

            path: The path, such as ``/@connections/*``. Left out, all of them.

            stage: The stage's name. Left out, all of them.

        Raises:
            OptionError: If the path does not start with ``/``.
        """
        if path is not None and not unresolved(path) and not path.startswith("/"):
            refuse(self, "path", path, "a path that starts with /")
        verb = "*" if method is None or method.upper() == "ANY" else method
        return f"{self.execution_arn}/{stage or '*'}/{verb}{path or '/*'}"

    @checked
    def grant_manage_connections(self, identity: IGrantable) -> Grant:
        """
        Let a role send messages to the clients of all stages, look at them and disconnect them.

        Defines one ``aws_iam_role_policy``.

        Args:
            identity: A role, as an object with ``name`` and ``arn``, as its name or as its ARN; or
                anything that has one, such as a function.
        """
        return grant(
            self,
            "ManageConnections",
            identity,
            self.manage_connections_statement(),
            option="identity",
            with_grantee=False,  # the API's own functions: its stack depends on theirs
        )

    def manage_connections_statement(self) -> PolicyStatement:
        """Return what `grant_manage_connections` permits, for a policy of your own."""
        return PolicyStatement(
            actions=["execute-api:ManageConnections"],
            resources=[f"{self.execution_arn}/*/*/@connections/*"],
        )

    def _metric_dimensions(self) -> dict[str, str]:
        return {"ApiId": self.api_id}
