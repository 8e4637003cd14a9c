"""Counts the calls from Python to Node, which are what a program's constructs cost."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import jsii

if TYPE_CHECKING:
    from collections.abc import Iterator


class NodeCalls:
    """How many calls there have been since counting began."""

    def __init__(self) -> None:
        """Begin at none."""
        self.count = 0


@contextmanager
def counted() -> Iterator[NodeCalls]:
    """Count the calls of what is inside."""
    calls = NodeCalls()
    provider: Any = jsii.kernel.provider
    process = provider._process
    send = process.send

    def counting(*args: Any) -> Any:  # noqa: ANN401 - jsii's own
        calls.count += 1
        return send(*args)

    process.send = counting
    try:
        yield calls
    finally:
        del process.send
