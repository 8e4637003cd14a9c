"""The names under which APIs can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.prose import code
from apigwv2_tf.review.compared import told
from apigwv2_tf.review.differences import Differs, any_differs, changes_secretly, differs
from apigwv2_tf.review.words import secretly, unseen
from apigwv2_tf.surface.values import known
from apigwv2_tf.surface.words import named, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import Compared
    from apigwv2_tf.surface.elements import DomainName


def domain_changes(whole: Compared) -> Iterator[Finding]:
    """Compare domain names."""
    domains = whole.pairs(
        whole.before.domain_names, whole.after.domain_names, lambda one: known(one.name)
    )
    for domain in domains.removed:
        yield _domain("domain-removed", domain, "disappears: callers of this name reach nothing")
    for domain in domains.added:
        yield _domain("domain-added", domain, "is new")
    for before, after in domains.both:
        if whole.is_replaced(before) or differs(before.name, after.name) is Differs.YES:
            yield _replaced(before, after)
        if before != after:
            for compare in _COMPARISONS:
                yield from compare(before, after)


def _replaced(before: DomainName, after: DomainName) -> Finding:
    old, new = (named(domain.name, domain.origin) for domain in (before, after))
    text = "is made anew: its endpoint changes, and DNS must follow"
    if old != new:
        text = f"becomes {code(new)}: callers of {code(old)} reach nothing"
    return told("domain-replaced", old, old, text, after.origin, before=code(old), after=code(new))


def _domain(
    id: str,
    domain: DomainName,
    text: str,
    before: str | None = None,
    after: str | None = None,
    *,
    certain: bool = True,
) -> Finding:
    name = named(domain.name, domain.origin)
    return told(
        id,
        name,
        name,
        text,
        domain.origin,
        before=before,
        after=after,
        certain=certain,
    )


def _mutual_tls(before: DomainName, after: DomainName) -> Iterator[Finding]:
    change = differs(before.has_mutual_tls, after.has_mutual_tls)
    if change is Differs.MAYBE:
        why = unseen(before.has_mutual_tls, after.has_mutual_tls)
        text = f"may or may not ask callers for a certificate: that is {why}"
        yield _domain("mutual-tls-added", after, text, certain=False)
    elif changes_secretly(before.has_mutual_tls, after.has_mutual_tls):
        text = secretly("how it asks callers for a certificate")
        yield _domain("mutual-tls-added", after, text, certain=False)
    elif change is Differs.YES and after.has_mutual_tls is True:
        text = "now asks callers for a client certificate"
        yield _domain("mutual-tls-added", after, text)
    elif change is Differs.YES:
        text = "no longer asks callers for a client certificate"
        yield _domain("mutual-tls-removed", after, text)
    elif after.has_mutual_tls is True:
        yield from _truststore(before, after)


def _truststore(before: DomainName, after: DomainName) -> Iterator[Finding]:
    change = any_differs(
        (
            (before.truststore_uri, after.truststore_uri),
            (before.truststore_version, after.truststore_version),
        )
    )
    if change:
        may = "may trust" if change is Differs.MAYBE else "trusts"
        yield _domain(
            "truststore-changed",
            after,
            f"{may} client certificates by another truststore",
            _truststore_words(before),
            _truststore_words(after),
            certain=change.is_certain,
        )


def _truststore_words(domain: DomainName) -> str:
    version = f", version {shown(domain.truststore_version)}" if domain.truststore_version else ""
    return f"{shown(domain.truststore_uri)}{version}"


def _certificate(before: DomainName, after: DomainName) -> Iterator[Finding]:
    old, new = before.certificate_arn, after.certificate_arn
    if differs(old, new) is Differs.YES:
        text = "shows another certificate"
        yield _domain("certificate-changed", after, text, shown(old), shown(new))
    old = before.ownership_verification_certificate_arn
    new = after.ownership_verification_certificate_arn
    if differs(old, new) is Differs.YES:
        text = "proves by another certificate whose it is"
        yield _domain("certificate-changed", after, text, shown(old), shown(new))


def _endpoint(before: DomainName, after: DomainName) -> Iterator[Finding]:
    for noun in ("security_policy", "endpoint_type", "ip_address_type"):
        old, new = getattr(before, noun), getattr(after, noun)
        if differs(old, new) is Differs.YES and old and new:
            text = f"{noun.replace('_', ' ')} changes from {shown(old)} to {shown(new)}"
            yield _domain("domain-security-changed", after, text, shown(old), shown(new))


def _tags(before: DomainName, after: DomainName) -> Iterator[Finding]:
    if differs(before.tags, after.tags) is Differs.YES:
        yield _domain("cosmetic-change", after, "changes what callers do not notice: tags")


_COMPARISONS: tuple[Callable[[DomainName, DomainName], Iterator[Finding]], ...] = (
    _mutual_tls,
    _certificate,
    _endpoint,
    _tags,
)
