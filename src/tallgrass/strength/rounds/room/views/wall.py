"""The wall: what a projector shows. It follows the steward, and shows nothing of an open question but its words."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from tallgrass.foundation.ui.qr import qr_code
from tallgrass.foundation.where import address_for_others
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.closing.queries import framework_of
from tallgrass.strength.rounds.room.asking import languages_of, worded
from tallgrass.strength.rounds.room.models import RoomMeeting, RoomQuestion
from tallgrass.strength.rounds.room.pages import bare_page
from tallgrass.strength.rounds.room.queries import by_phone, cell_of
from tallgrass.strength.rounds.room.saying import agreed_sentence, result_of, said_in
from tallgrass.strength.rounds.room.state import token_of
from tallgrass.strength.rounds.room.views.frame import at, language_of, the_meeting, with_script
from tallgrass.strength.rounds.room.views.question import so_far
from tallgrass.strength.rounds.room.views.steering import bare, spaced


@with_script
@in_place(RUN_ROUNDS)
def wall(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """What the room sees, in one language or two."""
    found = the_meeting(place, number)
    languages = [code for code in languages_of(found) if code in found.languages] or [languages_of(found)[0]]
    values: dict[str, Any] = {
        "voices": [_voice(found, language) for language in languages],
        "two": len(languages) == 2,
        "way_in": _way_in(request, found, languages) if _has_room(found, languages) else None,
        "steer": _steer(place, found),
        "state": at(place, "state", number),
        "token": token_of(found),
    }
    return bare_page(
        "room/wall.html",
        languages[0],
        values,
        stylesheet="wall",
        place=place.name,
        example=place.example,
    )


@in_place(RUN_ROUNDS)
def state(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Where the meeting stands, for the wall and the steward's page: a token that changes when something does, and how
    many have answered by phone, in steps, in the languages of the wall and the reader's.
    """
    found = the_meeting(place, number)
    languages = {*found.languages, language_of(request, place)}
    return JsonResponse({"state": token_of(found), "so_far": _so_far(found, languages)})


def _so_far(found: RoomMeeting, languages: set[str]) -> dict[str, dict[str, str]]:
    current = found.current
    if current is None or current.state != RoomQuestion.State.OPEN:
        return {}
    shown = by_phone(current, found.smallest_group)
    return {
        part: {
            language: so_far(shown, found.smallest_group, said_in(language)[part]) for language in languages
        }
        for part in ("wall", "open")
    }


def _has_room(found: RoomMeeting, languages: list[str]) -> bool:
    """Whether the way in stands on the wall: not where results in two languages need the whole of it."""
    current = found.current
    closed = current is not None and current.state != RoomQuestion.State.OPEN
    return found.state == RoomMeeting.State.RUNNING and not (closed and len(languages) > 1)


def _steer(place: Place, found: RoomMeeting) -> str:
    current = found.current
    if (
        current is None
        or found.state == RoomMeeting.State.ENDED
        or current.state == RoomQuestion.State.SETTLED
    ):
        return at(place, "meeting", found.pk)
    return at(place, "question", found.pk, current.pk)


def _voice(found: RoomMeeting, language: str) -> dict[str, Any]:
    """What the wall says in one language."""
    said, one = said_in(language)["wall"], found.current
    voice: dict[str, Any] = {"language": language, "said": said, "screen": "wait", "line": said["wait"]}
    if found.state == RoomMeeting.State.ENDED:
        return voice | {"screen": "ended", "line": said["ended"]}
    if one is None:
        return voice
    words = worded(found, one.criterion, language)
    cell = cell_of(one)
    counts = cell.counts if cell else None
    voice |= {
        "screen": one.state,
        "where": filled(said_in(language)["open"]["where"], number=one.number, count=found.questions.count()),
        "words": words,
        "levels": [
            {
                "level": level,
                "name": words.names[level],
                "text": text,
                "count": counts[level] if counts else None,
            }
            for level, text in enumerate(words.levels)
        ],
        "result": result_of(cell, words, example=found.place.example) if cell else None,
    }
    if one.state == RoomQuestion.State.OPEN:
        voice["so_far"] = so_far(by_phone(one, found.smallest_group), found.smallest_group, said)
    if one.state == RoomQuestion.State.SETTLED:
        voice["agreed"] = agreed_sentence(one, words, said)
        voice["disagreed"] = said["disagreed"] if one.disagreed else ""
        voice["note"] = one.note if one.note_cleared else ""
    return voice


def _way_in(request: HttpRequest, found: RoomMeeting, languages: list[str]) -> dict[str, Any]:
    inside = address_for_others(request, reverse("phones:start", args=[found.place.slug, found.door]))
    short = bare(address_for_others(request, reverse("phones:code")))
    about = filled(said_in(languages[0])["wall"]["qr"], address=bare(inside))
    return {"qr": qr_code(inside, about), "address": short, "code": spaced(found.code)}


@in_place(RUN_ROUNDS)
def cards(request: HttpRequest, place: Place) -> HttpResponse:
    """Cards to print and raise, in the languages of the place that the framework has."""
    texts = framework_of(place).texts
    languages = [code for code in place.languages if code in texts][:2] or [next(iter(texts))]
    reader = language_of(request, place)
    kept = [
        {"sign": str(level), "names": [(code, texts[code].levels[level]) for code in languages]}
        for level in range(5)
    ]
    unknown = {"sign": "?", "names": [(code, said_in(code)["cards"]["dont_know"]) for code in languages]}
    values = {"cards": [*kept, unknown], "back": at(place, "list")}
    return bare_page("room/cards.html", reader, values, stylesheet="wall", place=place.name)
