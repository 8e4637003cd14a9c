"""Changes that an apply makes and no stage serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from apigwv2_tf.prose import counted
from apigwv2_tf.review.differences import Differs, differs
from apigwv2_tf.review.words import unseen
from apigwv2_tf.surface.links import LinkKind
from apigwv2_tf.surface.names import path_order, stage_name
from apigwv2_tf.surface.values import is_hidden
from apigwv2_tf.surface.words import codes, link_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from apigwv2_tf.report import Finding
    from apigwv2_tf.review.compared import ApiPair
    from apigwv2_tf.surface.elements import Deployment, Stage
    from apigwv2_tf.surface.links import Link
    from apigwv2_tf.surface.values import TextMap


def release_changes(pair: ApiPair, released: Sequence[Finding]) -> Iterator[Finding]:
    """
    Tell which stages do not serve what changes.

    Args:
        pair: The API.

        released: What was found that callers notice only after a deployment.
    """
    if not released:
        return
    subjects = sorted({one.subject for one in released}, key=path_order)
    what = f"{counted(len(released), 'change')} of this API ({codes(subjects)})"
    for stage in (*pair.after.stages, *filter(pair.whole.is_left_alone, _gone(pair))):
        told = _told(pair, stage)
        if told is not None:
            text, is_certain = told
            verb = "does not serve" if is_certain else "may not serve"
            yield pair.finding(
                "not-released",
                stage_name(stage),
                f"{verb} {what} after this apply: {text}",
                stage.origin,
                certain=is_certain,
            )


def _gone(pair: ApiPair) -> list[Stage]:
    """Return the stages that are on the first side only."""
    there = {pair.whole.old(stage) for stage in pair.after.stages}
    return [stage for stage in pair.before.stages if stage.origin.address not in there]


def _told(pair: ApiPair, stage: Stage) -> tuple[str, bool] | None:
    """Return why a stage does not serve changes, and if that is certain; None where it does."""
    if stage.auto_deploy is True:
        return None
    if is_hidden(stage.auto_deploy):
        return f"whether it deploys by itself is {_unseen(stage.auto_deploy)}", False
    if stage.deployment is None:
        return "it does not deploy by itself and has no deployment here", True
    target = stage.deployment.target
    deployments = (*pair.after.deployments, *pair.before.deployments)
    deployment = next((one for one in deployments if one.origin.address == target), None)
    if deployment is None:
        return _elsewhere(stage.deployment)
    return _deployed(pair, deployment)


def _elsewhere(link: Link) -> tuple[str, bool]:
    if link.kind is LinkKind.EXTERNAL:
        return f"it serves deployment {link_words(link)}, which is managed elsewhere", True
    return f"which deployment it serves is {_unseen(link.sensitive)}", False


def _deployed(pair: ApiPair, deployment: Deployment) -> tuple[str, bool] | None:
    if not pair.whole.is_planned:
        return _compared(pair, deployment)
    return None if pair.whole.creates(deployment) else (_reason(deployment), True)


def _reason(deployment: Deployment) -> str:
    if differs(None, deployment.triggers) is Differs.NO:
        return "its deployment stays the same and has no triggers that would make a new one"
    return "its deployment stays the same"


def _compared(pair: ApiPair, deployment: Deployment) -> tuple[str, bool] | None:
    """Compare the triggers on the two sides, where Terraform has planned nothing."""
    address = deployment.origin.address
    earlier = [one for one in pair.before.deployments if one.origin.address == address]
    if not earlier:
        return None
    old, new = earlier[0].triggers, deployment.triggers
    change = differs(old, new)
    if change is Differs.YES:
        return None
    if change is Differs.MAYBE or _has_hidden(new):
        return f"whether its deployment is made anew is {_unseen(old, new)}", False
    return _reason(deployment), True


def _unseen(*values: object) -> str:
    return unseen(*values, unknown="not known before apply")


def _has_hidden(triggers: TextMap) -> bool:
    """Say whether triggers are computed from what is not seen here."""
    if isinstance(triggers, Mapping):
        return any(map(is_hidden, triggers.values()))
    return is_hidden(triggers)
