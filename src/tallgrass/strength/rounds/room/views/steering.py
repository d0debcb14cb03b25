"""A meeting as the steward steers it, and as it is read later."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Link
from tallgrass.foundation.where import address_for_others, nearby, origin_for_others
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.room.actions import (
    NotNow,
    change_room,
    discard_meeting,
    end_meeting,
    open_question,
)
from tallgrass.strength.rounds.room.asking import worded
from tallgrass.strength.rounds.room.forms import RoomForm
from tallgrass.strength.rounds.room.models import RoomMeeting, RoomQuestion
from tallgrass.strength.rounds.room.queries import Asked, asked_in
from tallgrass.strength.rounds.room.saying import (
    agreed_sentence,
    level_name,
    mark_sentence,
    result_of,
    said_in,
)
from tallgrass.strength.rounds.room.views.frame import (
    at,
    content_language,
    language_of,
    name_of,
    notice_of,
    page,
    the_meeting,
    to,
    way_up,
)

#: What the page may be asked to say (``?told=``).
_TOLD = ("saved", "another", "not_open", "still_open", "shown")
_RUNNING, _ENDED = RoomMeeting.State.RUNNING, RoomMeeting.State.ENDED


@in_place(RUN_ROUNDS)
def meeting(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """A meeting: its questions and the way in while it runs, what came of it afterwards."""
    found = the_meeting(place, number)
    if found.state == _ENDED:
        return _after(request, place, found)
    if request.method == "POST":
        return _room_changed(request, place, found)
    return _steered(request, place, found, None)


def _room_changed(request: HttpRequest, place: Place, found: RoomMeeting) -> HttpResponse:
    form = RoomForm(request.POST)
    if not form.is_valid():
        return _steered(request, place, found, form)
    said = form.cleaned_data
    change_room(
        place=place,
        meeting=found.pk,
        by=signed_in_person(request),
        kinds_in_room=said["kinds_in_room"],
        people=said["people"],
    )
    return to(place, "meeting", found.pk, told="saved")


def _steered(request: HttpRequest, place: Place, found: RoomMeeting, form: RoomForm | None) -> HttpResponse:
    language = language_of(request, place)
    said = said_in(language)
    asked = asked_in(found)
    form = form or RoomForm(initial={"people": found.people, "kinds_in_room": found.kinds_in_room})
    fields = said["begin"]["fields"]
    spoken = {
        "people": fields["people"],
        "kinds_in_room": {**fields["kinds_in_room"], "choices": said["kinds"]},
    }
    shown = show_form(form, {"fields": spoken}, language, mark_optional=False)
    waiting = [one for one in asked if one.question.state == RoomQuestion.State.WAITING]
    now = next((one for one in asked if one.question.state in ("open", "talk")), None)
    values = {
        "title": name_of(found, language),
        "lines": [_line(place, found, one, language) for one in asked],
        "next": waiting[0].question.pk if waiting and now is None else None,
        "now": _question_address(place, found, now) if now else "",
        "all_done": not waiting and now is None,
        "ask": at(place, "ask", found.pk),
        "wall": at(place, "wall", found.pk),
        "end": at(place, "end", found.pk),
        "discard": at(place, "discard", found.pk) if _may_be_discarded(asked) else "",
        "way_in": way_in_lines(request, found, said["steer"]),
        "form": shown,
        "buttons": Buttons(said["steer"]["save"]),
        "notice": notice_of(request, {key: said["steer"][key] for key in _TOLD}),
        "crumbs": way_up(place, language),
    }
    return page(request, place, "meeting.html", values, status=422 if form.is_bound else 200)


def way_in_lines(request: HttpRequest, found: RoomMeeting, said: Any) -> list[str]:
    """How people come in: the short address and the code; and what is to be known about addresses."""
    address = address_for_others(request, reverse("phones:code"))
    lines = [filled(said["way_in_text"], address=bare(address), code=spaced(found.code))]
    here = origin_for_others(request)
    others = [one for one in nearby() if one != here]
    if others:
        lines.append(f"{said['other_ways']}: {', '.join(bare(one) for one in others)}")
    if here.partition("://")[2].startswith(("localhost", "127.", "[::1]")):
        lines.append(said["here_only"])
    return lines


def bare(address: str) -> str:
    """An address as it is read out and typed: browsers add the rest."""
    return (address.partition("://")[2] or address).rstrip("/")


def spaced(code: str) -> str:
    """A code as it is read out: in two halves."""
    return f"{code[:3]} {code[3:]}"


def _line(place: Place, found: RoomMeeting, one: Asked, language: str) -> dict[str, Any]:
    said, question = said_in(language), one.question
    words = worded(found, question.criterion, content_language(found, language))
    return {
        "number": question.number,
        "pk": question.pk,
        "name": words.name,
        "question": words.question,
        "address": "" if question.state == "waiting" else _question_address(place, found, one),
        "state": said["steer"]["states"][question.state],
        "tone": {"open": "attention", "talk": "attention", "settled": "done"}.get(question.state, "plain"),
        "waits": question.state == "waiting",
        "room": mark_sentence(one.cell, language) if one.cell else "",
        "agreed": level_name(question.level, words) if question.level is not None else "",
    }


def _question_address(place: Place, found: RoomMeeting, one: Asked) -> str:
    return at(place, "question", found.pk, one.question.pk)


def _may_be_discarded(asked: list[Asked]) -> bool:
    return all(one.cell is None and one.question.level is None for one in asked)


def _after(request: HttpRequest, place: Place, found: RoomMeeting) -> HttpResponse:
    language = language_of(request, place)
    said, asked = said_in(language), asked_in(found)
    content = content_language(found, language)
    done = [one for one in asked if one.question.state == RoomQuestion.State.SETTLED]
    left = [worded(found, one.question.criterion, content).name for one in asked if one not in done]
    kinds = [said["kinds"][kind] for kind in found.kinds_in_room]
    people = str(found.people) if found.people else said["steer"]["not_counted"]
    values = {
        "title": name_of(found, language),
        "room": [
            (said["steer"]["people"], people),
            (said["steer"]["kinds"], ", ".join(kinds) or said["steer"]["not_said"]),
        ],
        "one_kind": len(kinds) == 1 and any(one.question.note_cleared for one in done),
        "questions": [_told(found, one, content, said) for one in done],
        "left": filled(said["after"]["not_asked"], names="; ".join(left)) if left else "",
        "scorecards": reverse("scorecard:kept", args=[place.slug]),
        "to_scorecards": filled(said["after"]["scorecard"], place=place.name),
        "notice": notice_of(request, {"ended": said["steer"]["ended"]}),
        "crumbs": way_up(place, language),
    }
    return page(request, place, "after.html", values)


def _told(found: RoomMeeting, one: Asked, language: str, said: Any) -> dict[str, Any]:
    question = one.question
    words = worded(found, question.criterion, language)
    note = said["after"]["note" if question.note_cleared else "note_kept"]
    return {
        "number": question.number,
        "name": words.name,
        "question": words.question,
        "result": result_of(one.cell, words, example=found.place.example) if one.cell else None,
        "agreed": agreed_sentence(question, words, said["after"]),
        "disagreed": question.disagreed,
        "note": filled(note, note=question.note) if question.note else "",
    }


@in_place(RUN_ROUNDS)
def ask(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Open a question to the room (POST, ``question``); else back to the meeting."""
    found = the_meeting(place, number)
    wanted = request.POST.get("question", "")
    if request.method != "POST" or not (wanted.isdecimal() and wanted.isascii() and len(wanted) < 19):
        return to(place, "meeting", number)
    try:
        open_question(place=place, meeting=found.pk, question=int(wanted), by=signed_in_person(request))
    except RoomQuestion.DoesNotExist:
        return to(place, "meeting", number)
    except NotNow as error:
        return to(place, "meeting", number, told=str(error.code))
    return to(place, "question", number, int(wanted))


