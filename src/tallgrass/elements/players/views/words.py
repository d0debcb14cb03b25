"""The words of the room's forms, with the names of the types of partner and what is wrong with a field."""

from collections.abc import Mapping
from typing import Any

from tallgrass.elements.players.method.kinds import PLAYER_KINDS


def form_words(said: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the form about a partner."""
    edit = said["edit"]
    fields = {
        name: {**own, "errors": {**edit["faults"], **own.get("errors", {})}}
        for name, own in edit["fields"].items()
    }
    kinds = said["kinds"]
    fields["main_kind"]["choices"] = {
        kind: {"label": kinds[kind]["name"], "hint": kinds[kind]["help"]} for kind in PLAYER_KINDS
    }
    fields["kinds"]["choices"] = {kind: kinds[kind]["name"] for kind in PLAYER_KINDS[:-1]}
    return {"fields": fields, "errors": {**edit["faults"], **edit["errors"]}}
