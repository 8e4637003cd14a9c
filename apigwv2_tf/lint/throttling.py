"""
Rules about the limits of stages.

See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apigwv2_tf.lint._verdicts import doubt, gaps, guide, hit, text_of
from apigwv2_tf.lint.rule import Hit, Rule
from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Severity
from apigwv2_tf.surface.names import stage_name
from apigwv2_tf.surface.values import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apigwv2_tf.lint._verdicts import Doubts
    from apigwv2_tf.surface.elements import RouteSettings, Stage
    from apigwv2_tf.surface.model import Api, Surface
    from apigwv2_tf.surface.values import Number

_RATE, _BURST = "throttling_rate_limit", "throttling_burst_limit"
_ACCOUNT = {_RATE: 10_000, _BURST: 5_000}
_OFF = ("", "OFF")


def _about(
    api: Api,
    stage: Stage,
    key: str | None,
    text: str,
    *,
    doubts: Doubts = (),
    severity: Severity | None = None,
) -> Hit:
    subject = stage_name(stage) if key is None else f"{stage_name(stage)}, {key}"
    return hit(api, subject, text, stage.origin, doubts, severity)


def _settings(surface: Surface) -> Iterator[tuple[Api, Stage, str | None, RouteSettings]]:
    """Yield all settings of all stages; the key is None where they are for all routes."""
    for api in surface.apis:
        for stage in api.stages:
            if stage.default_settings is not None:
                yield api, stage, None, stage.default_settings
            for key, settings in stage.route_settings.items():
                yield api, stage, key, settings


def _is_zero(limit: Number) -> bool:
    return limit is None or limit == 0


def _limits(settings: RouteSettings) -> tuple[tuple[str, Number], tuple[str, Number]]:
    return (_RATE, settings.rate_limit), (_BURST, settings.burst_limit)


def _hidden(settings: RouteSettings) -> list[str]:
    """Return the names of the limits that cannot be looked at."""
    return [name for name, limit in _limits(settings) if is_hidden(limit)]


def _doubts(settings: RouteSettings) -> Doubts:
    """Say why limits cannot be looked at."""
    if settings.reads_zero:
        names = " and ".join(map(code, _hidden(settings)))
        return (f"the state has 0 for {names}, which the provider also writes for no limit",)
    return tuple(reason for name, limit in _limits(settings) for reason in doubt(code(name), limit))


def _nothing(surface: Surface) -> Iterator[Hit]:
    for api, stage, key, settings in _settings(surface):
        zeros = [name for name, limit in _limits(settings) if _is_zero(limit)]
        if zeros and len(zeros) + len(_hidden(settings)) == len(_limits(settings)):
            missing = " and no ".join(map(code, zeros))
            text = f"its settings have no {missing}, so every call is refused"
            yield _about(api, stage, key, text, doubts=_doubts(settings))


def _unlimited(surface: Surface) -> Iterator[Hit]:
    for api in surface.apis:
        for stage in api.stages:
            default = stage.default_settings
            if default is None or len(_hidden(default)) == len(_limits(default)):
                text = "nothing limits how often it is called"
                doubts = () if default is None else _doubts(default)
                yield _about(api, stage, None, text, doubts=doubts)


def _wrong(surface: Surface) -> Iterator[Hit]:
    for api, stage, key, settings in _settings(surface):
        found = [
            *(_of_no_route(surface, api, stage, key) if key is not None else ()),
            *_half(api, stage, key, settings),
            *(
                one
                for name, limit in _limits(settings)
                for one in _out_of_range(api, stage, key, name, limit)
            ),
        ]
        yield from found[:1]


def _half(api: Api, stage: Stage, key: str | None, settings: RouteSettings) -> Iterator[Hit]:
    zeros = [name for name, limit in _limits(settings) if _is_zero(limit)]
    if len(zeros) == 1 and not _hidden(settings):
        text = f"its settings have no {code(zeros[0])}, so every call is refused"
        yield _about(api, stage, key, text, severity=Severity.CRITICAL)


def _out_of_range(
    api: Api, stage: Stage, key: str | None, name: str, limit: Number
) -> Iterator[Hit]:
    if not isinstance(limit, (int, float)):
        return
    most = _ACCOUNT[name]
    if limit < 0 or (name == _BURST and 0 < limit < 1):
        yield _about(
            api, stage, key, f"its {code(name)} is {limit:,.15g}, and AWS takes none below 1"
        )
    elif limit > most:
        text = f"its {code(name)} of {limit:,.0f} is above the account's"
        doubts = (f"it is {most:,} unless AWS has raised it",)
        yield _about(api, stage, key, text, doubts=doubts, severity=Severity.MEDIUM)


def _of_no_route(surface: Surface, api: Api, stage: Stage, key: str) -> Iterator[Hit]:
    if not _has_route(api, key):
        hidden = (reason for route in api.routes for reason in doubt("a route key", route.key))
        text = "it has settings for a route that the API does not have"
        yield _about(api, stage, key, text, doubts=(*gaps(surface, api), *hidden))


def _has_route(api: Api, key: str) -> bool:
    return any(route.key == key for route in api.routes)


def _lost(surface: Surface) -> Iterator[Hit]:
    for api, stage, key, settings in _settings(surface):
        default = stage.default_settings
        if key is None or default is None or not _has_route(api, key):
            continue
        lost = []
        if default.detailed_metrics is True and not settings.detailed_metrics:
            lost.append("detailed_metrics_enabled")
        # unknown before the first apply, as the provider computes it
        if text_of(default.logging_level) not in _OFF and settings.logging_level in (None, *_OFF):
            lost.append("logging_level")
        if lost:
            text = (
                f"its settings lack {listed(map(code, lost))}, which the stage has for other routes"
            )
            # a plan says false for what is left out, so this may be what is wanted
            wanted = settings.detailed_metrics is False and len(lost) == 1
            yield _about(api, stage, key, text, severity=Severity.LOW if wanted else None)


_LIMITS_FIX = (
    "Set `throttling_rate_limit` and `throttling_burst_limit` in every block of settings; with the "
    "constructs: both are always written."
)
_LINK = guide("http-api-throttling")

RULES = (
    Rule(
        id="throttled-to-nothing",
        code="THR-001",
        severity=Severity.CRITICAL,
        title="Settings without limits refuse every call",
        why=(
            "The provider sends 0 for a limit that is left out, and 0 means none: callers get 429. "
            "The plan shows nothing of it."
        ),
        fix=_LIMITS_FIX,
        link=_LINK,
        same_as=("Serverless-APIGWDefaultThrottling",),
        check=_nothing,
    ),
    Rule(
        id="no-throttling",
        code="THR-002",
        severity=Severity.LOW,
        title="A stage has no limits of its own",
        why=(
            "One busy caller takes what all APIs of the account and region share: 10,000 requests "
            "a second."
        ),
        fix=(
            "Add `default_route_settings` with both limits; with the constructs: "
            "`throttle=ThrottleSettings(rate_limit=..., burst_limit=...)`."
        ),
        link=_LINK,
        same_as=("Serverless-APIGWDefaultThrottling", "ES2003", "CWE-770"),
        check=_unlimited,
    ),
    Rule(
        id="bad-throttling",
        code="THR-003",
        severity=Severity.ERROR,
        title="Limits that AWS refuses, or that refuse every call",
        why=(
            "Of two limits the one that is left out is 0, and callers get 429; AWS refuses limits "
            "above the account's, and settings for routes that do not exist."
        ),
        fix=_LIMITS_FIX,
        link=_LINK,
        check=_wrong,
    ),
    Rule(
        id="settings-not-inherited",
        code="THR-004",
        severity=Severity.MEDIUM,
        title="Settings of one route drop those of the stage",
        why="A block of `route_settings` replaces the stage's whole: nothing is inherited.",
        fix=(
            "Repeat what is to hold in `route_settings`; with the constructs: settings of a route "
            "are merged with the stage's."
        ),
        link=_LINK,
        check=_lost,
    ),
)
