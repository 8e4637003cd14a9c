"""Stages that come, go or serve an API in another way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from apigwv2_tf.prose import code, listed
from apigwv2_tf.report import Impact
from apigwv2_tf.review.differences import (
    Differs,
    are_secret,
    changed_names,
    changes_secretly,
    differs,
)
from apigwv2_tf.review.throttling import throttling_changes
from apigwv2_tf.review.words import secretly, unseen
from apigwv2_tf.surface.names import stage_name
from apigwv2_tf.surface.selection import DEFAULT, parse_key
from apigwv2_tf.surface.values import SENSITIVE_KEY, is_hidden, known
from apigwv2_tf.surface.words import codes, link_words, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import RouteSettings, Stage
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.selection import RouteKey

_VARIABLE = re.compile(r"stageVariables\.(\w+)")


def stage_changes(pair: ApiPair) -> Iterator[Finding]:
    """Compare the stages of an API."""
    stages = pair.stages
    for stage in stages.removed:
        text = "disappears: its URL answers 404"
        yield pair.finding("stage-removed", stage_name(stage), text, stage.origin)
    for stage in stages.added:
        yield pair.finding("stage-added", stage_name(stage), "is new", stage.origin)
        yield from _shadows(pair, stage)
    for before, after in stages.both:
        if before != after:
            for compare in _COMPARISONS:
                yield from compare(pair, before, after)


def _shadows(pair: ApiPair, stage: Stage) -> Iterator[Finding]:
    """
    Tell of the routes of ``$default`` that answer paths which begin with the name of a new stage.

    A route whose path itself begins so is meant to be called so; one with a variable there may be.
    """
    name = known(stage.name)
    has_default = any(one.name == DEFAULT for one in pair.before.stages)
    if not name or not has_default or pair.is_websocket:
        return
    if pair.after.disable_execute_api_endpoint is True:
        return  # mappings name their stage
    keys = [key for route in pair.before.routes if (key := parse_key(known(route.key) or ""))]
    meant = sorted(str(key) for key in keys if key.segments[:1] == (name,))
    wide = sorted(str(key) for key in keys if _begins_with_any(key))
    text, impact = f"takes the requests of {codes(meant)} from stage `$default`", None
    if not meant:
        answer = "answers" if len(wide) == 1 else "answer"
        text = (
            f"takes requests from stage `$default`, those whose path begins with "
            f"{code(f'/{name}')}: {codes(wide)} {answer} them today"
        )
        impact = Impact.BEHAVIOUR
    if meant or wide:
        yield pair.finding(
            "stage-takes-requests", stage_name(stage), text, stage.origin, impact=impact
        )


def _begins_with_any(key: RouteKey) -> bool:
    """Say whether a key takes paths that begin with whatever there is."""
    return key.segments[0] is None if key.segments else key.is_greedy or key.is_default


def _name(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    change = differs(before.name, after.name)
    if change is Differs.NO:
        return
    old, new = shown(before.name), shown(after.name)
    text = f"becomes stage {new}: the URL changes"
    if change is Differs.MAYBE:
        will = f"is {unseen(after.name)}" if is_hidden(after.name) else f"will be {new}"
        text = f"may get another name, and so another URL: it {will}"
    yield pair.finding(
        "stage-renamed",
        stage_name(before),
        text,
        after.origin,
        before=old,
        after=new,
        certain=change.is_certain,
    )


def _auto_deploy(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    change = differs(before.auto_deploy, after.auto_deploy)
    if change is not Differs.YES:
        return  # whether changes are released is told where there are some
    if is_hidden(after.auto_deploy):
        id, text = "auto-deploy-off", secretly("whether it releases changes by itself")
    elif after.auto_deploy is True:
        id, text = "auto-deploy-on", "releases every change by itself"
    else:
        id, text = "auto-deploy-off", "no longer releases changes by itself"
    old, new = (shown(stage.auto_deploy, "no") for stage in (before, after))
    yield pair.finding(
        id,
        stage_name(after),
        text,
        after.origin,
        before=old,
        after=new,
        certain=not is_hidden(after.auto_deploy),
    )


def _deployment(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    """Tell of a stage that serves another deployment, unless that releases what is here."""
    if before.deployment is None or after.deployment is None or after.auto_deploy is True:
        return
    change = pair.whole.links_differ(before.deployment, after.deployment)
    if change is Differs.NO or _is_released(pair, after.deployment):
        return
    old, new = link_words(before.deployment), link_words(after.deployment)
    text = f"serves deployment {new} instead of {old}: callers get what was released with it"
    is_secret = are_secret(before.deployment, after.deployment)
    if is_secret:
        text = secretly("the deployment that it serves")
    elif change is Differs.MAYBE:
        text = (
            f"may serve another deployment than {old}: that is {unseen(after.deployment.sensitive)}"
        )
    yield pair.finding(
        "stage-serves-other-deployment",
        stage_name(after),
        text,
        after.origin,
        before=old,
        after=new,
        certain=change.is_certain and not is_secret,
    )


def _is_released(pair: ApiPair, link: Link) -> bool:
    """Say whether a deployment is made together with what changes here."""
    found = [one for one in pair.after.deployments if one.origin.address == link.target]
    if pair.whole.is_planned:
        return any(map(pair.whole.creates, found))
    there = {one.origin.address for one in pair.before.deployments}
    return any(pair.whole.old(one) not in there for one in found)


def _variables(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    change = differs(before.variables, after.variables)
    if change is Differs.NO:
        return
    names = changed_names(before.variables, after.variables)
    used = sorted(set(names) & _used_variables(pair))
    which = f"variable {code(names[0])}" if len(names) == 1 else "variables"
    which += f" {codes(names)}" if len(names) > 1 else ""
    verb = "may change" if change is Differs.MAYBE else "changes" if len(names) == 1 else "change"
    text = f"{which} {verb}"
    text += f"; integrations lead where {codes(used)} says" if used else ""
    yield pair.finding(
        "stage-variables-changed",
        stage_name(after),
        text,
        after.origin,
        certain=change.is_certain,
        impact=Impact.BEHAVIOUR if used else None,
    )


def _used_variables(pair: ApiPair) -> set[str]:
    """Return the variables in addresses of backends."""
    addresses = (known(integration.uri) or "" for integration in pair.after.integrations)
    return {name for address in addresses for name in _VARIABLE.findall(address)}


def _access_log(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    old, new = before.log_destination, after.log_destination
    if not old or not new:
        if old and not new:
            yield _told(pair, "access-log-removed", after, "no longer logs who calls")
        elif new and not old:
            yield _told(pair, "access-log-added", after, "logs who calls")
        return
    change = differs(old, new)
    if before.log_group is not None and after.log_group is not None and change is Differs.MAYBE:
        change = pair.whole.links_differ(before.log_group, after.log_group)
    if change is Differs.YES:
        yield _told(pair, "access-log-changed", after, "logs who calls somewhere else")
    elif differs(before.log_format, after.log_format) is Differs.YES:
        text = "logs who calls in another format"
        yield _told(pair, "access-log-changed", after, text)


def _settings(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    """Compare what is traced and logged, of all routes and of single ones."""
    subject = stage_name(after)
    yield from _logging(pair, after, subject, before.default_settings, after.default_settings)
    keys = {str(route.key) for route in pair.routes_after}
    for key in sorted(before.route_settings.keys() & after.route_settings.keys() & keys):
        own = (before.route_settings[key], after.route_settings[key])
        yield from _logging(pair, after, f"{subject}, {key}", *own)


def _logging(
    pair: ApiPair,
    stage: Stage,
    subject: str,
    before: RouteSettings | None,
    after: RouteSettings | None,
) -> Iterator[Finding]:
    traces = [settings and settings.data_trace for settings in (before, after)]
    if traces[1] is True and differs(*traces):
        text = "writes whole messages to the log"
        yield pair.finding("data-trace-on", subject, text, stage.origin)
    names = {
        "detailed metrics": "detailed_metrics",
        "logging level": "logging_level",
        **({} if traces[1] is True else {"data trace": "data_trace"}),
    }
    secrets: list[str] = []
    for noun, attribute in names.items():
        old, new = (_setting(settings, attribute) for settings in (before, after))
        if changes_secretly(old, new):
            secrets.append(noun)
        elif differs(old, new) is Differs.YES:
            told = tuple("on" if one is True else shown(one, "off") for one in (old, new))
            text = f"{noun}: {told[1]} instead of {told[0]}"
            yield pair.finding(
                "stage-logging-changed",
                f"{subject}, {noun}",
                text,
                stage.origin,
                before=told[0],
                after=told[1],
            )
    if secrets:
        yield pair.finding(
            "stage-logging-changed",
            f"{subject}, {listed(secrets)}",
            secretly(*secrets),
            stage.origin,
            certain=False,
            impact=Impact.SECURITY if "data trace" in secrets else None,
        )


def _secret_settings(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    """Tell of settings of which not even the routes are to be shown."""
    if before.route_settings.get(SENSITIVE_KEY) != after.route_settings.get(SENSITIVE_KEY):
        text = secretly("what is set for single routes")
        subject = f"{stage_name(after)}, routes"
        yield pair.finding("throttling-unknown", subject, text, after.origin, certain=False)


def _setting(settings: RouteSettings | None, attribute: str) -> object:
    value = getattr(settings, attribute, None)
    return None if value == "OFF" else value


def _certificate(pair: ApiPair, before: Stage, after: Stage) -> Iterator[Finding]:
    change = differs(before.client_certificate_id, after.client_certificate_id)
    if change is Differs.YES:
        old, new = shown(before.client_certificate_id), shown(after.client_certificate_id)
        text = "shows backends another certificate"
        if not after.client_certificate_id:
            text = "no longer shows backends a certificate"
        elif not before.client_certificate_id:
            text = "shows backends a certificate"
        yield pair.finding(
            "client-certificate-changed",
            stage_name(after),
            text,
            after.origin,
            before=old,
            after=new,
        )


def _told(pair: ApiPair, id: str, stage: Stage, text: str) -> Finding:
    return pair.finding(id, stage_name(stage), text, stage.origin)


_COMPARISONS: tuple[Callable[[ApiPair, Stage, Stage], Iterator[Finding]], ...] = (
    _name,
    _auto_deploy,
    _deployment,
    throttling_changes,
    _settings,
    _secret_settings,
    _variables,
    _access_log,
    _certificate,
)
