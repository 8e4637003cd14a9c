"""One browser for all tests here: starting it takes longest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.browser import Browser, open_browser

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser that knows nothing."""
    with open_browser() as opened:
        yield opened
