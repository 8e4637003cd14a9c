"""How much a surface has of what AWS limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from apigwv2_tf.lint import _domains
from apigwv2_tf.lint._phrases import subjects
from apigwv2_tf.lint._verdicts import doubt, text_of
from apigwv2_tf.prose import code
from apigwv2_tf.surface.model import Surface
from apigwv2_tf.surface.names import api_name, route_name, stage_name

if TYPE_CHECKING:
    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import (
        Authorizer,
        Deployment,
        DomainName,
        Integration,
        IntegrationResponse,
        Model,
        Origin,
        Route,
        Stage,
        VpcLink,
    )
    from apigwv2_tf.surface.model import Api

E_co = TypeVar("E_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[E_co]):
    """
    An element, and what people call it.

    Args:
        name: The API's name; of what belongs to none, its own.

        subject: What of it, by its natural key.

        origin: Where it comes from.

        element: The element itself.
    """

    name: str
    subject: str
    origin: Origin
    element: E_co


@dataclass(frozen=True, slots=True)
class Amount:
    """
    How much there is of something.

    Args:
        part: What has it.

        number: How much of it is known.

        doubts: Why there may be more.
    """

    part: Part[object]
    number: float
    doubts: Doubts = ()


Parts: TypeAlias = Callable[[Surface], Iterator[Part[E_co]]]
Amounts: TypeAlias = Callable[[Surface], Iterator[Amount]]


def counting(parts: Parts[E_co], attribute: str, of: Callable[[E_co], object]) -> Amounts:
    """
    Return what counts something of each part.

    Args:
        parts: The parts.

        attribute: What is counted, for the words of doubts.

        of: Returns a list or a map.
    """

    def amounts(surface: Surface) -> Iterator[Amount]:
        for part in parts(surface):
            value = of(part.element)
            size = len(value) if isinstance(value, (tuple, Mapping)) else 0
            yield Amount(part, size, doubt(code(attribute), value))

    return amounts


def measuring(parts: Parts[E_co], of: Callable[[E_co], Iterable[object]]) -> Amounts:
    """
    Return what measures the longest text of each part.

    Args:
        parts: The parts.

        of: Returns the texts.
    """

    def amounts(surface: Surface) -> Iterator[Amount]:
        for part in parts(surface):
            lengths = (len(text) for text in of(part.element) if isinstance(text, str))
            yield Amount(part, max(lengths, default=0))

    return amounts


def together(*several: Amounts) -> Amounts:
    """Return what yields the amounts of several kinds of parts."""

    def amounts(surface: Surface) -> Iterator[Amount]:
        for one in several:
            yield from one(surface)

    return amounts


def in_each_api(of: Callable[[Api], tuple[object, ...]], protocol: str | None = None) -> Amounts:
    """
    Return what counts parts of each API.

    Args:
        of: Returns the parts.

        protocol: Only of APIs of this protocol.
    """

    def amounts(surface: Surface) -> Iterator[Amount]:
        for part in apis(surface):
            if protocol in (None, part.element.protocol):
                document = doubt("the API's body", part.element.document)
                yield Amount(part, len(of(part.element)), document)

    return amounts


def in_all(parts: Parts[E_co], subject: str) -> Amounts:
    """
    Return what counts the parts of a surface; the first of them stands for all.

    Args:
        parts: The parts.

        subject: What people call them.
    """

    def amounts(surface: Surface) -> Iterator[Amount]:
        every = list(parts(surface))
        for first in every[:1]:
            yield Amount(Part(first.name, subject, first.origin, None), len(every))

    return amounts


def apis(surface: Surface) -> Iterator[Part[Api]]:
    """Yield the APIs."""
    for api in surface.apis:
        yield Part(api_name(api), "API", api.origin, api)


def routes(surface: Surface) -> Iterator[Part[Route]]:
    """Yield the routes."""
    for api in surface.apis:
        for route in api.routes:
            yield Part(api_name(api), route_name(route), route.origin, route)


def integrations(surface: Surface) -> Iterator[Part[Integration]]:
    """Yield the integrations."""
    for api in surface.apis:
        subject = subjects(api)
        for one in api.integrations:
            yield Part(api_name(api), subject(one), one.origin, one)


def responses(surface: Surface) -> Iterator[Part[IntegrationResponse]]:
    """Yield the integration responses."""
    for api in surface.apis:
        for one in (one for integration in api.integrations for one in integration.responses):
            subject = f"integration response {one.origin.address}"
            yield Part(api_name(api), subject, one.origin, one)


def authorizers(surface: Surface) -> Iterator[Part[Authorizer]]:
    """Yield the authorizers."""
    for api in surface.apis:
        for one in api.authorizers:
            name = text_of(one.name) or one.origin.address
            yield Part(api_name(api), f"authorizer {name}", one.origin, one)


def stages(surface: Surface) -> Iterator[Part[Stage]]:
    """Yield the stages."""
    for api in surface.apis:
        for stage in api.stages:
            yield Part(api_name(api), stage_name(stage), stage.origin, stage)


def deployments(surface: Surface) -> Iterator[Part[Deployment]]:
    """Yield the deployments."""
    for api in surface.apis:
        for one in api.deployments:
            yield Part(api_name(api), f"deployment {one.origin.address}", one.origin, one)


def models(surface: Surface) -> Iterator[Part[Model]]:
    """Yield the models."""
    for api in surface.apis:
        for model in api.models:
            yield Part(api_name(api), f"model {model.origin.address}", model.origin, model)


def domain_names(surface: Surface) -> Iterator[Part[DomainName]]:
    """Yield the domain names."""
    for domain in surface.domain_names:
        name = text_of(domain.name) or domain.origin.address
        yield Part(name, "domain name", domain.origin, domain)


def vpc_links(surface: Surface) -> Iterator[Part[VpcLink]]:
    """Yield the VPC links."""
    for link in surface.vpc_links:
        yield Part(text_of(link.name) or link.origin.address, "VPC link", link.origin, link)


def tags(surface: Surface) -> Iterator[Amount]:
    """Count the tags of each stage."""
    for part in stages(surface):
        resource = surface.resources.get(part.origin.address)
        value = None if resource is None else resource.values.get("tags")
        size = len(value) if isinstance(value, Mapping) else 0
        yield Amount(part, size, doubt("`tags`", value))


def seconds_to_live(surface: Surface) -> Iterator[Amount]:
    """Return how long the decisions of each authorizer hold, where that is said."""
    for part in authorizers(surface):
        seconds = part.element.result_ttl_seconds
        if isinstance(seconds, (int, float)):
            yield Amount(part, seconds)


def deep_mappings(surface: Surface) -> Iterator[Amount]:
    """Count the mappings of each domain name whose keys have several parts."""
    found = defaultdict(list)
    for mapping in surface.mappings:
        if "/" in text_of(mapping.key):
            found[_domains.key(mapping)].append(mapping)
    for mappings in found.values():
        part = Part(_domains.called(mappings[0]), "mappings", mappings[0].origin, None)
        yield Amount(part, len(mappings))


def parts_of(value: object) -> tuple[object, ...]:
    """Return the values of a map that can be looked at."""
    return tuple(value.values()) if isinstance(value, Mapping) else ()


def names_of(value: object) -> tuple[object, ...]:
    """Return the names in a map that can be looked at."""
    return tuple(value) if isinstance(value, Mapping) else ()
