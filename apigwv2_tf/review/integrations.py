"""What answers behind the routes that are there before and after."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.review import backends
from apigwv2_tf.review.differences import (
    Differs,
    any_differs,
    are_secret,
    changed_names,
    changes_secretly,
    differs,
    unbraced,
)
from apigwv2_tf.review.words import doubtful, secretly, unseen
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.names import path_order, route_name, routes_words
from apigwv2_tf.surface.selection import parse_key
from apigwv2_tf.surface.values import is_hidden, known
from apigwv2_tf.surface.words import link_words, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from apigwv2_tf.report import Finding, Impact
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Integration, Origin, Route
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.values import Text

_LATER = "not known before apply"
_PRIVATE = "VPC_LINK"
_PROXY = "_PROXY"
_NO_PROXIES = ("AWS", "HTTP", "MOCK")
_VARIABLE = re.compile(r"\{([\w.-]+)\}")


def integration_changes(pair: ApiPair) -> Iterator[Finding]:
    """
    Compare what answers behind each route.

    Routes that share an integration on both sides are told of in one finding.
    """
    groups: dict[tuple[str, str], list[tuple[Route, Route]]] = defaultdict(list)
    for before, after in pair.routes.both:
        one = pair.whole.before.integration(before.target)
        other = pair.whole.after.integration(after.target)
        if one is None or other is None:
            yield from _targets(pair, before, after)
        elif one != other:
            groups[one.origin.address, other.origin.address].append((before, after))
    for routes in groups.values():
        yield from _backends(pair, routes)


def _targets(pair: ApiPair, before: Route, after: Route) -> Iterator[Finding]:
    """Compare where two routes lead, where one leads nowhere or not for certain."""
    change = pair.whole.links_differ(before.target, after.target)
    if change is Differs.NO:
        return
    old = _target_words(pair, before.target, is_before=True)
    new = _target_words(pair, after.target, is_before=False)
    id = "integration-retargeted"
    if after.target is None:
        id, text = "integration-removed", f"leads nowhere any more; until now to {old}"
    elif before.target is None:
        id, text = "integration-added", f"now leads to {new}"
    elif are_secret(before.target, after.target):
        text, change = "leads to another integration, which is sensitive", Differs.MAYBE
    elif change is Differs.YES:
        text = f"now leads to {new} instead of {old}"
    else:
        text = f"may lead elsewhere: to {new}; until now to {old}"
    yield pair.finding(
        id,
        route_name(after),
        text,
        after.origin,
        before=old,
        after=new,
        certain=change.is_certain,
    )


def _target_words(pair: ApiPair, link: Link | None, *, is_before: bool) -> str:
    if link is None:
        return "nothing"
    surface = pair.whole.before if is_before else pair.whole.after
    found = surface.integration(link)
    if found is not None:
        return backends.words(found, surface)
    if link.kind is LinkKind.UNRESOLVED:
        return f"what is {unseen(link.sensitive)}"
    if link.kind is LinkKind.EXTERNAL:
        return f"integration {link_words(link)} (not seen here)"
    return link_words(link)


def _backends(pair: ApiPair, routes: list[tuple[Route, Route]]) -> Iterator[Finding]:
    """Compare the two integrations behind some routes."""
    before = pair.whole.before.integration(routes[0][0].target)
    after = pair.whole.after.integration(routes[0][1].target)
    if before is None or after is None:
        return
    names = [after for _, after in routes]
    names.sort(key=lambda route: path_order(route_name(route)))
    variables = _renamed_variables(routes)
    shared = _Shared(pair, before, after, routes_words(names), after.origin, variables)
    for compare in _COMPARISONS:
        yield from compare(shared)


@dataclass(frozen=True)
class _Shared:
    """The integration behind some routes, before and after."""

    pair: ApiPair
    before: Integration
    after: Integration
    subject: str
    origin: Origin
    variables: Mapping[str, str]

    def finding(
        self,
        id: str,
        text: str,
        before: str | None = None,
        after: str | None = None,
        *,
        certain: bool = True,
        impact: Impact | None = None,
    ) -> Finding:
        return self.pair.finding(
            id,
            self.subject,
            text,
            self.origin,
            before=before,
            after=after,
            certain=certain,
            impact=impact,
        )

    def plain(self, id: str, noun: str, before: object, after: object) -> Iterator[Finding]:
        """Tell of one value that differs."""
        change = differs(before, after)
        if change is Differs.NO:
            return
        old, new = shown(before), shown(after)
        text = f"{noun} changes from {old} to {new}"
        if change is Differs.MAYBE:
            text = doubtful(noun, before, after)
        yield self.finding(id, text, old, new, certain=change.is_certain)

    def unnamed(self, id: str, text: str, *pairs: tuple[object, object]) -> Iterator[Finding]:
        """Tell that values differ, which are not to be shown."""
        change = any_differs(pairs)
        if change is Differs.YES:
            yield self.finding(id, text)
        elif change is Differs.MAYBE:
            unsure = text.replace(" change", " may change", 1)
            why = unseen(*(value for pair in pairs for value in pair), unknown=_LATER)
            yield self.finding(id, f"{unsure}: some are {why}", certain=False)


def _goes_elsewhere(shared: _Shared) -> Differs:
    """Say whether another backend answers."""
    before, after = shared.before, shared.after
    subtypes = differs(before.subtype, after.subtype)
    if subtypes is Differs.YES:
        return subtypes
    if _is_url(before) is not _is_url(after) and None not in (_is_url(before), _is_url(after)):
        return Differs.YES
    addresses = differs(before.uri, _as_named_before(after.uri, shared.variables))
    if addresses is Differs.NO and not is_hidden(before.uri):
        return subtypes
    if _are_of_other_kinds(before, after):
        return Differs.YES
    if before.backend is not None and after.backend is not None:
        links = shared.pair.whole.links_differ(before.backend, after.backend)
        is_seen = before.backend.target is not None and after.backend.target is not None
        if is_seen or links is Differs.YES:
            return links or subtypes
    return addresses or subtypes


def _are_of_other_kinds(before: Integration, after: Integration) -> bool:
    """Say whether what answers is of another kind for certain: a URL, AWS, or nothing."""
    kinds = {(known(one.type) or "").removesuffix(_PROXY) for one in (before, after)}
    return len(kinds - {""}) > 1


def _as_named_before(uri: Text, variables: Mapping[str, str]) -> Text:
    """Return the address of a backend with the names that path variables had before."""
    if not isinstance(uri, str):
        return uri
    return _VARIABLE.sub(lambda match: f"{{{variables.get(match[1], match[1])}}}", uri)


def _renamed_variables(routes: Iterable[tuple[Route, Route]]) -> dict[str, str]:
    """Return the names before of path variables, by those after; none where routes disagree."""
    found: dict[str, str] = {}
    for pair in routes:
        before, after = (parse_key(known(route.key) or "") for route in pair)
        if before is None or after is None or before.segments != after.segments:
            return {}
        for old, new in zip(before.variables, after.variables, strict=False):
            if found.setdefault(new, old) != old:
                return {}
    return found


def _is_url(integration: Integration) -> bool | None:
    """Say whether an integration leads to a URL; None where that cannot be told."""
    uri = known(integration.uri)
    if uri is not None:
        return uri.startswith(("http:", "https:"))
    return False if integration.backend is not None and integration.backend.target else None


def _retargeted(shared: _Shared) -> Iterator[Finding]:
    change = _goes_elsewhere(shared)
    if change is Differs.NO:
        return
    whole = shared.pair.whole
    old = backends.words(shared.before, whole.before)
    new = backends.words(shared.after, whole.after)
    if change is Differs.MAYBE:
        text = f"requests may go elsewhere than to {old}: to {new}"
    elif old == new and is_hidden(shared.after.uri):
        text = f"requests now go to another address, which is {unseen(shared.after.uri)}"
    elif old == new:
        text = f"requests now go to another address of {old}"
    else:
        text = f"requests now go to {new} instead of {old}"
    yield shared.finding("integration-retargeted", text, old, new, certain=change.is_certain)


def _type(shared: _Shared) -> Iterator[Finding]:
    """Tell of another type, unless all that it says is that another backend answers."""
    before, after = shared.before, shared.after
    change = differs(before.type, after.type)
    are_proxies = [(known(one.type) or "").endswith(_PROXY) for one in (before, after)]
    means_more = shared.pair.is_websocket and are_proxies[0] is not are_proxies[1]
    is_told = _are_of_other_kinds(before, after) and _goes_elsewhere(shared) is Differs.YES
    if change is Differs.NO or (is_told and not means_more):
        return
    old, new = shown(before.type), shown(after.type)
    text = f"the type of the integration changes from {old} to {new}"
    if change is Differs.MAYBE:
        text = doubtful("the type of the integration", before.type, after.type)
    elif is_hidden(after.type):
        text = secretly("the type of the integration")
    elif are_proxies[1] and not are_proxies[0]:
        text += ": templates and integration responses no longer apply"
    elif are_proxies[0] and not are_proxies[1]:
        text += ": templates and integration responses apply now"
    certain = change is Differs.YES and not is_hidden(after.type)
    yield shared.finding("integration-type-changed", text, old, new, certain=certain)


def _unencrypted(shared: _Shared) -> Iterator[Finding]:
    before, after = known(shared.before.uri) or "", known(shared.after.uri) or ""
    if before.startswith("https:") and after.startswith("http:"):
        text = "requests reach the backend in clear text: https becomes http"
        yield shared.finding("integration-unencrypted", text, "https", "http")
    if shared.after.connection_type != _PRIVATE:
        return
    change = differs(shared.before.has_tls, shared.after.has_tls)
    if change is Differs.YES and shared.before.has_tls is True:
        text = "requests reach the private backend in clear text: its TLS is switched off"
        yield shared.finding("integration-unencrypted", text, "TLS", "no TLS")
    elif changes_secretly(shared.before.has_tls, shared.after.has_tls):
        text = secretly("how requests reach the private backend, over TLS or in clear text,")
        yield shared.finding("integration-unencrypted", text, certain=False)
    elif change is Differs.YES and shared.before.connection_type == _PRIVATE:
        text = "requests reach the private backend over TLS"
        yield shared.finding("integration-encrypted", text, "no TLS", "TLS")
    elif not change:
        names = (shared.before.server_name_to_verify, shared.after.server_name_to_verify)
        yield from shared.plain(
            "integration-server-name-changed", "the name in the backend's certificate", *names
        )


def _method(shared: _Shared) -> Iterator[Finding]:
    if shared.after.type == shared.before.type and shared.after.type != "AWS_PROXY":
        values = (shared.before.method, shared.after.method)
        yield from shared.plain("integration-method-changed", "the backend's method", *values)


def _connection(shared: _Shared) -> Iterator[Finding]:
    before, after = shared.before, shared.after
    change = differs(before.connection_type or "INTERNET", after.connection_type or "INTERNET")
    links = shared.pair.whole.links_differ(before.connection, after.connection)
    if before.connection is None or after.connection is None:
        links = differs(before.connection_id, after.connection_id)
    found = change if change is Differs.YES else links or change
    if found is Differs.NO:
        return
    old, new = _way(before), _way(after)
    may = "" if found.is_certain else "may "
    text = f"requests {may}reach the backend through {new} instead of {old}"
    if old == new:
        text = f"requests {may}take another way to the backend"
    yield shared.finding("integration-connection-changed", text, old, new, certain=found.is_certain)


def _way(integration: Integration) -> str:
    if is_hidden(integration.connection_type):
        return f"a way that is {unseen(integration.connection_type)}"
    if integration.connection_type != _PRIVATE:
        return "the internet"
    link = integration.connection
    words = link_words(link) if link else shown(integration.connection_id)
    return f"VPC link {words}" if "`" in words else "a VPC link that is not seen here"


def _payload(shared: _Shared) -> Iterator[Finding]:
    before, after = shared.before, shared.after
    if shared.pair.is_websocket or before.type != after.type or after.type != "AWS_PROXY":
        return
    if before.subtype or after.subtype:
        return
    values = (before.payload_format_version or "1.0", after.payload_format_version or "1.0")
    yield from shared.plain("integration-payload-changed", "the payload format", *values)


def _timeout(shared: _Shared) -> Iterator[Finding]:
    standard = 29_000.0 if shared.pair.is_websocket else 30_000.0
    limits = (shared.before.timeout_milliseconds, shared.after.timeout_milliseconds)
    if changes_secretly(*limits):
        text = secretly("how long the backend has to answer")
        yield shared.finding("integration-timeout-lowered", text, certain=False)
    if any(map(is_hidden, limits)):  # the provider always says so of what it makes anew
        return
    before, after = (float(known(limit) or standard) for limit in limits)
    if before == after:
        return
    lowered = after < before
    id = "integration-timeout-lowered" if lowered else "integration-timeout-raised"
    old, new = (f"{limit / 1000:g} s" for limit in (before, after))
    text = f"the backend has {new} instead of {old} to answer"
    yield shared.finding(id, text, old, new)


def _parameters(shared: _Shared) -> Iterator[Finding]:
    before, after = shared.before, shared.after
    names = [
        *map(code, changed_names(before.request_parameters, after.request_parameters)),
        *(
            f"response {code(status)}"
            for status in changed_names(before.response_parameters, after.response_parameters)
        ),
    ]
    words = f" ({listed(names)})" if names else ""
    yield from shared.unnamed(
        "parameter-mapping-changed",
        f"parameter mappings change{words}",
        (before.request_parameters, after.request_parameters),
        (before.response_parameters, after.response_parameters),
    )


def _templates(shared: _Shared) -> Iterator[Finding]:
    before, after = shared.before, shared.after
    yield from shared.unnamed(
        "integration-template-changed",
        "templates or the handling of content change",
        (before.request_templates, after.request_templates),
        (
            unbraced(before.template_selection_expression),
            unbraced(after.template_selection_expression),
        ),
        (
            before.passthrough_behavior or "WHEN_NO_MATCH",
            after.passthrough_behavior or "WHEN_NO_MATCH",
        ),
        (before.content_handling_strategy, after.content_handling_strategy),
        *([] if _loses_responses(shared) else [(_responses(before), _responses(after))]),
    )


def _last_response(shared: _Shared) -> Iterator[Finding]:
    if _loses_responses(shared):
        text = "loses its last integration response, which the backend's answers go through"
        yield shared.finding("integration-response-removed", text)


def _loses_responses(shared: _Shared) -> bool:
    """Say whether an integration that is no proxy has no integration response any more."""
    is_gone = bool(shared.before.responses) and not shared.after.responses
    return is_gone and known(shared.after.type) in _NO_PROXIES


def _responses(integration: Integration) -> dict[str, dict[str, object]]:
    return {
        response.origin.address if is_hidden(response.key) else str(response.key): {
            "is there": True,
            "key": response.key,
            "content": response.content_handling_strategy,
            "templates": response.response_templates,
            "selection": unbraced(response.template_selection_expression),
        }
        for response in integration.responses
    }


def _credentials(shared: _Shared) -> Iterator[Finding]:
    before, after = shared.before, shared.after
    change = differs(before.credentials_arn, after.credentials_arn)
    if change is Differs.YES:
        old, new = _role(before), _role(after)
        text = f"the backend is called with {new} instead of {old}"
        yield shared.finding("integration-credentials-changed", text, old, new)


def _role(integration: Integration) -> str:
    arn = integration.credentials_arn
    return f"role {shown(arn)}" if arn else "no role"


_COMPARISONS: tuple[Callable[[_Shared], Iterator[Finding]], ...] = (
    _retargeted,
    _type,
    _unencrypted,
    _method,
    _connection,
    _payload,
    _timeout,
    _parameters,
    _templates,
    _last_response,
    _credentials,
)
