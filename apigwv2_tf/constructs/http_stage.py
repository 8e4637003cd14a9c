"""
Stages of HTTP APIs, in AWS CDK's words.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
"""

from __future__ import annotations

from collections.abc import Mapping

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IApi, IDeployment
from apigwv2_tf.constructs._types import checked
from apigwv2_tf.constructs.imported_stage import ImportedStageOfApi
from apigwv2_tf.constructs.metrics import HttpMetrics
from apigwv2_tf.constructs.stage import (
    DEFAULT_STAGE,
    Stage,
    take_protocol,
)
from apigwv2_tf.constructs.stage_options import StageAttributes, StageOptions, own_options
from apigwv2_tf.terms import ProtocolType
from typing_extensions import Required, Unpack


class HttpStageOptions(StageOptions, total=False):
    """
    The options of an `HttpStage` besides its API: those of `Stage`, with other defaults.

    Left out, ``stage_name`` is ``$default``, which adds nothing to the URL. With
    ``auto_deploy=False`` the stage makes a `Deployment` of its own, so that it always serves what
    is defined.

    Args:
        deployment: The snapshot to serve. Left out, the stage deploys by itself.
    """

    deployment: IDeployment | None


class HttpStageProps(HttpStageOptions, total=False):
    """
    The options of an `HttpStage`.

    Args:
        http_api: The API to serve.
    """

    http_api: Required[IApi]


class HttpStageAttributes(StageAttributes):
    """
    What a stage of an HTTP API that is defined elsewhere is known by.

    Args:
        api: The API that it serves.
    """

    api: IApi


class HttpStage(Stage, HttpMetrics):
    """
    Serve an HTTP API under a name.

    Defines one ``aws_apigatewayv2_stage``; for ``access_logs`` also one
    ``aws_cloudwatch_log_group``, and without automatic deployment one
    ``aws_apigatewayv2_deployment``.

    Args:
        props: See `HttpStageProps`.

    Raises:
        OptionError: If API Gateway would refuse an option, the API has the stage, or it is a
            WebSocket API.

    See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
    """

    option_words: Mapping[str, str] = {"api": "http_api"}
    _always_serves = True

    @checked
    def __init__(self, scope: Construct, id: str, **props: Unpack[HttpStageProps]) -> None:
        ApiGatewayConstruct.__init__(self, scope, id)
        take_protocol(self, props["http_api"], ProtocolType.HTTP)
        options = own_options(props)
        if options.get("stage_name") is None:
            options["stage_name"] = DEFAULT_STAGE
        self._build(props["http_api"], props.get("deployment"), options)

    @property
    def is_http_stage(self) -> bool:
        """Whether this is a stage of an HTTP API: yes."""
        return True

    @staticmethod
    def from_http_stage_attributes(
        scope: Construct, id: str, *, api: IApi, stage_name: str
    ) -> ImportedHttpStage:
        """
        Refer to a stage that is defined elsewhere; defines no resource.

        Args:
            scope: Where the reference stands.

            id: Its id there.

            api: The API that it serves.

            stage_name: The stage's name.

        Raises:
            OptionError: If the API is a WebSocket API.
        """
        return ImportedHttpStage(scope, id, api=api, stage_name=stage_name)


class ImportedHttpStage(ImportedStageOfApi, HttpMetrics):
    """
    A stage of an HTTP API that is defined elsewhere.

    Args:
        api: The API that it serves.

        stage_name: The stage's name.
    """

    _protocol = ProtocolType.HTTP

    @property
    def is_http_stage(self) -> bool:
        """Whether this is a stage of an HTTP API: yes."""
        return True
