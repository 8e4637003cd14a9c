"""
Stages of WebSocket APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from apigwv2_tf.constructs._bindings import Construct, Fn
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IApi, IDeployment
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.grants import Grant, IGrantable, grant
from apigwv2_tf.constructs.imported_stage import ImportedStageOfApi
from apigwv2_tf.constructs.metrics import WebSocketMetrics
from apigwv2_tf.constructs.policy_statement import PolicyStatement
from apigwv2_tf.constructs.stage import Stage, require_open_endpoint, take_protocol
from apigwv2_tf.constructs.stage_options import StageAttributes, StageOptions, own_options
from apigwv2_tf.terms import ProtocolType
from typing_extensions import Required, Unpack


class WebSocketStageOptions(StageOptions, total=False):
    """
    The options of a `WebSocketStage` besides its API: those of `Stage`.

    ``stage_name`` is always needed. With ``auto_deploy=False`` the stage makes a `Deployment` of
    its own, so that it always serves what is defined.

    Args:
        deployment: The snapshot to serve. Left out, the stage deploys by itself.
    """

    deployment: IDeployment | None


class WebSocketStageProps(WebSocketStageOptions, total=False):
    """
    The options of a `WebSocketStage`.

    Args:
        web_socket_api: The API to serve.
    """

    web_socket_api: Required[IApi]


class WebSocketStageAttributes(StageAttributes):
    """
    What a stage of a WebSocket API that is defined elsewhere is known by.

    Args:
        api: The API that it serves.
    """

    api: IApi


class ManagementApi(ApiGatewayConstruct):
    """A stage through which backends reach connected clients."""

    @property
    @abstractmethod
    def api(self) -> IApi:
        """The API that the stage serves."""

    @property
    @abstractmethod
    def url(self) -> str:
        """The URL for clients, ``wss://``."""

    @property
    @abstractmethod
    def execution_arn(self) -> str:
        """The ARN that requests to this stage begin with."""

    @property
    def callback_url(self) -> str:
        """The URL for the ApiGatewayManagementApi client, ``https://``; refused as `url` is."""
        use = "domain_url with https:// in place of wss://"
        require_open_endpoint(self, self.api, use=use)
        return str(Fn.replace(self.url, "wss://", "https://"))

    @checked
    def grant_management_api_access(self, identity: IGrantable) -> Grant:
        """
        Let a role send messages to connected clients of this stage, see them and cut them off.

        Defines one ``aws_iam_role_policy`` for each role.

        Args:
            identity: The role: its name, its ARN, or anything that has one, such as a function.

        Raises:
            OptionError: If it is no role, or the API does not know its ``execution_arn``.
        """
        statement = self.management_api_access_statement()
        return grant(
            self,
            "ManageConnections",
            identity,
            statement,
            option="identity",
            with_grantee=False,  # the API's own functions: its stack depends on theirs
        )

    def management_api_access_statement(self) -> PolicyStatement:
        """Return what `grant_management_api_access` lets a role do, for a policy of your own."""
        return PolicyStatement(
            actions=["execute-api:ManageConnections"],
            resources=[f"{self.execution_arn}/*/@connections/*"],
        )


class WebSocketStage(Stage, ManagementApi, WebSocketMetrics):
    """
    Serve a WebSocket API under a name.

    Defines one ``aws_apigatewayv2_stage``; for ``access_logs`` also one
    ``aws_cloudwatch_log_group``, and without automatic deployment one
    ``aws_apigatewayv2_deployment``.

    Args:
        props: See `WebSocketStageProps`.

    Raises:
        OptionError: If API Gateway would refuse an option, the API has the stage, or it is an HTTP
            API.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
    """

    option_words: Mapping[str, str] = {"api": "web_socket_api"}
    _always_serves = True

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[WebSocketStageProps]) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        take_protocol(self, props["web_socket_api"], ProtocolType.WEBSOCKET)
        self._build(props["web_socket_api"], props.get("deployment"), own_options(props))

    @staticmethod
    def from_web_socket_stage_attributes(
        scope: Construct, id: str, *, api: IApi, stage_name: str
    ) -> ImportedWebSocketStage:
        """
        Refer to a stage that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            api: The API that it serves.

            stage_name: The stage's name.

        Raises:
            OptionError: If the API is an HTTP API.
        """
        return ImportedWebSocketStage(scope, id, api=api, stage_name=stage_name)


class ImportedWebSocketStage(ImportedStageOfApi, ManagementApi, WebSocketMetrics):
    """
    A stage of a WebSocket API that is defined elsewhere.

    Args:
        api: The API that it serves.

        stage_name: The stage's name.
    """

    _protocol = ProtocolType.WEBSOCKET
