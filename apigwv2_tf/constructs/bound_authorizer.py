"""An authorizer that said how it authorizes a route."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoundAuthorizer:
    """What a route needs to know of it: its id."""

    authorizer_id: str
