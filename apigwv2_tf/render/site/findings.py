"""What lint has found, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.render.markup import Markup, joined, tag
from apigwv2_tf.render.site.words import chip, code, prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from apigwv2_tf.render.site.routes import NumberedFinding
    from apigwv2_tf.report import Finding


def findings_section(
    found: Sequence[NumberedFinding],
    accepted: Sequence[tuple[Finding, str]],
    links: Mapping[str, str],
) -> Markup:
    """
    Return what was found.

    Args:
        found: The worst first.

        accepted: What was suppressed, and why.

        links: The page of AWS's documentation behind each kind of finding.
    """
    if not found and not accepted:
        return tag("p", "Nothing was found.")
    kinds: dict[tuple[str, str, str, str, bool], list[NumberedFinding]] = {}
    for one in found:
        finding = one.finding
        key = (finding.id, finding.level.value, finding.why, finding.advice, finding.certain)
        kinds.setdefault(key, []).append(one)
    cards = [_kind(ones, links.get(key[0])) for key, ones in kinds.items()]
    return joined([*cards, _accepted(accepted)], "\n")


def _kind(ones: Sequence[NumberedFinding], link: str | None) -> Markup:
    """Return all findings of a kind: why and what to do are said once."""
    first = ones[0].finding
    doubt = "" if first.certain else chip("cannot tell", "doubt")
    places = [
        tag(
            "li",
            tag("strong", one.finding.api, ": ", one.finding.subject),
            " ",
            prose(one.finding.text),
            _address(one.finding),
            id=one.anchor,
        )
        for one in ones
    ]
    more = [" ", tag("a", "AWS on it", href=link, rel="noreferrer")] if link else []
    return tag(
        "article",
        tag(
            "h3",
            chip(first.level.value, f"level {first.level.value}"),
            " ",
            first.id.replace("-", " "),
            " ",
            doubt,
        ),
        tag("p", prose(first.why)),
        tag("p", tag("strong", "What to do: "), prose(first.advice), *more),
        tag("ul", *places, class_="places"),
        class_=f"finding {first.level.value}",
    )


def _address(finding: Finding) -> Markup:
    if finding.address is None:
        return Markup("")
    return tag("div", code(finding.address), class_="soft")


def _accepted(accepted: Sequence[tuple[Finding, str]]) -> Markup:
    if not accepted:
        return Markup("")
    items = [
        tag("li", code(one.id), f" {one.api}: {one.subject}: ", prose(reason))
        for one, reason in accepted
    ]
    summary = tag("summary", f"Accepted ({len(items):,})")
    return tag("details", summary, tag("ul", *items))
