"""
Write docs/rules.md: every rule of the catalogue, what it finds, and what to do.

``python tools/rules.py``, or ``make rules``.
"""

# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from apigwv2_tf.lint import RULES
from apigwv2_tf.report import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apigwv2_tf.lint.rule import Rule

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
_WIDTH = 100
_TOPICS = {
    "AUTH": "Authorization",
    "CORS": "CORS",
    "ROUTE": "Routes",
    "INT": "Integrations",
    "PERM": "Lambda permissions",
    "LOG": "Logs",
    "THR": "Throttling",
    "STG": "Stages and deployments",
    "DOM": "Domain names",
    "WS": "WebSocket messages",
    "QUO": "Quotas",
}
_MEANING = {
    Severity.ERROR: "AWS refuses it when it is applied, though the plan looks fine",
    Severity.CRITICAL: "anyone can do harm, or nobody can call the API any more",
    Severity.HIGH: "somebody can do what they should not, or a part of the API does not work",
    Severity.MEDIUM: "it goes wrong under circumstances",
    Severity.LOW: "worth a look",
    Severity.INFO: "good to know",
}
_HEAD = """\
# Rules

What `apigwv2-tf lint` looks for. `make rules` writes this page from the catalogue.

A rule never guesses. Where it misses a value that is known after apply, or that is sensitive, it
says that it *cannot tell*, and which value that is. `AUTH-016`, authorization that a change takes
away, is not here: it is about two states of an API, and `apigwv2-tf review` tells it.
"""
_SUPPRESS = """\
## Suppressions

What you have decided to live with stands in `apigwv2-tf.yaml`:

```yaml
suppressions:
  - rule: open-route # or its code, AUTH-001
    route: GET /health
    reason: the load balancer has no token
  - rule: cleartext-private-backend
    address: module.stock.* # Terraform addresses
    reason: the listener gets a certificate with the next release
    expires: 2030-12-31 # the last day on which this holds
```

or in `pyproject.toml` (which takes Python 3.11, or the package `tomli`):

```toml
[[tool.apigwv2-tf.suppressions]]
rule = "open-route"
route = "GET /health"
reason = "the load balancer has no token"
```

`rule` and `reason` are needed. `route` (or `subject`, for what is no route, such as `stage prod`)
and `address` narrow it; in both `*` stands for any text, and every other character for itself. An
address holds with and without the stack that a report shows in front of it where several stacks
have the same.

The same file is for reviews, whose `rule` is a [kind of change](changes.md). A suppression of a
rule that has expired or is about nothing becomes a finding of `lint`, and so does one that names
neither a rule nor a kind: `expired-suppression`, `unused-suppression`, `unknown-suppression`. One
of a kind of change that has expired becomes a finding of `review`; being about nothing is fine
there, since a change is in one review and not in the next.

A baseline is a report that was saved as JSON, or another source: only findings that it does not
have count then. They are compared by rule, stack, address and subject, never by wording.
"""


def page(rules: Iterable[Rule] = RULES) -> str:
    """Return the whole page."""
    every = sorted(rules, key=lambda rule: (list(_TOPICS).index(_topic(rule)), rule.code))
    meanings = (f"- **{one.value}**: {_MEANING[one]}." for one in Severity)
    parts = [_HEAD, "\n".join(meanings) + "\n", _SUPPRESS]
    for topic, title in _TOPICS.items():
        own = [rule for rule in every if _topic(rule) == topic]
        if own:
            parts += [f"## {title}\n", *_table(own), *(_section(rule) for rule in own)]
    return "\n".join(parts)


def _topic(rule: Rule) -> str:
    return rule.code.partition("-")[0]


def _table(rules: list[Rule]) -> Iterator[str]:
    """Yield the overview of a topic."""
    yield "| code | rule | severity | |"
    yield "|---|---|---|---|"
    for rule in rules:
        yield f"| {rule.code} | [`{rule.id}`](#{rule.id}) | {rule.severity.value} | {rule.title} |"
    yield ""


def _section(rule: Rule) -> str:
    """Return the section of a rule, under its id."""
    same = ", ".join(_named(name) for name in rule.same_as)
    lines = [
        f"### {rule.id}\n",
        _wrapped(f"**{rule.title}.** {rule.code}, {rule.severity.value}. {rule.why}"),
        _wrapped(f"*What to do:* {rule.fix}"),
        *([_wrapped(f"*Elsewhere:* {same}.")] if same else []),
        _wrapped(
            f"*To live with it:* `rule: {rule.id}` in a [suppression](#suppressions). "
            f"[AWS on it]({rule.link})"
        ),
    ]
    return "\n".join(lines)


def _named(name: str) -> str:
    """Return what others call a rule; weaknesses have pages that are found by their number."""
    number = name.removeprefix("CWE-")
    if number == name:
        return f"`{name}`"
    return f"[{name}](https://cwe.mitre.org/data/definitions/{number}.html)"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"wrote {PAGE.name}\n")
