"""Standard output, which may be closed, or end where there is no more room."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from apigwv2_tf.errors import OutputError, reason

_NAME = "standard output"


def print_text(text: str, *, is_for_people: bool = False) -> None:
    """
    Write text to standard output, all of it.

    Args:
        text: What to write, in UTF-8 for programs.

        is_for_people: Whether to write it in the terminal's own encoding; what that does not have
            is spelled out.

    Raises:
        OutputError: If it cannot be written; not where a reader wants no more, which is no fault.
    """
    if sys.stdout is None:
        raise OutputError(f"{_NAME}: is closed")
    encoding = sys.stdout.encoding if is_for_people else "utf-8"
    try:
        sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up()
        raise OutputError(f"{_NAME}: cannot be written: {reason(error)}") from None


def _give_up() -> None:
    """Let what waits to be written go nowhere; else Python tries once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
