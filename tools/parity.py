"""
Write docs/parity.md: what AWS CDK's modules have, and what of it is here.

``python tools/parity.py``, or ``make parity``. Whether a name is here is found out by looking at
the package. What people decided stands beside it, in ``tests/parity/``: why a name is not here or
not usable, what users asked for, and AWS CDK's defects, each with the tests that show it.
"""

# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import inspect
import json
import sys
import textwrap
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import yaml
from typing_extensions import Unpack, get_type_hints, is_typeddict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ROOT = Path(__file__).resolve().parents[1]
DATA = _ROOT / "tests" / "parity"
PAGE = _ROOT / "docs" / "parity.md"
DONE, DIFFERENT, NOT_POSSIBLE = VERDICTS = ("done", "different", "not possible")
_WIDTH = 100
_OPEN = "no verdict"

# the methods that take a struct of AWS CDK as keywords; constructors and from_…_attributes follow
# from the names themselves
_TAKERS = {
    "AddApiKeyOptions": ["UsagePlan.add_api_key"],
    "AddRoutesOptions": ["HttpApi.add_routes"],
    "EndpointOptions": ["DomainName.add_endpoint"],
    "GrantInvokeOptions": ["HttpRoute.grant_invoke"],
    "HttpRouteAuthorizerBindOptions": ["HttpNoneAuthorizer.bind"],
    "HttpRouteIntegrationBindOptions": ["HttpRouteIntegration.bind"],
    "HttpStageOptions": ["HttpApi.add_stage"],
    "UsagePlanPerApiStage": ["UsagePlan.add_api_stage"],
    "VpcLinkProps": ["HttpApi.add_vpc_link"],
    "WebSocketRouteAuthorizerBindOptions": ["WebSocketNoneAuthorizer.bind"],
    "WebSocketRouteIntegrationBindOptions": ["WebSocketRouteIntegration.bind"],
    "WebSocketRouteOptions": ["WebSocketApi.add_route"],
}
_PARTS = (("init", "argument"), ("properties", "property"), ("methods", "method"))
_HEAD = """\
Every public name of AWS CDK's three modules for API Gateway v2 ({source}), and whether it is here.
`make parity` writes this page, and *done* is never claimed: it means that the name was found in the
package, in the same place, with the same options. AWS CDK's `aws_apigatewayv2` is `apigwv2_tf`;
`aws_apigatewayv2_integrations` is `apigwv2_tf.integrations`, `aws_apigatewayv2_authorizers` is
`apigwv2_tf.authorizers`. [Coming from AWS CDK](coming-from-aws-cdk.md) says what to change in a
program."""
_ASKED = """\
What users of AWS CDK, of the popular Terraform module and of their neighbours have asked for, by
the numbers of their public issues and pull requests; what answers it here; the tests that show
it."""
_DEFECTS = """Seen in {source}; what happens here; the tests that show it."""


