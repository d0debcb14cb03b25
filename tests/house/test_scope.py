"""Every query of something that belongs to a place names the place: no page can show another place's rows."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

SOURCE = Path(__file__).parents[2] / "src" / "tallgrass"


def models_of_a_place() -> set[str]:
    """The names of the models whose rows belong to a place."""
    return {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("tallgrass.")
        and any(field.name == "place" for field in model._meta.get_fields())
    }


def queries(tree: ast.AST, models: set[str]) -> Iterator[tuple[ast.Attribute, set[str]]]:
    """Each ``Model.objects`` with the names of all arguments in the chain of calls that follows it."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            if not (isinstance(node.value, ast.Name) and node.value.id in models):
                continue
            named: set[str] = set()
            link: ast.AST = node
            while isinstance(above := parents.get(link), ast.Attribute | ast.Call):
                if isinstance(above, ast.Call) and above.func is not link:
                    break
                named |= {keyword.arg or "" for keyword in getattr(above, "keywords", [])}
                link = above
            yield node, named


#: Writes of rows that carry their place themselves.
CARRY_THEIR_PLACE = {"bulk_create", "bulk_update"}


def unscoped(text: str, models: set[str]) -> list[int]:
    """The lines of a module where a query names no place."""
    tree = ast.parse(text)
    writes = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CARRY_THEIR_PLACE
    }
    return [
        node.lineno for node, named in queries(tree, models) if "place" not in named and node not in writes
    ]


def test_something_belongs_to_a_place() -> None:
    assert "Snapshot" in models_of_a_place()


def test_no_query_forgets_the_place() -> None:
    models = models_of_a_place()
    found = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts  # which change the rows of all places
        and (lines := unscoped(path.read_text(encoding="utf-8"), models))
    }
    assert found == {}


def test_a_query_that_forgets_the_place_is_found() -> None:
    assert unscoped("Snapshot.objects.filter(place=here).first()", {"Snapshot"}) == []
    assert unscoped("Snapshot.objects.order_by('-as_of').first()", {"Snapshot"}) == [1]
    assert unscoped("list(Snapshot.objects.all(), place=1)", {"Snapshot"}) == [1]
    assert unscoped("Snapshot.objects.bulk_create(rows)", {"Snapshot"}) == []
