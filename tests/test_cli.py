"""The command line, as people and build servers use it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.cli import main
from apigwv2_tf.render.formats import Format
from click.testing import CliRunner, Result
from hypothesis import given, settings

from tests.support import fresh, markdown
from tests.support.hostile import hostile_text
from tests.support.plans import plan, shop, synthesized

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_GUARDED = {"route_key": "GET /orders", "authorization_type": "AWS_IAM"}
_OPEN = {"route_key": "GET /orders", "authorization_type": "NONE"}
_MILLISECONDS = 300
_RUNS = 5


def _run(*arguments: object, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def _file(folder: Path, document: Mapping[str, Any], name: str = "plan.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """Return a plan that takes the authorization from a route."""
    return _file(tmp_path, shop(_GUARDED, _OPEN))


@pytest.fixture
def uncertain(tmp_path: Path) -> Path:
    """Return a plan in which nobody can tell how a route is guarded."""
    after = {"route_key": "GET /orders"}
    document = shop(_GUARDED, after, unknown=["authorization_type"])
    return _file(tmp_path, document, "uncertain.json")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where no file of suppressions lies."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param([], 1, id="default"),
        pytest.param(["--fail-on", "security"], 1, id="at"),
        pytest.param(["--fail-on", "cosmetic"], 1, id="above"),
        pytest.param(["--fail-on", "breaking"], 0, id="below"),
        pytest.param(["--fail-on", "none"], 0, id="none"),
        pytest.param(["--exit-zero"], 0, id="exit zero"),
    ],
)
def test_exit_code_of_a_review(opened: Path, options: list[str], code: int) -> None:
    """A review exits with 1 if a finding is as bad as what --fail-on names, else with 0."""
    result = _run("review", opened, *options)

    assert result.exit_code == code
    assert "authorization-removed" in result.stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param([], 1, id="default"),
        pytest.param(["--fail-on", "critical"], 0, id="below"),
        pytest.param(["--fail-on", "none"], 0, id="none"),
        pytest.param(["--exit-zero"], 0, id="exit zero"),
    ],
)
def test_exit_code_of_a_lint_run(opened: Path, options: list[str], code: int) -> None:
    """A lint run does the same with its own levels."""
    result = _run("lint", opened, *options)

    assert result.exit_code == code
    assert "open-route" in result.stdout


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1)])
def test_uncertain_finding_fails_a_strict_run_only(
    uncertain: Path, options: list[str], code: int
) -> None:
    """What nobody can tell before apply is said, but fails nothing unless asked for."""
    result = _run("review", uncertain, *options)

    assert result.exit_code == code
    assert "not certain" in result.stdout


def test_nothing_found(tmp_path: Path) -> None:
    """A plan that changes nothing exits with 0 and says so."""
    result = _run("review", _file(tmp_path, shop(_GUARDED, _GUARDED)))

    assert result.exit_code == 0
    assert "no change that callers notice · 2 routes unchanged" in result.stdout


@pytest.mark.parametrize("command", ["review", "lint", "routes"])
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04", id="binary plan"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"a": 1}', id="another file"),
        pytest.param(b'{"format_version": "2.0", "resource_changes": []}', id="unknown version"),
        pytest.param(b"\x1f\x8b\x08", id="damaged gzip"),
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_bad_input(tmp_path: Path, command: str, data: bytes) -> None:
    """What cannot be read is an error on one line that names the file, and exit code 2."""
    path = tmp_path / "plan.json"
    path.write_bytes(data)

    result = _run(command, path)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"error: {path}: ")
    assert len(result.stderr.splitlines()) == 1


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named as the user wrote it, without what steers a terminal."""
    result = _run("review", tmp_path / "a\x1b[31m\n::error::b")

    assert result.exit_code == 2
    assert result.stderr == (
        f"error: {tmp_path}/a\\x1b[31m\\n::error::b: cannot be read: No such file or directory\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["review"], id="no plan"),
        pytest.param(["review", "a", "b", "c"], id="three sources"),
        pytest.param(["review", "a", "-o", "a.json"], id="no format"),
        pytest.param(["review", "a", "-o", "xml=a"], id="unknown format"),
        pytest.param(["review", "a", "-o", "json=reports/"], id="a folder"),
        pytest.param(["review", "a", "-o", "json="], id="no path"),
        pytest.param(["review", "a", "-o", "json=-"], id="standard output"),
        pytest.param(["review", "a", "--fail-on", "high"], id="a level of lint"),
        pytest.param(["lint", "a", "--fail-on", "breaking"], id="a level of review"),
        pytest.param(["review", "a", "--markdown-budget", "100"], id="budget"),
        pytest.param(["lint", "a", "--config", "missing.yaml"], id="config"),
    ],
)
def test_usage_error(arguments: list[str]) -> None:
    """What is wrong on the command line exits with 2 and shows how it is used."""
    result = _run(*arguments)

    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_several_outputs_in_one_run(tmp_path: Path, opened: Path) -> None:
    """Every -o writes a file, with the same text that --format prints."""
    outputs = {form: tmp_path / f"report.{form.value}" for form in Format}
    options = [f"-o{form.value}={path}" for form, path in outputs.items()]

    result = _run("review", opened, "--format", "json", *options)

    assert json.loads(result.stdout)["format"] == "apigwv2-tf/report"
    for form, path in outputs.items():
        printed = _run("review", opened, "--format", form.value).stdout
        assert path.read_text(encoding="utf-8") == printed


