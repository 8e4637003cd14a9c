"""Where a construct stands in the tree of the program: its path and its stack."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Mapping
from functools import cached_property

from apigwv2_tf.constructs._bindings import Construct, TerraformStack
from apigwv2_tf.constructs._tokens import TOKEN
from apigwv2_tf.errors import OptionError, Problem

# the main resource's id under its construct; `node.default_child` goes by it
MAIN_ID = "Resource"
_TOKEN = re.compile(TOKEN)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class IdTakenError(OptionError):
    """Another construct has the id that one was to have."""


class TreeConstruct(Construct):
    """A construct that knows its place: asking its node costs two calls to Node each time."""

    def __init__(self, scope: Construct, id: str) -> None:
        _check_place(scope, id)
        try:
            super().__init__(scope, id)
        except RuntimeError as error:
            path = f"{scope.node.path}/{id}"
            if "There is already a Construct" in str(error):
                other = type(scope.node.try_find_child(id)).__name__
                allowed = f"an id that no other construct under this scope has, as this {other} has"
                raise IdTakenError(path, [Problem("id", id, allowed)]) from None
            allowed = f"one that CDKTF takes: {first_line(error)}"
            raise OptionError(path, [Problem("id", id, allowed)]) from None
        self.__scope = scope
        self.__id = id
        self.__path: str | None = None
        self.__stack: TerraformStack | None = None

    @property
    def tree_path(self) -> str:
        """The construct's path in the tree, as its node has it, mostly without asking Node."""
        if self.__path is None:
            scope, id = self.__scope, self.__id.replace("/", "--")
            # what a line break becomes depends on the version of CDKTF
            if isinstance(scope, TreeConstruct) and "\n" not in id:
                self.__path = f"{scope.tree_path}/{id}"
            else:
                self.__path = str(self.node.path)
        return self.__path

    @property
    def stack(self) -> TerraformStack:
        """The stack that this construct belongs to."""
        if self.__stack is None:
            scope = self.__scope
            self.__stack = (
                scope.stack if isinstance(scope, TreeConstruct) else TerraformStack.of(scope)
            )
        return self.__stack

    @cached_property
    def stack_path(self) -> str:
        """The path of the stack that this construct belongs to."""
        scope = self.__scope
        return scope.stack_path if isinstance(scope, TreeConstruct) else str(self.stack.node.path)


def _check_place(scope: object, id: object) -> None:
    if not isinstance(scope, Construct):
        problem = Problem("scope", scope, "a construct, such as a TerraformStack")
        raise OptionError(str(id), [problem])
    if not isinstance(id, str) or not id:
        allowed = "text that is unique under its scope"
        raise OptionError(scope.node.path, [Problem("id", id, allowed)])
    if _TOKEN.search(id):
        allowed = "text known now: a Terraform address is made from it"
        fix = "make the construct with an id of its own"
        raise OptionError(scope.node.path, [Problem("id", id, allowed, fix)])
    if id == "Default":
        allowed = "any other text: CDKTF leaves this id out of addresses, so two would be one"
        problem = Problem("id", id, allowed, "such as 'DefaultOne'")
        raise OptionError(f"{scope.node.path}/{id}", [problem])
    if id == MAIN_ID and isinstance(scope, TreeConstruct):
        allowed = f"any other text: the resource of {scope.node.path} has it"
        raise OptionError(f"{scope.node.path}/{id}", [Problem("id", id, allowed)])
    if not is_json(id):
        raise OptionError(scope.node.path, [Problem("id", id, "whole characters")])


def is_json(value: object) -> bool:
    """Say whether Node can read a value: it stops for good at what is not JSON."""
    if isinstance(value, (int, float)):
        return abs(value) <= sys.float_info.max
    if isinstance(value, str):
        return value.isascii() or not _HALF_CHARACTER.search(value)
    if isinstance(value, Mapping):
        return all(is_json(part) for pair in value.items() for part in pair)
    return not isinstance(value, list) or all(is_json(part) for part in value)


def distinct(id: str) -> str:
    """Return an id that stays apart from others: CDKTF writes / as --, so those would be one."""
    if "--" not in id:
        return id
    return f"{id}.{hashlib.sha256(id.encode()).hexdigest()[:8]}"


def first_line(error: BaseException) -> str:
    """Return what an error of CDKTF says, without the JavaScript stack behind it."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
