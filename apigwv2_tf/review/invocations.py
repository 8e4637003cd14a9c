"""Functions that routes lead to, or that guard them, and that API Gateway can no longer invoke."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.review import backends
from apigwv2_tf.review.compared import told
from apigwv2_tf.review.differences import Differs, differs, links_differ
from apigwv2_tf.review.words import unseen
from apigwv2_tf.surface.elements import Origin
from apigwv2_tf.surface.functions import permitted, same_function, same_qualifier
from apigwv2_tf.surface.invocations import (
    Consultation,
    consultations,
    invocations,
    lets_api_gateway,
)
from apigwv2_tf.surface.names import api_name, path_order, route_name
from apigwv2_tf.surface.plan import Action
from apigwv2_tf.surface.values import is_hidden, known
from apigwv2_tf.surface.words import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import Compared
    from apigwv2_tf.surface.elements import LambdaPermission, Route
    from apigwv2_tf.surface.invocations import Invocation
    from apigwv2_tf.surface.model import Surface
    from apigwv2_tf.surface.resources import Resource

_FUNCTION = "aws_lambda_function"


@dataclass(frozen=True, slots=True)
class _Call:
    """A route whose requests invoke a function, to answer them or to let them pass."""

    route: Route
    by: Invocation | Consultation

    @property
    def is_asked(self) -> bool:
        """Whether an authorizer invokes it."""
        return isinstance(self.by, Consultation)


@dataclass(frozen=True, slots=True)
class _Loss:
    """Why a function can no longer be invoked, and what that is about."""

    id: str
    text: str
    origin: Origin
    certain: bool


def lost_invocations(whole: Compared) -> tuple[Finding, ...]:
    """Tell of the functions of each API, with the routes that lead to them."""
    losses = _Losses(whole)
    routes: dict[tuple[str, _Loss], set[str]] = defaultdict(set)
    for call in _calls(losses.after) if losses.gone or whole.before.permissions else ():
        loss = losses.of(call)
        if loss is not None:
            routes[api_name(call.by.api), loss].add(route_name(call.route))
    return tuple(_finding(api, loss, names) for (api, loss), names in routes.items())


def _calls(surface: Surface) -> Iterator[_Call]:
    made: Iterator[Invocation | Consultation] = chain(invocations(surface), consultations(surface))
    for by in made:
        for route in by.routes:
            yield _Call(route, by)


def _finding(api: str, loss: _Loss, names: set[str]) -> Finding:
    subject = listed(sorted(names, key=path_order))
    return told(loss.id, api, subject, loss.text, loss.origin, certain=loss.certain)


@dataclass(frozen=True)
class _Losses:
    """A comparison with what is looked up in it for each call."""

    whole: Compared

    @cached_property
    def after(self) -> Surface:
        """The second side with the permissions that a plan does not touch."""
        after = self.whole.after
        kept = [one for one in self.whole.before.permissions if self.whole.is_left_alone(one)]
        kept = [one for one in kept if one.origin.address not in self.permissions]
        return replace(after, permissions=(*after.permissions, *kept)) if kept else after

    @cached_property
    def permissions(self) -> dict[str, LambdaPermission]:
        """The permissions of the second side by their addresses before."""
        return {self.whole.old(one): one for one in self.whole.after.permissions}

    @cached_property
    def gone(self) -> dict[str, Resource]:
        """The functions that a plan deletes and does not make again elsewhere, by address."""
        whole = self.whole
        return {
            address: one
            for address, one in whole.before.resources.items()
            if one.type == _FUNCTION
            and whole.action(address) is Action.DELETE
            and one.values.get("function_name") not in self.made
        }

    @cached_property
    def made(self) -> tuple[object, ...]:
        """The known names of the functions that a plan makes."""
        whole = self.whole
        names = [
            one.values.get("function_name")
            for address, one in whole.after.resources.items()
            if one.type == _FUNCTION and whole.makes(whole.moved.get(address, address))
        ]
        return tuple(name for name in names if isinstance(name, str))

    @cached_property
    def calls(self) -> dict[tuple[str, bool, object], _Call]:
        """The calls of the first side, by the API and the key of the route, or its address."""
        found: dict[tuple[str, bool, object], _Call] = {}
        for call in _calls(self.whole.before):
            api = call.by.api.origin.address
            found[api, call.is_asked, call.route.origin.address] = call
            found[api, call.is_asked, call.route.key] = call
        return found

    def of(self, call: _Call) -> _Loss | None:
        """Return what becomes of a call that was answered; None where it still is, or may be."""
        before = self._before(call)
        if before is None:
            return None
        gone = self.gone.get(before.by.function.address or "")
        if gone is not None and call.by.function.address is None:
            does = "" if call.is_asked else ", and this still leads to it"
            text = f"{self._words(before)} is deleted{does}"
            origin = Origin(
                address=gone.address, type=gone.type, construct_path=gone.construct_path
            )
            return _Loss("function-removed", text, origin, certain=True)
        stages = [stage for stage in call.by.stages if stage in before.by.stages]
        lost = [stage for stage in stages if call.by.qualified(call.route, stage) is False]
        had = {before.by.qualified(before.route, stage) for stage in lost} - {False}
        return self._lost(before, call, certain=True in had) if had else self._hidden(before)

    def _before(self, call: _Call) -> _Call | None:
        """Return the call of the same requests, or of the same route, to the same function."""
        moved = self.whole.moved
        api = (self.whole.old(call.by.api), call.is_asked)
        key = None if is_hidden(call.route.key) else call.route.key
        found = self.calls.get((*api, key)) or self.calls.get((*api, self.whole.old(call.route)))
        address = call.by.function.address
        now = replace(call.by.function, address=address and moved.get(address, address))
        return found if found and same_function(found.by.function, now) else None

    def _words(self, call: _Call) -> str:
        link = call.by.link
        words = backends.backend_words(link, self.whole.before) if link else None
        words = words or f"Lambda function {code(str(call.by.function))}"
        if isinstance(call.by, Consultation):
            one = call.by.authorizer
            words += f", which authorizer {code(named(one.name, one.origin))} asks,"
        return words

    def _lost(self, before: _Call, after: _Call, *, certain: bool) -> _Loss:
        is_managed = after.by.function.managed
        reason, origin = self._reason(before, after)
        text = f"{self._words(before)} can no longer be invoked: {reason}"
        text += "" if is_managed else ", unless one that is managed elsewhere covers it"
        return _Loss("permission-removed", text, origin, certain=is_managed and certain)

    def _hidden(self, call: _Call) -> _Loss | None:
        """Return what becomes of a call whose permission may be for somebody else."""
        for grant in call.by.grants:
            new = self.permissions.get(grant.permission.origin.address)
            old = grant.permission
            if new and is_hidden(new.principal) and differs(old.principal, new.principal):
                why = f"the principal of its permission is {unseen(new.principal)}"
                text = f"{self._words(call)} may no longer be invoked: {why}"
                return _Loss("permission-removed", text, new.origin, certain=False)
        return None

    def _reason(self, before: _Call, after: _Call) -> tuple[str, Origin]:
        """Say what becomes of the permission that covered a call, and where."""
        for grant in before.by.grants:
            old, new = grant.permission, self.permissions.get(grant.permission.origin.address)
            changed = changed_parts(old, new, self.whole) if new else []
            if lets_api_gateway(old) is False or (new and not changed):
                continue
            if new:
                return f"the {changes_words(changed, ' of its permission')}", new.origin
            if not self.whole.is_left_alone(old):
                last = "the permission for this" if after.by.grants else "its last permission here"
                return f"{last} disappears", old.origin
        reason = "no permission here covers it any more"
        if same_qualifier(before.by.function, after.by.function) is False:
            name = known(after.by.function.qualifier)
            called = f"with the qualifier {code(name)}" if name else "without a qualifier"
            reason = f"it is called {called} now, which no permission here covers"
        return reason, after.route.origin


def changed_parts(before: LambdaPermission, after: LambdaPermission, whole: Compared) -> list[str]:
    """Name what differs for certain in a permission."""
    nouns = [
        noun.replace("_", " ")
        for noun in ("principal", "action", "source_account")
        if differs(getattr(before, noun), getattr(after, noun)) is Differs.YES
    ]
    sources = (
        differs(before.source_arn, after.source_arn),
        links_differ(before.api, after.api, whole.moved),
    )
    function = _changed_function(before, after, whole)
    return [*function, *nouns, *(["source ARN"] if Differs.YES in sources else [])]


def _changed_function(
    before: LambdaPermission, after: LambdaPermission, whole: Compared
) -> list[str]:
    """Name what differs for certain in what a permission is for, however that is written."""
    was, now = permitted(before, whole.before), permitted(after, whole.after)
    if was.address and now.address and was.address == whole.moved.get(now.address, now.address):
        moves = False
        changes = not same_qualifier(was, now) and differs(was.qualifier, now.qualifier)
    else:
        moves = links_differ(before.function, after.function, whole.moved) is Differs.YES
        changes = differs(before.qualifier, after.qualifier)
    return [*(["function"] if moves else []), *(["qualifier"] if changes is Differs.YES else [])]


def changes_words(parts: list[str], of: str = "") -> str:
    """Say that the parts of something change."""
    return f"{listed(parts)}{of} {'changes' if len(parts) == 1 else 'change'}"
