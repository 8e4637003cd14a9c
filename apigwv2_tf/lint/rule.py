"""A rule: a pure function of a surface, beside the words about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigwv2_tf.report import Severity
    from apigwv2_tf.surface.elements import Origin
    from apigwv2_tf.surface.model import Surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """
    Something that a rule has found.

    Args:
        api: The API's name, for people; of a domain name or a permission, its own.

        subject: What of it, by its natural key: a route key, ``stage prod``, ``CORS``.

        text: What, in one sentence without the API's name and without a full stop.

        origin: The element that it is about.

        severity: How bad, where that differs from the rule's own.

        certain: Whether this holds for certain. A rule that misses a value, because it is known
            after apply or not to be shown, yields a hit that is not certain, and says which value.
    """

    api: str
    subject: str
    text: str
    origin: Origin
    severity: Severity | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    One check, and everything there is to say about it.

    Args:
        id: Kebab-case, such as ``open-route``; never used again for something else.

        code: Its place in the catalogue, such as ``AUTH-001``.

        severity: How bad it is.

        title: What is wrong, in a few words.

        why: Why it matters, in one or two sentences.

        fix: What to do, for people who write HCL and for those who use our constructs.

        link: The page of AWS's documentation behind it.

        same_as: What others call it: ``CKV_AWS_309``, ``APIGateway.8``, ``CWE-306``.

        check: Yields what it finds.
    """

    id: str
    code: str
    severity: Severity
    title: str
    why: str
    fix: str
    link: str
    check: Callable[[Surface], Iterator[Hit]]
    same_as: tuple[str, ...] = ()
