"""The walls of the house: which room may know which."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model
from django.template import Engine
from django.template.loader_tags import ExtendsNode, IncludeNode

SOURCE = Path(__file__).parents[2] / "src" / "tallgrass"

#: The rooms from the ground up; a room may know those below it, and itself. ``examples`` and doors stand on top.
FLOORS = (
    "tallgrass.foundation",
    "tallgrass.places",
    "tallgrass.elements.players",
    "tallgrass.strength.framework",
    "tallgrass.strength.evidence",
    "tallgrass.strength.rounds",
    "tallgrass.strength.scorecard",
    "tallgrass.elements",
    "tallgrass.tools",
    "tallgrass.examples",
    "tallgrass.web",
)


def floor(module: str) -> int:
    """How high a module stands; the most particular room that it lies in decides."""
    rooms = [room for room in FLOORS if module == room or module.startswith(f"{room}.")]
    assert rooms, f"{module} lies in no room of the house"
    return FLOORS.index(max(rooms, key=len))


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("tallgrass.")]


def relations() -> list[tuple[type[Model], str, type[Model]]]:
    return [
        (model, field.name, field.related_model)
        for model in our_models()
        for field in model._meta.get_fields(include_hidden=True)
        if (isinstance(field, ForeignKey) or field.many_to_many) and not field.auto_created
    ]


def test_there_are_relations_to_look_at() -> None:
    assert {model.__name__ for model, _, _ in relations()} >= {"Snapshot"}


def test_foreign_keys_point_down_only() -> None:
    against = [
        f"{model.__module__}.{model.__name__}.{name} -> {target.__module__}.{target.__name__}"
        for model, name, target in relations()
        if target.__module__.startswith("tallgrass.") and floor(target.__module__) > floor(model.__module__)
    ]
    assert against == []


def test_every_app_has_an_explicit_label_that_names_its_room() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("tallgrass."):
            assert config.label == config.name.removeprefix("tallgrass.").replace(".", "_")


def template_folders() -> dict[Path, str]:
    """Every folder of templates, with the module of the room that it belongs to."""
    return {
        folder: ".".join(("tallgrass", *folder.parent.relative_to(SOURCE).parts))
        for folder in SOURCE.rglob("templates")
        if folder.is_dir()
    }


def templates() -> list[tuple[str, str]]:
    return sorted(
        (str(path.relative_to(folder)), room)
        for folder, room in template_folders().items()
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_no_two_rooms_have_a_template_of_the_same_name() -> None:
    names = [name for name, _ in templates()]
    assert sorted(set(names)) == names


@pytest.mark.parametrize(("name", "room"), templates())
def test_templates_include_and_extend_those_below_only(name: str, room: str) -> None:
    owners = dict(templates())
    engine = Engine(dirs=[str(folder) for folder in template_folders()])
    nodes = engine.get_template(name).nodelist
    for node in nodes.get_nodes_by_type((IncludeNode, ExtendsNode)):  # type: ignore[arg-type]
        used = (node.template if isinstance(node, IncludeNode) else node.parent_name).token.strip("'\"")  # type: ignore[union-attr]
        assert used in owners, f"{name} uses {used}, which is not there"
        assert floor(owners[used]) <= floor(room), f"{name} uses {used} of a room above it"
