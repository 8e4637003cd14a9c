"""Instances of resources while a source is loaded, and how they are found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from apigwv2_tf.surface.configuration import Place


@dataclass(slots=True)
class Instance:
    """
    A resource or data source before its links are followed.

    Args:
        label: What its block is called in its module: ``type.name``, or ``data.type.name``.

        place: The module that it is in.

        index: Its key, where its block has ``count`` or ``for_each``.

        stack: What a CDKTF program calls the stack that it is in.
    """

    address: str
    type: str
    label: str
    place: Place
    index: str | int | None
    values: Mapping[str, Any]
    data: bool = False
    construct_path: str | None = None
    stack: str | None = None


class Instances:
    """All instances of a source, by what expressions call them."""

    def __init__(self, instances: Iterable[Instance]) -> None:
        self._groups: dict[tuple[Place, str], dict[str | int | None, Instance]] = defaultdict(dict)
        self._keys: dict[tuple[Place, str], dict[str | int | None, None]] = defaultdict(dict)
        places: dict[Place, None] = {}
        for one in instances:
            self._groups[one.place, one.label][one.index] = one
            places[one.place] = None
        for place in places:
            for depth, (name, key) in enumerate(place):
                self._keys[place[:depth], name][key] = None

    def of(self, place: Place, label: str) -> Mapping[str | int | None, Instance]:
        """Return the instances of a block in one instance of its module, by their keys."""
        return self._groups.get((place, label), {})

    def keys(self, place: Place, name: str) -> Mapping[str | int | None, None]:
        """Return the keys of the instances of a module that is called in a place."""
        return self._keys.get((place, name), {})
