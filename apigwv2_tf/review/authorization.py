"""Who may call the routes that are there before and after, and who may send requests that move."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from apigwv2_tf.prose import listed
from apigwv2_tf.report import Impact
from apigwv2_tf.review import guards
from apigwv2_tf.review.authorizers import spelled_alike
from apigwv2_tf.review.differences import Differs, Sets, any_differs, are_secret, differs
from apigwv2_tf.review.kinds import BY_ID
from apigwv2_tf.review.words import secretly, unseen
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.names import route_name
from apigwv2_tf.surface.selection import CONNECT, parse_key
from apigwv2_tf.surface.values import Sensitive, is_hidden, known
from apigwv2_tf.surface.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Authorizer, Route
    from apigwv2_tf.surface.links import Link


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    One way in which it differs who may call.

    Args:
        id: The kind of change.

        text: What changes, in the words about a route or about requests.

        effect: What follows for callers.

        certain: Whether this holds for certain.
    """

    id: str
    text: str
    effect: str = ""
    certain: bool = True


def authorization_changes(pair: ApiPair) -> Iterator[Finding]:
    """Compare who may call each route."""
    for before, after in pair.routes.both:
        if before == after:
            continue
        if pair.is_websocket or not moves(before, after):
            for verdict in _verdicts(pair, before, after):
                yield _told(pair, before, after, verdict)
        yield from _api_keys(pair, before, after)


def moves(before: Route, after: Route) -> bool:
    """Say whether an HTTP route gets other requests: who may send them is told with its key."""
    old, new = known(before.key), known(after.key)
    if not old or not new or old == new:
        return False
    first, second = parse_key(old), parse_key(new)
    return second is None or (first is not None and first.shape != second.shape)


