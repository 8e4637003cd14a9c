"""Documents that were Terraform's once, and then somebody or something has changed them."""

from __future__ import annotations

import copy
import gzip
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.hostile import FRAGMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

ROOT = Path(__file__).resolve().parents[2]
PLANS = {path.name: path.read_text() for path in (ROOT / "tests/surface/plans").glob("*.json")}
STACKS = {path.name: path.read_text() for path in (ROOT / "tests/golden").glob("*.json")}
DOCUMENTS = dict(sorted({**PLANS, **STACKS}.items()))

_ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**30,
    -(10**400),
    1e308,
    "",
    " ",
    "0",
    "NaN",
    [],
    [[]],
    [None],
    [True],
    ["x"],
    [0],
    [{}],
    {},
    {"": None},
    {"x": {}},
    {"references": []},
    {"references": [None]},
    {"references": ["each.key", "x"]},
    {"references": ["module.x.y"], "constant_value": {}},
    {"constant_value": "${a.b[c.d].e}", "references": ["a.b"]},
    # keys and values of which the readers think something
    "managed",
    "data",
    "HTTP",
    "WEBSOCKET",
    "GET /{a}",
    "ANY /{a+}",
    "$default",
    "$connect",
    "GET /{",
    "arn:aws:lambda:eu-west-1:123456789012:function:f:${x}",
    "arn:aws:execute-api:*:*:*/*/*/*",
    "${",
    "${a.b",
    "%{ if x }",
    "${a.b[0].c}",
    "${a.b[each.key].c}",
    '{"openapi": 3, "paths": []}',
    '{"openapi": "3.0.1", "paths": {"/a": {"get": 1, "x-amazon-apigateway-any-method": []}}}',
    "openapi: 3.0.1\npaths: {/a: {get: {security: [x, {y: 1}]}}}",
    "a: &a [*a]",
    "http://[",
    "https://user:pass@host:port/",
    "\ud800",
    "é" * 300,
    "x" * 3000,
)
_DEPTHS = (20, 60)
_ABYSSES = (400, 900, 980, 3000)
Path_ = tuple[Any, ...]


