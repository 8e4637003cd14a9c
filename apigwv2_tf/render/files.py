"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from apigwv2_tf.errors import OutputError, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST_NAME = 50


def write_files(texts: Mapping[Path, str]) -> None:
    """
    Write files; each is what it was until the new one is complete.

    Raises:
        OutputError: If one cannot be written.
    """
    for path, text in texts.items():
        _write(path, text)


def refuse_overwriting(outputs: Iterable[Path], inputs: Iterable[Path | int]) -> None:
    """
    Refuse to write what is read, and to write one file twice.

    Args:
        outputs: What is to be written.

        inputs: What is read: paths, and descriptors of open files.

    Raises:
        OutputError: If an output is an input, or another output, by whatever name.
    """
    read = {_identity(one) for one in inputs} - {None}
    written: set[object] = set()
    for path in outputs:
        identity = _identity(path)
        if identity in read:
            raise OutputError(f"{path}: is read by this run: write somewhere else")
        if identity in written:
            raise OutputError(f"{path}: would be written twice: give each output its own file")
        written |= {identity} - {None}


def _identity(file: Path | int) -> object:
    """Return what is the same for all names of a file; None for a device, which keeps nothing."""
    try:
        # as it is written: even by way of a folder that is not there
        found = os.fstat(file) if isinstance(file, int) else file.resolve().stat()
    except (OSError, ValueError):
        return None if isinstance(file, int) else str(file.resolve())
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def make_folder(folder: Path) -> None:
    """
    Make a folder, and those that it is in, unless it is there.

    Raises:
        OutputError: If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputError(f"{folder}: cannot be made: {reason(error)}") from None


def _write(path: Path, text: str) -> None:
    try:
        if path.exists() and not path.is_file():  # such as /dev/stdout, which nothing may replace
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(path.resolve(), text)  # where a link leads
    except (OSError, ValueError) as error:  # a ValueError is about a null byte in the path
        raise OutputError(f"{path}: cannot be written: {reason(error)}") from None


def _replace(path: Path, text: str) -> None:
    prefix = f".{path.name[:_LONGEST_NAME]}."
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=prefix)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


def _mode(path: Path) -> int:
    """Return the permissions that a file has, or would have had if it had just been opened."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