def request_verdicts(pair: ApiPair, before: Route, after: Route) -> Iterator[Verdict]:
    """Compare two routes, of which the second answers requests that the first answered."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in _verdicts(pair, before, after):
        found[_kind_for_requests(verdict)].append(verdict)
    new, old = guards.asked(after, pair.whole.after), guards.asked(before, pair.whole.before)
    for id, some in found.items():
        certain = [verdict for verdict in some if verdict.certain]
        if id == "requests-lose-authorization":
            everyone = guards.everyone(after, pair.whole.after)
            text = f"lose their {guards.owned(before)}: {everyone} can send them"
        elif not certain:
            text = f"may need {new} instead of {old}"
        else:
            instead = "" if guards.is_open(before) else f" instead of {old}"
            text = f"need {new}{instead}: {listed(verdict.effect for verdict in certain)}"
        yield Verdict(id, text, certain=bool(certain))


def _kind_for_requests(verdict: Verdict) -> str:
    if verdict.id == "authorization-removed":
        return "requests-lose-authorization"
    is_breaking = BY_ID[verdict.id].impact is Impact.BREAKING
    return "requests-gain-authorization" if is_breaking else "requests-change-authorization"


def _verdicts(pair: ApiPair, before: Route, after: Route) -> Iterator[Verdict]:
    """Compare who may call two routes."""
    if guards.lacks_authorizer(after):
        return  # AWS refuses it, which is told of the apply
    first, second = guards.kind(before), guards.kind(after)
    change = differs(first, second)
    if change is Differs.NO and isinstance(first, Sensitive):
        found = (*_authorizers(pair, before, after), *_scopes(before, after))
        yield from (replace(verdict, certain=False) for verdict in found)
    elif change is Differs.NO:
        if first in guards.ASKING and not guards.lacks_authorizer(before):
            yield from _authorizers(pair, before, after)
        if first == "JWT":
            yield from _scopes(before, after)
    elif change is Differs.MAYBE:
        text = f"may be guarded in another way: its authorization is {unseen(second, first)}"
        yield Verdict("authorization-unknown", text, certain=False)
    elif is_hidden(second):
        yield Verdict("authorization-unknown", secretly("its authorization"), certain=False)
    else:
        yield _kind_changed(pair, before, after)


def _kind_changed(pair: ApiPair, before: Route, after: Route) -> Verdict:
    needs = guards.asked(after, pair.whole.after)
    if guards.is_open(after):
        can = "connect" if after.key == CONNECT else "call it"
        everyone = guards.everyone(after, pair.whole.after)
        text = f"loses its {guards.owned(before)}: {everyone} can {can}"
        return Verdict("authorization-removed", text)
    if guards.is_open(before):
        effect = "callers without it are refused"
        return Verdict("authorization-added", f"now needs {needs}: {effect}", effect)
    effect = "today's callers are refused"
    text = f"loses its {guards.owned(before)} and now needs {needs}: {effect}"
    return Verdict("authorization-type-changed", text, effect)


def _authorizers(pair: ApiPair, before: Route, after: Route) -> Iterator[Verdict]:
    change = _swapped(pair, before.authorizer, after.authorizer)
    if change is Differs.NO:
        return
    old = guards.authorizer_words(before, pair.whole.before)
    new = guards.authorizer_words(after, pair.whole.after)
    effect = "other callers pass"
    is_secret = are_secret(before.authorizer, after.authorizer)
    if is_secret:
        text = "is guarded by another authorizer, which is sensitive: other callers may pass"
    elif change is Differs.YES:
        text = f"is guarded by authorizer {new} instead of {old}: {effect}"
    else:
        text = f"may get another authorizer than {old}: {_candidates(after.authorizer, new)}"
    certain = change.is_certain and not is_secret
    yield Verdict("authorizer-swapped", text, effect, certain)


def _candidates(link: Link | None, name: str) -> str:
    if link is not None and link.kind is LinkKind.AMBIGUOUS:
        return f"it will be {name}"
    if link is not None and link.kind is LinkKind.UNRESOLVED:
        return f"which one is {unseen(link.sensitive)}"
    return f"it will be {name}, and which it was is not known"


def _swapped(pair: ApiPair, before: Link | None, after: Link | None) -> Differs:
    """Say whether two routes ask different authorizers, and those would decide differently."""
    change = pair.whole.links_differ(before, after)
    one, other = pair.whole.before.authorizer(before), pair.whole.after.authorizer(after)
    if change is not Differs.YES or one is None or other is None:
        return change
    if pair.same_authorizers.get(other.origin.address) == one.origin.address:
        return Differs.NO
    sources = spelled_alike(one.identity_sources, other.identity_sources)
    return any_differs([*zip(_rules(one), _rules(other), strict=True), sources])


def _rules(authorizer: Authorizer) -> tuple[object, ...]:
    """Return what an authorizer decides by, besides its identity sources."""
    return (
        authorizer.type,
        authorizer.issuer,
        authorizer.audience,
        authorizer.uri,
        None if authorizer.function is None else authorizer.function.targets,
    )


def _scopes(before: Route, after: Route) -> Iterator[Verdict]:
    sets = Sets.of(before.scopes, after.scopes)
    if sets.differs is Differs.NO:
        return
    if not sets.is_certain:
        some = unseen(before.scopes, after.scopes, unknown="not known before apply")
        text = f"may ask for other scopes: some are {some}"
        yield Verdict("scopes-unknown", text, certain=False)
    elif not before.scopes:
        effect = "other tokens are refused"
        text = f"now needs the scope {codes(sets.gained, 'or')}: {effect}"
        yield Verdict("scopes-added", text, effect)
    elif not after.scopes:
        effect = "any valid token passes"
        text = f"no longer needs the scope {codes(sets.lost, 'or')}: {effect}"
        yield Verdict("scopes-removed", text, effect)
    else:
        yield from _scopes_shift(sets)


def _scopes_shift(sets: Sets) -> Iterator[Verdict]:
    """Tell of scopes that come and go; one of them is enough, so the more, the wider."""
    if sets.lost:
        scope = f"the scope {codes(sets.lost, 'or')}"
        effect = f"{scope} is no longer enough"
        yield Verdict("scopes-narrowed", f"no longer lets {scope} pass", effect)
    if sets.gained:
        scope = f"the scope {codes(sets.gained, 'or')}"
        text = f"also lets {scope} pass: one of the scopes is enough"
        yield Verdict("scopes-widened", text, f"{scope} is enough, too")


def _api_keys(pair: ApiPair, before: Route, after: Route) -> Iterator[Finding]:
    change = differs(before.api_key_required, after.api_key_required)
    if change is Differs.NO:
        return
    if not pair.is_websocket:
        verdict = _without_keys(after)
    elif change is Differs.MAYBE:
        why = unseen(before.api_key_required, after.api_key_required)
        text = f"may or may not need an API key: that is {why}"
        verdict = Verdict("api-key-required", text, certain=False)
    elif is_hidden(after.api_key_required):
        text = secretly("whether it needs an API key")
        verdict = Verdict("api-key-required", text, certain=False)
    elif after.api_key_required is True:
        text = "now needs an API key: clients without one are refused"
        verdict = Verdict("api-key-required", text)
    else:
        verdict = Verdict("api-key-not-required", "no longer needs an API key")
    yield _told(pair, before, after, verdict)


def _without_keys(after: Route) -> Verdict:
    """Tell of a flag that means nothing to an HTTP API."""
    if is_hidden(after.api_key_required):
        text = "may say that it needs an API key, which HTTP APIs do not have"
        return Verdict("api-key-without-effect", text, certain=False)
    says = "says" if after.api_key_required is True else "no longer says"
    text = f"{says} that it needs an API key, which HTTP APIs do not have: nobody is asked for one"
    return Verdict("api-key-without-effect", text)


def _told(pair: ApiPair, before: Route, after: Route, verdict: Verdict) -> Finding:
    return pair.finding(
        verdict.id,
        route_name(after),
        verdict.text,
        after.origin,
        before=guards.words(before, pair.whole.before),
        after=guards.words(after, pair.whole.after),
        certain=verdict.certain,
    )
