"""The formats of a graph, by name; each is loaded when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from apigwv2_tf.surface.model import Surface


def drawn(surface: Surface, form: str) -> str:
    """Return the graphs of a surface in one of `FORMATS`."""
    return _WRITERS[form](surface)


def _mermaid(surface: Surface) -> str:
    from apigwv2_tf.render.graph_mermaid import mermaid_document

    return mermaid_document(surface)


def _dot(surface: Surface) -> str:
    from apigwv2_tf.render.graph_building import graphs
    from apigwv2_tf.render.graph_dot import dot_of

    return dot_of(graphs(surface))


def _svg(surface: Surface) -> str:
    from apigwv2_tf.render.graph_building import graphs
    from apigwv2_tf.render.graph_svg import svg_of

    return svg_of(graphs(surface))


_WRITERS: dict[str, Callable[[Surface], str]] = {"mermaid": _mermaid, "dot": _dot, "svg": _svg}
FORMATS = tuple(_WRITERS)
