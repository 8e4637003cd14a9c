from __future__ import annotations

import pytest
from apigwv2_tf.surface.expressions import (
    Computed,
    Key,
    Splat,
    Template,
    Traversal,
    parse_reference,
    parse_template,
)


def _references(text: str) -> list[Traversal]:
    return [one for hole in parse_template(text).holes for one in hole.references]


def _traversal(root: str, *steps: str | int | Splat | Computed) -> Traversal:
    """Return a reference; an index is written as a tuple of one."""
    return Traversal(root, tuple(Key(step) if isinstance(step, int) else step for step in steps))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", ""),
        ("GET /orders", "GET /orders"),
        ("$request.body.action", "$request.body.action"),
        ("$${request.body.action}", "${request.body.action}"),
        ("$${a}/$${b}", "${a}/${b}"),
        ("100%%{x}", "100%{x}"),
        ("$", "$"),
        ("a\nb", "a\nb"),
    ],
)
def test_text(text: str, meant: str) -> None:
    """Text without holes means itself, once its escapes are undone."""
    assert parse_template(text).text == meant


def test_text_around_holes() -> None:
    """What stands around a hole is known."""
    parts = parse_template("integrations/${aws_x.y.id}/$${z}").parts

    assert [part for part in parts if isinstance(part, str)] == ["integrations/", "/${z}"]


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("${aws_x.y.id}", [_traversal("aws_x", "y", "id")]),
        ("${ aws_x.y.id }", [_traversal("aws_x", "y", "id")]),
        ("${aws_x.y[0].id}", [_traversal("aws_x", "y", 0, "id")]),
        ("${aws_x.y.0.id}", [_traversal("aws_x", "y", 0, "id")]),
        ("${aws_x.y[*].id}", [_traversal("aws_x", "y", Splat.SPLAT, "id")]),
        ("${aws_x.y.*.id}", [_traversal("aws_x", "y", Splat.SPLAT, "id")]),
        ("${aws_x.with-dash.id}", [_traversal("aws_x", "with-dash", "id")]),
        ("${a.b.c}-${d.e.f}", [_traversal("a", "b", "c"), _traversal("d", "e", "f")]),
        ('${format("%s", aws_x.y.id)}', [_traversal("aws_x", "y", "id")]),
        ('${"a ${aws_x.y.id} b"}', [_traversal("aws_x", "y", "id")]),
        (
            "${var.a ? aws_x.y.id : aws_x.z.id}",
            [
                _traversal("var", "a"),
                _traversal("aws_x", "y", "id"),
                _traversal("aws_x", "z", "id"),
            ],
        ),
        ("${{for key, one in aws_x.y : key => one.id}}", [_traversal("aws_x", "y")]),
        ("${[for one in aws_x.y : one.id if one.id != null]}", [_traversal("aws_x", "y")]),
        ('${jsonencode({"a" = 1.5, b = [true]})}', []),
        ("${f(aws_x.y).z.id}", [_traversal("aws_x", "y")]),
        ("${provider::aws::arn_build(aws_x.y.id)}", [_traversal("aws_x", "y", "id")]),
    ],
)
def test_references(text: str, references: list[Traversal]) -> None:
    """A template's holes tell all that they refer to, and nothing that only looks like it."""
    assert _references(text) == references


def test_index_that_is_a_reference() -> None:
    """An index by a single reference says which."""
    (found,) = _references("${aws_x.y[each.key].id}")

    assert found.steps[1] == Computed(Traversal("each", ("key",)))


@pytest.mark.parametrize(
    "index", ['lookup(local.a, "b")', '"a${each.key}"', "each.key + 1", "var.a[0] - 1"]
)
def test_index_that_is_computed(index: str) -> None:
    """An index by anything else does not."""
    (found,) = _references(f"${{aws_x.y[{index}].id}}")

    assert found.steps[1] == Computed(None)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("${aws_x.y.id}", True),
        ('${aws_x.y["a"].id}', True),
        ("${(aws_x.y.id)}", False),
        ("${aws_x.y.id == 1}", False),
        ("${upper(aws_x.y.id)}", False),
        ("${!var.a}", False),
        ("${}", False),
        ("${null}", False),
    ],
)
def test_hole_that_is_a_reference(text: str, *, alone: bool) -> None:
    """A hole says whether it is a reference and nothing more."""
    (hole,) = parse_template(text).holes

    assert hole.is_reference is alone


@pytest.mark.parametrize(
    "text",
    [
        "${",
        "${a.b",
        '${"a}',
        "%{if a}b%{endif}",
        "${a.b # c\n}",
        '${"\\q"}',
        "${a[}",
        "${" * 100,
        "${" + "(" * 1000,
        "${a[" + "9" * 5000 + "].id}",
    ],
)
def test_no_template(text: str) -> None:
    """What is no template, or none that is understood, has no parts that somebody could trust."""
    assert parse_template(text) == Template((), readable=False)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('aws_x.y["pets"].id', "pets"),
        ('aws_x.y["GET /a/{b}.c[d]"].id', "GET /a/{b}.c[d]"),
        (r'aws_x.y["a\"b\\c\u00e9"].id', 'a"b\\cé'),
        (r'aws_x.y["$${a}"].id', "${a}"),
        ("aws_x.y[12].id", 12),
    ],
)
def test_reference_with_a_key(text: str, key: str | int) -> None:
    """A reference of a plan keeps its key, whatever signs are in it."""
    assert parse_reference(text) == Traversal("aws_x", ("y", Key(key), "id"))


@pytest.mark.parametrize("text", ["", "1", "a b", "a.", ".a", "a[b", "${a.b}"])
def test_no_reference(text: str) -> None:
    """What is no reference is none."""
    assert parse_reference(text) is None