@in_place(RUN_ROUNDS)
def end(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """End a meeting, after one more question."""
    found = the_meeting(place, number)
    if found.state == _ENDED:
        return to(place, "meeting", number)
    if request.method == "POST":
        try:
            end_meeting(place=place, meeting=number, by=signed_in_person(request))
        except NotNow as error:
            return to(place, "meeting", number, told=str(error.code))
        return to(place, "meeting", number, told="ended")
    language = language_of(request, place)
    said = said_in(language)["end"]
    waiting = sum(one.question.state == RoomQuestion.State.WAITING for one in asked_in(found))
    warning = filled(said["waiting"], count=waiting) if waiting else ""
    return _confirm(request, place, found, said, warning)


@in_place(RUN_ROUNDS)
def discard(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Give up a meeting of which nothing was shown, after one more question."""
    found = the_meeting(place, number, _RUNNING)
    if request.method == "POST":
        try:
            discard_meeting(place=place, meeting=number, by=signed_in_person(request))
        except NotNow as error:
            return to(place, "meeting", number, told=str(error.code))
        return to(place, "list")
    return _confirm(request, place, found, said_in(language_of(request, place))["discard"], "")


def _confirm(request: HttpRequest, place: Place, found: RoomMeeting, said: Any, warning: str) -> HttpResponse:
    language = language_of(request, place)
    back = Link(said_in(language)["end"]["back"], at(place, "meeting", found.pk))
    values = {
        "said": said,
        "warning": warning,
        "buttons": Buttons(said["button"], back, warning=True),
        "crumbs": way_up(place, language, found),
    }
    return page(request, place, "confirm.html", values)
