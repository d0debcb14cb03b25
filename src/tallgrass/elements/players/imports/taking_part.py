"""How the room takes part in others: history speaks of its lists, and what it keeps goes with a partner that goes."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from tallgrass.elements.players.actions.own import forgotten_with_partners
from tallgrass.elements.players.imports.events import IMPORT
from tallgrass.elements.players.method.fields import plain_name
from tallgrass.elements.players.models import Import, Player
from tallgrass.foundation.events.subjects import Readable, Subjects, know
from tallgrass.places.models import Place


def take_part() -> None:
    """Let the history speak of lists, and forget what they hold of partners who are deleted for good."""
    know(IMPORT, Subjects(names=_names, readable=_readable, hidden=_none, address=_address))
    forgotten_with_partners(forget_partners)


def forget_partners(place: Place, numbers: frozenset[int]) -> None:
    """Let previews go, which may hold their rows, and take what undoing would need of them out of what was applied."""
    waiting = Import.objects.filter(place=place, state=Import.State.PREVIEWED)
    waiting.update(state=Import.State.DROPPED, plan={}, tally={})
    rows = Player.objects.filter(place=place, pk__in=list(numbers)).values_list("name", flat=True)
    names = frozenset(plain_name(name) for name in rows)
    for imported in Import.objects.filter(place=place).exclude(plan={}).iterator(chunk_size=1):
        plan = imported.plan
        plan["undo"]["created"] = [one for one in plan["undo"]["created"] if one not in numbers]
        for number in numbers:
            plan["undo"]["changed"].pop(str(number), None)
        plan["fates"] = [_without(fate, numbers, names) for fate in plan["fates"]]
        imported.save(update_fields=["plan"])


def _without(fate: dict[str, Any], numbers: frozenset[int], names: frozenset[str]) -> dict[str, Any]:
    """A fate that says nothing of these partners but that a row was theirs."""
    theirs = fate.get("player") in numbers or ("name" in fate and plain_name(fate["name"]) in names)
    return {"row": fate["row"], "fate": fate["fate"]} if theirs else fate


def _names(place: int, ids: Collection[int]) -> Mapping[int, str]:
    return dict(Import.objects.filter(place=place, pk__in=list(ids)).values_list("pk", "file_name"))


def _readable(place: int, may: frozenset[str]) -> Readable:
    """That a list came in is for everybody to read who reads the history."""
    return Readable(_none(place), only=False)


def _none(place: int) -> "QuerySet[Any, Any]":
    return Import.objects.filter(place=place).none().values("pk")


def _address(slug: str, number: int) -> str:
    return reverse("imports:preview", args=[slug, number])
