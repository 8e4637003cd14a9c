"""Rules about APIs: security, what AWS refuses, correctness, operations, quotas."""

from __future__ import annotations

from apigwv2_tf._lazy_names import loader

TYPE_CHECKING = False  # as in typing, which takes longer to import than all the rest
if TYPE_CHECKING:
    from apigwv2_tf.lint.catalogue import RULES as RULES
    from apigwv2_tf.lint.engine import lint as lint

_HOME = {"RULES": "lint.catalogue", "lint": "lint.engine"}

__all__ = ["RULES", "lint"]

if not TYPE_CHECKING:  # type checkers read the imports above, and know what is missing
    __getattr__, __dir__ = loader(__name__, _HOME)
