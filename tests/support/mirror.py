"""Finds the Terraform providers that are already on this machine."""

from __future__ import annotations

import copy
import functools
import os
import re
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MIRROR_VARIABLE = "APIGWV2_TF_PROVIDER_MIRROR"
_REGISTRY = "registry.terraform.io"
_AWS = Path("hashicorp", "aws")
# Kernel file systems hold no mirror, and `.terraform` holds what one working directory uses.
_PRUNED = frozenset({"/proc", "/sys", "/dev"})
_WORKING_DIRECTORY = ".terraform"


class MirrorNotFoundError(Exception):
    """No directory on this machine holds the AWS provider."""


@functools.lru_cache(maxsize=1)
def find_mirror() -> Path:
    """
    Return the directory named ``registry.terraform.io`` that holds the AWS provider.

    Raises:
        MirrorNotFoundError: If there is none; the tests need the real provider.
    """
    named = os.environ.get(MIRROR_VARIABLE)
    if named:
        return _named_mirror(Path(named))
    for directory in _directories(Path("/")):
        if directory.name == _REGISTRY and (directory / _AWS).is_dir():
            return directory
    message = (
        f"no directory named {_REGISTRY} with {_AWS} in it was found; make one with "
        f"`terraform providers mirror <dir>` and name it in {MIRROR_VARIABLE}"
    )
    raise MirrorNotFoundError(message)


def _named_mirror(path: Path) -> Path:
    """Accept the mirror itself or the directory that contains it."""
    for candidate in (path, path / _REGISTRY):
        if candidate.name == _REGISTRY and (candidate / _AWS).is_dir():
            return candidate.resolve()
    message = f"{MIRROR_VARIABLE} is {path}, which has no {_REGISTRY}/{_AWS} in it"
    raise MirrorNotFoundError(message)


def _directories(root: Path) -> Iterator[Path]:
    """Yield the directories of one file system, the shallow ones first."""
    device = root.stat().st_dev
    waiting = deque([str(root)])
    while waiting:
        try:
            entries = list(os.scandir(waiting.popleft()))
        except OSError:
            continue
        for entry in entries:
            if _is_worth_entering(entry, device):
                yield Path(entry.path)
                waiting.append(entry.path)


def _is_worth_entering(entry: os.DirEntry[str], device: int) -> bool:
    """Tell whether a mirror may lie below this entry."""
    try:
        return (
            entry.is_dir(follow_symlinks=False)
            and entry.path not in _PRUNED
            and entry.name != _WORKING_DIRECTORY
            and entry.stat(follow_symlinks=False).st_dev == device
        )
    except OSError:
        return False


def provider_version() -> str:
    """Return the newest version of the AWS provider that the mirror holds."""
    names = [path.name for path in (find_mirror() / _AWS).iterdir()]
    found = [match[0] for name in names if (match := re.search(r"\d+\.\d+\.\d+", name))]
    return max(found, key=lambda version: tuple(map(int, version.split("."))))


def relax_provider_version(tf_json: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy that asks for the AWS provider version of this machine's mirror."""
    changed = copy.deepcopy(dict(tf_json))
    aws = changed.get("terraform", {}).get("required_providers", {}).get("aws")
    if aws is not None:
        aws["version"] = provider_version()
    return changed
