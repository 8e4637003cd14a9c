"""Files are written whole, or stay as they were."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from apigwv2_tf.errors import OutputError
from apigwv2_tf.render.files import write_files

if TYPE_CHECKING:
    from pathlib import Path


def test_file_is_written(tmp_path: Path) -> None:
    """A file has what was written, in UTF-8, with plain line ends, and nothing lies beside it."""
    path = tmp_path / "report.md"

    write_files({path: "· one\ntwo\n"})

    assert path.read_bytes() == "· one\ntwo\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_permissions(tmp_path: Path) -> None:
    """A new file may be read like any other; one that was there keeps its permissions."""
    new, other, old = tmp_path / "new", tmp_path / "other", tmp_path / "old"
    other.write_text("other")
    old.write_text("old")
    old.chmod(0o640)

    write_files({new: "text", old: "text"})

    assert stat.S_IMODE(new.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_link_stays_a_link(tmp_path: Path) -> None:
    """Where a link leads is written, and the link is left alone."""
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)

    write_files({link: "text"})

    assert link.is_symlink()
    assert target.read_text() == "text"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("missing/report.md", id="no folder"),
        pytest.param(".", id="a folder"),
        pytest.param("null\0byte", id="no name"),
    ],
)
def test_file_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    """An error names the file."""
    with pytest.raises(OutputError, match="cannot be written"):
        write_files({tmp_path / name: "text"})

    assert list(tmp_path.iterdir()) == []


def test_old_file_stays_where_the_new_one_fails(tmp_path: Path) -> None:
    """What cannot be written whole does not touch what is there."""
    path = tmp_path / "report.md"
    path.write_text("old")

    with pytest.raises(OutputError):
        write_files({path: "half a character: \ud800"})

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
