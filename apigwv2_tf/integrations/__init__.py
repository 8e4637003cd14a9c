"""
What routes can be wired to, under AWS CDK's names.

Importing the package loads nothing: each name is loaded when it is first used.
"""

from __future__ import annotations

from apigwv2_tf._lazy_names import loader

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest
if TYPE_CHECKING:
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
    "HttpAlbIntegration": "integrations.http_private",
    "HttpAlbIntegrationProps": "integrations.http_private",
    "HttpAppConfigIntegration": "integrations.http_app_config",
    "HttpAppConfigIntegrationProps": "integrations.http_app_config",
    "HttpEventBridgeIntegration": "integrations.http_event_bridge",
    "HttpEventBridgeIntegrationProps": "integrations.http_event_bridge",
    "HttpKinesisIntegration": "integrations.http_kinesis",
    "HttpKinesisIntegrationProps": "integrations.http_kinesis",
    "HttpLambdaIntegration": "integrations.http_lambda",
    "HttpLambdaIntegrationProps": "integrations.http_lambda",
    "HttpNlbIntegration": "integrations.http_private",
    "HttpNlbIntegrationProps": "integrations.http_private",
    "HttpPrivateIntegrationOptions": "integrations.http_private",
    "HttpServiceDiscoveryIntegration": "integrations.http_private",
    "HttpServiceDiscoveryIntegrationProps": "integrations.http_private",
    "HttpServiceIntegrationOptions": "integrations._service",
    "HttpSqsIntegration": "integrations.http_sqs",
    "HttpSqsIntegrationProps": "integrations.http_sqs",
    "HttpStepFunctionsIntegration": "integrations.http_step_functions",
    "HttpStepFunctionsIntegrationProps": "integrations.http_step_functions",
    "HttpUrlIntegration": "integrations.http_url",
    "HttpUrlIntegrationProps": "integrations.http_url",
    "WebSocketAwsIntegration": "integrations.websocket_aws",
    "WebSocketAwsIntegrationProps": "integrations.websocket_aws",
    "WebSocketHttpIntegration": "integrations.websocket_http",
    "WebSocketHttpIntegrationProps": "integrations.websocket_http",
    "WebSocketLambdaIntegration": "integrations.websocket_lambda",
    "WebSocketLambdaIntegrationProps": "integrations.websocket_lambda",
    "WebSocketMockIntegration": "integrations.websocket_mock",
    "WebSocketMockIntegrationProps": "integrations.websocket_mock",
}

__all__ = [*sorted(_HOME)]  # noqa: PLE0604 - names only

if not TYPE_CHECKING:  # type checkers read the imports above, and know what is missing
    __getattr__, __dir__ = loader(__name__, _HOME)
