"""
Every kind of change that a review tells of, and the words about it.

The list is closed: an id is stable, and is never used again for something else.
"""

from __future__ import annotations

from apigwv2_tf.review.kinds.apis import APIS
from apigwv2_tf.review.kinds.applies import APPLIES
from apigwv2_tf.review.kinds.backends import BACKENDS
from apigwv2_tf.review.kinds.browsers import BROWSERS
from apigwv2_tf.review.kinds.callers import CALLERS
from apigwv2_tf.review.kinds.domains import DOMAINS
from apigwv2_tf.review.kinds.kind import Kind
from apigwv2_tf.review.kinds.messages import MESSAGES
from apigwv2_tf.review.kinds.routes import ROUTES
from apigwv2_tf.review.kinds.stages import STAGES

__all__ = ["BY_ID", "KINDS", "Kind"]

KINDS: tuple[Kind, ...] = (
    *APIS,
    *ROUTES,
    *CALLERS,
    *BACKENDS,
    *BROWSERS,
    *STAGES,
    *DOMAINS,
    *MESSAGES,
    *APPLIES,
)

BY_ID = {kind.id: kind for kind in KINDS}