def test_output_that_cannot_be_written(tmp_path: Path, opened: Path) -> None:
    """Findings that nobody gets to see are no findings: exit code 2, and nothing is printed."""
    result = _run("review", opened, "-o", f"json={tmp_path}/missing/report.json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        f"error: {tmp_path}/missing/report.json: cannot be written: No such file or directory\n"
    )


def test_bad_input_leaves_old_reports_alone(tmp_path: Path) -> None:
    """Where there is nothing to report, a report of yesterday stays."""
    old = tmp_path / "report.json"
    old.write_text("old")

    result = _run("review", tmp_path / "missing.json", "-o", f"json={old}")

    assert result.exit_code == 2
    assert old.read_text() == "old"


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_standard_input(pack: Any) -> None:  # noqa: ANN401 - a function of bytes
    """A plan comes through a pipe as well, and packed; the comment names both."""
    data = json.dumps(shop(_GUARDED, _OPEN)).encode()

    result = _run("review", "-", "--format", "markdown", stdin=pack(data))

    digest = hashlib.sha256(data).hexdigest()
    assert result.exit_code == 1
    assert result.stdout.startswith(f"<!-- apigwv2-tf:review:stdin plan={digest} -->\n")
    assert "`standard input`" in result.stdout


def test_comment_id(opened: Path) -> None:
    """Who reviews several stacks gives each comment a name of its own."""
    result = _run("review", opened, "--format", "markdown", "--comment-id", "prod")

    assert result.stdout.startswith("<!-- apigwv2-tf:review:prod plan=")


def test_review_of_two_synthesized_files(tmp_path: Path) -> None:
    """Without a plan, what two branches synthesize is compared."""
    before = _file(tmp_path, synthesized("GET /a", "GET /b"), "before.tf.json")
    after = _file(tmp_path, synthesized("GET /a"), "after.tf.json")

    result = _run("review", before, after)

    assert result.exit_code == 1
    assert "shop: GET /b\n" in result.stdout
    assert f"{before} → {after}" in result.stdout
    assert "plan:" not in result.stdout


def test_markdown_budget(tmp_path: Path) -> None:
    """A comment is as long as it may be."""
    keys = [f"GET /{number}" for number in range(500)]
    before = _file(tmp_path, synthesized(*keys), "before.tf.json")
    after = _file(tmp_path, synthesized("GET /"), "after.tf.json")

    usual = _run("review", before, after, "--format", "markdown").stdout
    short = _run("review", before, after, "--format=markdown", "--markdown-budget=9000").stdout

    assert len(short) <= 9_000 < len(usual) <= 60_000
    assert "**Left out**" in short


def test_baseline_that_is_a_report(tmp_path: Path, opened: Path) -> None:
    """What a saved report has is known, and fails nothing."""
    saved = tmp_path / "saved.json"
    _run("lint", opened, "-o", f"json={saved}")

    result = _run("lint", opened, "--baseline", saved)

    assert result.exit_code == 0
    assert f"nothing new · {len(json.loads(saved.read_text())['findings'])} known" in result.stdout


