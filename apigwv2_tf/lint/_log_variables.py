"""
The variables of access logs: which there are, and which should not be written.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VARIABLE = re.compile(r"\$context\.([A-Za-z0-9_]+(?:\.[A-Za-z0-9_:-]+)*)")
_BOTH = _words("""
    apiId authorizer.error authorizer.principalId domainName error.message error.messageString
    error.responseType extendedRequestId identity.accountId identity.caller
    identity.cognitoAuthenticationProvider identity.cognitoAuthenticationType
    identity.cognitoIdentityId identity.cognitoIdentityPoolId identity.principalOrgId
    identity.sourceIp identity.user identity.userAgent identity.userArn integration.error
    integration.integrationStatus integration.latency integration.requestId integration.status
    integrationLatency requestId requestTime requestTimeEpoch routeKey stage status
""")
_HTTP = _words("""
    accountId awsEndpointRequestId awsEndpointRequestId2 customDomain.basePathMatched
    dataProcessed domainPrefix httpMethod identity.clientCert.clientCertPem
    identity.clientCert.subjectDN identity.clientCert.issuerDN identity.clientCert.serialNumber
    identity.clientCert.validity.notBefore identity.clientCert.validity.notAfter
    integrationErrorMessage integrationStatus path protocol responseLatency responseLength
""")
_WEBSOCKET = _words("""
    authenticate.error authenticate.latency authenticate.status authorize.error
    authorize.latency authorize.status connectedAt connectionId error.validationErrorString
    eventType identity.apiKey identity.apiKeyId messageId waf.error waf.latency waf.status
""")
_KNOWN = {"HTTP": _BOTH | _HTTP, "WEBSOCKET": _BOTH | _WEBSOCKET}
# what an authorizer has given, under any name
_GIVEN = "authorizer."
# null without the name of one of them
_CLAIMS = "authorizer.claims"

REQUEST_IDS = frozenset({"requestId", "extendedRequestId"})
ERRORS = frozenset(
    {
        "authorize.error",
        "authorizer.error",
        "error.message",
        "error.messageString",
        "integration.error",
        "integrationErrorMessage",
    }
)
_GUARDED = (
    r"(?i:[\w:.-]*(?:token|secret|passw|credential|api_?-?key|jwt|bearer|session_?-?id|cookie)"
    r"[\w:.-]*)"
)
SECRET = re.compile(rf"identity\.apiKey|authorizer\.{_GUARDED}")
PERSONAL = re.compile(
    r"authorizer\.(?:claims\.)?(?:sub|email|phone_number|name|given_name|family_name|birthdate"
    r"|address|username|cognito:username|preferred_username|nickname)"
    r"|identity\.clientCert\.clientCertPem"
)


def in_format(text: str) -> tuple[str, ...]:
    """Return the variables of a format, without ``$context.``, each once."""
    return tuple(dict.fromkeys(name.rstrip(":-") for name in _VARIABLE.findall(text)))


def unknown_to(protocol: str | None, names: Iterable[str]) -> list[str]:
    """Return the variables that APIs of a protocol do not have; of any, where it is not known."""
    there = _KNOWN.get(protocol or "") or _BOTH | _HTTP | _WEBSOCKET
    return [
        name for name in names if name == _CLAIMS or not (name in there or name.startswith(_GIVEN))
    ]
