"""The command line: arguments in, exit code out."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from apigwv2_tf import __version__
from apigwv2_tf.errors import ApiGatewayError
from apigwv2_tf.render.formats import LEAST_BUDGET, USUAL_BUDGET, Format
from apigwv2_tf.render.graph_formats import FORMATS as GRAPH_FORMATS
from apigwv2_tf.render.routes import FORMATS as ROUTE_FORMATS
from apigwv2_tf.report import Impact, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apigwv2_tf.commands import Settings

F = TypeVar("F", bound="Callable[..., object]")

_BAD_INPUT = 2
_FORMATS = [form.value for form in Format]
_NAMES = ", ".join(_FORMATS)
_CONFIG = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Suppressions; left out, apigwv2-tf.yaml or pyproject.toml of this folder.",
)


class _Commands(click.Group):
    """Turn what this package raises on purpose into a line and exit code 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _without_collection():
                return super().invoke(ctx)
        except ApiGatewayError as error:
            from apigwv2_tf.render.inert import plain, terminal_lines

            click.echo(terminal_lines(f"error: {plain(str(error))}"), err=True)
            sys.exit(_BAD_INPUT)


@contextmanager
def _without_collection() -> Iterator[None]:
    """
    Look for no garbage, of which a run makes little.

    Of a large plan there are millions of objects, which would be looked at again and again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _outputs(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[Format, Path], ...]:
    """Read each FORMAT=PATH."""
    outputs = []
    for value in values:
        form, equals, path = value.partition("=")
        if not equals or form not in _FORMATS:
            raise click.BadParameter(f"{value!r} is not FORMAT=PATH; formats: {_NAMES}")
        if path.endswith(("/", os.sep)):
            raise click.BadParameter(f"{value!r} names a folder, not a file")
        if path in ("", "-"):
            raise click.BadParameter(f"{value!r} names no file; use --format for standard output")
        outputs.append((Format(form), Path(path)))
    return tuple(outputs)


_WHERE_TO = (
    click.option(
        "--format",
        "form",
        type=click.Choice(_FORMATS),
        default=Format.TERMINAL.value,
        show_default=True,
        help="What to write to standard output.",
    ),
    click.option(
        "-o",
        "--output",
        "outputs",
        metavar="FORMAT=PATH",
        callback=_outputs,
        multiple=True,
        help="Write a file as well; as often as you like.",
    ),
)
_HOW = (
    click.option("--strict", is_flag=True, help="Findings that are not certain count, too."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    click.option("--color/--no-color", default=None, help="Colours; left out, on a terminal only."),
    click.option(
        "--markdown-budget",
        "budget",
        type=click.IntRange(min=LEAST_BUDGET),
        default=USUAL_BUDGET,
        show_default=True,
        help="The most characters that Markdown may have.",
    ),
    click.option(
        "--comment-id",
        "name",
        metavar="TEXT",
        help="Tells this comment from those about other stacks; left out, the source.",
    ),
    _CONFIG,
)


def _report_options(levels: type[Impact | Severity], usual: Impact | Severity) -> Callable[[F], F]:
    """Return what gives a command the options of all that write a report."""
    words = [*(level.value for level in levels), "none"]
    options = [
        *_WHERE_TO,
        click.option(
            "--fail-on",
            type=click.Choice(words),
            default=usual.value,
            show_default=True,
            help="Exit with 1 if there is a finding of this level or a worse one.",
        ),
        *_HOW,
    ]

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _settings(levels: type[Impact | Severity], **options: Any) -> Settings:  # noqa: ANN401 - click's
    from apigwv2_tf.commands import Settings

    form, fail_on = options.pop("form"), options.pop("fail_on")
    level = None if fail_on == "none" else levels(fail_on)
    return Settings(form=Format(form), fail_on=level, **options)


@click.group(cls=_Commands)
@click.version_option(__version__)
def main() -> None:
    """Look at Amazon API Gateway v2 in Terraform JSON."""


@main.command()
@click.argument("source", default="cdktf.out")
@click.option(
    "--format",
    "form",
    type=click.Choice(ROUTE_FORMATS),
    default=ROUTE_FORMATS[0],
    show_default=True,
    help="What to write to standard output.",
)
def routes(source: str, form: str) -> None:
    """
    Show who may call which route, and where requests go.

    SOURCE is a cdk.tf.json, a folder with some, or what `terraform show -json` wrote; - for
    standard input; left out, cdktf.out.
    """
    from apigwv2_tf.commands import routes as show

    sys.exit(show(source, form))


@main.command()
@click.argument("sources", metavar="PLAN | BEFORE AFTER", nargs=-1, required=True)
@_report_options(Impact, Impact.SECURITY)
def review(sources: tuple[str, ...], **options: object) -> None:
    """
    Say what a change does to the people who call the APIs.

    PLAN is what `terraform show -json` wrote, - for standard input. BEFORE and AFTER are
    synthesized outputs, such as a cdktf.out of the base branch and one of the pull request.

    Exits with 0 if there is nothing at or above --fail-on, 1 if there is, 2 if it cannot be read.
    """
    from apigwv2_tf import commands

    if len(sources) > 2:  # noqa: PLR2004 - before and after
        raise click.UsageError("review takes one PLAN, or BEFORE and AFTER.")
    sys.exit(commands.review(sources, _settings(Impact, **options)))


@main.command()
@click.argument("source", default="cdktf.out")
@click.option(
    "--baseline",
    metavar="SOURCE",
    help="Only what this has not got counts: a source, or a report in JSON.",
)
@_report_options(Severity, Severity.HIGH)
def lint(source: str, baseline: str | None, **options: object) -> None:
    """
    Say what is wrong with APIs: security, what AWS refuses, operations, quotas.

    SOURCE is a cdk.tf.json, a folder with some, or what `terraform show -json` wrote of a plan or a
    state, - for standard input; left out, cdktf.out.

    Exits with 0 if there is nothing at or above --fail-on, 1 if there is, 2 if it cannot be read.
    """
    from apigwv2_tf import commands

    sys.exit(commands.lint(source, _settings(Severity, **options), baseline=baseline))


@main.command()
@click.argument("source", default="cdktf.out")
@click.option(
    "--format",
    "form",
    type=click.Choice(GRAPH_FORMATS),
    default=GRAPH_FORMATS[0],
    show_default=True,
    help="Mermaid in Markdown, as GitHub draws it; Graphviz; or a picture.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; left out, standard output.",
)
def graph(source: str, form: str, output: Path | None) -> None:
    """
    Draw routes, who guards them, and where requests go.

    SOURCE is a cdk.tf.json, a folder with some, or what `terraform show -json` wrote of a plan or a
    state, - for standard input; left out, cdktf.out.
    """
    from apigwv2_tf import commands

    sys.exit(commands.graph(source, form, output))


@main.command()
@click.argument("source", default="cdktf.out")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="site",
    show_default=True,
    help="The folder to write index.html to; other files in it stay.",
)
@click.option("--title", metavar="TEXT", help="What stands on top; left out, the APIs' names.")
@_CONFIG
def docs(source: str, folder: Path, title: str | None, config: Path | None) -> None:
    """
    Write a page about the APIs, for people: one file, which needs no network.

    SOURCE is a cdk.tf.json, a folder with some, or what `terraform show -json` wrote of a plan or a
    state, - for standard input; left out, cdktf.out.
    """
    from apigwv2_tf import commands

    sys.exit(commands.docs(source, folder, title=title, config=config))
