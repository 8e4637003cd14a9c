"""The command line: arguments in, exit code out."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from apigwv2_tf import __version__
from apigwv2_tf.errors import ApiGatewayError


class _Commands(click.Group):
    """Turn what this package raises on purpose into a line and exit code 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ApiGatewayError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Commands)
@click.version_option(__version__)
def main() -> None:
    """Look at Amazon API Gateway v2 in Terraform JSON."""


@main.command()
@click.argument("source", type=click.Path(path_type=Path), default=Path("cdktf.out"))
def routes(source: Path) -> None:
    """
    Print the routes that were synthesized.

    SOURCE is a cdk.tf.json, or a folder with some; left out, cdktf.out.
    """
    from apigwv2_tf.render.routes import print_routes

    print_routes(source)
