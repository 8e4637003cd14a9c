"""What is known of an API besides its id: what was added to it, from wherever in the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from apigwv2_tf.constructs._checks import refuse
from apigwv2_tf.constructs._types import on_refusal

if TYPE_CHECKING:
    from apigwv2_tf.constructs._construct import ApiGatewayConstruct
    from apigwv2_tf.terms import ProtocolType


@dataclass(slots=True)
class ApiRegistry:
    """
    The book an API keeps of its parts.

    Args:
        protocol: The API's protocol; None where it is not known, as for an imported id.

        from_document: Whether an OpenAPI document defines the routes.

        settings: The API itself, where this program defines it.

        published: Everything else that a deployment takes a snapshot of, in the order it was added.

        routes: The routes by key, those among `published`.

        models: The models by name, those among `published`.

        permissions: Which functions the API may invoke already.
    """

    protocol: ProtocolType | None = None
    from_document: bool = False
    settings: ApiGatewayConstruct | None = None
    published: list[ApiGatewayConstruct] = field(default_factory=list)
    models: dict[str, ApiGatewayConstruct] = field(default_factory=dict)
    routes: dict[str, ApiGatewayConstruct] = field(default_factory=dict)
    permissions: dict[object, ApiGatewayConstruct] = field(default_factory=dict)
    _taken: dict[str, dict[Any, str]] = field(default_factory=dict)

    def take(
        self, construct: ApiGatewayConstruct, kind: str, name: object, option: str, shown: str
    ) -> None:
        """
        Enter a name that may exist once in an API.

        Raises:
            OptionError: If another construct has it.
        """
        owner = self._taken.setdefault(kind, {}).setdefault(name, construct.tree_path)
        if owner != construct.tree_path:
            refuse(construct, option, shown, f"one that the API has not yet: {owner} has it")

    def has(self, kind: str, name: object) -> bool:
        """Say whether a name has been entered."""
        return name in self._taken.get(kind, {})

    def names(self, kind: str) -> list[Any]:
        """Return the names of a kind that have been entered."""
        return list(self._taken.get(kind, {}))

    def count(self, kind: str) -> int:
        """Return how many names of a kind have been entered."""
        return len(self._taken.get(kind, {}))

    def forget(self, construct: ApiGatewayConstruct) -> None:
        """Let go of all that stands under a construct that was refused, and of itself."""
        place = construct.tree_path
        self.published = [one for one in self.published if not _is_under(one, place)]
        self.permissions = {
            function: one for function, one in self.permissions.items() if not _is_under(one, place)
        }

    def let_go(self, place: str) -> None:
        """Let go of the names that a refused construct entered."""
        self._taken = {
            kind: {name: owner for name, owner in taken.items() if not _is_at(owner, place)}
            for kind, taken in self._taken.items()
        }
        self.routes = {key: one for key, one in self.routes.items() if not _is_under(one, place)}
        self.models = {name: one for name, one in self.models.items() if not _is_under(one, place)}


def _forget_names(place: str) -> None:
    """Have every API forget what a refused construct entered."""
    for registry in (*_REGISTRIES.values(), *(kept for _, kept in _KEPT.values())):
        registry.let_go(place)


def _is_at(owner: str, place: str) -> bool:
    return f"{owner}/".startswith(f"{place}/")


def _is_under(construct: ApiGatewayConstruct, place: str) -> bool:
    return _is_at(construct.tree_path, place)


_REGISTRIES: WeakKeyDictionary[object, ApiRegistry] = WeakKeyDictionary()
# of objects that cannot be held weakly; kept with the object, so that its id stays its own
_KEPT: dict[int, tuple[object, ApiRegistry]] = {}
on_refusal.append(_forget_names)


def registry_of(api: object) -> ApiRegistry:
    """Return the book of an API; a new one where the object is seen for the first time."""
    try:
        return _REGISTRIES.setdefault(api, ApiRegistry())
    except TypeError:
        return _KEPT.setdefault(id(api), (api, ApiRegistry()))[1]
