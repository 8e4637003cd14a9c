"""
Write docs/reference.md: what every public class takes, from its own docstring and type hints.

``python tools/reference.py``, or ``make reference``.
"""

# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from dataclasses import dataclass, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apigwv2_tf
from apigwv2_tf import ApiGatewayError
from apigwv2_tf.constructs.json_schema import _KEYWORDS
from constructs import Construct
from typing_extensions import get_original_bases, get_protocol_members, is_protocol, is_typeddict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"
_WIDTH = 100
_PLACE = ("self", "scope", "id")
_SECTION = re.compile(r"^(Args|Raises|Attributes):$|^See https", re.MULTILINE)
_ENTRY = re.compile(r"^    (\w+): (.*?)(?=^    \w|\Z)", re.DOTALL | re.MULTILINE)
_UNPACKED = re.compile(r"Unpack\[(\w+)\]")
# what a user writes for what the annotations call it
_WRITTEN = (
    (r" \| None\b|\bNone \| ", ""),
    (r"\bSequence\[", "list["),
    (r"\bMapping\[", "dict["),
    (r"\bSchema\b", "JsonSchema | dict[str, Any]"),
    (r"\bTransform\b", "function"),
)
_HEAD = """# Reference

Every option of every class. `make reference` writes this page from the package's own docstrings.

A construct is made as `Class(scope, id, option=value, …)`. Methods such as `api.add_route(…)` take
the same options without `scope` and `api`. Where an enum is named, its text will do: `"HTTP"` for
`ProtocolType.HTTP`. For every text and number a reference that Terraform resolves later will do.
"""


class NoTextError(Exception):
    """An option has no text in its docstring."""


@dataclass(frozen=True)
class Option:
    """One option of a class: its name, its type as written, and what follows when left out."""

    name: str
    annotation: str
    default: object = None

    @property
    def required(self) -> bool:
        """Whether the option cannot be left out."""
        return self.default is inspect.Parameter.empty


def public() -> dict[str, Any]:
    """Return the package's public names, but the other names of enums."""
    found = {name: getattr(apigwv2_tf, name) for name in sorted(apigwv2_tf.__all__)}
    return {name: value for name, value in found.items() if getattr(value, "__name__", "") == name}


def options_of(struct: Any) -> list[Option]:  # noqa: ANN401 - classes of many kinds
    """Return the options that a class adds to those it shares with others."""
    if is_typeddict(struct):
        shared = {key for base in get_original_bases(struct) for key in _keys(base)}
        hints = {n: h for n, h in struct.__annotations__.items() if n not in shared}
        return [Option(name, _written(_source(hint))) for name, hint in hints.items()]
    parameters = inspect.signature(struct.__init__).parameters.values()
    return [
        Option(parameter.name, _written(str(parameter.annotation)), parameter.default)
        for parameter in parameters
        if parameter.name not in (_PLACE if issubclass(struct, Construct) else ("self",))
        and parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]


def texts_of(struct: type) -> dict[str, str]:
    """Return the text of each option, as the docstring has it."""
    doc = inspect.getdoc(struct) or ""
    _, _, after = doc.partition("\nArgs:\n")
    end = _SECTION.search(after)
    entries = after[: end.start()] if end else after
    return {name: _flowed(text) for name, text in _ENTRY.findall(entries)}


def shared_by(construct: Any) -> str | None:  # noqa: ANN401 - as above
    """Return the name of the typed dict whose options a construct takes besides its own."""
    for parameter in inspect.signature(construct.__init__).parameters.values():
        match = _UNPACKED.search(str(parameter.annotation))
        if match:
            return match[1]
    return None


def page() -> str:
    """Return the whole page."""
    names = public()
    constructs = {n: v for n, v in names.items() if inspect.isclass(v) and issubclass(v, Construct)}
    dicts = {n: v for n, v in names.items() if is_typeddict(v)}
    own = {f"{name}Options" for name in constructs}
    parts = [_HEAD, "## Constructs\n"]
    parts += [_construct(value, dicts) for value in constructs.values()]
    parts.append("## Options of several constructs\n")
    parts += [struct_section(value) for name, value in dicts.items() if name not in own]
    parts.append("## Structs\n")
    parts += [struct_section(value) for value in names.values() if _is_struct(value)]
    parts += [_with_methods(names[name]) for name in ("ParameterMapping", "MappingValue")]
    parts.append("## Enums\n")
    parts += [_enum(v) for v in names.values() if inspect.isclass(v) and issubclass(v, Enum)]
    parts.append("## Interfaces\n\nWhat an object must have to be taken.\n")
    parts.append("\n".join(_interface(v) for v in names.values() if is_protocol(v)) + "\n")
    parts.append("## Errors\n")
    parts.append("\n".join(_error(v) for v in names.values() if _is_error(v)) + "\n")
    return "\n".join(parts)


def _construct(construct: type, dicts: Mapping[str, type]) -> str:
    """Return the section of a construct, with its own typed dict's options."""
    own_dict = dicts.get(f"{construct.__name__}Options")
    unpacked = shared_by(construct)
    options, texts = options_of(construct), texts_of(construct)
    if own_dict is not None:
        names = {option.name for option in options}
        options += [option for option in options_of(own_dict) if option.name not in names]
        texts = {**texts_of(own_dict), **texts}
    lines = [_line(construct, option, texts) for option in options]
    return _section(construct, lines, _besides(own_dict, unpacked))


