"""Which pages of other origins may call an HTTP API, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apigwv2_tf.prose import listed
from apigwv2_tf.report import Impact
from apigwv2_tf.review.differences import Differs, Sets, changes_secretly, differs
from apigwv2_tf.review.words import secretly
from apigwv2_tf.surface.origins import is_sent
from apigwv2_tf.surface.values import is_hidden
from apigwv2_tf.surface.words import codes, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Cors
    from apigwv2_tf.surface.values import Texts

_SUBJECT = "CORS"
_ALL = "*"
_SIMPLE = ("GET", "HEAD", "POST")


@dataclass(frozen=True, slots=True)
class _List:
    """One of the lists of a CORS configuration: its attribute, its part of an id, its words."""

    attribute: str
    id: str
    noun: str
    nouns: str
    ignores_case: bool = False


_LISTS = (
    _List("allow_origins", "origins", "origin", "origins"),
    _List("allow_methods", "methods", "method", "methods"),
    _List("allow_headers", "headers", "header", "headers", ignores_case=True),
    _List("expose_headers", "exposed", "answer header", "answer headers", ignores_case=True),
)


def cors_changes(pair: ApiPair) -> Iterator[Finding]:
    """Compare the CORS configurations of an HTTP API, field by field."""
    before, after = _block(pair.before.cors), _block(pair.after.cors)
    if before == after:
        return
    if before is None and after is not None:
        yield from _added(pair, after)
    elif after is None and before is not None:
        text = "is switched off: browsers refuse the calls of pages of other origins"
        yield _told(pair, "cors-removed", text, before=_words(before))
    elif before is not None and after is not None:
        if changes_secretly(_secret(before), _secret(after)):
            yield _told(pair, "cors-unknown", secretly("who may call"), certain=False)
            return
        for one in _LISTS:
            yield from _lists(pair, one, before, after)
        yield from _credentials(pair, before, after)
        yield from _max_age(pair, before, after)


def _added(pair: ApiPair, cors: Cors) -> Iterator[Finding]:
    origins = cors.allow_origins
    dead = _never_sent(origins)
    if dead and isinstance(origins, tuple) and len(dead) == len(origins):
        text = f"is switched on, and lets no page in: no browser sends {_named(_LISTS[0], dead)}"
        impact = Impact.BEHAVIOUR  # the backend's own CORS headers are ignored from now on
        yield _told(pair, "cors-origins-unmatched", text, after=_words(cors), impact=impact)
        return
    text = f"is switched on: pages of {_whose(cors)} may call the API"
    certain = not is_hidden(_secret(cors))
    yield _told(pair, "cors-added", text, after=_words(cors), certain=certain)
    if dead:
        yield _told(pair, "cors-origins-unmatched", _for_nobody(dead), after=_words(cors))


def _never_sent(origins: object) -> tuple[str, ...]:
    """Return the origins that are compared with what browsers send, and never equal it."""
    parts = origins if isinstance(origins, tuple) else ()
    return tuple(one for one in parts if isinstance(one, str) and not is_sent(one))


def _for_nobody(origins: tuple[str, ...]) -> str:
    it = "it lets" if len(origins) == 1 else "they let"
    return f"allows {_named(_LISTS[0], origins)}, which no browser sends: {it} nobody in"


def _block(cors: Cors | None) -> Cors | None:
    """Return a configuration; None for one that says nothing, as AWS has it."""
    if cors is None or not any(getattr(cors, name) for name in _FIELDS):
        return None
    return cors


_FIELDS = (*tuple(one.attribute for one in _LISTS), "allow_credentials", "max_age")


def _secret(cors: Cors) -> object:
    """Return what stands for a configuration that is sensitive as a whole."""
    found = {getattr(cors, name) for name in _FIELDS}
    return found.pop() if len(found) == 1 else None


def _whose(cors: Cors) -> str:
    origins = cors.allow_origins
    if not isinstance(origins, tuple):
        seen = str(origins).strip("()")
        return f"origins that are {seen}" if is_hidden(origins) else "no origin"
    if _ALL in origins:
        return "every origin"
    living = set(origins) - set(_never_sent(origins))
    return listed(map(shown, sorted(living, key=str))) if living else "no origin"


def _words(cors: Cors) -> str:
    parts = [f"{one.nouns} {shown(getattr(cors, one.attribute))}" for one in _LISTS[:3]]
    return "; ".join(parts)


def _lists(pair: ApiPair, one: _List, before: Cors, after: Cors) -> Iterator[Finding]:
    old, new = (_members(one, getattr(cors, one.attribute)) for cors in (before, after))
    sets = Sets.of(old, new)
    if sets.differs is Differs.NO:
        return
    told_before, told_after = shown(old), shown(new)
    if not sets.is_certain:
        text = f"may change: {one.nouns} are {told_after}; until now {told_before}"
        yield _told(pair, "cors-unknown", text, told_before, told_after, certain=False)
        return
    lost = _uncovered(sets.lost, new)
    gained = _uncovered(sets.gained, old)
    if one.id == "origins":
        yield from _idle(pair, lost, gained, (told_before, told_after))
        lost, gained = (tuple(filter(is_sent, some)) for some in (lost, gained))
    if lost:
        text = f"no longer allows {_named(one, lost)}: {_refused(one, lost)}"
        if one.id == "exposed":
            text = f"no longer lets pages read {_named(one, lost)}"
        yield _told(pair, f"cors-{one.id}-narrowed", text, told_before, told_after)
    if gained:
        verb = "opens to" if one.id == "origins" else "allows"
        verb = "lets pages read" if one.id == "exposed" else verb
        text = f"{verb} {_named(one, gained)}"
        yield _told(pair, f"cors-{one.id}-widened", text, told_before, told_after)


def _idle(
    pair: ApiPair, lost: tuple[str, ...], gained: tuple[str, ...], told: tuple[str, str]
) -> Iterator[Finding]:
    """Tell of origins that come or go without letting anybody in."""
    came, went = _never_sent(gained), _never_sent(lost)
    if came:
        yield _told(pair, "cors-origins-unmatched", _for_nobody(came), *told)
    elif went:
        text = f"no longer allows {_named(_LISTS[0], went)}, which no browser sends"
        yield _told(pair, "cors-origins-unmatched", text, *told, impact=Impact.COSMETIC)


def _refused(one: _List, lost: tuple[str, ...]) -> str:
    """Say which calls browsers refuse; of a simple method they need not ask first."""
    simple = [method for method in lost if method in _SIMPLE] if one.id == "methods" else []
    if not simple:
        return "browsers refuse such calls"
    of = f", those of {codes(simple)}" if len(simple) < len(lost) else ""
    return f"browsers refuse such calls{of} where they must ask first"


def _members(one: _List, values: Texts) -> tuple[object, ...]:
    """Return the members of a list as they are compared."""
    if not isinstance(values, tuple):
        return () if values is None else (values,)
    if not one.ignores_case:
        return values
    return tuple(value.lower() if isinstance(value, str) else value for value in values)


def _uncovered(values: tuple[str, ...], others: tuple[object, ...]) -> tuple[str, ...]:
    """Return the values that are not among others, with what stars stand for."""
    known = [other for other in others if isinstance(other, str)]
    if _ALL in known:
        return ()
    schemes = tuple(other.removesuffix(_ALL) for other in known if other.endswith("://*"))
    return tuple(value for value in values if not (schemes and value.startswith(schemes)))


def _named(one: _List, values: tuple[str, ...]) -> str:
    if _ALL in values:
        return f"every {one.noun}"
    return f"the {one.noun if len(values) == 1 else one.nouns} {codes(values)}"


def _credentials(pair: ApiPair, before: Cors, after: Cors) -> Iterator[Finding]:
    change = differs(before.allow_credentials, after.allow_credentials)
    old, new = (shown(cors.allow_credentials, "no") for cors in (before, after))
    if change is Differs.MAYBE:
        text = f"may change whether pages send cookies: until now {old}"
        yield _told(pair, "cors-unknown", text, old, new, certain=False)
    elif changes_secretly(before.allow_credentials, after.allow_credentials):
        text = secretly("whether pages may send cookies")
        yield _told(pair, "cors-unknown", text, old, new, certain=False)
    elif change is Differs.YES and after.allow_credentials is True:
        text = "lets pages call with their users' cookies"
        yield _told(pair, "cors-credentials-allowed", text, old, new)
    elif change is Differs.YES:
        text = "no longer lets pages call with their users' cookies"
        yield _told(pair, "cors-credentials-refused", text, old, new)


def _max_age(pair: ApiPair, before: Cors, after: Cors) -> Iterator[Finding]:
    ages = (before.max_age or None, after.max_age or None)
    change = differs(*ages)
    if change is Differs.YES:
        old, new = (shown(age, "0") for age in ages)
        text = f"lets browsers keep a permission for {new} s instead of {old} s"
        yield _told(pair, "cors-max-age-changed", text, old, new)


def _told(
    pair: ApiPair,
    id: str,
    text: str,
    before: str | None = None,
    after: str | None = None,
    *,
    certain: bool = True,
    impact: Impact | None = None,
) -> Finding:
    return pair.finding(
        id,
        _SUBJECT,
        text,
        pair.after.origin,
        before=before,
        after=after,
        certain=certain,
        impact=impact,
    )
