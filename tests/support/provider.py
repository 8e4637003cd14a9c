"""
Runs the AWS provider once for many commands of Terraform, each of which would start its own.

It is the same program and speaks the same protocol; its flag ``-debug`` makes it wait for Terraform
instead of being its child. It takes AWS's settings from its own environment, and it has only one
configuration at a time: commands that share it must agree on that.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from tests.support.local_aws import REGION
from tests.support.terraform import Terraform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_VARIABLE = "TF_REATTACH_PROVIDERS"
_SECONDS_TO_STOP = 10
_INSTALLED = ".terraform/providers/*/hashicorp/aws/*/*/terraform-provider-aws_*"
# Standard input closes when this process ends, however it does, and then sh ends the provider. The
# provider alone holds the pipe that is read below, so that closes if it cannot start.
_FOLLOW_STDIN = '"$0" -debug </dev/null & exec >&-; read -r end; kill $!; wait'
# Its memory would grow to many times what it needs, and its log tells of every request.
_ENVIRONMENT = {"GOMEMLIMIT": "1GiB", "TF_LOG_SDK": "ERROR", "TF_LOG_PROVIDER_AWS": "ERROR"}
_BLOCK = re.compile(r'provider "aws" \{(.*?)\}', re.DOTALL)


class ProviderError(Exception):
    """The provider did not start, or cannot be shared."""


@contextmanager
def running(directory: Path, env: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """
    Yield what leads Terraform to a provider that lives as long as the block, or as its parent.

    Args:
        directory: Where Terraform installs it from the mirror.

        env: The environment of Terraform and of the provider, AWS's settings included.
    """
    (directory / "main.tf").write_text('provider "aws" {}')
    Terraform(directory, env).init()
    (program,) = directory.glob(_INSTALLED)
    with tempfile.TemporaryFile("w+") as log, tempfile.TemporaryDirectory() as sockets:
        process = subprocess.Popen(
            ["sh", "-c", _FOLLOW_STDIN, program],
            env={**env, **_ENVIRONMENT, "TMPDIR": sockets},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            # Ctrl-C would end sh without the provider.
            start_new_session=True,
        )
        try:
            yield {_VARIABLE: _address(process, log)}
        finally:
            process.communicate(timeout=_SECONDS_TO_STOP)


def _address(process: subprocess.Popen[str], log: IO[str]) -> str:
    """Return what the provider says that the variable must be."""
    assert process.stdout is not None
    for line in process.stdout:
        name, _, value = line.strip().partition("=")
        if name == _VARIABLE:
            return value.strip("'")
    log.seek(0)
    raise ProviderError(log.read())


def adapt(directory: Path) -> None:
    """
    Make the configuration of a directory one that can share a provider.

    CDKTF's assets get their full paths, because the provider reads them and runs elsewhere.

    Raises:
        ProviderError: If the configuration tells the provider more than the region.
    """
    hcl = "\n".join(path.read_text() for path in directory.glob("*.tf"))
    found: list[Any] = [text.strip() for text in _BLOCK.findall(hcl)]
    for path in directory.glob("*.tf.json"):
        text = path.read_text().replace('"assets/', f'"{directory}/assets/')
        path.write_text(text)
        found.extend(json.loads(text).get("provider", {}).get("aws", []))
    own = [block for block in found if block not in ("", {}, {"region": REGION})]
    if own:
        raise ProviderError(f"{own} is no business of others: take a provider of its own")
