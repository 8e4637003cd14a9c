"""
What routes can be wired to, under AWS CDK's names.

Importing the package loads nothing: each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any

    from apigwv2_tf.integrations._service import (
        HttpServiceIntegrationOptions as HttpServiceIntegrationOptions,
    )
    from apigwv2_tf.integrations.http_app_config import (
        HttpAppConfigIntegration as HttpAppConfigIntegration,
    )
    from apigwv2_tf.integrations.http_app_config import (
        HttpAppConfigIntegrationProps as HttpAppConfigIntegrationProps,
    )
    from apigwv2_tf.integrations.http_event_bridge import (
        HttpEventBridgeIntegration as HttpEventBridgeIntegration,
    )
    from apigwv2_tf.integrations.http_event_bridge import (
        HttpEventBridgeIntegrationProps as HttpEventBridgeIntegrationProps,
    )
    from apigwv2_tf.integrations.http_kinesis import (
        HttpKinesisIntegration as HttpKinesisIntegration,
    )
    from apigwv2_tf.integrations.http_kinesis import (
        HttpKinesisIntegrationProps as HttpKinesisIntegrationProps,
    )
    from apigwv2_tf.integrations.http_lambda import HttpLambdaIntegration as HttpLambdaIntegration
    from apigwv2_tf.integrations.http_lambda import (
        HttpLambdaIntegrationProps as HttpLambdaIntegrationProps,
    )
    from apigwv2_tf.integrations.http_private import HttpAlbIntegration as HttpAlbIntegration
    from apigwv2_tf.integrations.http_private import (
        HttpAlbIntegrationProps as HttpAlbIntegrationProps,
    )
    from apigwv2_tf.integrations.http_private import HttpNlbIntegration as HttpNlbIntegration
    from apigwv2_tf.integrations.http_private import (
        HttpNlbIntegrationProps as HttpNlbIntegrationProps,
    )
    from apigwv2_tf.integrations.http_private import (
        HttpPrivateIntegrationOptions as HttpPrivateIntegrationOptions,
    )
    from apigwv2_tf.integrations.http_private import (
        HttpServiceDiscoveryIntegration as HttpServiceDiscoveryIntegration,
    )
    from apigwv2_tf.integrations.http_private import (
        HttpServiceDiscoveryIntegrationProps as HttpServiceDiscoveryIntegrationProps,
    )
    from apigwv2_tf.integrations.http_sqs import HttpSqsIntegration as HttpSqsIntegration
    from apigwv2_tf.integrations.http_sqs import HttpSqsIntegrationProps as HttpSqsIntegrationProps
    from apigwv2_tf.integrations.http_step_functions import (
        HttpStepFunctionsIntegration as HttpStepFunctionsIntegration,
    )
    from apigwv2_tf.integrations.http_step_functions import (
        HttpStepFunctionsIntegrationProps as HttpStepFunctionsIntegrationProps,
    )
    from apigwv2_tf.integrations.http_url import HttpUrlIntegration as HttpUrlIntegration
    from apigwv2_tf.integrations.http_url import HttpUrlIntegrationProps as HttpUrlIntegrationProps
    from apigwv2_tf.integrations.websocket_aws import (
        WebSocketAwsIntegration as WebSocketAwsIntegration,
    )
    from apigwv2_tf.integrations.websocket_aws import (
        WebSocketAwsIntegrationProps as WebSocketAwsIntegrationProps,
    )
    from apigwv2_tf.integrations.websocket_http import (
        WebSocketHttpIntegration as WebSocketHttpIntegration,
    )
    from apigwv2_tf.integrations.websocket_http import (
        WebSocketHttpIntegrationProps as WebSocketHttpIntegrationProps,
    )
    from apigwv2_tf.integrations.websocket_lambda import (
        WebSocketLambdaIntegration as WebSocketLambdaIntegration,
    )
    from apigwv2_tf.integrations.websocket_lambda import (
        WebSocketLambdaIntegrationProps as WebSocketLambdaIntegrationProps,
    )
    from apigwv2_tf.integrations.websocket_mock import (
        WebSocketMockIntegration as WebSocketMockIntegration,
    )
    from apigwv2_tf.integrations.websocket_mock import (
        WebSocketMockIntegrationProps as WebSocketMockIntegrationProps,
    )

_HOME = {
    "HttpAlbIntegration": "http_private",
    "HttpAlbIntegrationProps": "http_private",
    "HttpAppConfigIntegration": "http_app_config",
    "HttpAppConfigIntegrationProps": "http_app_config",
    "HttpEventBridgeIntegration": "http_event_bridge",
    "HttpEventBridgeIntegrationProps": "http_event_bridge",
    "HttpKinesisIntegration": "http_kinesis",
    "HttpKinesisIntegrationProps": "http_kinesis",
    "HttpLambdaIntegration": "http_lambda",
    "HttpLambdaIntegrationProps": "http_lambda",
    "HttpNlbIntegration": "http_private",
    "HttpNlbIntegrationProps": "http_private",
    "HttpPrivateIntegrationOptions": "http_private",
    "HttpServiceDiscoveryIntegration": "http_private",
    "HttpServiceDiscoveryIntegrationProps": "http_private",
    "HttpServiceIntegrationOptions": "_service",
    "HttpSqsIntegration": "http_sqs",
    "HttpSqsIntegrationProps": "http_sqs",
    "HttpStepFunctionsIntegration": "http_step_functions",
    "HttpStepFunctionsIntegrationProps": "http_step_functions",
    "HttpUrlIntegration": "http_url",
    "HttpUrlIntegrationProps": "http_url",
    "WebSocketAwsIntegration": "websocket_aws",
    "WebSocketAwsIntegrationProps": "websocket_aws",
    "WebSocketHttpIntegration": "websocket_http",
    "WebSocketHttpIntegrationProps": "websocket_http",
    "WebSocketLambdaIntegration": "websocket_lambda",
    "WebSocketLambdaIntegrationProps": "websocket_lambda",
    "WebSocketMockIntegration": "websocket_mock",
    "WebSocketMockIntegrationProps": "websocket_mock",
}

__all__ = [*sorted(_HOME)]  # noqa: PLE0604 - names only


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type checker reads the imports above
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return value


def __dir__() -> list[str]:
    return __all__
