"""
Remake the plans and states in tests/surface/plans from the programs beside them.

``python -m tools.plans``, or ``make plans``. The real Terraform and the real AWS provider make them
against the local AWS of the tests. What differs from run to run is replaced: ids by the names of
what they are of, times by nothing.
"""

# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import json
import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support import local_aws
from tests.support.mirror import relax_provider_version
from tests.support.terraform import Terraform, environment, with_state_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROOT = Path(__file__).resolve().parents[1]
PLANS = _ROOT / "tests" / "surface" / "plans"
PROGRAMS = _ROOT / "tests" / "surface" / "programs"
_GOLDEN = _ROOT / "tests" / "golden"
_VARYING = {"create_date", "last_modified", "not_after", "not_before", "timestamp", "unique_id"}
_RANDOM = re.compile(r"[a-z0-9]{7,10}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# the local AWS answers late where much is asked at once, and Terraform asks again
_ONE_BY_ONE = ("-parallelism=1",)
_TARGETS = ("orders", "health", "old_name")  # what is moved must be among them


@dataclass(frozen=True, slots=True)
class Workshop:
    """
    Where plans are made.

    Args:
        directory: Holds the working directories.

        url: Where the local AWS listens.

        env: The environment of Terraform.
    """

    directory: Path
    url: str
    env: dict[str, str]

    def copy(self, program: str) -> Terraform:
        """Return a working directory with a copy of a program, ready to plan."""
        shutil.copytree(PROGRAMS / program, self.directory / program)
        return self._ready(program)

    def stack(self, name: str, *, reads: dict[str, Path] | None = None) -> Terraform:
        """Return a working directory with a stack that CDKTF wrote, ready to plan."""
        content = json.loads((_GOLDEN / f"{name}.json").read_text())
        content = with_state_beside(relax_provider_version(content))
        for reference in content.get("data", {}).get("terraform_remote_state", {}).values():
            reference["config"]["path"] = str((reads or {})[name])
        (self.directory / name).mkdir()
        (self.directory / name / "cdk.tf.json").write_text(json.dumps(content))
        return self._ready(name)

    def _ready(self, name: str) -> Terraform:
        local_aws.reset(self.url)
        terraform = Terraform(self.directory / name, self.env)
        terraform.init()
        return terraform


def references(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Make the plan whose routes are led to their integrations in every way."""
    yield "references", workshop.copy("references").plan().raw


def references_json(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Make the same in Terraform's JSON."""
    yield "references_json", workshop.copy("references_json").plan().raw


def documents(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Make the plan of APIs without resources for their routes."""
    yield "documents", workshop.copy("documents").plan().raw


def shop(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Make the plans of a shop's life."""
    terraform = workshop.copy("shop/before")
    yield "shop_create", terraform.plan().raw
    terraform.apply(*_ONE_BY_ONE)
    yield "shop_state", terraform.state()
    yield "shop_unchanged", terraform.plan().raw
    yield "shop_destroy", terraform.plan("-destroy").raw
    shutil.copytree(PROGRAMS / "shop" / "after", terraform.directory, dirs_exist_ok=True)
    yield "shop_change", terraform.plan().raw
    targets = [f"-target=aws_apigatewayv2_route.{name}" for name in _TARGETS]
    yield "shop_targeted", terraform.plan(*targets).raw


def stacks(workshop: Workshop) -> Iterator[tuple[str, Any]]:
    """Make the state of a stack that CDKTF wrote, and the plan of one that adds to it."""
    platform = workshop.stack("platform")
    platform.apply(*_ONE_BY_ONE)
    yield "platform_state", platform.state()
    state = platform.directory / "terraform.tfstate"
    orders = workshop.stack("orders", reads={"orders": state})
    found = orders.plan().raw
    yield "orders_create", json.loads(json.dumps(found).replace(str(state), "platform.tfstate"))


MAKERS: dict[str, Callable[[Workshop], Iterator[tuple[str, Any]]]] = {
    "references": references,
    "references_json": references_json,
    "documents": documents,
    "shop": shop,
    "stacks": stacks,
}


def made(workshop: Workshop, maker: str) -> dict[str, str]:
    """Return the documents of a maker by name, as they are committed."""
    return settled(dict(MAKERS[maker](workshop)))


def settled(documents: dict[str, Any]) -> dict[str, str]:
    """Return documents as they are committed, the same after every run."""
    names = _names(documents)
    return {name: _written(document, names) for name, document in documents.items()}


@contextmanager
def workshop() -> Iterator[Workshop]:
    """Yield a place where plans are made, with a local AWS that lives as long as the block."""
    with local_aws.running() as url, tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        yield Workshop(directory, url, environment(directory) | local_aws.environment(url))


def _names(documents: dict[str, Any]) -> dict[str, str]:
    """Give each random id a name, by the resource that it is of."""
    found: dict[str, str] = {}
    for document in documents.values():
        for resource in _resources(document):
            name = re.sub("[^a-z0-9]", "", resource["address"].rpartition("v2_")[2].lower())
            for key, prefix in (("id", ""), ("deployment_id", "deploymentof")):
                id = resource["values"].get(key)
                if isinstance(id, str) and _RANDOM.fullmatch(id):
                    found.setdefault(id, f"{prefix}{name}")
    return found


def _resources(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for state in (document, document.get("prior_state") or {}):
        yield from ((state.get("values") or {}).get("root_module") or {}).get("resources", ())


def _written(document: Any, names: dict[str, str]) -> str:  # noqa: ANN401 any JSON
    found = _without_times(document)
    if "relevant_attributes" in found:  # which come in any order
        found["relevant_attributes"].sort(key=json.dumps)
    text = json.dumps(found, indent=1, sort_keys=True) + "\n"
    for id, name in names.items():
        text = re.sub(rf"\b{re.escape(id)}\b", name, text)
    return _UUID.sub("00000000-0000-0000-0000-000000000000", text)


def _without_times(value: Any) -> Any:  # noqa: ANN401 any JSON
    if isinstance(value, dict):
        return {key: _without_times(part) for key, part in value.items() if key not in _VARYING}
    return [_without_times(part) for part in value] if isinstance(value, list) else value


def main() -> None:
    """Write all of them."""
    PLANS.mkdir(exist_ok=True)
    with workshop() as place:
        for maker in MAKERS:
            for name, text in made(place, maker).items():
                (PLANS / f"{name}.json").write_text(text)


if __name__ == "__main__":
    main()
