"""
Who may call routes: what `authorizer` options take, under AWS CDK's names.

Importing the package loads nothing: each name is loaded when it is first used.
"""

from __future__ import annotations

from apigwv2_tf._lazy_names import loader

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest
if TYPE_CHECKING:
    from apigwv2_tf.authorizers.http_iam import HttpIamAuthorizer as HttpIamAuthorizer
    from apigwv2_tf.authorizers.http_jwt import HttpJwtAuthorizer as HttpJwtAuthorizer
    from apigwv2_tf.authorizers.http_jwt import HttpJwtAuthorizerProps as HttpJwtAuthorizerProps
    from apigwv2_tf.authorizers.http_lambda import HttpLambdaAuthorizer as HttpLambdaAuthorizer
    from apigwv2_tf.authorizers.http_lambda import (
        HttpLambdaAuthorizerProps as HttpLambdaAuthorizerProps,
    )
    from apigwv2_tf.authorizers.http_user_pool import (
        HttpUserPoolAuthorizer as HttpUserPoolAuthorizer,
    )
    from apigwv2_tf.authorizers.http_user_pool import (
        HttpUserPoolAuthorizerProps as HttpUserPoolAuthorizerProps,
    )
    from apigwv2_tf.authorizers.websocket_iam import (
        WebSocketIamAuthorizer as WebSocketIamAuthorizer,
    )
    from apigwv2_tf.authorizers.websocket_lambda import (
        WebSocketLambdaAuthorizer as WebSocketLambdaAuthorizer,
    )
    from apigwv2_tf.authorizers.websocket_lambda import (
        WebSocketLambdaAuthorizerProps as WebSocketLambdaAuthorizerProps,
    )
    from apigwv2_tf.terms import HttpLambdaResponseType as HttpLambdaResponseType

_HOME = {
    "HttpIamAuthorizer": "authorizers.http_iam",
    "HttpJwtAuthorizer": "authorizers.http_jwt",
    "HttpJwtAuthorizerProps": "authorizers.http_jwt",
    "HttpLambdaAuthorizer": "authorizers.http_lambda",
    "HttpLambdaAuthorizerProps": "authorizers.http_lambda",
    "HttpLambdaResponseType": "terms",
    "HttpUserPoolAuthorizer": "authorizers.http_user_pool",
    "HttpUserPoolAuthorizerProps": "authorizers.http_user_pool",
    "WebSocketIamAuthorizer": "authorizers.websocket_iam",
    "WebSocketLambdaAuthorizer": "authorizers.websocket_lambda",
    "WebSocketLambdaAuthorizerProps": "authorizers.websocket_lambda",
}

__all__ = [*sorted(_HOME)]  # noqa: PLE0604 - names only

if not TYPE_CHECKING:  # type checkers read the imports above, and know what is missing
    __getattr__, __dir__ = loader(__name__, _HOME)
