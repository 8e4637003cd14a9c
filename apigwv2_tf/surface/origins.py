"""The origins of web pages, as CORS settings name them."""

from __future__ import annotations

import re

ANY_OF_A_SCHEME = ("https://*", "http://*")
"""What stands for every origin of a scheme; no other star stands for anything but itself."""

NULL = "null"
"""What sandboxed pages send."""

_USUAL_PORT = re.compile(r"^http:.*:80$|^https:.*:443$")
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/\sA-Z*?#@]+")


def is_sent(origin: str) -> bool:
    """Say whether there are pages for which browsers send an origin, or one that it stands for."""
    if origin in ("*", *ANY_OF_A_SCHEME, NULL):
        return True
    # browsers leave out the port that a scheme has anyway
    return bool(_ORIGIN.fullmatch(origin)) and not _USUAL_PORT.search(origin)
