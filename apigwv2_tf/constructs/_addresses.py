"""
Which resource of a stack has which address, once the whole program is known.

Asked for all of them in one go: each name is a call to Node, and comparing every resource with
every other one by itself would take seconds for a hundred routes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs._bindings import TerraformStack, add_validation


@dataclass(slots=True)
class AddressBook:
    """
    The addresses of a stack's resources, as they are when CDKTF validates the stack.

    Args:
        stack: The stack.

        kinds: The provider's classes whose resources are entered.
    """

    stack: TerraformStack
    kinds: set[type] = field(default_factory=set)
    _found: dict[tuple[type, str], list[Any]] = field(default_factory=dict)

    def having(self, kind: type, name: str) -> list[Any]:
        """Return the resources of a class that have a name in Terraform; should be one."""
        return self._found.get((kind, name), [])

    def read(self) -> list[str]:
        """Look all of them up; finds no fault itself."""
        self._found.clear()
        elements: list[Any] = [it for it in self.stack.node.find_all() if type(it) in self.kinds]
        for it in elements:
            self._found.setdefault((type(it), it.friendly_unique_id), []).append(it)
        return []


_BOOKS: WeakKeyDictionary[TerraformStack, AddressBook] = WeakKeyDictionary()


def book_of(stack: TerraformStack, kind: type) -> AddressBook:
    """Return the addresses of a stack, for validations of constructs, with those of one class."""
    if stack not in _BOOKS:
        book = _BOOKS[stack] = AddressBook(stack)
        # CDKTF validates the stack before what is in it
        add_validation(stack, book.read)
    _BOOKS[stack].kinds.add(kind)
    return _BOOKS[stack]
