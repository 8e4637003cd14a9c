"""
What a review or a lint run has found, before anything is decided about how it is shown.

Both say the same kind of thing: where, what, why it matters, what to do. Rendering decides nothing.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


_ANYWHERE = "*/"
_STACK = r"[^\s\[#]+/(?=(?:data\.)?aws_)"


class Impact(Enum):
    """What a change means for the people who call an API, the worst first."""

    BREAKING = "breaking"
    SECURITY = "security"
    BEHAVIOUR = "behaviour"
    OPERATIONS = "operations"
    COSMETIC = "cosmetic"

    @property
    def rank(self) -> int:
        """The place in the order above: 0 is the worst."""
        return list(Impact).index(self)


class Severity(Enum):
    """How bad a finding about an API is, the worst first; ``error`` is what AWS refuses."""

    ERROR = "error"
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """The place in the order above: 0 is the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One thing that somebody should know.

    Args:
        id: What kind of thing, in kebab-case, such as ``route-removed`` or ``open-route``; stable,
            never used again for something else.

        level: How much it matters.

        api: The API's name, for people.

        subject: What of the API, by its natural key: a route key, ``stage prod``, ``CORS``.

        text: What, in one sentence without the API's name and without a full stop.

        why: Why it matters, in one sentence.

        advice: What to do about it, in one sentence.

        address: The Terraform address that it is about.

        construct_path: The construct that made that, in a CDKTF program.

        before: What was there, in a few words; None where nothing was, or it is about one time.

        after: What will be there.

        certain: Whether this holds for certain; if not, a value is missing that is known after
            apply, and `text` says which.

        stack: What a CDKTF program calls the stack that holds it, which stands in front of its
            address only where another stack holds the same; None where the source does not say.
    """

    id: str
    level: Impact | Severity
    api: str
    subject: str
    text: str
    why: str
    advice: str
    address: str | None = None
    construct_path: str | None = None
    before: str | None = None
    after: str | None = None
    certain: bool = True
    stack: str | None = None

    @property
    def fingerprint(self) -> str:
        """
        What tells the finding from others, in every run.

        No wording, so that it may improve; and the stack always or never, whatever other stacks
        there are.
        """
        if self.stack is None or self.address is None:
            return _hashed(self.id, self.address or self.api, self.subject)
        where = f"{self.stack}/{without_stack(self.address)}"
        return _hashed(self.id, where, without_stacks(self.subject))

    @property
    def addresses(self) -> tuple[str, ...]:
        """The address with and without the stack, where there is one."""
        if self.stack is None or self.address is None:
            return (self.address or "",)
        plain = without_stack(self.address)
        return (plain, f"{self.stack}/{plain}")

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subject, also without stacks in front of the addresses in it."""
        if self.stack is None:
            return (self.subject,)
        return tuple(dict.fromkeys((self.subject, without_stacks(self.subject))))

    @property
    def marks(self) -> tuple[str, str]:
        """What a baseline keeps: the fingerprint, and one for whoever does not know stacks."""
        return self.fingerprint, mark_anywhere(self.id, self.address or self.api, self.subject)

    def is_among(self, marks: Collection[str]) -> bool:
        """
        Say whether a baseline has the finding.

        Where only one of them is from a source that knows stacks, such as no plan does, the stack
        makes no difference.
        """
        fingerprint, anywhere = self.marks
        if fingerprint in marks or anywhere.removeprefix(_ANYWHERE) in marks:
            return True
        return self.stack is None and anywhere in marks

    @property
    def place(self) -> tuple[object, ...]:
        """
        Where the finding stands among others.

        The worst first, what holds for certain before what may; then by API, and within it by path
        and method.
        """
        method, _, path = self.subject.partition(" ")
        where = (path, method) if path.startswith("/") else (self.subject, "")
        address = self.address or ""
        return (self.level.rank, not self.certain, self.api, *where, self.id, address, self.text)


def without_stack(address: str) -> str:
    """Return an address without the stack that may stand in front of it."""
    return re.sub(f"^{_STACK}", "", address)


def without_stacks(text: str) -> str:
    """Return text in which no address has its stack in front."""
    return re.sub(f"(?<!\\S){_STACK}", "", text)


def mark_anywhere(id: str, where: str, subject: str) -> str:
    """Return what tells a finding from others, in whatever stack it is."""
    return f"{_ANYWHERE}{_hashed(id, without_stack(where), without_stacks(subject))}"


def _hashed(id: str, where: str, subject: str) -> str:
    natural = f"{id}\n{where}\n{subject}"
    return hashlib.sha256(natural.encode(errors="surrogatepass")).hexdigest()[:16]
