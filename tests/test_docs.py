"""The documentation is complete: its programs are whole, its reference is that of the package."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, TypedDict

import apigwv2_tf
import pytest

from tests.support import pages
from tools import reference

if TYPE_CHECKING:
    from pathlib import Path

_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
_LONGEST_LINE = 100


def _anchors(path: Path) -> set[str]:
    """Return what a link can name in a page."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", pages.programs())
def test_program_of_a_page_is_whole(page: str) -> None:
    """It has a provider, and its last block writes the Terraform JSON."""
    first, *_, last = [pages.blocks(page)[0], *pages.blocks(page)]

    assert "AwsProvider(stack" in first
    assert last.endswith("app.synth()\n")


@pytest.mark.parametrize("page", pages.pages())
def test_code_of_a_page_is_not_wide(page: str) -> None:
    """Code that is too wide is cut off where it is read; README.md shows one whole message."""
    lines = chain.from_iterable(block.splitlines() for block in pages.blocks(page))

    assert [line for line in lines if len(line) > _LONGEST_LINE] == []


@pytest.mark.parametrize("page", pages.pages())
def test_links_of_a_page_lead_somewhere(page: str) -> None:
    """Each names a file, and a heading in it."""
    here = pages.ROOT / page
    broken = [
        (name, anchor)
        for name, anchor in _LINK.findall(pages.text_of(page))
        for target in [(here.parent / name) if name else here]
        if not target.exists() or (anchor and anchor not in _anchors(target))
    ]

    assert broken == []


def test_reference_is_up_to_date() -> None:
    """The page is what `make reference` writes."""
    assert reference.PAGE.read_text() == reference.page()


def test_reference_has_every_public_class() -> None:
    """Each has a heading or a line of its own, or is named as the typed dict of a construct."""
    text = reference.PAGE.read_text()
    absent = [
        name
        for name in reference.public()
        if not any(shown in text for shown in (f"### {name}\n", f"- `{name}`: ", f"`{name}`.\n"))
    ]

    assert absent == []


class _Silent(TypedDict, total=False):
    """
    Options, one of them without a text.

    Args:
        told: Has one.
    """

    told: str
    untold: str


def test_option_without_a_text_is_refused() -> None:
    """An option that nobody explained does not reach the reference."""
    with pytest.raises(
        reference.NoTextError, match="_Silent: the docstring has no text for untold"
    ):
        reference.struct_section(_Silent)


@pytest.mark.parametrize(
    ("struct", "line"),
    [
        pytest.param(
            apigwv2_tf.MTLSConfig,
            "- **`key`** (`str`, required): The truststore's key in it",
            id="required",
        ),
        pytest.param(
            apigwv2_tf.DefaultTarget,
            "- **`handler`** (`IFunction`): A Lambda function. Left out, `uri` is used.",
            id="optional",
        ),
        pytest.param(
            apigwv2_tf.JsonSchema,
            "- **`max_length`** (`int`): `maxLength` in JSON.",
            id="JSON schema",
        ),
    ],
)
def test_option_is_written_as_a_user_writes_it(struct: type, line: str) -> None:
    """Name, type and text, with what happens when it is left out."""
    assert line in reference.struct_section(struct)
