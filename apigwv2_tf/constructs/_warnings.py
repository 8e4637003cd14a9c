"""Warnings: what deploys but surprises. Errors are for what does not deploy."""

from __future__ import annotations

import sys
import warnings
from types import FrameType

from apigwv2_tf.constructs._bindings import Annotations, IConstruct
from apigwv2_tf.errors import ApiGatewayWarning, Problem

# whose code stands between the user's line and the warning
_BETWEEN = frozenset({"apigwv2_tf", "cdktf", "constructs", "functools", "jsii"})


def warn(construct: IConstruct, text: Problem | str) -> None:
    """
    Warn, as Python does where the program runs and as CDKTF's command line does at synth.

    Args:
        construct: What the warning is about; both show its path.

        text: A `Problem`, or ``option is X, allowed: Y; fix``.
    """
    Annotations.of(construct).add_warning(str(text))
    told = f"{construct.node.path}: {text}"
    warnings.warn(told, ApiGatewayWarning, stacklevel=_levels(sys._getframe(1)))  # noqa: SLF001 - as warnings does


def _levels(frame: FrameType | None) -> int:
    """Return how far up the user's own line is."""
    level = 2
    while frame is not None and _root(frame) in _BETWEEN:
        frame, level = frame.f_back, level + 1
    return level


def _root(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]
