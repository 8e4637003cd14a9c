"""
The rules of ``apigwv2-tf lint`` at synth, as annotations of the constructs that they are about.

The one module that joins the two halves: it hands what the constructs will write to the rules, and
what these find back to the constructs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from apigwv2_tf.constructs._bindings import (
    Annotations,
    IAspect,
    IConstruct,
    TerraformStack,
    add_validation,
    implements,
    resolved,
)
from apigwv2_tf.errors import OptionError, Problem
from apigwv2_tf.report import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apigwv2_tf.report import Finding
    from apigwv2_tf.surface.model import Surface


@implements(IAspect)
class ApiGatewayChecks:
    """
    Check APIs at synth with the rules of ``apigwv2-tf lint``, wherever they were written.

    Every finding is annotated at the construct that caused it, so that ``cdktf synth`` shows it
    there. Add it to each stack: ``Aspects.of(stack).add(ApiGatewayChecks())``. CDKTF does not visit
    an app.

    Args:
        at_least: The least severity that is shown. Left out, ``low``: all but remarks.

        fail_on: The least severity that is an error, with which synth fails. Left out, none is.

        suppressions: A file with findings to live with, in the form that ``apigwv2-tf lint`` takes.
            Left out, none.

    Raises:
        OptionError: If an option has another value.

        DocumentError: If the file is none with suppressions.
    """

    def __init__(
        self,
        *,
        at_least: Severity | str = Severity.LOW,
        fail_on: Severity | str | None = None,
        suppressions: str | Path | None = None,
    ) -> None:
        from apigwv2_tf.lint.suppressions import read_suppressions

        self._at_least = _severity("at_least", at_least)
        self._fail_on = None if fail_on is None else _severity("fail_on", fail_on)
        self._suppressions = () if suppressions is None else read_suppressions(Path(suppressions))

    def visit(self, node: IConstruct) -> None:
        """Have a stack checked when it is complete; CDKTF calls this before it writes the stack."""
        if isinstance(node, TerraformStack):
            # when all other aspects have done what they do
            add_validation(node, lambda: self._annotate(node))

    def _annotate(self, stack: TerraformStack) -> list[str]:
        """Annotate what is found; CDKTF itself makes synth fail for errors."""
        places = {str(one.node.path): one for one in stack.node.find_all()}
        for finding in self._findings(stack):
            # what a program names is the construct, not the resource within it
            path = (finding.construct_path or "").removesuffix("/Resource")
            if path in places:
                self._show(places[path], finding)
        return []

    def _findings(self, stack: TerraformStack) -> Iterable[Finding]:
        from apigwv2_tf.lint import lint
        from apigwv2_tf.lint.suppressing import suppress

        left = suppress(lint(_surface(stack)), self._suppressions).findings
        return [finding for finding in left if finding.level.rank <= self._at_least.rank]

    def _show(self, construct: IConstruct, finding: Finding) -> None:
        annotations, metadata = Annotations.of(construct), construct.node.metadata
        text = f"{finding.api}, {finding.subject}: {finding.text} [{finding.id}]. {finding.advice}"
        fails = self._fail_on is not None and finding.level.rank <= self._fail_on.rank
        is_error = fails and finding.certain
        is_remark = not is_error and finding.level is Severity.INFO
        # what another one of these has said already
        if any(one.data == text and ("error" in one.type) is is_error for one in metadata):
            return
        if is_error:
            annotations.add_error(text)
        elif is_remark:
            annotations.add_info(text)
        else:
            annotations.add_warning(text)


def _severity(option: str, given: Severity | str) -> Severity:
    try:
        return Severity(given)
    except ValueError:
        allowed = ", ".join(severity.value for severity in Severity)
        raise OptionError("ApiGatewayChecks", [Problem(option, given, allowed)]) from None


def _surface(stack: TerraformStack) -> Surface:
    """Return the APIs of a stack and of those it refers to, as they will be written."""
    from apigwv2_tf.surface.documents import Document, Kind
    from apigwv2_tf.surface.loading import surface_of

    documents = [
        Document(name=str(one.node.id), kind=Kind.SYNTH, content=resolved(one))
        for one in (stack, *stack.dependencies)
    ]
    return surface_of(str(stack.node.path), documents)
