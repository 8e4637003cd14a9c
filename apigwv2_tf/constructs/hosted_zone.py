"""
Hosted zones of Route 53, as domain names and certificates take them.

See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from apigwv2_tf.constructs._bindings import Construct
from apigwv2_tf.constructs._checks import check, matches
from apigwv2_tf.constructs._construct import ApiGatewayConstruct
from apigwv2_tf.constructs._protocols import IHostedZone
from apigwv2_tf.constructs._tokens import unresolved
from apigwv2_tf.errors import LEFT_OUT, Problem
from typing_extensions import TypedDict

LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_ZONE_ID = r"(?:/hostedzone/)?[A-Z0-9]{1,32}"
_ZONE_NAME = rf"(?:{LABEL}\.)*{LABEL}\.?"


class HostedZoneOptions(TypedDict, total=False):
    """
    Which hosted zone of Route 53 gets the records.

    Args:
        hosted_zone: The zone, as an object with a ``zone_id`` or as its id. Left out,
            `hosted_zone_name` is looked up.

        hosted_zone_name: The zone's name, such as ``example.com``, for a zone that this program
            does not define. Left out, `hosted_zone` is the zone.

        private_zone: Whether the zone answers inside VPCs only. No certificate is validated in such
            a zone. Left out, no.
    """

    hosted_zone: str | IHostedZone | None
    hosted_zone_name: str | None
    private_zone: bool | None


@dataclass(frozen=True, slots=True)
class Zone:
    """
    A hosted zone.

    Args:
        zone_id: Its id.

        name: Its name without a dot at the end, where it is known now.

        private: Whether it answers inside VPCs only, as far as is known now.
    """

    zone_id: str
    name: str | None = None
    private: bool = False

    def outside(self, option: str, domain_name: str) -> Iterator[Problem]:
        """Refuse a name that the zone cannot hold: Route 53 would append the zone's own to it."""
        if self.name is None or unresolved(domain_name):
            return
        if f".{domain_name}".endswith(f".{self.name}"):
            return
        allowed = f"a name in the hosted zone {self.name}"
        yield Problem(option, domain_name, allowed)


class HostedZoneLookup(ApiGatewayConstruct):
    """
    A hosted zone that is defined elsewhere, found by its name.

    Defines one ``data.aws_route53_zone``.
    """

    def __init__(self, scope: Construct, id: str, *, name: str, private_zone: bool | None) -> None:
        super().__init__(scope, id)
        arguments = {"name": name, "private_zone": private_zone}
        self._resource = self._define("aws_route53_zone", arguments, data=True)

    @property
    def zone_id(self) -> str:
        """The zone's id."""
        return str(self._resource.zone_id)


def zone_of(construct: ApiGatewayConstruct, options: HostedZoneOptions) -> Zone | None:
    """
    Return the hosted zone that was given; one that is named is looked up by a child `HostedZone`.

    Raises:
        OptionError: If a zone is given and named, or neither but said to be private.
    """
    zone, name = options.get("hosted_zone"), options.get("hosted_zone_name")
    check(construct, _problems(options))
    is_private = options.get("private_zone") is True
    if name is not None:
        found = HostedZoneLookup(
            construct, "HostedZone", name=name, private_zone=options.get("private_zone")
        )
        return Zone(found.zone_id, _known(name), is_private)
    if zone is None or isinstance(zone, Zone):
        return zone
    if isinstance(zone, str):
        return Zone(zone, None, is_private)
    given = getattr(zone, "name_input", None)
    return Zone(zone.zone_id, _known(given), is_private or _is_private(zone))


def _problems(options: HostedZoneOptions) -> Iterator[Problem]:
    zone, name = options.get("hosted_zone"), options.get("hosted_zone_name")
    if isinstance(zone, str):
        fix = "a zone's name goes into hosted_zone_name"
        yield from matches("hosted_zone", zone, _ZONE_ID, "a zone's id, such as Z0123456789", fix)
    yield from matches("hosted_zone_name", name, _ZONE_NAME, "a zone's name, such as example.com")
    if zone is not None and name is not None:
        allowed = "nothing: hosted_zone is given"
        yield Problem("hosted_zone_name", name, allowed, "leave one out")
    if zone is None and name is None and options.get("private_zone") is not None:
        yield Problem(
            "hosted_zone", LEFT_OUT, "a zone, because private_zone says something about it"
        )


def _known(name: object) -> str | None:
    return name.rstrip(".") if isinstance(name, str) and not unresolved(name) else None


def _is_private(zone: object) -> bool:
    """Say whether a resource or data source of the provider is known to be a private zone."""
    return bool(getattr(zone, "vpc_input", None)) or (
        getattr(zone, "private_zone_input", None) is True
    )
