"""The refusals of API Gateway v2; each is an HTTP status and the name AWS gives it."""

from __future__ import annotations

from typing import ClassVar


class RefusedError(Exception):
    """The request is refused."""

    status: ClassVar[int]
    name: ClassVar[str]


class BadRequestError(RefusedError):
    """The request makes no sense to API Gateway."""

    status = 400
    name = "BadRequestException"


class NotFoundError(RefusedError):
    """The request names something that does not exist."""

    status = 404
    name = "NotFoundException"


class ConflictError(RefusedError):
    """The request does not fit what exists."""

    status = 409
    name = "ConflictException"
