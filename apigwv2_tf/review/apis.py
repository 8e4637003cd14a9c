"""APIs that come, go or are made anew, and settings of an API as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, counted
from apigwv2_tf.report import Impact
from apigwv2_tf.review import guards
from apigwv2_tf.review.compared import told
from apigwv2_tf.review.differences import Differs, differs, unbraced
from apigwv2_tf.review.words import secretly, unseen
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.names import api_name, route_name
from apigwv2_tf.surface.values import is_hidden
from apigwv2_tf.surface.words import codes, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.model import Api

_SUBJECT = "API"
# of the flaws that surface/openapi_*.py name, those with which nobody can read a document
_NO_DOCUMENT = ("neither JSON nor YAML in", "not an object", "without a version", "of another")


def api_added(api: Api) -> Finding:
    """Tell of a new API."""
    routes = counted(len(api.routes), "route")
    text = f"is new, with {routes}{_whom_it_is_for(api)}"
    if is_hidden(api.document):
        text = "is new; its routes are known after apply"
    return told(
        "api-added", api_name(api), _SUBJECT, text, api.origin, certain=not is_hidden(api.document)
    )


def _whom_it_is_for(api: Api) -> str:
    found = guards.open_routes(api.routes)
    if not found:
        return ""
    if len(found) == len(api.routes):
        return f", {'which' if len(found) == 1 else 'all of which'} anyone can call"
    return f"; anyone can call {codes(sorted(map(route_name, found)))}"


def api_removed(api: Api) -> Finding:
    """Tell of an API that goes."""
    routes = counted(len(api.routes), "route") if api.routes else "all that belongs to it"
    text = f"disappears, with {routes}"
    return told("api-removed", api_name(api), _SUBJECT, text, api.origin)


def is_replaced(pair: ApiPair) -> bool:
    """Say whether an API is made anew, and so gets another id."""
    if pair.after.origin.source is Source.ELSEWHERE:
        return False
    if pair.whole.is_replaced(pair.before):
        return True
    return differs(pair.before.protocol, pair.after.protocol) is Differs.YES


def api_replaced(pair: ApiPair) -> Finding:
    """Tell of an API that is made anew."""
    reasons = ""
    change = pair.whole.changes.get(pair.before.origin.address)
    if change is not None and change.replaced_by:
        reasons = f" because of {', '.join(map(code, sorted(change.replaced_by)))}"
    text = f"is replaced{reasons}: it gets another id and another URL"
    return pair.finding("api-replaced", _SUBJECT, text, pair.after.origin)


def api_changes(pair: ApiPair) -> Iterator[Finding]:
    """Compare the settings of an API as a whole."""
    yield from _document(pair)
    yield from _endpoint(pair)
    yield from _ip_address_type(pair)
    if pair.is_websocket:
        yield from _expressions(pair)


def _document(pair: ApiPair) -> Iterator[Finding]:
    before, after = pair.before.document, pair.after.document
    flaw = pair.after.document_flaw
    if flaw is not None and flaw != pair.before.document_flaw:
        is_sure = flaw.startswith(_NO_DOCUMENT)
        cannot = "cannot" if is_sure else "may not"
        text = f"has an OpenAPI document that AWS {cannot} import: it is {flaw}"
        yield pair.finding(
            "apply-fails-document", _SUBJECT, text, pair.after.origin, certain=is_sure
        )
        return
    if before and not after:
        text = "has no OpenAPI document any more: what that defined stays as it is"
        yield pair.finding("document-removed", _SUBJECT, text, pair.after.origin)
    if before == after or not (is_hidden(before) or is_hidden(after)):
        return
    what = f"is {str(after).strip('()')}" if is_hidden(after) else "cannot be compared with before"
    text = f"has an OpenAPI document that {what}: its routes may change"
    yield pair.finding("document-unknown", _SUBJECT, text, pair.after.origin, certain=False)


def _endpoint(pair: ApiPair) -> Iterator[Finding]:
    before = pair.before.disable_execute_api_endpoint
    after = pair.after.disable_execute_api_endpoint
    change = differs(before, after)
    if change is Differs.NO:
        return
    old, new = (_switch(value) for value in (before, after))
    id, text = "default-endpoint-disabled", "its `execute-api` URL is switched off: callers get 404"
    if change is Differs.MAYBE:
        why = unseen(before, after)
        text = f"its `execute-api` URL may be switched off or on: that is {why}"
    elif is_hidden(after):
        text, change = secretly("whether its `execute-api` URL is switched off"), Differs.MAYBE
    elif after is not True:
        id, text = "default-endpoint-enabled", "its `execute-api` URL is switched on"
    elif not _may_have_domain(pair):
        text += ", and no domain name here leads to it"
    yield _told(pair, id, text, (old, new), change)


def _may_have_domain(pair: ApiPair) -> bool:
    address = pair.after.origin.address
    return any(one.api in (None, address) for one in pair.whole.after.mappings)


def _switch(disabled: object) -> str:
    return str(disabled) if is_hidden(disabled) else "off" if disabled is True else "on"


def _ip_address_type(pair: ApiPair) -> Iterator[Finding]:
    types = [api.ip_address_type or "ipv4" for api in (pair.before, pair.after)]
    if differs(*types) is Differs.YES:
        text = f"its URL has addresses of {shown(types[1])} instead of {shown(types[0])}"
        narrowed = Impact.BREAKING if types[1] == "ipv4" else None
        yield pair.finding(
            "ip-address-type-changed",
            _SUBJECT,
            text,
            pair.after.origin,
            before=shown(types[0]),
            after=shown(types[1]),
            impact=narrowed,
        )


def _expressions(pair: ApiPair) -> Iterator[Finding]:
    before, after = pair.before.route_selection_expression, pair.after.route_selection_expression
    change = differs(unbraced(before), unbraced(after))
    if change:
        may = "may be" if change is Differs.MAYBE else "is"
        text = (
            f"the route of every message {may} picked by {shown(after)} instead of {shown(before)}"
        )
        yield _told(pair, "route-selection-changed", text, (shown(before), shown(after)), change)
    standard = "$request.header.x-api-key"
    old, new = (api.api_key_selection_expression or standard for api in (pair.before, pair.after))
    change = differs(unbraced(old), unbraced(new))
    if change is Differs.YES and any(one.api_key_required for one in pair.after.routes):
        text = f"the API key is looked for in {shown(new)} instead of {shown(old)}"
        yield _told(pair, "api-key-source-changed", text, (shown(old), shown(new)), Differs.YES)


def _told(pair: ApiPair, id: str, text: str, values: tuple[str, str], change: Differs) -> Finding:
    return pair.finding(
        id,
        _SUBJECT,
        text,
        pair.after.origin,
        before=values[0],
        after=values[1],
        certain=change.is_certain,
    )
