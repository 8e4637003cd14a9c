"""The JavaScript of the provider's package: only what a program uses is loaded, as of Python's."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import fresh

if TYPE_CHECKING:
    from pathlib import Path

# Told by Node itself when it ends: which modules of the provider's package it has loaded.
_WITNESS = """
process.on("exit", () => {
  const found = Object.keys(require.cache)
    .map((name) => /provider-aws[\\\\/]lib[\\\\/](.+)[\\\\/]index.js$/.exec(name))
    .filter((match) => match !== null);
  if (found.length === 0) return; // one of jsii's other processes and threads
  require("fs").writeFileSync(process.env.WITNESS, JSON.stringify(found.map((match) => match[1])));
});
"""
_PROGRAM = """
    from cdktf import App, TerraformStack
    from cdktf_cdktf_provider_aws.provider import AwsProvider
    from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
    app = App(outdir=OUT)
    stack = TerraformStack(app, "orders")
    AwsProvider(stack, "Aws", region="eu-west-1")
    queue = SqsQueue(stack, "Queue", name="orders")
"""


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """Return the script for Node, beside which it leaves what it saw."""
    script = tmp_path / "witness.js"
    script.write_text(_WITNESS, encoding="utf-8")
    return script


def _run(witness: Path, code: str, **env: str) -> list[str]:
    """Run a program and return the modules that Node loaded for it."""
    seen = witness.with_name("seen.json")
    code = f"OUT = {str(witness.with_name('out'))!r}\n{dedent(code)}\ntell(True)"
    told = fresh.told(
        code, env={"NODE_OPTIONS": f"--require {witness}", "WITNESS": str(seen), **env}
    )
    assert told
    return sorted(json.loads(seen.read_text(encoding="utf-8")))


def _inside(code: str) -> str:
    """Return the program as lines of an indented one."""
    return dedent(code).replace("\n", "\n        ")


def _synthesized(witness: Path) -> Any:  # noqa: ANN401 - JSON
    text = (witness.with_name("out") / "stacks" / "orders" / "cdk.tf.json").read_text("utf-8")
    return json.loads(text)


def test_only_what_is_used_is_loaded(witness: Path) -> None:
    """Two classes of the provider cost Node two of its two thousand modules."""
    code = f"import apigwv2_tf\n{dedent(_PROGRAM)}\napp.synth()"

    assert _run(witness, code) == ["provider", "sqs-queue"]


def test_cdktf_may_come_first(witness: Path) -> None:
    """Where CDKTF, and so Node, runs already, the provider is lazy all the same."""
    code = f"import cdktf, constructs\nimport apigwv2_tf\n{dedent(_PROGRAM)}\napp.synth()"

    assert _run(witness, code) == ["provider", "sqs-queue"]


def test_output_is_the_same(witness: Path) -> None:
    """What is written does not depend on how the package was loaded."""
    code = f"import apigwv2_tf\n{dedent(_PROGRAM)}\napp.synth()"
    _run(witness, code)
    lazily = _synthesized(witness)
    loaded = _run(witness, code, APIGWV2_TF_EAGER_PROVIDER="1")

    assert len(loaded) > 2000
    assert _synthesized(witness) == lazily


def test_modules_within_reach_of_node_alone(witness: Path) -> None:
    """A type that only Node has met so far, such as the list behind an attribute, is found."""
    code = f"""
        import apigwv2_tf
        {_inside(_PROGRAM)}
        from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
        certificate = AcmCertificate(stack, "Cert", domain_name="example.com")
        options = certificate.domain_validation_options
        assert type(options).__name__ == "AcmCertificateDomainValidationOptionsList", type(options)
        app.synth()
    """
    assert _run(witness, code) == ["acm-certificate", "provider", "sqs-queue"]


def test_package_is_loaded_whole_where_it_cannot_be_prepared(witness: Path) -> None:
    """If jsii does not take the package of one file, everything works as without it."""
    code = f"""
        import apigwv2_tf
        import jsii
        def refuse(*args):
            raise jsii.errors.JSIIError("no")
        jsii.load = refuse
        {_inside(_PROGRAM)}
        app.synth()
    """
    assert len(_run(witness, code)) > 2000
    assert _synthesized(witness)["resource"]["aws_sqs_queue"]["Queue"]["name"] == "orders"


def test_nothing_stays_behind(tmp_path: Path) -> None:
    """The package of one file is gone when the program runs on."""
    code = """
        import apigwv2_tf
        import cdktf_cdktf_provider_aws.sqs_queue
        import os, tempfile
        tell([name for name in os.listdir(tempfile.gettempdir()) if "jsii" not in name])
    """
    left = fresh.told(code, env={"TMPDIR": str(tmp_path)})

    # the folder of jsii's own runtime, which Python names
    assert len(left) <= 1


def test_objects_that_only_node_knows() -> None:
    """What JavaScript has made is an object of its class, though Python has not imported that."""
    code = """
        import apigwv2_tf
        import cdktf_cdktf_provider_aws.sns_topic
        from cdktf import TerraformStack, Testing
        from jsii._kernel.types import CreateRequest
        from jsii._runtime import kernel
        stack = TerraformStack(Testing.app(), "orders")
        config = {"$jsii.struct": {"fqn": f"{QUEUE}Config", "data": {}}}
        kernel.provider.create(CreateRequest(fqn=QUEUE, args=[stack.__jsii_ref__, "Q", config]))
        tell([type(one).__name__ for one in stack.node.find_all()])
    """
    queue = "QUEUE = '@cdktf/provider-aws.sqsQueue.SqsQueue'\n"

    assert fresh.told(queue + dedent(code)) == ["TerraformStack", "SqsQueue"]


def test_node_and_python_name_the_same_modules() -> None:
    """Every module of the package is where jsii looks for the types that Node names."""
    code = """
        import apigwv2_tf
        import cdktf_cdktf_provider_aws as aws
        import cdktf_cdktf_provider_aws.sns_topic
        import importlib.resources, io, re, tarfile
        from jsii._reference_map import _submodule_fqn_map as found
        folder = importlib.resources.files("cdktf_cdktf_provider_aws._jsii")
        (tarball,) = [one for one in folder.iterdir() if one.name.endswith(".tgz")]
        with tarfile.open(fileobj=io.BytesIO(tarball.read_bytes())) as package:
            index = package.extractfile("package/lib/index.js").read().decode()
        exported = re.findall(r"^exports.(\\w+) = require", index, re.MULTILINE)
        names = [f"@cdktf/provider-aws.{name}" for name in exported]
        tell([len(exported) == len(aws.__all__), [name for name in names if name not in found]])
    """
    assert fresh.told(code) == [True, []]
