"""Runs checkov, which has an environment of its own because its dependencies are not ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS = 240


class CheckovError(Exception):
    """Checkov is not there or did not read everything; the text says what to do, or its output."""


def failed_checks(directory: Path) -> set[tuple[str, str, str]]:
    """
    Return framework, check and address of each finding.

    Args:
        directory: Holds the program, as ``*.tf``, and its plan, as ``*.json``.
    """
    files = sorted(one.name for pattern in ("*.tf", "*.json") for one in directory.glob(pattern))
    reports = _run(directory, files)
    return {
        (report["check_type"], check["check_id"], check["resource"])
        for report in reports
        for check in report["results"]["failed_checks"]
    }


def _run(directory: Path, files: Iterable[str]) -> list[dict[str, Any]]:
    ended = subprocess.run(
        [
            str(_program()),
            *("--framework", "terraform_plan", "terraform"),
            *("--file", *files),
            *("--output", "json"),
            *("--quiet", "--compact", "--soft-fail", "--skip-download"),
        ],
        cwd=directory,
        # Nobody's settings or keys; and it asks neither its makers nor PyPI for anything.
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(directory),
            "CKV_SKIP_PACKAGE_UPDATE_CHECK": "true",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if ended.returncode != 0:
        raise CheckovError(f"checkov ended with exit code {ended.returncode}\n{ended.stderr}")
    reports: list[dict[str, Any]] = json.loads(ended.stdout)
    if any(report["summary"]["parsing_errors"] for report in reports):
        raise CheckovError(f"checkov cannot read all of {', '.join(files)}\n{ended.stderr}")
    return reports


def _program() -> Path:
    """Return the path of checkov: what ``CHECKOV`` says, or in the environment beside this one."""
    path = Path(os.environ.get("CHECKOV") or f"{sys.prefix}-checkov/bin/checkov").absolute()
    if not path.exists():
        raise CheckovError(f"{path} is missing: `make checkov` installs it")
    return path