def test_baseline_that_is_a_report_of_a_review(tmp_path: Path, opened: Path) -> None:
    """It has other findings, so that everything would be new: it is refused."""
    saved = tmp_path / "saved.json"
    _run("review", opened, "-o", f"json={saved}")

    result = _run("lint", opened, "--baseline", saved)

    assert result.exit_code == 2
    assert "expected 'lint', got 'review'" in result.stderr


def test_baseline_that_is_a_source(tmp_path: Path) -> None:
    """Only what another source has not got is new."""
    before = _file(tmp_path, synthesized("GET /a"), "before.tf.json")
    after = _file(tmp_path, synthesized("GET /a", "GET /b"), "after.tf.json")

    result = _run("lint", after, "--baseline", before, "--format", "json")

    found = json.loads(result.stdout)
    new = {one["subject"] for one in found["findings"] if one["fails"]}
    assert result.exit_code == 1
    assert new == {"GET /b"}
    assert found["baseline"] == str(before)


def test_suppressions(tmp_path: Path) -> None:
    """What somebody has decided to live with fails nothing, and says why."""
    source = _file(tmp_path, synthesized("GET /health"))
    config = tmp_path / "accepted.yaml"
    config.write_text(
        "suppressions: [{rule: open-route, route: GET /health, reason: it is public}]"
    )

    result = _run("lint", source, "--config", config)

    assert result.exit_code == 0
    assert "accepted: shop: GET /health (open-route): it is public" in result.stdout


def test_suppressions_of_this_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file with the usual name need not be named; it is for reviews, too."""
    before = _file(tmp_path, synthesized("GET /a", "GET /b"), "before.tf.json")
    after = _file(tmp_path, synthesized("GET /a"), "after.tf.json")
    text = "suppressions: [{rule: route-removed, route: GET /b, reason: nobody calls it}]"
    (tmp_path / "apigwv2-tf.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)

    result = _run("review", before, after)

    assert result.exit_code == 0
    assert "accepted: shop: GET /b (route-removed): nobody calls it" in result.stdout
    assert "unknown-suppression" not in _run("lint", after).stdout


def test_suppressions_of_a_review_that_expire(tmp_path: Path) -> None:
    """What fails again says why; what is about no change of this review is not told."""
    before = _file(tmp_path, synthesized("GET /a", "GET /b"), "before.tf.json")
    after = _file(tmp_path, synthesized("GET /a"), "after.tf.json")
    config = tmp_path / "accepted.yaml"
    config.write_text(
        "suppressions:\n"
        "- {rule: route-removed, route: GET /b, reason: nobody calls it, expires: 2020-01-01}\n"
        "- {rule: route-removed, route: GET /c, reason: nobody calls it}\n"
        "- {rule: open-route, reason: public, expires: 2020-01-01}\n"
        "- {rule: mistyped, reason: lint tells}\n"
    )

    result = _run("review", before, after, "--config", config)
    found = json.loads(_run("review", before, after, "--config", config, "--format", "json").stdout)

    assert result.exit_code == 1
    assert "it was for `route-removed` until `2020-01-01`" in result.stdout
    assert [(one["id"], one["level"], one["fails"]) for one in found["findings"]] == [
        ("route-removed", "breaking", True),
        ("expired-suppression", "operations", False),
    ]


def test_page_lets_suppressions_of_changes_pass(tmp_path: Path) -> None:
    """One file is for reviews and for the page, too."""
    source = _file(tmp_path, synthesized("GET /a"))
    config = tmp_path / "accepted.yaml"
    config.write_text("suppressions: [{rule: route-removed, reason: nobody calls it}]")

    _run("docs", source, "--output", tmp_path / "site", "--config", config)

    assert "no rule has the id" not in (tmp_path / "site" / "index.html").read_text()


@settings(max_examples=30)
@given(text=hostile_text.filter(lambda one: "\ud800" not in one))
def test_hostile_names(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever an API, a route and a backend are called, no command or element comes of it."""
    before = {"route_key": f"GET /{text}", "authorization_type": "AWS_IAM"}
    after = {"route_key": f"GET /{text}", "authorization_type": "NONE"}
    document = shop(before, after, name=text, uri=f"https://{text}")
    path = _file(tmp_path_factory.mktemp("hostile"), document)

    for command in ("review", "lint"):
        shown = {
            form: _run(command, path, "--format", form.value, "--exit-zero").stdout
            for form in Format
        }
        for form, found in shown.items():
            assert all(line.isprintable() for line in found.split("\n"))
            if form is not Format.GITHUB:
                assert not [line for line in found.split("\n") if line.lstrip().startswith("::")]
        assert markdown.live(shown[Format.MARKDOWN]) == []