@dataclass(frozen=True)
class Name:
    """One name of AWS CDK: a class or the like, or a part of one."""

    module: str
    owner: str
    kind: str
    part: str = ""
    sort: str = ""

    @property
    def short(self) -> str:
        """The name without its owner."""
        return self.part or self.owner

    def __str__(self) -> str:
        whole = f"{self.module}.{self.owner}"
        if self.sort == "argument":
            return f"{whole}({self.part})"
        return f"{whole}.{self.part}" if self.part else whole


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What shows that something is so: tests by their node ids, or a fact in words."""

    tests: tuple[str, ...] = ()
    explanation: str = ""

    @property
    def given(self) -> bool:
        """Whether there is any."""
        return bool(self.tests or self.explanation)


@dataclass(frozen=True, kw_only=True)
class Verdict(Evidence):
    """
    Why names are not done.

    Args:
        names: The names, or patterns of them.

        verdict: ``different`` or ``not possible``.

        why: The reason.

        refused: Whether the names are there but refused when used. Left out, they are not there.
    """

    names: tuple[str, ...]
    verdict: str
    why: str
    refused: bool = False

    def matches(self, name: Name) -> bool:
        """Say whether the entry is about a name."""
        return any(fnmatchcase(str(name), pattern) for pattern in self.names)


@dataclass(frozen=True, kw_only=True)
class Wish(Evidence):
    """What users asked for: where, what, and what answers it."""

    need: str
    here: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Defect(Evidence):
    """What is wrong in AWS CDK, and what happens here."""

    defect: str
    here: str


class Parity:
    """
    The comparison of AWS CDK's names with the package.

    Args:
        document: The names, as ``tests/parity/names.json`` has them.

        verdicts: What people decided.
    """

    def __init__(self, document: dict[str, Any], verdicts: Iterable[Verdict]) -> None:
        self.source = str(document["source"])
        self._modules: dict[str, dict[str, Any]] = document["modules"]
        self._homes = {n: m for m, entries in self._modules.items() for n in entries}
        self._entries = {n: e for entries in self._modules.values() for n, e in entries.items()}
        self.verdicts = list(verdicts)
        self.names = list(self._names())
        self.absent = {name: reason for name in self.names if (reason := self._absence(name))}

    def entry_of(self, name: Name) -> Verdict | None:
        """Return what people decided about a name."""
        return next((entry for entry in self.verdicts if entry.matches(name)), None)

    def verdict_of(self, name: Name) -> str:
        """Return the verdict about a name; no text where there is none."""
        entry = self.entry_of(name)
        if entry is not None:
            return entry.verdict
        return "" if name in self.absent else DONE

    def share_done(self) -> float:
        """Return which part of the names is done."""
        return sum(self.verdict_of(name) == DONE for name in self.names) / len(self.names)

    def _names(self) -> Iterator[Name]:
        for module, entries in self._modules.items():
            for owner, entry in entries.items():
                yield Name(module, owner, entry["kind"])
                if entry["kind"] == "enum":
                    yield from (Name(module, owner, "enum", m, "member") for m in entry["members"])
                for key, sort in _PARTS:
                    for part in entry.get(key, ()):
                        yield Name(module, owner, entry["kind"], part, sort)

    def _absence(self, name: Name) -> str:
        """Return why a name does not count as done by itself; no text where it does."""
        owner = _found(name.module, name.owner)
        if owner is None:
            return f"{name.module} has no {name.owner}"
        if name.part and not _has_part(owner, name):
            return f"{name.owner} has no {name.sort} {name.part}"
        if name.kind == "struct" and name.part:
            return self._refusal(name)
        return ""

    def _refusal(self, name: Name) -> str:
        """Return who does not take a field of a struct as a keyword."""
        for taker in self._takers(name.owner):
            owner, _, method = taker.partition(".")
            taking = getattr(_found(self._homes[owner], owner), method or "__init__", None)
            if taking is None or name.part not in _keywords(taking):
                return f"{taker}() does not take {name.part}"
        return ""

    def _takers(self, struct: str) -> Iterator[str]:
        """Yield what takes a struct's fields as keywords, directly or with those of another."""
        yield from _TAKERS.get(struct, ())
        for name, entry in self._entries.items():
            if entry.get("props") == struct:
                yield name
            elif entry["kind"] == "class" and struct == f"{name}Attributes":
                yield from (f"{name}.{m}" for m in entry["methods"] if m.endswith("_attributes"))
            elif entry["kind"] == "struct" and struct in entry["bases"]:
                yield from self._takers(name)


@cache
def _found(module: str, name: str) -> Any:  # noqa: ANN401 - objects of many kinds
    """Return a public object of the package; None where there is none."""
    try:
        return getattr(import_module(module), name, None)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return None


def _has_part(owner: Any, name: Name) -> bool:  # noqa: ANN401 - as above
    """Say whether a class, a struct, an enum or an interface has a part."""
    if name.sort == "argument":
        return name.part in _keywords(owner.__init__)
    if is_typeddict(owner):
        return name.part in _keys(owner)
    if name.sort == "method":
        return callable(getattr(owner, name.part, None))
    annotated = {part for base in owner.__mro__ for part in inspect.get_annotations(base)}
    return name.part in annotated or hasattr(owner, name.part)


def _keys(struct: Any) -> frozenset[str]:  # noqa: ANN401 - as above
    """Return the keys of a typed dict, those of its bases too."""
    return frozenset(struct.__required_keys__ | struct.__optional_keys__)


@cache
def _keywords(function: Callable[..., Any]) -> frozenset[str]:
    """Return what a function takes by name, the keys of an unpacked typed dict among it."""
    variable = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    parameters = inspect.signature(function).parameters.values()
    found = {parameter.name for parameter in parameters if parameter.kind not in variable}
    hints: dict[str, Any] = get_type_hints(function)
    for hint in hints.values():
        origin: object = get_origin(hint)
        if origin is Unpack:
            found |= _keys(get_args(hint)[0])
    return frozenset(found)


def rows(file: str, kind: Callable[..., Any]) -> list[Any]:
    """Return the rows of a file of ``tests/parity/``."""
    return [
        kind(**{key: tuple(v) if isinstance(v, list) else v for key, v in row.items()})
        for row in yaml.safe_load((DATA / file).read_text())
    ]


