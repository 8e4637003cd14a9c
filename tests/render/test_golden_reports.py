"""Every format, whole, of a review and of a lint run."""

from __future__ import annotations

from pathlib import Path

import pytest
from apigwv2_tf.render.formats import Format, Space, written

from tests.support.reports import lint_report, review_report

_GOLDEN = Path(__file__).parents[1] / "golden" / "reports"
_ENDINGS = {
    Format.TERMINAL: "txt",
    Format.MARKDOWN: "md",
    Format.JSON: "json",
    Format.SARIF: "sarif",
    Format.JUNIT: "xml",
    Format.GITHUB: "annotations",
    Format.HTML: "html",
}
_REPORTS = {"review": review_report, "lint": lint_report}


@pytest.mark.parametrize("kind", _REPORTS)
@pytest.mark.parametrize("form", Format)
def test_report_is_its_golden_file(form: Format, kind: str, request: pytest.FixtureRequest) -> None:
    """Every byte of every format is known."""
    golden = _GOLDEN / f"{kind}.{_ENDINGS[form]}"
    text = written(_REPORTS[kind](), form, Space())
    if request.config.getoption("--update-golden"):
        golden.write_text(text, encoding="utf-8", newline="\n")

    assert text.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_each_golden_file_belongs_to_a_report() -> None:
    """No file is left over from a format that was renamed."""
    names = {f"{kind}.{ending}" for kind in _REPORTS for ending in _ENDINGS.values()}

    assert {path.name for path in _GOLDEN.iterdir()} == names
