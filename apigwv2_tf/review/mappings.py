"""What each URL of a domain name leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import code
from apigwv2_tf.review.compared import told
from apigwv2_tf.review.differences import Differs, are_secret, changes_secretly, differs
from apigwv2_tf.review.words import secretly, unseen
from apigwv2_tf.surface.elements import Source
from apigwv2_tf.surface.names import api_name
from apigwv2_tf.surface.values import is_hidden, known
from apigwv2_tf.surface.words import shown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import Compared
    from apigwv2_tf.review.pairs import Pairs
    from apigwv2_tf.surface.elements import ApiMapping
    from apigwv2_tf.surface.model import Surface


_UNSEEN = "an API that is not in this source"


def mapping_changes(whole: Compared) -> Iterator[Finding]:
    """Compare what each URL of a domain name leads to."""
    mappings = whole.pairs(
        whole.before.mappings,
        whole.after.mappings,
        lambda one: _url_key(whole, one),
    )
    for mapping in mappings.removed:
        if _is_there(whole.after, mapping):
            yield _removed(whole, mapping)
    for mapping in mappings.added:
        if _is_there(whole.before, mapping) or _wider(whole, mapping, whole.before.mappings):
            yield _added(whole, mapping)
    for before, after in mappings.both:
        if before != after:
            yield from _moved(whole, before, after)
            yield from _target(whole, before, after)
    yield from _missing_stages(whole, mappings)
    yield from _crossing(whole, mappings)


def _is_there(other: Surface, mapping: ApiMapping) -> bool:
    """Say whether the other side has the API and the domain name; else those are told of."""
    addresses = {domain.origin.address for domain in other.domain_names}
    has_domain = mapping.domain.target is None or mapping.domain.target in addresses
    return has_domain and (mapping.api is None or other.api(mapping.api) is not None)


def _url_key(whole: Compared, mapping: ApiMapping) -> Hashable | None:
    """Return the domain and the key of a mapping; None where they are not known."""
    if is_hidden(mapping.key):
        return None
    domain = _domain_of(whole, mapping)
    return None if domain is None else (domain, mapping.key or "")


def _domain_of(whole: Compared, mapping: ApiMapping) -> str | None:
    """Return what tells the domain name of a mapping from others."""
    name = known(mapping.domain_name)
    for surface in (whole.before, whole.after):
        domain = surface.domain(mapping.domain)
        name = name or (known(domain.name) if domain else None)
    target = mapping.domain.target
    return name or (whole.moved.get(target, target) if target else mapping.domain.id)


def _url(whole: Compared, mapping: ApiMapping) -> str:
    domain = _domain_of(whole, mapping) or str(mapping.domain)
    key = f"/{mapping.key}" if mapping.key else ""
    return f"{domain}{key}"


def _api(surface: Surface, mapping: ApiMapping) -> str:
    api = surface.api(mapping.api)
    return api_name(api) if api else mapping.api or _UNSEEN


def _api_words(surface: Surface, mapping: ApiMapping) -> str:
    name = _api(surface, mapping)
    return name if name == _UNSEEN else code(name)


def _removed(whole: Compared, mapping: ApiMapping) -> Finding:
    name = _api(whole.before, mapping)
    other = _wider(whole, mapping, whole.after.mappings)
    before = _api_words(whole.before, mapping)
    text = f"no longer leads to {before}"
    after = None
    if other is not None:
        after = _api_words(whole.after, other)
        text += f"; requests now fall to {code(_url(whole, other))}, which leads to {after}"
    return told(
        "mapping-removed",
        name,
        _url(whole, mapping),
        text,
        mapping.origin,
        before=before,
        after=after,
    )


def _added(whole: Compared, mapping: ApiMapping) -> Finding:
    name = _api(whole.after, mapping)
    other = _wider(whole, mapping, whole.before.mappings)
    after = _api_words(whole.after, mapping)
    id, text, before = "mapping-added", f"now leads to {after}", None
    if other is not None:
        before = _api_words(whole.before, other)
        id = "mapping-takes-requests"
        text = f"now leads to {after} and takes requests from {code(_url(whole, other))}"
        text += f", which leads to {before}"
    return told(id, name, _url(whole, mapping), text, mapping.origin, before=before, after=after)


def _wider(whole: Compared, mapping: ApiMapping, others: Iterable[ApiMapping]) -> ApiMapping | None:
    """Return the mapping that answers without this one: that with the longest key before its."""
    key = known(mapping.key) or ""
    domain = _domain_of(whole, mapping)
    found = [
        other
        for other in others
        if not is_hidden(other.key)
        and domain == _domain_of(whole, other)
        and (not other.key or f"{key}/".startswith(f"{other.key}/"))
        and (other.key or "") != key
    ]
    return max(found, key=lambda one: len(known(one.key) or ""), default=None)


def _moved(whole: Compared, before: ApiMapping, after: ApiMapping) -> Iterator[Finding]:
    """Tell of a mapping under another URL."""
    old, new = _url(whole, before), _url(whole, after)
    name = _api(whole.after, after)
    keys = differs(before.key, after.key)
    if keys:
        text = "becomes" if keys is Differs.YES else "may get another key:"
        text = f"{text} {f'it is {unseen(after.key)}' if is_hidden(after.key) else code(new)}"
        if changes_secretly(before.key, after.key):
            text = secretly("its key")
        yield told(
            "mapping-key-changed",
            name,
            old,
            text,
            after.origin,
            before=code(old),
            after=code(new),
            certain=keys.is_certain,
        )
    elif whole.links_differ(before.domain, after.domain) and (
        _domain_of(whole, before) != _domain_of(whole, after)
        or are_secret(before.domain, after.domain)
    ):
        certain = None not in (_domain_of(whole, before), _domain_of(whole, after))
        text = f"may get another domain name: {unseen(after.domain.sensitive)}"
        text = f"becomes {code(new)}" if certain else text
        yield told(
            "mapping-domain-changed",
            name,
            old,
            text,
            after.origin,
            before=code(old),
            after=code(new),
            certain=certain,
        )


def _target(whole: Compared, before: ApiMapping, after: ApiMapping) -> Iterator[Finding]:
    """Tell of a mapping that leads to another API or stage."""
    subject = _url(whole, after)
    name = _api(whole.after, after)
    old, new = _api_words(whole.before, before), _api_words(whole.after, after)
    address = after.api and whole.moved.get(after.api, after.api)
    if before.api != address:
        certain = None not in (before.api, after.api)
        text = (
            f"leads to {new} instead of {old}" if certain else f"may lead elsewhere than to {old}"
        )
        yield told(
            "mapping-api-changed",
            name,
            subject,
            text,
            after.origin,
            before=old,
            after=new,
            certain=certain,
        )
        return
    change = _stage_change(whole, before, after)
    if change:
        one, other = _stage(whole.before, before), _stage(whole.after, after)
        verb = "may serve" if change is Differs.MAYBE else "serves"
        yield told(
            "mapping-stage-changed",
            name,
            subject,
            f"{verb} stage {other} instead of {one}",
            after.origin,
            before=one,
            after=other,
            certain=change.is_certain,
        )


def _stage_change(whole: Compared, before: ApiMapping, after: ApiMapping) -> Differs:
    change = differs(before.stage_name, after.stage_name)
    if change is Differs.MAYBE or before.stage_name is None:
        return whole.links_differ(before.stage, after.stage)
    return change


def _stage(surface: Surface, mapping: ApiMapping) -> str:
    stage = surface.stage(mapping.stage)
    return shown(mapping.stage_name or (stage.name if stage else str(mapping.stage)))


def _missing_stages(whole: Compared, mappings: Pairs[ApiMapping]) -> Iterator[Finding]:
    changed = [
        after
        for before, after in mappings.both
        if differs(before.stage_name, after.stage_name) is Differs.YES
    ]
    for mapping in (*changed, *mappings.added) if whole.is_planned else ():
        yield from _missing_stage(whole, mapping)


def _missing_stage(whole: Compared, mapping: ApiMapping) -> Iterator[Finding]:
    """Tell of a mapping to a stage that its API does not have."""
    api, name = whole.after.api(mapping.api), known(mapping.stage_name)
    if api is None or api.origin.source is Source.ELSEWHERE or not name:
        return
    old = whole.before.api(whole.old(api))
    stages = (*api.stages, *(old.stages if old else ()))
    if any(is_hidden(stage.name) or stage.name == name for stage in stages):
        return
    is_new = whole.creates(api)  # no one else can have made a stage of it
    unless = "" if is_new else ", unless it is made elsewhere"
    text = f"leads to stage {code(name)}, which is not here: AWS refuses it{unless}"
    yield told(
        "apply-fails-stage-missing",
        api_name(api),
        _url(whole, mapping),
        text,
        mapping.origin,
        certain=is_new,
    )


def _crossing(whole: Compared, mappings: Pairs[ApiMapping]) -> Iterator[Finding]:
    """Tell of mappings that one resource leaves and another makes in the same apply."""
    if not whole.is_planned:
        return
    for before, after in mappings.both:
        is_same = before.origin.address == whole.old(after)
        if not is_same and whole.creates(after) and whole.is_changed(before):
            old, new = code(before.origin.address), code(after.origin.address)
            text = (
                f"goes from {old} to {new} in no fixed order: "
                "AWS refuses the second one while the first is there"
            )
            name, url = _api(whole.after, after), _url(whole, after)
            yield told("apply-fails-name-exists", name, url, text, after.origin)
