"""What a reference is in the stack that uses it, and what it is called in ids."""

from __future__ import annotations

import re

from apigwv2_tf.constructs._bindings import Construct, TerraformStack, resolved_text
from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.constructs._tree import first_line
from apigwv2_tf.errors import OptionError

_NOT_IN_IDS = re.compile(r"[^\w.-]+")


def seen(construct: Construct, option: str, text: str, got: object) -> str:
    """Return what a text is in the stack of a construct, where the stacks make no circle."""
    try:
        return resolved_text(text, construct) if unresolved(text) else text
    except RuntimeError as error:
        if "circular dependency" in str(error):
            allowed = "nothing of a stack that depends on this one"
            fix = "give text known now, or write the statement into a policy of the other stack"
            refuse(construct, option, got, allowed, fix)
        raise OptionError(construct.node.path, [first_line(error)]) from None


def label(text: str) -> str:
    """Return what a text without CDKTF's marks is called in the id of a construct."""
    return _NOT_IN_IDS.sub(".", text).strip(".")


def stack_of(construct: Construct) -> TerraformStack:
    if isinstance(construct, ApiGatewayConstruct):
        return construct.stack
    return TerraformStack.of(construct)
