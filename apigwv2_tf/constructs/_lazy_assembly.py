"""
Have jsii's Node.js process load the modules of CDKTF's AWS provider package when they are used.

Behind each Python package of CDKTF stands one in JavaScript, and the provider's reads and compiles
two thousand modules as soon as it is loaded: most of what a program waits for once Python's own are
loaded on demand. jsii runs the JavaScript of every package that it loads, so a package of one file
is loaded first, which rewrites the list of modules while Node.js reads it. All modules stay within
reach: types, errors and output are the same. Where Node.js is not to be changed this way, the
provider's package is loaded as its authors wrote it.
"""

from __future__ import annotations

import contextlib
import io
import json
import tarfile
import tempfile
from importlib.resources import files
from pathlib import Path

import jsii
from jsii import _reference_map
from jsii.errors import JSIIError

TYPE_CHECKING = False  # as in typing
if TYPE_CHECKING:
    from collections.abc import Iterable

_PROVIDER = "@cdktf/provider-aws"
_NAME, _VERSION = "apigwv2-tf-lazy-assembly", "1.0.0"
_PACKAGE = {"name": _NAME, "version": _VERSION, "main": "lazy_assembly.js"}
# what jsii asks of every package; this one has no types, so it needs no more
_ASSEMBLY = {
    "schema": "jsii/0.10.0",
    "name": _NAME,
    "version": _VERSION,
    "description": "Loads the modules of another package when they are used.",
    "author": {"name": "The apigwv2-tf authors", "roles": ["author"]},
    "license": "Apache-2.0",
    "homepage": "apigwv2-tf",
    "repository": {"type": "git", "url": "apigwv2-tf"},
    "jsiiVersion": "5.0.0",
    "fingerprint": "none",
}


def install() -> None:
    """Load the package of one file; nothing happens where it cannot be."""
    cannot = contextlib.suppress(JSIIError, RuntimeError, OSError)
    with cannot, tempfile.TemporaryDirectory() as directory:
        tarball = Path(directory, f"{_NAME}.tgz")
        tarball.write_bytes(_tarball())
        jsii.load(_NAME, _VERSION, str(tarball))


def finds_types() -> bool:
    """Say whether jsii has a map from types to modules; 1.134 and newer do."""
    return hasattr(_reference_map, "_submodule_fqn_map")


def name_modules(package: str, submodules: Iterable[str]) -> None:
    """
    Tell jsii in which module each type is, for objects that only Node.js has met so far.

    Newer packages bring this map; without it jsii imports the package, which had all of them.
    """
    found = {f"{_PROVIDER}.{_in_javascript(name)}": f"{package}.{name}" for name in submodules}
    _reference_map._submodule_fqn_map.update(found)  # noqa: SLF001 - generated code fills it


def _in_javascript(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def _tarball() -> bytes:
    """Return the package; the same bytes each time, by which jsii finds it in its cache."""
    script = files("apigwv2_tf.constructs").joinpath("lazy_assembly.js").read_bytes()
    contents = {
        "package.json": json.dumps(_PACKAGE).encode(),
        ".jsii": json.dumps(_ASSEMBLY).encode(),
        "lazy_assembly.js": script,
    }
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as package:
        for name, content in contents.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            package.addfile(member, io.BytesIO(content))
    return written.getvalue()