def _besides(own_dict: type | None, unpacked: str | None) -> str:
    """Say which options a construct takes that are listed elsewhere, and what names them all."""
    inherits = unpacked == "IntegrationOptions" and (
        own_dict is None or own_dict.__name__ != unpacked
    )
    more = "those of [`Integration`](#integration)" if inherits else ""
    if unpacked and not inherits:
        more = "[`transform`, `logical_id` and `region`](#resourceoptions)"
    sentences = [f"Besides: {more}."] if more else []
    if own_dict is not None:
        sentences.append(f"As a typed dict: `{own_dict.__name__}`.")
    return " ".join(sentences)


def struct_section(struct: type) -> str:
    """Return the section of a struct or a typed dict."""
    texts = texts_of(struct) or _keywords(struct)
    lines = [_line(struct, option, texts) for option in options_of(struct)]
    besides = ""
    if is_typeddict(struct) and struct.__name__ != "ResourceOptions":
        besides = "Besides: [`transform`, `logical_id` and `region`](#resourceoptions)."
    return _section(struct, lines, besides)


def _with_methods(struct: type) -> str:
    """Return the section of a class that is used by its methods."""
    methods = [
        (name, inspect.getdoc(getattr(struct, name)) or "")
        for name in vars(struct)
        if not name.startswith("_") and callable(getattr(struct, name))
    ]
    lines = [
        _wrapped(f"- `{name}()`: {_flowed(doc.split(chr(10) * 2)[0])}") for name, doc in methods
    ]
    return _section(struct, lines, "")


def _enum(enum: type[Enum]) -> str:
    """Return the section of an enum."""
    lines = [f'- `{name}`: `"{member.value}"`' for name, member in enum.__members__.items()]
    return _section(enum, lines, "")


def _interface(protocol: type) -> str:
    """Return the line of an interface."""
    members = ", ".join(f"`{name}`" for name in sorted(get_protocol_members(protocol)))
    return _wrapped(f"- `{protocol.__name__}`: {_summary(protocol)} It has {members}.")


def _error(error: type) -> str:
    """Return the line of an error."""
    return _wrapped(f"- `{error.__name__}`: {_summary(error)}")


def _section(struct: type, lines: list[str], besides: str) -> str:
    """Return a heading, the docstring's text before its options, and the options."""
    doc = inspect.getdoc(struct) or ""
    end = _SECTION.search(doc)
    paragraphs = (doc[: end.start()] if end else doc).strip().split("\n\n")
    see = re.search(r"^See (https://\S+)", doc, re.MULTILINE)
    text = [_wrapped(_flowed(paragraph)) for paragraph in paragraphs]
    text += ["\n".join(lines)] if lines else []
    text += [_wrapped(besides)] if besides else []
    text += [f"[AWS on it]({see[1]})"] if see else []
    return "\n\n".join([f"### {struct.__name__}", *text]) + "\n"


def _line(struct: type, option: Option, texts: Mapping[str, str]) -> str:
    """Return the line of an option."""
    if option.name not in texts:
        raise NoTextError(f"{struct.__name__}: the docstring has no text for {option.name}")
    text = texts[option.name]
    if option.default not in (None, inspect.Parameter.empty) and "Left out" not in text:
        text += f" Left out, `{_value(option.default)}`."
    needed = ", required" if option.required else ""
    return _wrapped(f"- **`{option.name}`** (`{option.annotation}`{needed}): {text}")


def _keywords(struct: type) -> dict[str, str]:
    """Return the texts of a JSON schema's keywords: what JSON Schema calls them."""
    if struct is not apigwv2_tf.JsonSchema:
        return {}
    return {name: f"`{keyword}` in JSON." for name, keyword in _KEYWORDS.items()}


def _is_struct(value: object) -> bool:
    return inspect.isclass(value) and is_dataclass(value) and value is not apigwv2_tf.Problem


def _is_error(value: object) -> bool:
    known = (ApiGatewayError, apigwv2_tf.Problem)
    return inspect.isclass(value) and issubclass(value, known)


def _keys(base: object) -> Iterator[str]:
    yield from getattr(base, "__annotations__", {}) if is_typeddict(base) else ()


def _source(hint: object) -> str:
    return str(getattr(hint, "__forward_arg__", hint))


def _written(annotation: str) -> str:
    for pattern, words in _WRITTEN:
        annotation = re.sub(pattern, words, annotation)
    return annotation


def _value(default: object) -> object:
    return default.value if isinstance(default, Enum) else default


def _summary(struct: type) -> str:
    return _flowed((inspect.getdoc(struct) or "").split("\n\n")[0])


def _flowed(text: str) -> str:
    """Return text on one line, with Markdown's marks for code."""
    return " ".join(text.split()).replace("``", "`")


def _wrapped(text: str) -> str:
    indent = "  " if text.startswith("- ") else ""
    return textwrap.fill(
        text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"wrote {PAGE.name}\n")
