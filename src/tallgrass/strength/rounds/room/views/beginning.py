"""The list of meetings, and the beginning of one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Cell, Column, Link, Table, Tag, table
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.closing.queries import framework_of
from tallgrass.strength.rounds.room.actions import begin_meeting
from tallgrass.strength.rounds.room.forms import BeginForm
from tallgrass.strength.rounds.room.method.showing import enough_phones
from tallgrass.strength.rounds.room.models import RoomMeeting
from tallgrass.strength.rounds.room.queries import meetings_of, running_meeting, settled_in
from tallgrass.strength.rounds.room.saying import said_in
from tallgrass.strength.rounds.room.views.frame import at, language_of, name_of, page, to, way_up


@in_place(RUN_ROUNDS)
def listing(request: HttpRequest, place: Place) -> HttpResponse:
    """Every meeting of the place, and the way to a new one."""
    language = language_of(request, place)
    meetings, running = meetings_of(place=place), running_meeting(place=place)
    said = said_in(language)["list"]
    link = (
        Link(said["begin"], at(place, "begin"))
        if running is None
        else Link(said["go_on"], at(place, "meeting", running.pk))
    )
    values = {
        "table": _table(place, meetings, language) if meetings else None,
        "link": link,
        "running": running is not None,
        "cards": at(place, "cards"),
    }
    return page(request, place, "list.html", values)


def _table(place: Place, meetings: list[RoomMeeting], language: str) -> Table:
    said, agreed = said_in(language), settled_in(meetings)
    lines = tuple(
        (
            Cell(link=Link(name_of(one, language), at(place, "meeting", one.pk))),
            Cell(tag=Tag(said["states"][one.state], "attention" if one.state == "running" else "ended")),
            Cell(str(agreed.get(one.pk, 0))),
        )
        for one in meetings
    )
    heads = said["list"]["columns"]
    columns = (Column(heads["meeting"]), Column(heads["state"]), Column(heads["agreed"], number=True))
    return table(filled(said["list"]["caption"], place=place.name), columns, lines, language)


@in_place(RUN_ROUNDS)
def begin(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose the questions and the languages, say who is in the room, and begin."""
    framework = framework_of(place)
    languages = _languages(place, framework)
    own = [code for code in place.languages if code in languages][:1] or languages[:1]
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        framework=framework,
        languages=languages,
        chosen=own,
    )
    if form.is_valid():
        begun = _begun(request, place, form)
        if begun is not None:
            return to(place, "meeting", begun.pk)
    language = language_of(request, place)
    said = said_in(language)
    shown = show_form(form, _words(place, framework, language), language, mark_optional=False)
    values = {
        "form": shown,
        "small": filled(said["begin"]["small"], most=enough_phones(place.smallest_group)),
        "questions": [shown.field[one.id] for one in framework.elements],
        "buttons": Buttons(said["begin"]["button"], Link(said["end"]["back"], at(place, "list"))),
        "crumbs": way_up(place, language),
    }
    return page(request, place, "begin.html", values, status=422 if form.is_bound else 200)


def _begun(request: HttpRequest, place: Place, form: BeginForm) -> RoomMeeting | None:
    said = form.cleaned_data
    try:
        return begin_meeting(
            place=place,
            by=signed_in_person(request),
            criteria=form.criteria(),
            languages=said["languages"],
            kinds_in_room=said["kinds_in_room"],
            people=said["people"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _languages(place: Place, framework: Framework) -> list[str]:
    """The languages that a wall can have, the place's own first."""
    there = [code for code in available_languages() if code in framework.texts]
    own = [code for code in place.languages if code in there]
    return own + [code for code in there if code not in own]


def _words(place: Place, framework: Framework, language: str) -> dict[str, Any]:
    said = said_in(language)
    texts = framework.texts.get(language) or framework.texts[framework.language]
    fields: dict[str, Any] = {**said["begin"]["fields"]}
    fields["languages"] = {
        **fields["languages"],
        "choices": {code: words(code, "answering")["language_name"] for code in _languages(place, framework)},
    }
    fields["kinds_in_room"] = {**fields["kinds_in_room"], "choices": said["kinds"]}
    for one in framework.elements:
        choices = {
            criterion: {
                "label": texts.criteria[criterion].name,
                "hint": texts.criteria[criterion].wording.question,
            }
            for criterion in one.criteria
        }
        fields[one.id] = {"label": texts.elements[one.id].name, "choices": choices}
    return {"fields": fields, "errors": said["begin"]["errors"]}
