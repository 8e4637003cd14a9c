"""
All rules, by hand.

``AUTH-016``, authorization that a change takes away, is not among them: it compares two surfaces,
and the review of a plan tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.lint import (
    authorization,
    authorizer_permission,
    authorizers,
    cors,
    domains,
    integrations,
    logs,
    mappings,
    overlap,
    permission,
    quotas,
    route_keys,
    routes,
    stages,
    throttling,
    websocket,
)

if TYPE_CHECKING:
    from apigwv2_tf.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    *authorization.RULES,
    *authorizers.RULES,
    *authorizer_permission.RULES,
    *overlap.RULES,
    *cors.RULES,
    *route_keys.RULES,
    *routes.RULES,
    *integrations.RULES,
    *mappings.RULES,
    *permission.RULES,
    *logs.RULES,
    *throttling.RULES,
    *stages.RULES,
    *domains.RULES,
    *websocket.RULES,
    *quotas.RULES,
)