def _process(
    arguments: list[str], env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "apigwv2_tf", *arguments],
        env={**os.environ, "PYTHONPATH": str(fresh.ROOT), **(env or {})},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("form", [form.value for form in Format])
def test_same_input_same_bytes(opened: Path, form: str) -> None:
    """Neither the hash seed nor the process makes a difference."""
    runs = [
        _process(["review", str(opened), "--format", form], {"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]

    assert [run.returncode for run in runs] == [1, 1]
    assert runs[0].stdout == runs[1].stdout


def test_terminal_that_has_ascii_only(opened: Path) -> None:
    """What a terminal cannot show is spelled out, instead of a traceback."""
    ended = _process(["review", str(opened)], {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})

    assert ended.returncode == 1
    assert ended.stderr == b""
    assert rb"1 security \xb7" in ended.stdout


def _on_a_terminal(arguments: list[str], **env: str) -> str:
    """Return what the command prints to a terminal."""
    ours, theirs = pty.openpty()
    usual = {name: text for name, text in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    process = subprocess.Popen(
        [sys.executable, "-m", "apigwv2_tf", *arguments],
        env={**usual, "PYTHONPATH": str(fresh.ROOT), "TERM": "xterm", "COLUMNS": "80", **env},
        stdout=theirs,
    )
    os.close(theirs)
    found = b""
    try:
        while data := os.read(ours, 65_536):
            found += data
    except OSError:
        pass  # how Linux says that the other side is closed
    os.close(ours)
    process.wait()
    return found.decode()


def test_colours_are_for_terminals(opened: Path) -> None:
    """Colours come on a terminal and where they are asked for, and nowhere else."""
    review = ["review", str(opened)]

    assert "\x1b[" in _on_a_terminal(review)
    assert "\x1b[" not in _on_a_terminal([*review, "--no-color"])
    assert "\x1b[" not in _on_a_terminal(review, NO_COLOR="1")
    assert "\x1b[" not in _on_a_terminal(review, TERM="dumb")
    assert "\x1b[" in _run(*review, "--color").stdout
    assert "\x1b[" not in _run(*review).stdout


def test_lines_are_as_wide_as_the_terminal(opened: Path) -> None:
    """Sentences are wrapped where the terminal ends."""
    wide = _on_a_terminal(["review", str(opened), "--no-color"], COLUMNS="120").splitlines()
    narrow = _on_a_terminal(["review", str(opened), "--no-color"], COLUMNS="50").splitlines()

    assert max(map(len, narrow[1:])) <= 50 < max(map(len, wide[1:])) <= 120


@pytest.mark.parametrize("arguments", [["--help"], ["review", "--help"], ["lint", "--help"]])
def test_help_starts_in_a_moment(arguments: list[str]) -> None:
    """Help loads nothing that only a run needs, and is there in a moment."""
    code = f"""
        import sys
        from apigwv2_tf.cli import main
        try:
            main({arguments!r})
        except SystemExit:
            pass
        tell(sorted(sys.modules))
    """
    loaded = {name.partition(".")[0] for name in fresh.told(code)}
    took = [fresh.seconds(lambda: _process(arguments).check_returncode()) for _ in range(_RUNS)]

    assert loaded.isdisjoint({"rich", "yaml", "cdktf", "jsii", "constructs"})
    # of the processor's time, as the machine may do other things beside it; and of the best run
    assert min(took) * 1000 <= _MILLISECONDS


def test_run_loads_no_writing_half(opened: Path) -> None:
    """A review needs neither CDKTF nor its bindings."""
    code = f"""
        import sys
        from apigwv2_tf.cli import main
        try:
            main(["review", {str(opened)!r}])
        except SystemExit as ended:
            assert ended.code == 1
        tell([name for name in sys.modules if name.partition(".")[0] in ("cdktf", "jsii")])
    """

    assert fresh.told(code) == []


def test_empty_plan() -> None:
    """A plan without any API has nothing to say."""
    result = _run("review", "-", stdin=json.dumps(plan()).encode())

    assert result.exit_code == 0
    assert "no change that callers notice" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["review", "plan.json", "-o", "json=plan.json"], id="its source"),
        pytest.param(["review", "plan.json", "-o", "json=./x/../plan.json"], id="another way"),
        pytest.param(["review", "plan.json", "-o", "json=gone/../plan.json"], id="no folder"),
        pytest.param(["review", "plan.json", "-o", "json=link.json"], id="a link"),
        pytest.param(["review", "base.json", "plan.json", "-o", "json=base.json"], id="first"),
        pytest.param(
            ["lint", "plan.json", "--baseline=base.json", "-o", "json=base.json"], id="base"
        ),
        pytest.param(["lint", "stacks", "-o", "json=stacks/a/cdk.tf.json"], id="in a folder"),
        pytest.param(["lint", "plan.json", "-o", "json=apigwv2-tf.yaml"], id="suppressions"),
        pytest.param(
            ["lint", "plan.json", "--config=own.yaml", "-o", "json=own.yaml"], id="own suppressions"
        ),
        pytest.param(["graph", "plan.json", "-o", "plan.json"], id="graph"),
    ],
)
def test_what_is_read_is_not_written(
    arguments: list[str], opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No output takes the place of what the run reads, by whatever name."""
    folder = opened.parent
    monkeypatch.chdir(folder)
    (folder / "x").mkdir()
    (folder / "stacks" / "a").mkdir(parents=True)
    for name in ("base.json", "stacks/a/cdk.tf.json"):
        (folder / name).write_text(opened.read_text())
    for name in ("own.yaml", "apigwv2-tf.yaml"):
        (folder / name).write_text("suppressions: []\n")
    (folder / "link.json").symlink_to("plan.json")
    there = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}

    result = _run(*arguments)

    assert result.exit_code == 2
    assert result.stderr.endswith(": is read by this run: write somewhere else\n")
    assert {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()} == there


def test_standard_input_is_not_written(opened: Path) -> None:
    """A file that the shell opens is read as well."""
    with opened.open("rb") as file:
        ended = subprocess.run(
            [sys.executable, "-m", "apigwv2_tf", "review", "-", "-o", f"json={opened}"],
            stdin=file,
            env={**os.environ, "PYTHONPATH": str(fresh.ROOT)},
            capture_output=True,
            check=False,
        )

    assert ended.returncode == 2
    assert b"is read by this run" in ended.stderr


def test_two_outputs_in_one_file(opened: Path) -> None:
    """No report is lost to another one of the same run; what keeps nothing takes any number."""
    name = opened.with_name("report")
    same = _run("review", opened, "-o", f"json={name}", "-o", f"html={opened.parent}/./report")
    nowhere = _run("review", opened, "-o", "json=/dev/null", "-o", "html=/dev/null")

    assert same.exit_code == 2
    assert same.stderr.endswith("report: would be written twice: give each output its own file\n")
    assert not name.exists()
    assert nowhere.exit_code == 1


@pytest.mark.parametrize("command", ["review", "lint", "routes", "graph"])
@pytest.mark.parametrize(
    ("shell", "words"),
    [
        (">/dev/full", "cannot be written: No space left on device"),
        (">&-", "is closed"),
    ],
)
def test_standard_output_that_cannot_be_written(
    command: str, shell: str, words: str, opened: Path
) -> None:
    """What could not be told is an error, and never looks like a result."""
    ended = subprocess.run(
        ["sh", "-c", f'"$@" {shell}', "sh", sys.executable, "-m", "apigwv2_tf", command, opened],
        env={**os.environ, "PYTHONPATH": str(fresh.ROOT)},
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.decode() == f"error: standard output: {words}\n"


@pytest.mark.parametrize("columns", ["0", "1", "39"])
@pytest.mark.parametrize("command", ["routes", "review"])
def test_no_room_to_write(command: str, columns: str, opened: Path) -> None:
    """However narrow a terminal says it is, nothing is lost."""
    told = _on_a_terminal([command, str(opened)], COLUMNS=columns)

    assert "/orders" in told
