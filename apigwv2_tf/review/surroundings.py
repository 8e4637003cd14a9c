"""What stands around APIs: permissions, VPC links, and what Terraform leaves or has left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.review import backends
from apigwv2_tf.review.compared import told
from apigwv2_tf.review.differences import Differs, any_differs, are_secret, differs
from apigwv2_tf.review.invocations import changed_parts, changes_words, lost_invocations
from apigwv2_tf.surface.elements import Origin
from apigwv2_tf.surface.execution_arn import concerns, reach_of
from apigwv2_tf.surface.names import api_name, authorizer_name, route_name, stage_name
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.words import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair, Compared
    from apigwv2_tf.review.pairs import HasOrigin
    from apigwv2_tf.surface.elements import LambdaPermission, VpcLink
    from apigwv2_tf.surface.model import Api

_PREFIX = "aws_apigatewayv2_"
_FORGOTTEN = "is no longer managed here; it stays as it is"


def leftovers(whole: Compared) -> Iterator[Finding]:
    """Tell of what an earlier apply left behind, which goes now."""
    for change in whole.comparison.changes:
        if change.deposed and change.action is Action.DELETE and change.type.startswith(_PREFIX):
            origin = Origin(address=change.address, type=change.type)
            noun = change.type.removeprefix(_PREFIX).replace("_", " ")
            article = "an" if noun[0] in "aeiou" else "a"
            text = f"{article} {noun} that an earlier apply left behind is deleted"
            yield told("leftover-removed", change.address, change.address, text, origin)


def forgotten_apis(whole: Compared) -> Iterator[Finding]:
    """Tell of APIs that Terraform no longer looks after."""
    for api in whole.before.apis:
        if whole.is_forgotten(api):
            yield told("no-longer-managed", api_name(api), "API", _FORGOTTEN, api.origin)


def forgotten(pair: ApiPair) -> Iterator[Finding]:
    """Tell of the parts of an API that Terraform no longer looks after."""
    parts: tuple[tuple[HasOrigin, str], ...] = (
        *((route, route_name(route)) for route in pair.before.routes),
        *((stage, stage_name(stage)) for stage in pair.before.stages),
        *((one, authorizer_name(one)) for one in pair.before.authorizers),
    )
    for element, subject in parts:
        if pair.whole.is_forgotten(element):
            yield pair.finding("no-longer-managed", subject, _FORGOTTEN, element.origin)


def vpc_link_changes(whole: Compared) -> Iterator[Finding]:
    """Tell of VPC links that are made anew, as those are that lead to other subnets."""
    links = whole.pairs(whole.before.vpc_links, whole.after.vpc_links)
    for before, after in links.both:
        action = whole.action(before.origin.address)
        name = named(after.name, after.origin)
        subject = f"VPC link {name}"
        if action.replaces:
            order = "after" if action is Action.DELETE_THEN_CREATE else "before"
            text = f"is made anew, {order} the old one goes"
            yield told("vpc-link-replaced", name, subject, text, after.origin)
        elif _is_elsewhere(before, after) and not whole.is_planned:
            text = "is made anew, for its subnets and security groups stay as they are"
            yield told("vpc-link-replaced", name, subject, text, after.origin)
        if differs(before.name, after.name) is Differs.YES:
            text = "changes what callers do not notice: its name"
            yield told("cosmetic-change", name, subject, text, after.origin)


def _is_elsewhere(before: VpcLink, after: VpcLink) -> bool:
    places = (
        (before.subnet_ids, after.subnet_ids),
        (before.security_group_ids, after.security_group_ids),
    )
    return any_differs(places) is Differs.YES


def permission_changes(whole: Compared) -> Iterator[Finding]:
    """Tell of functions that routes lead to and that API Gateway may no longer invoke."""
    lost = lost_invocations(whole)
    yield from lost
    permissions = whole.pairs(whole.before.permissions, whole.after.permissions)
    places = {finding.address for finding in lost}
    for before, after in permissions.both:
        changed = changed_parts(before, after, whole)
        if changed and after.origin.address not in places:
            text = f"gets another permission: its {changes_words(changed)}"
            yield from _told(whole, before, after, text)
        if are_secret(before.function, after.function) and "function" in changed:
            address = after.origin.address
            text = "a permission is for another function, which is sensitive"
            yield told("permission-changed", address, address, text, after.origin, certain=False)


def _told(
    whole: Compared, before: LambdaPermission, after: LambdaPermission, text: str
) -> Iterator[Finding]:
    """Tell each API with routes to the function that the permission is or was about."""
    function = after.function.target or ""
    reaches = (reach_of(before, whole.before), reach_of(after, whole.after))
    for api in whole.after.apis:
        routes = _users(whole, api, function)
        addresses = (whole.old(api), api.origin.address)
        pairs = zip(reaches, addresses, strict=True)
        if routes and any(concerns(reach, address, api.id) for reach, address in pairs):
            words = backends.backend_words(after.function, whole.before) or code(function)
            subject = listed(sorted(routes))
            name = api_name(api)
            yield told("permission-changed", name, subject, f"{words} {text}", after.origin)


def _users(whole: Compared, api: Api, function: str) -> list[str]:
    """Return the routes of an API that lead to a function."""
    found = []
    for route in api.routes:
        integration = whole.after.integration(route.target)
        backend = integration.backend if integration else None
        if integration is None or backend is None or backend.target != function:
            continue
        if not integration.credentials_arn:
            found.append(route_name(route))
    return found
