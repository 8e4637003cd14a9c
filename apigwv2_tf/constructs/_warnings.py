"""Warnings: what deploys but surprises. Errors are for what does not deploy."""

from __future__ import annotations

from apigwv2_tf.constructs._bindings import Annotations, IConstruct
from apigwv2_tf.errors import Problem


def warn(construct: IConstruct, text: Problem | str) -> None:
    """
    Have CDKTF's command line show a warning at synth: ``WARN [path]: text``.

    Args:
        construct: What the warning is about; the command line shows its path.

        text: A `Problem`, or ``option is X, allowed: Y; fix``.
    """
    Annotations.of(construct).add_warning(str(text))
