"""
What API Gateway v2 refuses.

Terraform's plan finds none of these, so a library has to; the messages are AWS's own where they
are known. Rules that depend on the state of an account, such as quotas, are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.gateway.rules import apis, integrations, routes, stages

if TYPE_CHECKING:
    from tests.support.gateway.store import Record

_RULES = {**apis.RULES, **integrations.RULES, **routes.RULES, **stages.RULES}
_REMOVAL_RULES = {**apis.REMOVAL_RULES, **integrations.REMOVAL_RULES, **stages.REMOVAL_RULES}


def check(record: Record) -> None:
    """Refuse a new or changed record that AWS would refuse."""
    for rule in _RULES.get(record.kind.collection, ()):
        rule(record)


def check_removal(record: Record) -> None:
    """Refuse to delete what is still in use."""
    rule = _REMOVAL_RULES.get(record.kind.collection)
    if rule is not None:
        rule(record)
