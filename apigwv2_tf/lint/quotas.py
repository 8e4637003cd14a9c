"""
Rules about AWS's quotas: how many there may be, and how long.

A quota that AWS raises on request only warns. A length that is known after apply is passed over:
such values are ids, ARNs and URLs that AWS makes, far shorter than any limit. The quotas of
``max_age`` and of timeouts are among the rules about CORS and integrations.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html and
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from apigwv2_tf.lint import _amounts as of
from apigwv2_tf.lint._verdicts import guide, hit_about
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.report import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.lint._amounts import Amount, Amounts
    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.model import Surface

_NEARLY: Final = 0.8
_HTTP = guide("http-api-quotas")
_WEBSOCKET = guide("apigateway-execution-service-websocket-limits-table")
_ACCOUNT = guide("limits")
_SHAPES = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html"
_SPLIT = "Split the API into several behind one domain name"
_RAISE = "or ask AWS for more in Service Quotas"
_SHORTEN = "Write less"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """
    A quota.

    Args:
        id: That of its rule.

        what: What is counted, with its unit, as it goes on after a number.

        most: The greatest number that AWS takes.

        amounts: Yields how much there is of it.

        fix: What to do about too much of it, in HCL and with the constructs alike.

        link: The page of AWS's documentation behind it.

        nearly: From where on it warns; the number above `most` for a quota that nobody grows into.

        least: The least number that AWS takes.

        adjustable: Whether AWS raises it on request.
    """

    id: str
    what: str
    most: int
    amounts: Amounts
    fix: str
    link: str
    nearly: float | None = None
    least: int = 0
    adjustable: bool = False

    def check(self, surface: Surface) -> Iterator[Hit]:
        """Yield what has too much, nearly too much, or may have."""
        raised = ", unless it has raised that" if self.adjustable else ""
        most = f"AWS takes {self.most:,}{raised}"
        for amount in self.amounts(surface):
            there = f"it has {amount.number:,.0f} {self.what}"
            if not self.least <= amount.number <= self.most:
                severity = Severity.MEDIUM if self.adjustable else Severity.ERROR
                yield _hit(amount, f"{there}, and {most}", severity)
            elif amount.doubts:
                text = f"it has more than {self.most:,} {self.what}"
                yield _hit(amount, text, Severity.LOW, amount.doubts)
            elif amount.number >= self._nearly():
                yield _hit(amount, f"{there}, and {most}", Severity.LOW)

    def _nearly(self) -> float:
        return self.most * _NEARLY if self.nearly is None else self.nearly


def _hit(amount: Amount, text: str, severity: Severity, doubts: Doubts = ()) -> Hit:
    part = amount.part
    return hit_about(part.name, part.subject, text, part.origin, doubts=doubts, severity=severity)


_QUOTAS = (
    Quota(
        id="too-many-routes",
        what="routes",
        most=300,
        amounts=of.in_each_api(lambda api: api.routes),
        fix=f"{_SPLIT}, take routes together with `ANY` or `{{proxy+}}`, {_RAISE}.",
        link=_HTTP,
        adjustable=True,
    ),
    Quota(
        id="too-many-integrations",
        what="integrations of an HTTP API",
        most=300,
        amounts=of.in_each_api(lambda api: api.integrations, "HTTP"),
        fix=f"Let routes share integrations; with the constructs: give one to several. {_SPLIT}.",
        link=_HTTP,
    ),
    Quota(
        id="too-many-websocket-integrations",
        what="integrations of a WebSocket API",
        most=300,
        amounts=of.in_each_api(lambda api: api.integrations, "WEBSOCKET"),
        fix=f"Let routes share integrations; with the constructs: give one to several, {_RAISE}.",
        link=_WEBSOCKET,
        adjustable=True,
    ),
    Quota(
        id="too-many-stages",
        what="stages",
        most=10,
        amounts=of.counting(of.apis, "its stages", lambda api: api.stages),
        fix=f"Make an API for each environment, {_RAISE}.",
        link=_HTTP,
        adjustable=True,
    ),
    Quota(
        id="too-many-authorizers",
        what="authorizers",
        most=10,
        amounts=of.in_each_api(lambda api: api.authorizers),
        fix="Let routes share authorizers, or ask AWS's support for more.",
        link=_HTTP,
        adjustable=True,
    ),
    Quota(
        id="too-many-audiences",
        what="audiences",
        most=50,
        amounts=of.counting(of.authorizers, "its audience", lambda one: one.audience),
        fix="Let clients share an audience, the API's own.",
        link=_HTTP,
    ),
    Quota(
        id="too-many-scopes",
        what="scopes",
        most=10,
        amounts=of.counting(of.routes, "authorization_scopes", lambda route: route.scopes),
        fix="Take scopes together to one that stands for them; one of a route's is enough to pass.",
        link=_HTTP,
    ),
    Quota(
        id="too-many-mappings",
        what="mappings with a slash in the key",
        most=200,
        amounts=of.deep_mappings,
        fix="Use keys of one part, or further domain names.",
        link=_HTTP,
    ),
    Quota(
        id="too-many-stage-variables",
        what="variables",
        most=100,
        amounts=of.counting(of.stages, "stage_variables", lambda stage: stage.variables),
        fix="Keep settings of functions in their environment, not in `stage_variables`.",
        link=_HTTP,
    ),
    Quota(
        id="too-many-stage-tags",
        what="tags",
        most=50,
        amounts=of.tags,
        fix="Leave tags out; those of `default_tags` count as well.",
        link=_HTTP,
    ),
    Quota(
        id="too-many-subnets",
        what="subnets",
        most=10,
        amounts=of.counting(of.vpc_links, "subnet_ids", lambda link: link.subnet_ids),
        fix=f"Name one subnet for each zone, {_RAISE}.",
        link=_HTTP,
        adjustable=True,
    ),
    Quota(
        id="too-many-vpc-links",
        what="VPC links for an account and region",
        most=10,
        amounts=of.in_all(of.vpc_links, "VPC links"),
        fix=f"Let APIs share VPC links, {_RAISE}.",
        link=_HTTP,
        adjustable=True,
    ),
    Quota(
        id="too-many-domain-names",
        what="domain names for an account and region",
        most=120,
        amounts=of.in_all(of.domain_names, "domain names"),
        fix=f"Use a wildcard domain name, or mappings of one, {_RAISE}.",
        link=_HTTP,
        adjustable=True,
    ),
    Quota(
        id="too-many-apis",
        what="APIs for an account and region",
        most=600,
        amounts=of.in_all(of.apis, "APIs"),
        fix="Take APIs together, or spread them over accounts.",
        link=_ACCOUNT,
        adjustable=True,
    ),
    Quota(
        id="long-name",
        what="characters in its name",
        most=128,
        amounts=of.together(
            of.measuring(of.apis, lambda one: [one.name]),
            of.measuring(of.authorizers, lambda one: [one.name]),
            of.measuring(of.models, lambda one: [one.name]),
            of.measuring(of.vpc_links, lambda one: [one.name]),
        ),
        fix=f"{_SHORTEN} in `name`.",
        link=_SHAPES,
    ),
    Quota(
        id="long-description",
        what="characters in its description",
        most=1024,
        amounts=of.together(
            of.measuring(of.apis, lambda one: [one.description]),
            of.measuring(of.integrations, lambda one: [one.description]),
            of.measuring(of.stages, lambda one: [one.description]),
            of.measuring(of.deployments, lambda one: [one.description]),
            of.measuring(of.models, lambda one: [one.description]),
        ),
        fix=f"{_SHORTEN} in `description`.",
        link=_SHAPES,
    ),
    Quota(
        id="long-version",
        what="characters in its version",
        most=64,
        amounts=of.measuring(of.apis, lambda api: [api.version]),
        fix=f"{_SHORTEN} in `version`.",
        link=_SHAPES,
    ),
    Quota(
        id="long-operation-name",
        what="characters in its operation name",
        most=64,
        amounts=of.measuring(of.routes, lambda route: [route.operation_name]),
        fix=f"{_SHORTEN} in `operation_name`.",
        link=_SHAPES,
    ),
    Quota(
        id="long-uri",
        what="characters in its URI",
        most=2048,
        amounts=of.together(
            of.measuring(of.integrations, lambda one: [one.uri]),
            of.measuring(of.authorizers, lambda one: [one.uri]),
        ),
        fix="Send what is long in a header: `request_parameters` write one.",
        link=_SHAPES,
    ),
    Quota(
        id="long-parameter",
        what="characters in the value of a parameter",
        most=512,
        amounts=of.measuring(
            of.integrations,
            lambda one: [
                value
                for some in (one.request_parameters, *of.parts_of(one.response_parameters))
                for value in of.parts_of(some)
            ],
        ),
        fix=f"{_SHORTEN} in `request_parameters` and `response_parameters`.",
        link=_SHAPES,
    ),
    Quota(
        id="long-template",
        what="characters in a template",
        most=32_768,
        amounts=of.together(
            of.measuring(of.integrations, lambda one: of.parts_of(one.request_templates)),
            of.measuring(of.responses, lambda one: of.parts_of(one.response_templates)),
        ),
        fix="Leave the work to a Lambda function, not to `request_templates`.",
        link=_SHAPES,
    ),
    Quota(
        id="long-schema",
        what="characters in its schema",
        most=32_768,
        amounts=of.measuring(of.models, lambda model: [model.schema]),
        fix="Check what is common to all messages in `schema`, and the rest in the backend.",
        link=_SHAPES,
    ),
    Quota(
        id="long-log-format",
        what="characters in the format of its access log",
        most=3072,
        nearly=1025,  # AWS's own clients know 1,024, its quota is 3 KB
        amounts=of.measuring(of.stages, lambda stage: [stage.log_format]),
        fix="Log fewer variables in `format`; with the constructs: `access_logs=True` fits.",
        link=_HTTP,
    ),
    Quota(
        id="long-variable-name",
        what="characters in the name of a variable",
        most=64,
        amounts=of.measuring(of.stages, lambda stage: of.names_of(stage.variables)),
        fix=f"{_SHORTEN} in the keys of `stage_variables`.",
        link=_HTTP,
    ),
    Quota(
        id="long-variable",
        what="characters in the value of a variable",
        most=512,
        amounts=of.measuring(of.stages, lambda stage: of.parts_of(stage.variables)),
        fix=f"{_SHORTEN} in the values of `stage_variables`.",
        link=_HTTP,
    ),
    Quota(
        id="impossible-time-to-live",
        what="seconds for which decisions hold",
        most=3600,
        nearly=3601,
        amounts=of.seconds_to_live,
        fix=(
            "Set `authorizer_result_ttl_in_seconds` to 0 to 3600; with the constructs: "
            "`results_cache_ttl=` of the authorizer."
        ),
        link=guide("http-api-lambda-authorizer"),
    ),
    Quota(
        id="long-server-name",
        what="characters in a server's name",
        most=512,
        amounts=of.together(
            of.measuring(of.integrations, lambda one: [one.server_name_to_verify]),
            of.measuring(of.domain_names, lambda one: [one.name]),
        ),
        fix=f"{_SHORTEN}: DNS takes names of 253 characters.",
        link=_SHAPES,
    ),
    Quota(
        id="long-truststore-version",
        what="characters in the version of its truststore",
        most=64,
        amounts=of.measuring(of.domain_names, lambda one: [one.truststore_version]),
        fix="Set `truststore_version` to the version of the object in S3.",
        link=_SHAPES,
    ),
)


def _rule(number: int, quota: Quota) -> Rule:
    raised = " AWS raises it on request." if quota.adjustable else " AWS raises it for nobody."
    return Rule(
        id=quota.id,
        code=f"QUO-{number:03}",
        severity=Severity.MEDIUM if quota.adjustable else Severity.ERROR,
        title=f"More than {quota.most:,} {quota.what}, or nearly",
        why=f"What is above fails when it is applied; the plan looks fine.{raised}",
        fix=quota.fix,
        link=quota.link,
        check=quota.check,
    )


RULES = tuple(_rule(number, quota) for number, quota in enumerate(_QUOTAS, start=1))
