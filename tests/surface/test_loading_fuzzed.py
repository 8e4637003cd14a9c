"""What happens to documents that nobody has written."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf.errors import DocumentError
from apigwv2_tf.surface.documents import open_documents
from apigwv2_tf.surface.expressions import parse_reference, parse_template
from apigwv2_tf.surface.loading import load_inventory, load_plan
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.documents import PLANS, committed, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_GOLDEN = Path(__file__).resolve().parents[1] / "golden"
_DOCUMENTS = {
    **{name: committed(name) for name in ("references", "shop_change", "shop_state")},
    **{name: json.loads((_GOLDEN / f"{name}.json").read_text()) for name in ("chat", "orders")},
}
_ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        1.5,
        1e999,
        10**30,
        "",
        "x",
        "${",
        "${each.key}",
        "${a.b[c.d].e}",
        "integrations/${aws_apigatewayv2_integration.x.id}",
        "module.a[0]",
        [],
        {},
        [None],
        [[]],
        [{}],
        {"": {}},
        {"constant_value": "${aws_x.y}", "references": ["aws_x.y", 1]},
        {"references": ["var.a"]},
    ]
)
_SETTINGS = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401
    """Yield where something stands, at any depth."""
    parts = value.items() if isinstance(value, dict) else ()
    for key, part in parts or (enumerate(value) if isinstance(value, list) else ()):
        yield (*place, key)
        yield from _places(part, (*place, key))


_PLACES = {name: list(_places(document)) for name, document in _DOCUMENTS.items()}


def _refusal(load: Callable[[str], object], name: str) -> str:
    """Return the words with which a document is refused; its name where it is not."""
    try:
        load(name)
    except DocumentError as error:
        return str(error)
    return name


@st.composite
def _mutated(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a document of which a few parts are something else."""
    name = draw(st.sampled_from(sorted(_DOCUMENTS)))
    document = copy.deepcopy(_DOCUMENTS[name])
    for place in draw(st.lists(st.sampled_from(_PLACES[name]), min_size=1, max_size=4)):
        _put(document, place, copy.deepcopy(draw(_ODD)))
    return document  # type: ignore[no-any-return]


def _put(document: Any, place: tuple[str | int, ...], value: object) -> None:  # noqa: ANN401
    """Put a value in a place, unless an earlier one has taken that away."""
    with suppress(KeyError, IndexError, TypeError):
        for step in place[:-1]:
            document = document[step]
        document[place[-1]] = value


@_SETTINGS
@given(document=_mutated())
def test_documents_with_odd_parts(tmp_path: Path, document: dict[str, Any]) -> None:
    """A document with odd parts is loaded, or refused with its name; never anything else."""
    name = write(tmp_path, document)

    for load in (load_inventory, load_plan):
        assert _refusal(load, name).startswith(name)


@_SETTINGS
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    """Whatever is in a file, it is a document or refused."""
    path = tmp_path / "file"
    path.write_bytes(data)

    assert _refusal(open_documents, str(path)).startswith(str(path))


@_SETTINGS
@given(text=st.text(alphabet='${}%[]().*?:",= abfor_id0\\\n-', max_size=60))
def test_any_template(text: str) -> None:
    """Whatever is in a text, it is a template or not readable; a readable one loses nothing."""
    template = parse_template(text)
    parse_reference(text)

    if template.readable:
        parts = [part if isinstance(part, str) else part.source for part in template.parts]
        escaped = text.replace("$${", "${").replace("%%{", "%{")
        assert "".join(parts).replace("$${", "${").replace("%%{", "%{") == escaped


@pytest.mark.parametrize("depth", [200, 900, 5000])
def test_depth(tmp_path: Path, depth: int) -> None:
    """However deep a document is nested, it is loaded or refused."""
    nested = '{"a":' * depth + "1" + "}" * depth
    document = json.dumps(committed("shop_create")).replace('"GET /health"', nested)
    path = tmp_path / "deep.json"
    path.write_text(document)

    assert _refusal(load_plan, str(path)) in {str(path), f"{path}: nested too deeply"}


def test_plans_are_what_they_were() -> None:
    """The documents that are changed here are loaded as they are."""
    for name in ("references", "shop_change"):
        assert load_plan(str(PLANS / f"{name}.json")).after.resources
