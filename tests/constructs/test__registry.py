"""Tests of the book that an API keeps of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from apigwv2_tf import OptionError, Route
from apigwv2_tf.constructs._registry import registry_of

if TYPE_CHECKING:
    from cdktf import TerraformStack


@dataclass
class _Unhashable:
    api_id: str


@dataclass(slots=True, frozen=True)
class _WithoutWeakReference:
    api_id: str


@pytest.mark.parametrize(
    "api",
    [
        pytest.param(SimpleNamespace(api_id="abc"), id="namespace"),
        pytest.param(_Unhashable("abc"), id="unhashable"),
        pytest.param(_WithoutWeakReference("abc"), id="slots"),
    ],
)
def test_any_object_with_an_api_id_is_an_api(stack: TerraformStack, api: Any) -> None:  # noqa: ANN401
    """The same object keeps the same book, whatever its class."""
    route = Route(stack, "Connect", api=api, key="$connect")

    assert registry_of(api).routes == {"$connect": route}
    with pytest.raises(OptionError) as refused:
        Route(stack, "Again", api=api, key="$connect")
    assert str(refused.value) == (
        "orders/Again: key is '$connect', allowed: one that the API has not yet: "
        "orders/Connect has it"
    )


def test_two_objects_keep_two_books(stack: TerraformStack) -> None:
    """APIs do not share routes, although their ids may be equal."""
    one, other = _Unhashable("abc"), _Unhashable("abc")
    Route(stack, "One", api=one, key="$connect")
    Route(stack, "Other", api=other, key="$connect")

    assert registry_of(one) is not registry_of(other)


def test_names_are_counted_by_kind(stack: TerraformStack) -> None:
    """A name is taken in its own kind only."""
    api = _Unhashable("abc")
    route = Route(stack, "Route", api=api, key="a")
    book = registry_of(api)
    book.take(route, "model", "a", "model_name", "a")

    assert (book.count("model"), book.count("stage")) == (1, 0)
    assert book.has("model", "a")
    assert not book.has("stage", "a")
