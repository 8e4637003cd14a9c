"""The role that a grant is for, however it was given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from apigwv2_tf.constructs._bindings import Construct, Fn
from apigwv2_tf.constructs._checks import check, matches, refuse
from apigwv2_tf.constructs._references import label, seen
from apigwv2_tf.constructs._rules import named
from apigwv2_tf.constructs._tokens import unresolved

_NAME = r"[A-Za-z0-9_+=,.@-]{1,64}"
_ARN = rf"arn:[\w-]+:iam::\d{{12}}:role/(?:\S+/)?{_NAME}"
_KEPT_BY_AWS = ("aws-service-role/", "aws-reserved/")
_NAME_REFERENCE = re.compile(r"\$\{(?:data\.)?aws_iam_role\.[\w-]+\.(?:name|id)\}")
_ROLE = "a role: an object with name and arn or with a role, a role's name or its ARN"
_ROLE_TEXT = (
    "a role: a name of 1 to 64 letters, digits and _+=,.@-, or arn:aws:iam::ACCOUNT:role/NAME"
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role's name, what tells it from others, and what it is called in ids."""

    name: str
    identity: str
    label: str


def role_of(scope: Construct, option: str, grantee: object) -> Role:
    text = _role_text(grantee)
    if text is None:
        refuse(scope, option, named(grantee), _ROLE)
    _check_role(scope, option, text)
    if isinstance(grantee, Construct):
        path = str(grantee.node.path)
        is_role = _is_role(grantee)
        return Role(text if is_role else _name_of(text, text), path, path)
    text_seen = seen(scope, option, text, named(grantee))
    name = _name_of(text, text_seen)
    if text == text_seen and not unresolved(name):
        return Role(name, name, name)
    return Role(name, text_seen, label(text_seen))


def _role_text(grantee: object) -> str | None:
    """Return the name or the ARN of the role that a grantee is or has; None where it has none."""
    if isinstance(grantee, str):
        return grantee
    if _is_role(grantee):
        return str(getattr(grantee, "name", None))
    # what a function was given rather than what it has: Terraform need not wait for the function
    for attribute in ("role_input", "role", "role_arn_input", "role_arn"):
        role = getattr(grantee, attribute, None)
        if role is not None:
            return _role_text(role)
    return None


def _is_role(grantee: object) -> bool:
    # other resources have a name and an ARN too
    kind = getattr(grantee, "terraform_resource_type", None)
    if kind is not None:
        return bool(kind == "aws_iam_role")
    has = (hasattr(type(grantee), name) or hasattr(grantee, name) for name in ("name", "arn"))
    return all(has) and getattr(grantee, "role", None) is None


def _check_role(scope: Construct, option: str, text: str) -> None:
    check(scope, matches(option, text, f"{_NAME}|{_ARN}", _ROLE_TEXT))
    if not unresolved(text) and any(f":role/{path}" in text for path in _KEPT_BY_AWS):
        refuse(scope, option, text, "a role of your own: AWS lets nobody change this one")


def _name_of(text: str, text_seen: str) -> str:
    """Return a role's name by its name or ARN, which may be known at apply only."""
    tail = text.rpartition("/")[2]
    if not unresolved(text) or (":role/" in text and re.fullmatch(_NAME, tail)):
        return tail
    return text if _NAME_REFERENCE.fullmatch(text_seen) else _last_part(text)


def _last_part(text: str) -> str:
    """Return the expression for what is behind the last / of an ARN; the whole of a name."""
    if "TfToken[" in text:
        return str(Fn.basename(text))
    # CDKTF would take what is written by hand for text
    whole = text.startswith("${") and text.endswith("}") and text.count("${") == 1
    return f"${{basename({text[2:-1]})}}" if whole else f'${{basename("{text}")}}'
