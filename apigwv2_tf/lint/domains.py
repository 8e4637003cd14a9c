"""
Rules about domain names and mappings.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from apigwv2_tf.lint import _domains
from apigwv2_tf.lint._phrases import word
from apigwv2_tf.lint._verdicts import doubt, gaps, guide, hit, hit_about, http_apis, text_of
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.names import api_name
from apigwv2_tf.surface.values import is_hidden, known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import ApiMapping, DomainName
    from apigwv2_tf.surface.model import Api, Surface

_ENDPOINT = "the API's own URL"
_LONGEST_KEY = 300
_KEY = re.compile(r"[A-Za-z0-9$_.+!*'()/-]*")
_ROUTING_RULE = "aws_apigatewayv2_routing_rule"
_ASSOCIATION = "aws_wafv2_web_acl_association"
_PUBLIC = "public-internet"


def _of_domain(
    domain: DomainName, text: str, *, doubts: Doubts = (), severity: Severity | None = None
) -> Hit:
    name = text_of(domain.name) or domain.origin.address
    return hit_about(name, "domain name", text, domain.origin, doubts=doubts, severity=severity)


def _of_api(api: Api, text: str, doubts: Doubts = ()) -> Hit:
    return hit(api, _ENDPOINT, text, api.origin, doubts)


def _mapped(surface: Surface) -> Iterator[tuple[Api, list[ApiMapping], Doubts]]:
    """Yield each API on domain names whose own URL may be open, and why that is not certain."""
    mappings: dict[str, list[ApiMapping]] = defaultdict(list)
    for mapping in surface.mappings:
        mappings[mapping.api or ""].append(mapping)
    for api in surface.apis:
        own = mappings.get(api.origin.address)
        if own and api.disable_execute_api_endpoint is not True:
            flag = doubt("`disable_execute_api_endpoint`", api.disable_execute_api_endpoint)
            elsewhere = api.origin.source is Source.ELSEWHERE
            yield api, own, flag or (("the API is managed elsewhere",) if elsewhere else ())


def _way_round(surface: Surface) -> Iterator[Hit]:
    for api, mappings, unsure in _mapped(surface):
        asking = [one for one in mappings if _domains.asks_for_certificate(one, surface) is True]
        vague = [one for one in mappings if _domains.asks_for_certificate(one, surface) is None]
        names = listed(code(_domains.called(one)) for one in asking or vague)
        text = f"it is open, and goes round the client certificates of {names}"
        if asking:
            yield _of_api(api, text, unsure)
        elif vague:
            yield _of_api(api, text, (*unsure, f"whether {names} asks for them is not known here"))


def _two_ways(surface: Surface) -> Iterator[Hit]:
    for api, mappings, unsure in _mapped(surface):
        if not any(_domains.asks_for_certificate(one, surface) for one in mappings):
            names = listed(code(_domains.called(one)) for one in mappings)
            yield _of_api(api, f"it is open beside {names}", unsure)


def _weak(surface: Surface) -> Iterator[Hit]:
    for domain in surface.domain_names:
        for name, value, wanted in (
            ("security_policy", domain.security_policy, "TLS_1_2"),
            ("endpoint_type", domain.endpoint_type, "REGIONAL"),
        ):
            if is_hidden(value) or text_of(value) not in ("", wanted):
                yield _of_domain(
                    domain,
                    f"its {code(name)} is not {code(wanted)}",
                    doubts=doubt(code(name), value),
                )
                break
    yield from _weak_rest(surface)


def _weak_rest(surface: Surface) -> Iterator[Hit]:
    """Find domain names of REST APIs, which HTTP APIs can share, that take old clients."""
    for mapping in surface.mappings:
        resource = surface.resource(mapping.domain)
        if resource is not None and resource.values.get("security_policy") == "TLS_1_0":
            text = f"{code(_domains.called(mapping))} takes clients of TLS 1.0"
            name = _domains.called(mapping)
            yield hit_about(name, _domains.subject(mapping), text, mapping.origin)


def _unreachable(surface: Surface) -> Iterator[Hit]:
    mapped = {mapping.api for mapping in surface.mappings}
    rules = any(resource.type == _ROUTING_RULE for resource in surface.resources.values())
    for api in surface.apis:
        if api.disable_execute_api_endpoint is True and api.origin.address not in mapped:
            doubts = list(gaps(surface, api))
            if None in mapped:
                doubts.append("a mapping leads to an API that is not known here")
            if rules:
                doubts.append("a routing rule may lead to it")
            yield _of_api(api, "it is closed, and no domain name leads to the API", tuple(doubts))


def _loose_truststore(surface: Surface) -> Iterator[Hit]:
    for domain in surface.domain_names:
        uri = text_of(domain.truststore_uri)
        bucket = uri.removeprefix("s3://").partition("/")[0]
        if bucket and _domains.is_public(bucket, surface):
            text = "its truststore lies in a bucket that is open to the public"
            yield _of_domain(domain, text, severity=Severity.HIGH)
        elif domain.has_mutual_tls is True and not domain.truststore_version:
            also = ", and its bucket keeps no versions" if _unversioned(bucket, surface) else ""
            yield _of_domain(domain, f"its truststore has no version{also}")


def _unversioned(bucket: str, surface: Surface) -> bool:
    return bool(bucket) and _domains.keeps_versions(bucket, surface) is False


def _certificates(surface: Surface) -> Iterator[Hit]:
    for domain in surface.domain_names:
        region, account = _domains.place(domain, surface)
        parts = (known(domain.certificate_arn) or "").split(":")
        place = dict(zip(("", "", "", "region", "account"), parts, strict=False))
        if region and place.get("region", region) != region:
            yield _of_domain(domain, f"its certificate is not in its region, {code(region)}")
        elif account and place.get("account", account) != account:
            yield _of_domain(domain, "its certificate is of another account")
        else:
            yield from _unproven(domain, surface)


def _unproven(domain: DomainName, surface: Surface) -> Iterator[Hit]:
    if domain.has_mutual_tls is False or domain.ownership_verification_certificate_arn:
        return
    if _domains.is_private(domain, surface):
        text = "nothing proves that it is yours: its certificate is imported or private"
        doubts = doubt("`mutual_tls_authentication`", domain.has_mutual_tls)
        yield _of_domain(domain, text, doubts=doubts)


def _bad_mappings(surface: Surface) -> Iterator[Hit]:
    taken: dict[tuple[str, str], ApiMapping] = {}
    protocols = _protocols(surface)
    for mapping in surface.mappings:
        api = surface.api(mapping.api)
        problem = _bad_key(text_of(mapping.key), api) or _taken(mapping, taken)
        if not problem and api is not None and api.is_websocket:
            mixed = len(protocols.get(_domains.key(mapping), ())) > 1
            problem = "its domain name has HTTP APIs too, and can have one kind only" * mixed
        doubts = doubt("`api_mapping_key`", mapping.key)
        if problem or doubts:
            name = api_name(api) if api else _domains.called(mapping)
            subject = _domains.subject(mapping)
            text = problem or "AWS refuses its key"
            yield hit_about(name, subject, text, mapping.origin, doubts=doubts)


def _taken(mapping: ApiMapping, taken: dict[tuple[str, str], ApiMapping]) -> str:
    """Say which mapping before this one has the same key; remember this one."""
    domain = _domains.key(mapping)
    if not domain or is_hidden(mapping.key):
        return ""
    first = taken.setdefault((domain, text_of(mapping.key)), mapping)
    return "" if first is mapping else f"{code(first.origin.address)} has the same key"


def _protocols(surface: Surface) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for mapping in surface.mappings:
        api = surface.api(mapping.api)
        if api is not None and text_of(api.protocol):
            found[_domains.key(mapping) or mapping.origin.address].add(text_of(api.protocol))
    return found


def _bad_key(key: str, api: Api | None) -> str:
    if len(key) > _LONGEST_KEY:
        return f"its key has {len(key)} characters, and AWS takes {_LONGEST_KEY}"
    if not _KEY.fullmatch(key):
        return "its key has characters that AWS refuses"
    if key.startswith("/") or key.endswith("/") or "//" in key:
        return "its key begins or ends with a slash, or has an empty part"
    if "/" in key and api is not None and api.is_websocket:
        return "its key has a slash, which WebSocket APIs do not take"
    return ""


def _without_firewall(surface: Surface) -> Iterator[Hit]:
    for api, unsure in http_apis(surface):
        tags = known(api.tags) or {}
        said = {word.lower() for word in tags} | {text_of(value).lower() for value in tags.values()}
        if _has_firewall(api, surface):
            text = "a web ACL is associated with it, and AWS refuses that"
            yield hit(api, "web ACL", text, api.origin, unsure, Severity.ERROR)
        elif _PUBLIC in said:
            yield hit(
                api, "web ACL", f"it is tagged {code(_PUBLIC)} and has none", api.origin, unsure
            )


def _has_firewall(api: Api, surface: Surface) -> bool:
    marks = [f"{api.origin.address}.", f"/apis/{text_of(api.id)}/" if text_of(api.id) else "\0"]
    return any(
        mark in word(resource.values.get("resource_arn"))
        for resource in surface.resources.values()
        if resource.type == _ASSOCIATION
        for mark in marks
    )


_DISABLE = (
    "Set `disable_execute_api_endpoint = true`; with the constructs: "
    "`disable_execute_api_endpoint=True`. It counts after the next deployment."
)

RULES = (
    Rule(
        id="way-round-client-certificates",
        code="DOM-001",
        severity=Severity.CRITICAL,
        title="The API's own URL goes round the client certificates of its domain name",
        why="Whoever knows the API's id calls it without a certificate.",
        fix=_DISABLE,
        link=guide("http-api-mutual-tls"),
        same_as=("CWE-288",),
        check=_way_round,
    ),
    Rule(
        id="default-endpoint-open",
        code="DOM-002",
        severity=Severity.LOW,
        title="An API with a domain name can be called by its own URL too",
        why="It goes round what stands before the domain name: CloudFront, a firewall, its log.",
        fix=_DISABLE,
        link=guide("http-api-disable-default-endpoint"),
        same_as=("apigatewayv2-disable-default-endpoint", "CWE-288"),
        check=_two_ways,
    ),
    Rule(
        id="weak-tls",
        code="DOM-003",
        severity=Severity.HIGH,
        title="A domain name takes old TLS, or is not regional",
        why="HTTP and WebSocket APIs take `TLS_1_2` and `REGIONAL` only; TLS 1.0 is broken.",
        fix=(
            'Set `security_policy = "TLS_1_2"` and `endpoint_type = "REGIONAL"`; with the '
            "constructs: left out, they are that."
        ),
        link=guide("apigateway-custom-domain-tls-version"),
        same_as=("AWS-0005", "CKV_AWS_206", "APIGateway.11", "CWE-326"),
        check=_weak,
    ),
    Rule(
        id="unreachable-api",
        code="DOM-004",
        severity=Severity.HIGH,
        title="Nothing leads to an API",
        why="Its own URL is closed and no domain name leads to it: callers get 404.",
        fix=(
            "Add an `aws_apigatewayv2_api_mapping`, or leave `disable_execute_api_endpoint` out; "
            "with the constructs: `default_domain_mapping=`."
        ),
        link=guide("http-api-disable-default-endpoint"),
        check=_unreachable,
    ),
    Rule(
        id="loose-truststore",
        code="DOM-005",
        severity=Severity.LOW,
        title="Whoever may write to a bucket decides whose certificates count",
        why="Without a version, the next update takes what lies in the bucket then.",
        fix=(
            "Set `truststore_version` to the version of the object in a bucket with versioning and "
            "without public access; with the constructs: `MTLSConfig(version=...)`."
        ),
        link=guide("http-api-mutual-tls"),
        same_as=("CWE-494",),
        check=_loose_truststore,
    ),
    Rule(
        id="certificate-refused",
        code="DOM-006",
        severity=Severity.ERROR,
        title="AWS refuses the certificate of a domain name",
        why=(
            "It must be in the region and account of the domain name; with client certificates, "
            "an imported or private one does not prove whose the name is."
        ),
        fix=(
            "Request the certificate where the API is, and set "
            "`ownership_verification_certificate_arn`; with the constructs: `hosted_zone=` makes "
            "one."
        ),
        link=guide("http-api-mutual-tls"),
        check=_certificates,
    ),
    Rule(
        id="mapping-refused",
        code="DOM-007",
        severity=Severity.ERROR,
        title="AWS refuses a mapping",
        why="The plan is fine, and the apply fails halfway.",
        fix=(
            "Give each mapping of a domain name a key of its own, and WebSocket APIs a domain name "
            "of their own; with the constructs: refused where it is written."
        ),
        link=guide("http-api-mappings"),
        check=_bad_mappings,
    ),
    Rule(
        id="no-web-acl",
        code="DOM-008",
        severity=Severity.INFO,
        title="An HTTP API for the internet has no web ACL, and can have none",
        why="HTTP APIs do not work with AWS WAF: an association is refused at apply.",
        fix=(
            "Put CloudFront with a web ACL before the domain name, and close the API's own URL; "
            "with the constructs: `disable_execute_api_endpoint=True`."
        ),
        link=guide("http-api-vs-rest"),
        check=_without_firewall,
    ),
)
