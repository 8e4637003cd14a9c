"""The helpers that run Terraform report what it does and what it complains about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support import mirror, terraform
from tests.support.terraform import Terraform, TerraformError, evaluate, relax_provider_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.terraform import TerraformFactory

pytestmark = pytest.mark.e2e

_NO_PROVIDER = """
variable "text" {
  default = "a"
}

resource "terraform_data" "thing" {
  input            = var.text
  triggers_replace = var.text == "c"
}

output "text" {
  value = terraform_data.thing.output
}
"""


@pytest.mark.parametrize(
    ("value", "result"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param('${upper("a")}', "A", id="expression"),
        pytest.param("$${stageVariables.x}", "${stageVariables.x}", id="escaped expression"),
        pytest.param("%%{if}", "%{if}", id="escaped directive"),
        pytest.param("${1 + 1}", 2, id="number"),
        pytest.param("${null}", None, id="null"),
        pytest.param({"a": ["${true}"]}, {"a": [True]}, id="nested"),
        pytest.param('"\n\\', '"\n\\', id="characters JSON escapes"),
    ],
)
def test_evaluate_gives_what_terraform_makes_of_a_value(value: object, result: object) -> None:
    """A value of a .tf.json file is evaluated by Terraform itself."""
    assert evaluate([value]) == [result]


def test_evaluate_keeps_the_order_of_many_values() -> None:
    """Many values take one run and come back in order."""
    assert evaluate([f"${{{number}}}" for number in range(500)]) == list(range(500))


def test_evaluate_shows_what_is_wrong() -> None:
    """A value that is no template fails with Terraform's words."""
    with pytest.raises(TerraformError, match="Missing expression"):
        evaluate(["${"])


@pytest.fixture
def thing(tmp_path: Path) -> Terraform:
    """Return a working directory that needs no provider from the mirror."""
    (tmp_path / "main.tf").write_text(_NO_PROVIDER)
    directory = Terraform(tmp_path, terraform.environment(tmp_path))
    directory.init()
    return directory


def test_plan_lists_what_it_creates(thing: Terraform) -> None:
    """A plan names the addresses and what becomes of them."""
    plan = thing.plan()

    assert plan.creates == ("terraform_data.thing",)
    assert plan.outputs == ("text",)
    assert not plan.is_empty


def test_plan_is_empty_after_apply(thing: Terraform) -> None:
    """What was applied needs no further change."""
    thing.apply()

    assert thing.plan().is_empty
    assert thing.output() == {"text": "a"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [pytest.param("b", "updates", id="update"), pytest.param("c", "replaces", id="replacement")],
)
def test_plan_tells_update_from_replacement(thing: Terraform, text: str, kind: str) -> None:
    """A change in place and a replacement are listed apart."""
    thing.apply()

    assert getattr(thing.plan(f"-var=text={text}"), kind) == ("terraform_data.thing",)


def test_plan_lists_what_it_deletes(thing: Terraform) -> None:
    """A plan to destroy lists deletions."""
    thing.apply()

    assert thing.plan("-destroy").deletes == ("terraform_data.thing",)


def test_destroy_empties_the_state(thing: Terraform) -> None:
    """Nothing is left after destroy."""
    thing.apply()
    assert set(thing.resources()) == {"terraform_data.thing"}

    thing.destroy()

    assert thing.resources() == {}


def test_failure_shows_command_exit_code_and_output(thing: Terraform) -> None:
    """A failed command says all there is to know."""
    with pytest.raises(TerraformError) as failed:
        thing.plan("-var=unknown=1")

    assert failed.value.exit_code == 1
    assert str(failed.value).startswith("`terraform plan ")
    assert "undeclared variable" in failed.value.output


def test_slow_command_is_stopped(thing: Terraform, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that takes too long fails instead of hanging."""
    monkeypatch.setitem(terraform._SECONDS, "apply", 0.001)

    with pytest.raises(TerraformError, match="took too long"):
        thing.apply()


def test_validate_shows_what_is_wrong(terraform: TerraformFactory) -> None:
    """An invalid configuration fails with the provider's words and the place."""
    directory = terraform(
        'resource "aws_apigatewayv2_api" "api" {\n  name = "a"\n  protocol_type = "FTP"\n}'
    )
    directory.init()

    with pytest.raises(TerraformError, match="expected protocol_type to be one of") as failed:
        directory.validate()

    assert "main.tf:3" in str(failed.value)


def test_factory_takes_the_content_of_a_json_file(installed_factory: TerraformFactory) -> None:
    """A configuration can be given as data, with any provider version."""
    directory = installed_factory(
        {
            "terraform": {
                "required_providers": {"aws": {"source": "hashicorp/aws", "version": "99.9.9"}}
            },
            "provider": {"aws": [{}]},
        }
    )

    directory.init()

    assert directory.validate() == ()


def test_relaxed_copy_leaves_the_original_alone() -> None:
    """The configuration that was passed in does not change."""
    original: dict[str, Any] = {"terraform": {"required_providers": {"aws": {"version": "1.0"}}}}

    relaxed = relax_provider_version(original)

    assert original["terraform"]["required_providers"]["aws"]["version"] == "1.0"
    assert relaxed["terraform"]["required_providers"]["aws"]["version"] == mirror.provider_version()


def test_configuration_without_provider_is_left_alone() -> None:
    """There may be nothing to relax."""
    assert relax_provider_version({"output": {}}) == {"output": {}}


def test_state_lies_in_the_working_directory(terraform: TerraformFactory, tmp_path: Path) -> None:
    """A backend that the configuration names elsewhere is not used."""
    backend = {"local": {"path": str(tmp_path / "elsewhere.tfstate")}}
    directory = terraform({"terraform": {"backend": backend}, "output": {"a": {"value": 1}}})

    directory.init()
    directory.apply()

    assert (directory.directory / "terraform.tfstate").exists()
    assert not (tmp_path / "elsewhere.tfstate").exists()


@pytest.fixture
def searching(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Forget the mirror that was found, before and after."""
    mirror.find_mirror.cache_clear()
    yield monkeypatch
    mirror.find_mirror.cache_clear()


@pytest.mark.parametrize("below", [".", "registry.terraform.io"])
def test_mirror_can_be_named(searching: pytest.MonkeyPatch, tmp_path: Path, below: str) -> None:
    """The variable names the mirror or the directory that contains it."""
    expected = tmp_path / "registry.terraform.io"
    (expected / "hashicorp" / "aws" / "1.2.3").mkdir(parents=True)
    searching.setenv(mirror.MIRROR_VARIABLE, str(tmp_path / below))

    assert mirror.find_mirror() == expected


def test_wrong_mirror_is_an_error(searching: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A test without the provider fails; it is not skipped."""
    searching.setenv(mirror.MIRROR_VARIABLE, str(tmp_path))

    with pytest.raises(mirror.MirrorNotFoundError, match=mirror.MIRROR_VARIABLE):
        mirror.find_mirror()


def test_newest_version_of_the_mirror_is_taken(
    searching: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Versions are compared as numbers, unpacked or not."""
    aws = tmp_path / "registry.terraform.io" / "hashicorp" / "aws"
    (aws / "5.9.0").mkdir(parents=True)
    (aws / "terraform-provider-aws_5.100.0_linux_amd64.zip").touch()
    searching.setenv(mirror.MIRROR_VARIABLE, str(tmp_path))

    assert mirror.provider_version() == "5.100.0"
