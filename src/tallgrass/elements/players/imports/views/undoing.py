"""Taking a list back: what that does, what has happened since, and the question whether."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from tallgrass.elements.players.imports.actions import (
    later_changes,
    undo_import,
)
from tallgrass.elements.players.imports.actions.faults import NotNow
from tallgrass.elements.players.imports.forms import UndoForm
from tallgrass.elements.players.imports.queries import import_of, names_of
from tallgrass.elements.players.imports.saying import Speech
from tallgrass.elements.players.imports.views.frame import SHOWN, page, speech_for, to, up
from tallgrass.elements.players.models import Import
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import (
    Buttons,
    Link,
)
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import IMPORT


@in_place(IMPORT)
def undo(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Take a list back: what that does, what has happened since, and the question whether."""
    speech = speech_for(request, place)
    imported = import_of(place=place, number=number)
    if imported is None:
        raise Http404
    if imported.state != Import.State.APPLIED:
        return HttpResponseRedirect(to("preview", place, number))
    later = later_changes(place=place, imported=imported)
    sent = request.POST if request.method == "POST" else None
    form = UndoForm(sent, later=bool(later.changed), told=bool(later.told))
    if sent is not None and form.is_valid():
        try:
            undo_import(
                place=place,
                imported=number,
                by=signed_in_person(request),
                lose_later=form.cleaned_data.get("lose_later", False),
                remove_told=form.cleaned_data.get("remove_told", False),
            )
        except NotNow:
            return HttpResponseRedirect(to("preview", place, number))
        except ValidationError as fault:
            form.add_error(None, ValidationError("no", code=fault.code))
        else:
            return HttpResponseRedirect(to("preview", place, number))
    told = speech.said["undo"]
    named = names_of(place=place, numbers=[*later.merged, *later.told, *later.changed][: SHOWN * 3])
    values = {
        "form": show_form(form, told, speech.language, mark_optional=False),
        "lead": told["lead"].format(file=imported.file_name),
        "does": [
            speech.count(told, key, len(numbers))
            for key, numbers in (
                ("removed", later.removed),
                ("restored", later.restored),
                ("hidden", later.hidden),
            )
            if numbers
        ],
        "merged": _some(later.merged, named, speech),
        "told": _some(later.told, named, speech),
        "changed": _some(later.changed, named, speech),
        "buttons": Buttons(told["button"], Link(told["keep"], to("preview", place, number)), warning=True),
        "crumbs": up(place, speech),
    }
    return page(request, place, "undo.html", values, status=422 if form.errors else 200)


def _some(numbers: tuple[int, ...], named: Mapping[int, str], speech: Speech) -> dict[str, Any] | None:
    """The names of some partners, and how many more there are; None where there are none."""
    if not numbers:
        return None
    names = [named[number] for number in numbers[:SHOWN] if number in named]
    rest = len(numbers) - len(names)
    return {"names": names, "more": speech.said["undo"]["more"].format(count=f"{rest:,}") if rest else ""}