def nodes(document: object) -> Iterator[Path_]:
    """Yield the path of everything within."""
    waiting: list[tuple[Path_, object]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        parts: Any = enumerate(value) if isinstance(value, list) else ()
        for key, part in value.items() if isinstance(value, dict) else parts:
            if (*path, key) != ("planned_values",):  # which nobody reads
                yield (*path, key)
                waiting.append(((*path, key), part))


def mutated(document: dict[str, Any], random: Random, times: int) -> dict[str, Any]:
    """Change a document so many times, in place."""
    for _ in range(times):
        path = _somewhere(document, random)
        if path:
            _OPERATIONS[random.choice(list(_OPERATIONS))](document, path, random)
    return document


def _somewhere(document: dict[str, Any], random: Random) -> Path_:
    """Choose any part, or one on the way down, which is nearer to the top."""
    if random.random() < 0.5:
        found = list(nodes(document))
        return random.choice(found) if found else ()
    path: Path_ = ()
    value: Any = document
    while isinstance(value, (dict, list)) and value and (not path or random.random() < 0.85):
        key = random.choice(list(value) if isinstance(value, dict) else range(len(value)))
        path, value = (*path, key), value[key]
    return path


def _holder(document: Any, path: Path_) -> Any:  # noqa: ANN401 - JSON
    for key in path[:-1]:
        document = document[key]
    return document


def _delete(document: Any, path: Path_, _: Random) -> None:  # noqa: ANN401 - JSON
    del _holder(document, path)[path[-1]]


def _odd(document: Any, path: Path_, random: Random) -> None:  # noqa: ANN401 - JSON
    _holder(document, path)[path[-1]] = random.choice(_ODD)


def _hostile(document: Any, path: Path_, random: Random) -> None:  # noqa: ANN401 - JSON
    text = "".join(random.choice(FRAGMENTS) for _ in range(random.randint(1, 4)))
    _holder(document, path)[path[-1]] = text


def _renamed(document: Any, path: Path_, random: Random) -> None:  # noqa: ANN401 - JSON
    holder = _holder(document, path)
    if isinstance(holder, dict):
        holder[random.choice((*FRAGMENTS, "", "GET /", "id", "for_each"))] = holder.pop(path[-1])


def _nested(document: Any, path: Path_, random: Random) -> None:  # noqa: ANN401 - JSON
    holder = _holder(document, path)
    wraps: tuple[Callable[[Any], Any], ...] = (lambda one: [one], lambda one: {"x": one})
    wrap = random.choice(wraps)
    for _ in range(random.choice((1, 1, 1, 2, *_DEPTHS))):
        holder[path[-1]] = wrap(holder[path[-1]])


def _unnested(document: Any, path: Path_, random: Random) -> None:  # noqa: ANN401 - JSON
    holder = _holder(document, path)
    value = holder[path[-1]]
    inner = list(value.values()) if isinstance(value, dict) else value
    holder[path[-1]] = random.choice(inner) if inner and isinstance(inner, list) else str(value)


def _doubled(document: Any, path: Path_, random: Random) -> None:  # noqa: ANN401 - JSON
    holder = _holder(document, path)
    twin = copy.deepcopy(holder[path[-1]])
    if isinstance(holder, list):
        holder.append(twin)
    else:
        holder[f"{path[-1]}{random.choice(('2', '.', '[0]', ''))}"] = twin


def _taken(document: Any, path: Path_, random: Random) -> None:  # noqa: ANN401 - JSON
    """Put in what stands somewhere else."""
    other = _somewhere(document, random)
    if other:
        twin = copy.deepcopy(_holder(document, other)[other[-1]])
        _holder(document, path)[path[-1]] = twin


_OPERATIONS: dict[str, Callable[[Any, Path_, Random], None]] = {
    "delete": _delete,
    "odd": _odd,
    "odder": _odd,
    "hostile": _hostile,
    "rename": _renamed,
    "nest": _nested,
    "unnest": _unnested,
    "double": _doubled,
    "take": _taken,
}


def spoiled(text: str, random: Random) -> bytes:
    """Change a text so that it may no longer be JSON, or be packed, or be in another encoding."""
    data = text.encode(errors="surrogatepass")
    return random.choice(_SPOILING)(data, random)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _flipped(data: bytes, random: Random) -> bytes:
    found = bytearray(data)
    for _ in range(random.randint(1, 4)):
        found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found)


def _number(data: bytes, random: Random) -> bytes:
    """Put in a number that JSON does not have, or that is longer than Python converts."""
    digits = random.choice((b"NaN", b"Infinity", b"-Infinity", b"1e999", b"9" * 5000, b"01", b"-"))
    return data.replace(random.choice((b"true", b"false", b"null")), digits, 1)


def _deep(data: bytes, random: Random) -> bytes:
    depth = random.choice(_ABYSSES)
    left, right = random.choice(((b"[", b"]"), (b'{"x":', b"}")))
    return data.replace(b"true", left * depth + b"1" + right * depth, 1)


def _key_twice(data: bytes, random: Random) -> bytes:
    key = random.choice((b'"address"', b'"type"', b'"values"', b'"resource"', b'"name"'))
    return data.replace(key, key + b':"x",' + key, 1)


def _again(data: bytes, _: Random) -> bytes:
    return data + data


_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp037", "utf-7")
_SPOILING: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut,
    _flipped,
    _number,
    _deep,
    _key_twice,
    _again,
    lambda data, random: data.decode(errors="replace").encode(random.choice(_ENCODINGS)),
    lambda data, _: data.replace(b"\n", b"\r\n"),
    lambda data, _: b"\r\n" + data.replace(b",", b"\r,\r\n"),
    lambda data, _: gzip.compress(data, mtime=0),
    lambda data, random: _cut(gzip.compress(data, mtime=0), random),
    lambda data, random: _flipped(gzip.compress(data, mtime=0), random),
    lambda data, _: gzip.compress(gzip.compress(data, mtime=0), mtime=0),
    lambda data, _: b"$ terraform show\n" + data,
)
