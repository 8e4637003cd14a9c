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
from apigwv2_tf import ApiGatewayError, authorizers, integrations
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
_AS_IN = re.compile(r"as in\s+`(\w+)`")
# classes that are neither constructs nor structs, and are used by their methods
_BY_METHODS = ("HttpRouteKey", "HttpRouteIntegration", "WebSocketRouteIntegration")
# what a user writes for what the annotations call it
_WRITTEN = (
    (r"\bRequired\[(.*)\]$", r"\1"),
    (r"\bOrDict\[(\w+)\]", r"\1"),
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


def public(package: Any = apigwv2_tf) -> dict[str, Any]:  # noqa: ANN401 - a module
    """Return a package's public names, but second names."""
    found = {name: getattr(package, name) for name in sorted(package.__all__)}
    return {name: value for name, value in found.items() if getattr(value, "__name__", "") == name}


def everything() -> dict[str, Any]:
    """Return the public names of the package and of those below it."""
    return {**public(integrations), **public(authorizers), **public()}


def options_of(struct: Any) -> list[Option]:  # noqa: ANN401 - classes of many kinds
    """Return the options that a class adds to those it shares with others."""
    if is_typeddict(struct):
        shared = {key for base in get_original_bases(struct) for key in _keys(base)}
        hints = {n: h for n, h in struct.__annotations__.items() if n not in shared}
        return [_entry(name, _source(hint)) for name, hint in hints.items()]
    parameters = inspect.signature(struct.__init__).parameters.values()
    return [
        Option(parameter.name, _written(str(parameter.annotation)), parameter.default)
        for parameter in parameters
        if parameter.name not in (_PLACE if issubclass(struct, Construct) else _PLACE[:1])
        and parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
    ]


def _entry(name: str, annotation: str) -> Option:
    """Return the option that an entry of a typed dict stands for."""
    needed = annotation.startswith("Required[")
    return Option(name, _written(annotation), inspect.Parameter.empty if needed else None)


def texts_of(struct: type) -> dict[str, str]:
    """Return the text of each option, as the docstring has it."""
    doc = inspect.getdoc(struct) or ""
    _, _, after = doc.partition("\nArgs:\n")
    end = _SECTION.search(after)
    entries = after[: end.start()] if end else after
    texts = {name: _flowed(text) for name, text in _ENTRY.findall(entries)}
    elsewhere = _AS_IN.search(doc)
    if elsewhere and elsewhere[1] != struct.__name__:
        others = texts_of(everything()[elsewhere[1]])
        texts = {
            **{n.removeprefix("integration_"): t for n, t in others.items()},
            **others,
            **texts,
        }
    return texts


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
    like = (Construct, apigwv2_tf.ApiGatewayChecks)
    constructs = {n: v for n, v in names.items() if inspect.isclass(v) and issubclass(v, like)}
    dicts = {n: v for n, v in everything().items() if is_typeddict(v)}
    own = {dict_name for value in everything().values() if (dict_name := own_dict_of(value))}
    parts = [_HEAD, "## Constructs\n"]
    parts += [_construct(value, dicts) for value in constructs.values()]
    parts += ["## Integrations\n\nOf `apigwv2_tf.integrations`.\n", *_classes(integrations, dicts)]
    parts += ["## Authorizers\n\nOf `apigwv2_tf.authorizers`.\n", *_classes(authorizers, dicts)]
    parts.append("## Options of several constructs\n")
    parts += [struct_section(value) for name, value in dicts.items() if name not in own]
    parts.append("## Structs\n")
    parts += [struct_section(value) for value in names.values() if _is_struct(value)]
    by_methods = [
        n for n, v in names.items() if n not in constructs and (n in _BY_METHODS or _is_plain(v))
    ]
    parts += [_with_methods(names[name]) for name in by_methods]
    parts.append("## Enums\n")
    parts += [_enum(v) for v in names.values() if inspect.isclass(v) and issubclass(v, Enum)]
    parts.append("## Interfaces\n\nWhat an object must have to be taken.\n")
    parts.append("\n".join(_interface(v) for v in names.values() if is_protocol(v)) + "\n")
    parts.append("## Functions\n")
    parts.append("\n".join(_in_a_line(v) for v in names.values() if inspect.isfunction(v)) + "\n")
    parts.append("## Errors\n")
    parts.append("\n".join(_in_a_line(v) for v in names.values() if _is_error(v)) + "\n")
    return "\n".join(parts)


def _classes(package: Any, dicts: Mapping[str, type]) -> list[str]:  # noqa: ANN401 - a module
    """Return the sections of a package's classes, without their typed dicts."""
    found = public(package).values()
    return [
        _construct(value, dicts)
        for value in found
        if not is_typeddict(value) and not issubclass(value, Enum)
    ]


def own_dict_of(value: Any) -> str | None:  # noqa: ANN401 - as above
    """Return the name of the typed dict of a class's own options: that which is named after it."""
    if not inspect.isclass(value) or is_typeddict(value) or is_dataclass(value):
        return None
    names = everything()
    named = [f"{value.__name__}{end}" for end in ("Props", "Options")]
    return next((name for name in named if is_typeddict(names.get(name))), None)


def _construct(construct: type, dicts: Mapping[str, type]) -> str:
    """Return the section of a construct, with its own typed dict's options."""
    name, unpacked = own_dict_of(construct), shared_by(construct)
    options, texts = options_of(construct), texts_of(construct)
    besides = [] if unpacked is None else [unpacked]
    if name is not None:
        own = dicts[name]
        known = {option.name for option in options}
        options += [option for option in options_of(own) if option.name not in known]
        texts = {**texts_of(own), **texts}
        besides = _bases(own)
    sentences = [_besides(besides)] if besides else []
    sentences += [f"As a typed dict: `{name}`."] if name else []
    lines = [_line(construct, option, texts) for option in options]
    return _section(construct, lines, " ".join(sentences))


def _bases(struct: type) -> list[str]:
    """Return the names of the typed dicts that one builds on."""
    bases: list[Any] = [base for base in get_original_bases(struct) if is_typeddict(base)]
    return [base.__name__ for base in bases]


def _besides(names: list[str]) -> str:
    """Say which options are listed elsewhere."""
    linked = " and ".join(f"[`{name}`](#{_home_of(name).lower()})" for name in names)
    return f"Besides: the options of {linked}."


def _home_of(name: str) -> str:
    """Return the heading under which the options of a typed dict stand."""
    owners = [n for n, value in everything().items() if own_dict_of(value) == name]
    return owners[0] if owners else name


def struct_section(struct: type) -> str:
    """Return the section of a struct or a typed dict."""
    texts = texts_of(struct) or _keywords(struct)
    lines = [_line(struct, option, texts) for option in options_of(struct)]
    bases = _bases(struct) if is_typeddict(struct) else []
    return _section(struct, lines, _besides(bases) if bases else "")


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


def _in_a_line(value: Any) -> str:  # noqa: ANN401 - a class or a function
    """Return the line of what needs no more."""
    return _wrapped(f"- `{value.__name__}`: {_summary(value)}")


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


def _is_plain(value: object) -> bool:
    """Say whether a class is none of the kinds that have a section of their own."""
    if not inspect.isclass(value) or is_typeddict(value) or is_protocol(value):
        return False
    special = _is_struct(value) or issubclass(value, (Construct, Enum))
    return not special and not issubclass(value, Exception) and value is not apigwv2_tf.Problem


def _is_error(value: object) -> bool:
    known = (ApiGatewayError, apigwv2_tf.ApiGatewayWarning, apigwv2_tf.Problem)
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
