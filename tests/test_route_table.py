"""The route table of synthesized files, and the command that shows it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.cli import main
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.route_table import RouteRow, find_documents, read_rows
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
        "aws_apigatewayv2_authorizer": {"A": {"name": "Members"}},
        "aws_apigatewayv2_integration": {
            "F": {
                "integration_type": "AWS_PROXY",
                "integration_uri": "${aws_lambda_function.Fn.invoke_arn}",
            },
            "U": {
                "integration_type": "HTTP_PROXY",
                "integration_uri": "https://$${stageVariables.host}",
            },
            "Q": {"integration_type": "AWS_PROXY", "integration_subtype": "SQS-SendMessage"},
            "M": {"integration_type": "MOCK"},
            "L": {
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
    document = folder / "cdk.tf.json"
    document.write_text(json.dumps({"resource": resources}), encoding="utf-8")
    return document


def only(document: Path) -> RouteRow:
    """Return the only route of a file."""
    (row,) = read_rows(document)
    return row


def target(name: str) -> dict[str, str]:
    """Return a route's reference to an integration."""
    return {"target": f"integrations/${{aws_apigatewayv2_integration.{name}.id}}"}


def test_a_route_shows_its_api_key_and_stage(tmp_path: Path) -> None:
    """A row names what the route belongs to."""
    row = only(written(tmp_path, R={}))

    assert (row.api, row.key, row.stages) == ("shop (HTTP)", "GET /orders", "live")


@pytest.mark.parametrize(
    ("route", "shown"),
    [
        pytest.param(target("F"), "AWS_PROXY orders", id="function"),
        pytest.param(target("L"), "AWS_PROXY orders:live", id="alias"),
        pytest.param(target("U"), "HTTP_PROXY https://${stageVariables.host}", id="url"),
        pytest.param(target("Q"), "AWS_PROXY SQS-SendMessage", id="subtype"),
        pytest.param(target("M"), "MOCK", id="mock"),
        pytest.param({"target": "integrations/abc"}, "integrations/abc", id="elsewhere"),
        pytest.param({}, "nothing", id="none"),
    ],
)
def test_a_route_shows_its_target(tmp_path: Path, route: dict[str, Any], shown: str) -> None:
    """The target is shown by what it calls, where that is in the file."""
    assert only(written(tmp_path, R=route)).target == shown


@pytest.mark.parametrize(
    ("route", "shown"),
    [
        pytest.param({}, "open", id="none"),
        pytest.param({"authorization_type": "NONE"}, "open", id="said"),
        pytest.param({"authorization_type": "AWS_IAM"}, "AWS_IAM", id="iam"),
        pytest.param(
            {
                "authorization_type": "JWT",
                "authorizer_id": "${aws_apigatewayv2_authorizer.A.id}",
                "authorization_scopes": ["read", "write"],
            },
            "JWT by Members, scopes read write",
            id="jwt",
        ),
        pytest.param({"api_key_required": True}, "API key", id="key"),
    ],
)
def test_a_route_shows_who_may_call(tmp_path: Path, route: dict[str, Any], shown: str) -> None:
    """Authorization is shown by type, authorizer and scopes; open routes say so."""
    assert only(written(tmp_path, R=route)).authorization == shown


def test_routes_are_sorted_by_path_then_method(tmp_path: Path) -> None:
    """Routes of one path stand together."""
    document = written(
        tmp_path,
        A={"route_key": "PUT /b"},
        B={"route_key": "GET /b"},
        C={"route_key": "POST /a"},
    )

    assert [row.key for row in read_rows(document)] == ["POST /a", "GET /b", "PUT /b"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="a list"),
        pytest.param('{"resource": []}', id="a list of resources"),
        pytest.param("{}", id="nothing in it"),
        pytest.param('{"language": "python"}', id="cdktf.json"),
        pytest.param("\x00\ufffd", id="binary"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    """A file that cdktf did not write is named in the error."""
    document = tmp_path / "other.json"
    document.write_text(content, encoding="utf-8")

    with pytest.raises(DocumentError, match=r"other\.json: not JSON that cdktf wrote"):
        read_rows(document)


def test_odd_resources_do_not_break_the_table(tmp_path: Path) -> None:
    """Values of unexpected types are shown as they are."""
    document = written(tmp_path, R={"route_key": 5, "target": ["x"], "authorization_scopes": "s"})

    row = only(document)

    assert (row.key, row.target) == ("5", '["x"]')


def test_a_folder_is_searched(tmp_path: Path) -> None:
    """All synthesized files below a folder are found."""
    for name in ("b", "a"):
        folder = tmp_path / "stacks" / name
        folder.mkdir(parents=True)
        written(folder, R={})

    found = find_documents(tmp_path)

    assert [path.parent.name for path in found] == ["a", "b"]


def run(*arguments: str) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, list(arguments))


def test_the_command_prints_files_and_routes(tmp_path: Path) -> None:
    """The command shows where the JSON is, and the routes in it."""
    document = written(tmp_path, R={"route_key": "GET /[bold]x"})

    result = run("routes", str(tmp_path))

    assert result.exit_code == 0
    assert str(document) in result.output
    assert "GET /[bold]x" in result.output


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
    """What synth warned of is shown once, below the routes of its stack."""
    stack = tmp_path / "stacks" / "shop"
    stack.mkdir(parents=True)
    (stack / "cdk.tf.json").write_text(json.dumps({"resource": {}}))
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    result = run("routes", str(tmp_path))

    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if "warning" in line] == shown


def test_nothing_to_show_is_exit_code_2(tmp_path: Path) -> None:
    """Without a synthesized file the command says what to run."""
    result = run("routes", str(tmp_path / "nowhere"))

    assert result.exit_code == 2
    assert "run `python main.py` or `cdktf synth` first" in result.output


def test_the_command_line_loads_no_cdktf() -> None:
    """Reading needs none of the packages that write."""
    code = (
        "import sys, apigwv2_tf.cli, apigwv2_tf.render.routes;"
        "sys.exit(bool({'cdktf', 'jsii', 'constructs'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
