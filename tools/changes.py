"""
Write docs/changes.md: every kind of change that a review tells of, why it matters, what to do.

``python tools/changes.py``, or ``make changes``.
"""

# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from apigwv2_tf.report import Impact
from apigwv2_tf.review.kinds.apis import APIS
from apigwv2_tf.review.kinds.applies import APPLIES
from apigwv2_tf.review.kinds.backends import BACKENDS
from apigwv2_tf.review.kinds.browsers import BROWSERS
from apigwv2_tf.review.kinds.callers import CALLERS
from apigwv2_tf.review.kinds.domains import DOMAINS
from apigwv2_tf.review.kinds.messages import MESSAGES
from apigwv2_tf.review.kinds.routes import ROUTES
from apigwv2_tf.review.kinds.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.review.kinds import Kind

PAGE = Path(__file__).resolve().parents[1] / "docs" / "changes.md"
TOPICS = {
    "APIs": APIS,
    "Routes": ROUTES,
    "Who may call": CALLERS,
    "Backends": BACKENDS,
    "Browsers": BROWSERS,
    "Stages": STAGES,
    "Domain names": DOMAINS,
    "WebSocket messages": MESSAGES,
    "The apply": APPLIES,
}
_MEANING = {
    Impact.BREAKING: "callers that work today fail, or the apply itself does",
    Impact.SECURITY: "somebody may do what they may not today, or nobody can tell any more",
    Impact.BEHAVIOUR: "requests are answered, but otherwise",
    Impact.OPERATIONS: "whoever runs the API notices it; callers only under load or on a bad day",
    Impact.COSMETIC: "callers do not notice",
}
_HEAD = """\
# Kinds of changes

What [`apigwv2-tf review`](review.md) tells of. `make changes` writes this page from the package.
"""
_NOTE = """\
A kind never changes its name, so a [suppression](rules.md#suppressions) can name it as its `rule`.
Its level is the usual one; a finding has another where more is known: a route that is renamed
breaks nobody while another route answers the old requests.
"""


def page() -> str:
    """Return the whole page."""
    meanings = [f"- **{impact.value}**: {_MEANING[impact]}." for impact in Impact]
    sections = ("\n".join(_section(*topic)) for topic in TOPICS.items())
    return "\n".join([_HEAD, *meanings, "", _NOTE, *sections])


def _section(title: str, kinds: Iterable[Kind]) -> Iterator[str]:
    """Yield the lines about one topic."""
    yield f"## {title}\n"
    yield "| kind | level | why it matters | what to do |"
    yield "|---|---|---|---|"
    for kind in kinds:
        yield f"| `{kind.id}` | {kind.impact.value} | {kind.why} | {kind.advice} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"wrote {PAGE.name}\n")
