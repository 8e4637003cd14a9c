"""What the documentation's programs write is valid for the real provider."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support import pages
from tests.support.mirror import relax_provider_version
from tests.support.terraform import Terraform, environment, with_state_beside

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e


def _write(page: str, folder: Path) -> None:
    """Write what a page's program writes into a folder."""
    from cdktf import Testing

    (stack,) = pages.stacks(pages.run(page))
    configuration = with_state_beside(relax_provider_version(json.loads(Testing.synth(stack))))
    folder.mkdir()
    (folder / "main.tf.json").write_text(json.dumps(configuration))


@pytest.fixture
def every_page(
    provider: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Terraform:
    """Return a configuration with every page as a module, which Terraform reads in one go."""
    pages.make_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    modules = {}
    for page in pages.programs():
        name = page.removesuffix(".md").replace("/", "-")
        _write(page, tmp_path / name)
        modules[name] = {"source": f"./{name}"}
    (tmp_path / "main.tf.json").write_text(json.dumps({"module": modules}))
    return Terraform(tmp_path, {**environment(tmp_path), **provider})


def test_what_the_pages_write_is_valid_without_warnings(every_page: Terraform) -> None:
    """The provider has nothing to say about what a reader copies."""
    every_page.init()

    assert every_page.validate() == ()
