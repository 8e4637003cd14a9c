"""The command that shows routes."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.cli import main
from click.testing import CliRunner, Result

if TYPE_CHECKING:
    from pathlib import Path

API = {"name": "shop", "protocol_type": "HTTP"}
ROUTE = {"api_id": "${aws_apigatewayv2_api.Api.id}", "route_key": "GET /orders"}


def written(folder: Path, **routes: dict[str, Any]) -> Path:
    """Write a synthesized file with an API, its parts and some routes."""
    resources = {
        "aws_apigatewayv2_api": {"Api": API},
        "aws_apigatewayv2_stage": {"S": {"api_id": ROUTE["api_id"], "name": "live"}},
        "aws_apigatewayv2_authorizer": {"A": {**ROUTE, "name": "Members"}},
        "aws_apigatewayv2_integration": {
            "L": {
                **ROUTE,
                "integration_type": "AWS_PROXY",
                "integration_uri": "${aws_lambda_alias.Live.invoke_arn}",
            },
        },
        "aws_lambda_function": {"Fn": {"function_name": "orders"}},
        "aws_lambda_alias": {
            "Live": {"name": "live", "function_name": "${aws_lambda_function.Fn.function_name}"}
        },
        "aws_apigatewayv2_route": {name: {**ROUTE, **route} for name, route in routes.items()},
    }
    folder.mkdir(parents=True, exist_ok=True)
    document = folder / "cdk.tf.json"
    document.write_text(json.dumps({"resource": resources}), encoding="utf-8")
    return document


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Run the command line."""
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, ["routes", *arguments], input=stdin)


def test_the_command_prints_files_and_routes(tmp_path: Path) -> None:
    """The command shows where the JSON is, and the routes in it."""
    document = written(tmp_path, R={"route_key": "GET /[bold]x"})

    result = run(str(tmp_path))

    assert result.exit_code == 0
    assert str(document) in result.output
    assert "shop (HTTP)" in result.output
    assert "GET /[bold]x" in result.output


def test_references_are_followed(tmp_path: Path) -> None:
    """A row names what expressions lead to."""
    document = written(
        tmp_path,
        R={
            "target": "integrations/${aws_apigatewayv2_integration.L.id}",
            "authorization_type": "JWT",
            "authorizer_id": "${aws_apigatewayv2_authorizer.A.id}",
        },
    )

    (row,) = csv.DictReader(run(str(document), "--format", "csv").output.splitlines())

    assert (row["authorization"], row["stages"]) == ("JWT by Members", "live")
    assert (row["integration"], row["target"]) == ("AWS_PROXY", "orders:live")


def test_a_folder_is_searched(tmp_path: Path) -> None:
    """All stacks that were synthesized are shown, each with its file."""
    files = [written(tmp_path / "stacks" / name, R={}) for name in ("a", "b")]

    found = json.loads(run(str(tmp_path), "--format", "json").output)

    assert found["sources"] == [str(file) for file in files]
    assert len(found["apis"]) == 2


def test_left_out_the_folder_of_cdktf_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a source the command shows what the last synth wrote."""
    written(tmp_path / "cdktf.out" / "stacks" / "shop", R={})
    monkeypatch.chdir(tmp_path)

    assert "GET /orders" in run().output


def test_standard_input_can_be_shown(tmp_path: Path) -> None:
    """There is no file to name then."""
    document = written(tmp_path, R={})

    found = json.loads(run("-", "--format", "json", stdin=document.read_text()).output)

    assert found["sources"] == []
    assert [route["key"] for route in found["apis"][0]["routes"]] == ["GET /orders"]


@pytest.mark.parametrize(
    ("manifest", "shown"),
    [
        pytest.param(
            {
                "stacks": {
                    "shop": {
                        "annotations": [
                            {"constructPath": "shop/Api", "message": "a surprise"},
                            {"constructPath": "shop/Api", "message": "a surprise"},
                        ]
                    }
                }
            },
            ["warning: shop/Api: a surprise"],
            id="twice the same",
        ),
        pytest.param({"stacks": {"other": {"annotations": [{}]}}}, [], id="of another stack"),
        pytest.param({"stacks": []}, [], id="not what CDKTF writes"),
        pytest.param(None, [], id="no manifest"),
    ],
)
def test_the_command_prints_warnings(tmp_path: Path, manifest: object, shown: list[str]) -> None:
    """What synth warned of is shown once, below the routes."""
    written(tmp_path / "stacks" / "shop", R={})
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    result = run(str(tmp_path))

    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if "warning" in line] == shown


def test_nothing_to_show_is_exit_code_2(tmp_path: Path) -> None:
    """Without a synthesized file the command says what to run."""
    result = run(str(tmp_path))

    assert result.exit_code == 2
    assert "run `python main.py` or `cdktf synth` first" in result.output


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="a list"),
        pytest.param('{"resource": [5]}', id="a list of resources"),
        pytest.param("{}", id="nothing in it"),
        pytest.param('{"language": "python"}', id="cdktf.json"),
        pytest.param("\x00\ufffd", id="binary"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    """A file that is not Terraform's JSON is named in the error."""
    document = tmp_path / "other.json"
    document.write_text(content, encoding="utf-8")

    result = run(str(document))

    assert (result.exit_code, "other.json: " in result.output) == (2, True)


def test_the_command_line_loads_no_cdktf() -> None:
    """Reading needs none of the packages that write."""
    code = (
        "import sys, apigwv2_tf.cli, apigwv2_tf.render.routes, apigwv2_tf.surface.loading;"
        "sys.exit(bool({'cdktf', 'jsii', 'constructs', 'yaml', 'rich'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