def parity() -> Parity:
    """Return the comparison as committed."""
    document = json.loads((DATA / "names.json").read_text())
    return Parity(document, rows("verdicts.yaml", Verdict))


def wishes() -> list[Wish]:
    """Return what users asked for."""
    return rows("wishes.yaml", Wish)


def defects() -> list[Defect]:
    """Return the defects of AWS CDK."""
    return rows("defects.yaml", Defect)


def page() -> str:
    """Return the whole page."""
    found = parity()
    source = found.source.partition(",")[0]
    parts = [
        "# Parity with AWS CDK\n",
        _paragraph(_HEAD.format(source=source)),
        *_summary(found),
        "## Different, or not possible\n",
        "\n".join(_verdict(found, entry) for entry in found.verdicts) + "\n",
        "## What users have asked for\n",
        _paragraph(_ASKED),
        "\n".join(_wish(wish) for wish in wishes()) + "\n",
        "## Defects of AWS CDK\n",
        _paragraph(_DEFECTS.format(source=source)),
        "\n".join(_defect(number, row) for number, row in enumerate(defects(), 1)) + "\n",
        "## Every name\n",
        "Done, where nothing else is said.\n",
        *_every_name(found),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _summary(found: Parity) -> Iterator[str]:
    """Yield how many names have which verdict, by module."""
    verdicts = [(name.module, found.verdict_of(name)) for name in found.names]
    yield "| module | names | done | different | not possible |"
    yield "|---|---|---|---|---|"
    for module in dict.fromkeys(name.module for name in found.names):
        own = [verdict for of, verdict in verdicts if of == module]
        yield f"| `{module}` | {len(own)} | {_counts(own)} |"
    everything = [verdict for _, verdict in verdicts]
    yield f"| all | {len(everything)} | {_counts(everything)} |"
    yield f"\n{found.share_done():.1%} of the names are done.\n"


def _counts(verdicts: list[str]) -> str:
    return " | ".join(str(verdicts.count(verdict)) for verdict in VERDICTS)


def _verdict(found: Parity, entry: Verdict) -> str:
    names = [_in_its_module(name) for name in found.names if found.entry_of(name) is entry]
    return _item(f"{', '.join(names)}: **{entry.verdict}**. {entry.why}", entry)


def _wish(wish: Wish) -> str:
    asked = f" ({', '.join(wish.asked)})" if wish.asked else ""
    return _item(f"**{wish.need}**{asked}. {wish.here}", wish)


def _defect(number: int, row: Defect) -> str:
    return _item(f"{row.defect} Here: {row.here}", row, f"{number}. ")


def _item(text: str, evidence: Evidence, mark: str = "- ") -> str:
    """Return an item of a list, with what shows it below."""
    indent = " " * len(mark)
    below = [f"{indent}- `{test}`" for test in evidence.tests]  # whole, to be copied
    if evidence.explanation:
        below.insert(0, _wrapped(f"{indent}- {evidence.explanation}", f"{indent}  "))
    return "\n".join([_wrapped(mark + text, indent), *below])


def _every_name(found: Parity) -> Iterator[str]:
    """Yield a heading for each module, and an item for each class and the like."""
    for module in dict.fromkeys(name.module for name in found.names):
        yield f"### `{module}`\n"
        owners = [name for name in found.names if name.module == module and not name.part]
        yield "\n".join(_owner(found, owner) for owner in owners) + "\n"


def _owner(found: Parity, owner: Name) -> str:
    """Return the item of a class or the like: its parts, by verdict."""
    own = [n for n in found.names if (n.module, n.owner) == (owner.module, owner.owner)]
    whole = found.verdict_of(owner)
    text = f"- **`{owner.owner}`**" + ("" if whole == DONE else f" ({whole or _OPEN})")
    told = []
    for verdict in sorted((*VERDICTS, ""), key=lambda verdict: verdict != whole):
        parts = [f"`{n.part}`" for n in own if n.part and found.verdict_of(n) == verdict]
        label = "" if verdict == whole else f"{verdict or _OPEN}: "
        told += [label + ", ".join(parts)] if parts else []
    return _wrapped(": ".join([text, "; ".join(told)]) if told else text, "  ")


def _in_its_module(name: Name) -> str:
    """Return a name as a program writes it that imports the class."""
    return f"`{str(name).removeprefix(f'{name.module}.')}`"


def _paragraph(text: str) -> str:
    return _wrapped(" ".join(text.split()), "") + "\n"


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"wrote {PAGE.name}\n")
