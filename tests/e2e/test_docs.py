"""What the documentation's programs write is valid for the real provider."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import pages
from tests.support.mirror import relax_provider_version
from tests.support.terraform import Terraform, TerraformError, environment, with_state_beside

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.e2e


def _written(page: str, folder: Path) -> Path:
    """Run a page's program and return the folder of its stack, ready for Terraform."""
    from cdktf import Testing

    (stack,) = pages.stacks(pages.run(page))
    folder.mkdir()
    configuration = with_state_beside(relax_provider_version(json.loads(Testing.synth(stack))))
    (folder / "main.tf.json").write_text(json.dumps(configuration))
    return folder


def _verdict(folder: Path, env: Mapping[str, str]) -> tuple[str, ...]:
    """Return what Terraform has to say about a configuration."""
    terraform = Terraform(folder, env)
    try:
        terraform.init()
        return terraform.validate()
    except TerraformError as error:
        return (str(error),)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, ...]]:
    """Validate what every page writes, two at a time; the first one's lock file serves all."""
    folder = tmp_path_factory.mktemp("pages")
    pages.make_files(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        written = {
            page: _written(page, folder / page.replace("/", "-")) for page in pages.programs()
        }
    env = environment(folder)
    first, *rest = written
    with ThreadPoolExecutor(2) as pool:
        found = {first: _verdict(written[first], env)}
        waiting = {page: pool.submit(_verdict, written[page], env) for page in rest}
        return found | {page: verdict.result() for page, verdict in waiting.items()}


@pytest.mark.parametrize("page", pages.programs())
def test_what_a_page_writes_is_valid(verdicts: dict[str, tuple[str, ...]], page: str) -> None:
    """Neither an error nor a warning for what a reader copies."""
    assert verdicts[page] == ()
