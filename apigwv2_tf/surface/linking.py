"""Links resources to each other: by what AWS calls them, or by what was written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from apigwv2_tf.surface.identities import Identities, lead_of
from apigwv2_tf.surface.instances import Instances
from apigwv2_tf.surface.links import LINKS, Link, LinkKind
from apigwv2_tf.surface.references import UNRESOLVED, Question, References
from apigwv2_tf.surface.resources import Resource
from apigwv2_tf.surface.values import Sensitive, is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from apigwv2_tf.surface.configuration import Place, Scope
    from apigwv2_tf.surface.identities import Clue
    from apigwv2_tf.surface.instances import Instance

_STAGE = "aws_apigatewayv2_stage"
_TYPES: Final = frozenset(
    kind for links in LINKS.values() for kinds in links.values() for kind in kinds
)


class Linker:
    """
    Finds what each attribute of each instance leads to.

    Args:
        instances: All of a source.

        scope_of: Returns the scope of a module; None where the source does not tell what was
            written, as a state does not.

        elsewhen: Returns more instances that a value which is known may come from, such as those
            before a change; asked the first time that one is needed.
    """

    def __init__(
        self,
        instances: Sequence[Instance],
        scope_of: Callable[[Place], Scope | None] | None = None,
        elsewhen: Callable[[], Iterable[Instance]] | None = None,
    ) -> None:
        self._identities = Identities(instances, _TYPES)
        self._references = References(Instances(instances) if scope_of else Instances(()))
        self._scope_of = scope_of
        self._elsewhen = elsewhen
        self._others: Identities | None = None
        self._known: dict[tuple[str, str], Link | None] = {}

    def resource(self, instance: Instance) -> Resource:
        """Return an instance with its links."""
        links = {}
        for attribute in () if instance.data else LINKS.get(instance.type, ()):
            link = self.link(instance, attribute)
            if link is not None:
                links[attribute] = link
        return Resource(
            address=instance.address,
            type=instance.type,
            values=instance.values,
            links=links,
            data=instance.data,
            construct_path=instance.construct_path,
            stack=instance.stack,
        )

    def link(self, instance: Instance, attribute: str) -> Link | None:
        """Return what an attribute leads to; None where it is not set, or says itself."""
        asked = (instance.address, attribute)
        if asked not in self._known:
            self._known[asked] = UNRESOLVED  # for whoever asks for it while it is looked for
            self._known[asked] = self._link(instance, attribute)
        return self._known[asked]

    def _link(self, instance: Instance, attribute: str) -> Link | None:
        value = _value(instance.values, attribute)
        if is_hidden(value):
            written = self._written(instance, attribute) or UNRESOLVED
            return replace(written, sensitive=value) if isinstance(value, Sensitive) else written
        if not isinstance(value, str) or not value:
            return None
        types = LINKS[instance.type][attribute]
        clue = lead_of(instance.type, attribute).read(value)
        found = self._identified(instance, types, clue)
        if found is not None and found.target:
            return found
        if found is None and clue.id is None:
            return None
        by_text = self._written(instance, attribute)
        if by_text is not None and by_text.target:
            return by_text
        expression = by_text.expression if by_text else None
        return found or Link(kind=LinkKind.EXTERNAL, id=clue.id, expression=expression)

    def _identified(self, instance: Instance, types: Sequence[str], clue: Clue) -> Link | None:
        """Find the resource that has an id, now or before."""
        found = self._of_same_api(instance, self._identities.find(types, clue))
        if not found and clue.texts and self._elsewhen is not None:
            if self._others is None:
                self._others = Identities(self._elsewhen(), _TYPES)
            found = self._of_same_api(instance, self._others.find(types, clue))
        if not found:
            return None
        # the name of a stage says nothing without its API
        is_certain = len(found) == 1 and (found[0].type != _STAGE or self._is_sure(instance))
        kind = LinkKind.EXACT if is_certain else LinkKind.AMBIGUOUS
        return Link(kind=kind, targets=tuple(sorted(one.address for one in found)))

    def _of_same_api(self, instance: Instance, found: list[Instance]) -> list[Instance]:
        """Leave those of the same API, where several have the id, or where it is a mere name."""
        needed = len(found) > 1 or any(one.type == _STAGE for one in found)
        if not needed or not self._is_sure(instance):
            return found
        own = self._api_of(instance)
        others = [(one, self._api_of(one)) for one in found]
        same = [one for one, api in others if own and api and _same(own) == _same(api)]
        return same or [one for one, _ in others if not self._is_sure(one)]

    def _is_sure(self, instance: Instance) -> bool:
        """Say whether it is certain which API a part belongs to."""
        api = self._api_of(instance)
        return api is not None and (api.target is not None or api.id is not None)

    def _api_of(self, instance: Instance) -> Link | None:
        has_api = "api_id" in LINKS.get(instance.type, {})
        return self.link(instance, "api_id") if has_api else None

    def _written(self, instance: Instance, attribute: str) -> Link | None:
        """Find the resource that what was written leads to."""
        scope = self._scope_of(instance.place) if self._scope_of else None
        block = scope.module.blocks.get(instance.label) if scope else None
        expression = block.expression(attribute) if block else None
        if scope is None or block is None or expression is None:
            return None
        asked = Question(
            types=LINKS[instance.type][attribute],
            lead=lead_of(instance.type, attribute),
            follow=self.link,
        )
        own = scope.of(instance.index, block.keys)
        found = self._references.answer(expression, own, asked)
        return replace(found or UNRESOLVED, expression=expression.text)


def _same(api: Link) -> tuple[str | None, str | None]:
    """Return what is equal in two links to the same API."""
    return (api.target, api.id)


def _value(values: Mapping[str, Any], attribute: str) -> object:
    """Return the value of an attribute; a dot leads into the only block of a name."""
    value: Any = values
    for name in attribute.split("."):
        if isinstance(value, tuple):
            value = value[0] if len(value) == 1 else None
        if is_hidden(value):
            return value
        value = value.get(name) if isinstance(value, dict) else None
    return value
