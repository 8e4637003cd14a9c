"""Fixtures for tests that run the real Terraform and provider against a local AWS."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest

from tests.support import local_aws as aws_process
from tests.support import provider as provider_process
from tests.support.mirror import relax_provider_version
from tests.support.terraform import Terraform, with_state_beside
from tests.support.terraform import environment as terraform_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from botocore.client import BaseClient

    from tests.support.terraform import Source, TerraformFactory


@pytest.fixture(scope="session")
def local_aws() -> Iterator[str]:
    """Start a local AWS for all tests and return its URL."""
    with aws_process.running() as url:
        yield url


@pytest.fixture(scope="session")
def aws(local_aws: str) -> Callable[[str], BaseClient]:
    """Return a function that returns the client of a service of the local AWS."""

    @functools.cache
    def client(service: str) -> BaseClient:
        return boto3.client(
            service,
            endpoint_url=local_aws,
            region_name=aws_process.REGION,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )

    return client


@pytest.fixture(scope="session")
def installed_factory(local_aws: str, tmp_path_factory: pytest.TempPathFactory) -> TerraformFactory:
    """
    Return a function that makes a working directory ready for ``init``.

    It takes a directory, the text of a ``.tf`` file, or the content of a ``.tf.json`` file. Each
    ``*.tf.json`` is made to ask for the provider version at hand and to keep its state there.
    Terraform installs the provider and starts it for each command, as it does for users.
    """
    env = terraform_environment(tmp_path_factory.mktemp("cli")) | aws_process.environment(local_aws)

    def make(source: Source) -> Terraform:
        directory = source if isinstance(source, Path) else tmp_path_factory.mktemp("terraform")
        if isinstance(source, str):
            (directory / "main.tf").write_text(source)
        elif not isinstance(source, Path):
            (directory / "main.tf.json").write_text(json.dumps(source))
        for path in directory.glob("*.tf.json"):
            relaxed = relax_provider_version(json.loads(path.read_text()))
            path.write_text(json.dumps(with_state_beside(relaxed)))
        return Terraform(directory, env)

    return make


@pytest.fixture(scope="session")
def provider(local_aws: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Start the provider for all tests and return what leads Terraform to it."""
    with _running_provider(local_aws, tmp_path_factory) as variable:
        yield variable


@pytest.fixture(scope="session")
def terraform_factory(
    installed_factory: TerraformFactory, provider: dict[str, str]
) -> TerraformFactory:
    """Return the same function, for working directories that share one running provider."""

    def make(source: Source) -> Terraform:
        made = installed_factory(source)
        provider_process.adapt(made.directory)
        return Terraform(made.directory, {**made.env, **provider})

    return make


@pytest.fixture
def terraform(local_aws: str, terraform_factory: TerraformFactory) -> TerraformFactory:
    """Return the same function, with nothing left in the local AWS from earlier tests."""
    aws_process.reset(local_aws)
    return terraform_factory


@pytest.fixture(scope="module")
def own_provider_factory(
    local_aws: str, installed_factory: TerraformFactory, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TerraformFactory]:
    """Return the same function, for a working directory with settings of its own."""

    def make(source: Source) -> Terraform:
        made = installed_factory(source)
        return Terraform(made.directory, {**made.env, **variable})

    with _running_provider(local_aws, tmp_path_factory) as variable:
        yield make


def _running_provider(
    local_aws: str, directories: pytest.TempPathFactory
) -> AbstractContextManager[dict[str, str]]:
    directory = directories.mktemp("provider")
    env = terraform_environment(directory) | aws_process.environment(local_aws)
    return provider_process.running(directory, env)
