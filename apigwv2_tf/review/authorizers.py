"""How the authorizers that are there before and after decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, counted
from apigwv2_tf.review.differences import Differs, Sets, changes_secretly, differs
from apigwv2_tf.review.words import doubtful, secretly, unseen
from apigwv2_tf.surface.names import authorizer_name, route_words
from apigwv2_tf.surface.values import is_hidden, known
from apigwv2_tf.surface.words import codes, link_words, shown, url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Authorizer, Route
    from apigwv2_tf.surface.values import Texts

_HEADER = "$request.header."
_STANDARD_TTL = 300.0


def spelled_alike(before: Texts, after: Texts) -> tuple[Texts, Texts]:
    """
    Return the identity sources of two authorizers, each header as it is spelled first.

    HTTP APIs look for a header whatever its case, but not for a parameter of the query string;
    the sources of WebSocket APIs begin with another word, and stay as they are.
    """
    names: dict[str, str] = {}

    def spelled(sources: Texts) -> Texts:
        if not isinstance(sources, tuple):
            return sources
        return tuple(
            names.setdefault(one.lower(), one)
            if isinstance(one, str) and one.startswith(_HEADER)
            else one
            for one in sources
        )

    return spelled(before), spelled(after)


def authorizer_changes(pair: ApiPair) -> Iterator[Finding]:
    """Compare the authorizers that routes use on both sides."""
    for before, after in pair.authorizers.both:
        routes = _users(pair, after)
        if routes and before != after:
            both = _Both(pair, before, after, routes)
            for compare in _comparisons(both):
                yield from compare(both)


def _comparisons(both: _Both) -> Iterator[Callable[[_Both], Iterator[Finding]]]:
    """Yield what is compared: only what authorizers of the types on both sides have."""
    types = (both.before.type, both.after.type)
    yield from (_kind, _identity)
    if "REQUEST" not in types:
        yield from (_issuer, _audience)
    if "JWT" not in types:
        yield from (_function, _credentials, _ttl, _payload, _answer)


def _users(pair: ApiPair, authorizer: Authorizer) -> tuple[Route, ...]:
    """Return the routes that ask an authorizer, or may."""
    return tuple(
        route
        for route in pair.routes_after
        if route.authorizer is not None and authorizer.origin.address in route.authorizer.targets
    )


@dataclass(frozen=True)
class _Both:
    """An authorizer before and after."""

    pair: ApiPair
    before: Authorizer
    after: Authorizer
    routes: tuple[Route, ...]

    @property
    def where(self) -> str:
        """The routes that ask it."""
        if len(self.routes) == 1:
            return f"on {route_words(self.routes[0])}"
        return f"on {counted(len(self.routes), 'route')}"

    def finding(
        self, id: str, text: str, before: str, after: str, *, certain: bool = True
    ) -> Finding:
        return self.pair.finding(
            id,
            authorizer_name(self.after),
            text,
            self.after.origin,
            before=before,
            after=after,
            certain=certain,
        )

    def plain(self, id: str, noun: str, before: object, after: object) -> Iterator[Finding]:
        """Tell of one value that differs."""
        change = differs(before, after)
        if change is Differs.NO:
            return
        old, new = shown(before), shown(after)
        text = f"{noun} changes from {old} to {new}, {self.where}"
        if change is Differs.MAYBE:
            text = f"{doubtful(noun, before, after)}, {self.where}"
        yield self.finding(id, text, old, new, certain=change.is_certain)


def _kind(both: _Both) -> Iterator[Finding]:
    values = (both.before.type, both.after.type)
    yield from both.plain("authorizer-type-changed", "its type", *values)


def _issuer(both: _Both) -> Iterator[Finding]:
    values = (both.before.issuer, both.after.issuer)
    yield from both.plain("authorizer-issuer-changed", "the issuer of tokens", *values)


def _audience(both: _Both) -> Iterator[Finding]:
    old, new = both.before.audience, both.after.audience
    sets = Sets.of(old, new)
    if sets.differs and not sets.is_certain:
        why = unseen(old, new, unknown="not known before apply")
        text = f"the audience may change, {both.where}: some of it is {why}"
        yield both.finding(
            "authorizer-audience-widened", text, shown(old), shown(new), certain=False
        )
        return
    if not old or not new:
        yield from _without_audience(both, sets)
        return
    if sets.lost:
        text = f"tokens for {codes(sets.lost)} are refused, {both.where}"
        yield both.finding("authorizer-audience-narrowed", text, shown(old), shown(new))
    if sets.gained:
        text = f"tokens for {codes(sets.gained)} pass, too, {both.where}"
        yield both.finding("authorizer-audience-widened", text, shown(old), shown(new))


def _without_audience(both: _Both, sets: Sets) -> Iterator[Finding]:
    """Tell of an audience that comes or goes; without one a token may be for anybody."""
    old, new = shown(both.before.audience), shown(both.after.audience)
    if sets.lost:
        text = (
            f"for whom tokens are made is no longer checked, {both.where}: "
            "AWS refuses that, or lets every token of the issuer pass"
        )
        yield both.finding("authorizer-audience-removed", text, old, new)
    elif sets.gained:
        text = f"only tokens for {codes(sets.gained, 'or')} pass, {both.where}"
        yield both.finding("authorizer-audience-narrowed", text, old, new)


def _identity(both: _Both) -> Iterator[Finding]:
    old, new = both.before.identity_sources, both.after.identity_sources
    sets = Sets.of(*spelled_alike(old, new))
    if sets.differs and not sets.is_certain:
        text = f"the identity sources may change, {both.where}"
        yield both.finding(
            "authorizer-identity-changed", text, shown(old), shown(new), certain=False
        )
    elif sets.gained:
        text = f"a request must have {codes(sets.gained)}, {both.where}"
        yield both.finding("authorizer-identity-changed", text, shown(old), shown(new))
    elif sets.lost:
        text = f"a request need no longer have {codes(sets.lost)}, {both.where}"
        yield both.finding("authorizer-identity-dropped", text, shown(old), shown(new))


def _function(both: _Both) -> Iterator[Finding]:
    before, after = both.before, both.after
    change = differs(before.uri, after.uri)
    if change is Differs.NO and not is_hidden(before.uri):
        return
    old, new = _function_words(before), _function_words(after)
    if before.function is not None and after.function is not None:
        links = both.pair.whole.links_differ(before.function, after.function)
        change = links if before.function.target and after.function.target else links or change
    if change is Differs.YES:
        text = f"{new} decides instead of {old}, {both.where}"
        yield both.finding("authorizer-function-changed", text, old, new)
    elif change is Differs.MAYBE:
        text = f"another function than {old} may decide, {both.where}"
        yield both.finding("authorizer-function-changed", text, old, new, certain=False)


def _function_words(authorizer: Authorizer) -> str:
    if authorizer.function is not None:
        return link_words(authorizer.function)
    uri = authorizer.uri
    return code(url(uri)) if isinstance(uri, str) else shown(uri, "nobody")


def _credentials(both: _Both) -> Iterator[Finding]:
    old, new = both.before.credentials_arn, both.after.credentials_arn
    if differs(old, new) is Differs.YES:
        text = f"its function is called with another role, {both.where}"
        yield both.finding("authorizer-credentials-changed", text, shown(old), shown(new))


def _ttl(both: _Both) -> Iterator[Finding]:
    before, after = both.before.result_ttl_seconds, both.after.result_ttl_seconds
    if changes_secretly(before, after):
        text = f"{secretly('how long an answer is kept')}, {both.where}"
        yield both.finding(
            "authorizer-ttl-raised", text, shown(before), shown(after), certain=False
        )
    if is_hidden(before) or is_hidden(after):
        return  # the provider always says so of what it makes anew
    old, new = _seconds(both, both.before), _seconds(both, both.after)
    if old == new:
        return
    if new > old:
        id, text = (
            "authorizer-ttl-raised",
            f"who is let in once passes for {new:,g} s, not {old:,g} s",
        )
    else:
        id, text = "authorizer-ttl-lowered", f"an answer is kept for {new:,g} s, not {old:,g} s"
    yield both.finding(id, f"{text}, {both.where}", f"{old:,g} s", f"{new:,g} s")


def _seconds(both: _Both, authorizer: Authorizer) -> float:
    ttl = known(authorizer.result_ttl_seconds)
    if ttl is not None:
        return float(ttl)
    has_cache = not both.pair.is_websocket and bool(authorizer.identity_sources)
    return _STANDARD_TTL if has_cache else 0.0


def _payload(both: _Both) -> Iterator[Finding]:
    values = (both.before.payload_format_version, both.after.payload_format_version)
    yield from both.plain("authorizer-payload-changed", "the form of its event", *values)


def _answer(both: _Both) -> Iterator[Finding]:
    old, new = both.before.simple_responses, both.after.simple_responses
    change = differs(old, new)
    if changes_secretly(old, new):
        text = f"{secretly('the form in which its function must answer')}, {both.where}"
        yield both.finding("authorizer-answer-changed", text, shown(old), shown(new), certain=False)
    elif change is Differs.YES:
        form = "yes or no" if new is True else "an IAM policy"
        text = f"its function must answer with {form}, {both.where}"
        yield both.finding("authorizer-answer-changed", text, shown(old), shown(new))
    elif change is Differs.MAYBE:
        text = f"its function may have to answer in another form, {both.where}"
        yield both.finding("authorizer-answer-changed", text, shown(old), shown(new), certain=False)
