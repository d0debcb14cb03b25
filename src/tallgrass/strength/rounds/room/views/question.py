"""One question as the steward steers it: open, talked about, settled."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.room.actions import (
    NothingShown,
    NotNow,
    begin_anew,
    close_question,
    settle,
    talk_without_showing,
    type_counts,
)
from tallgrass.strength.rounds.room.asking import Worded, worded
from tallgrass.strength.rounds.room.forms import NO_LEVEL, AgreedForm, typed_numbers
from tallgrass.strength.rounds.room.method.showing import enough_phones
from tallgrass.strength.rounds.room.models import SIGNS, RoomMeeting, RoomQuestion
from tallgrass.strength.rounds.room.queries import Asked, by_phone, question_in, typed_for
from tallgrass.strength.rounds.room.saying import agreed_sentence, level_name, result_of, said_in
from tallgrass.strength.rounds.room.views.frame import (
    at,
    content_language,
    language_of,
    notice_of,
    page,
    the_meeting,
    to,
    way_up,
    with_script,
)


@with_script
@in_place(RUN_ROUNDS)
def question(request: HttpRequest, place: Place, number: int, question: int) -> HttpResponse:
    """A question of a running meeting in whatever state it is, and what is done with it (POST, ``do``)."""
    found = the_meeting(place, number)
    one = question_in(found, question)
    if one is None or one.question.state == RoomQuestion.State.WAITING:
        raise Http404
    if found.state == RoomMeeting.State.ENDED:
        return to(place, "meeting", number)
    here = _Here(request, place, found, one)
    if request.method != "POST":
        return here.page()
    deeds = {
        "close": here.close,
        "type": here.type,
        "anew": here.anew,
        "unshown": here.unshown,
        "settle": here.settle,
    }
    deed = deeds.get(request.POST.get("do", ""))
    try:
        return deed() if deed else here.page()
    except NotNow as error:
        told = "not_open" if error.code != "ended" else "ended"
        return to(place, "meeting", number, told=told)


class _Here:
    """A question that somebody looks at."""

    def __init__(self, request: HttpRequest, place: Place, meeting: RoomMeeting, asked: Asked) -> None:
        self.request, self.place, self.meeting, self.asked = request, place, meeting, asked
        self.question = asked.question
        self.language = language_of(request, place)
        self.said = said_in(self.language)
        self.words: Worded = worded(
            meeting, self.question.criterion, content_language(meeting, self.language)
        )

    def close(self) -> HttpResponse:
        """Show the room what it said, or say why not."""
        try:
            close_question(**self._at())
        except NothingShown as refused:
            said = self.said["open"][str(refused.code)]
            k = self.meeting.smallest_group
            return self.page(fault=filled(said, k=k, most=enough_phones(k)))
        return self._again()

    def type(self) -> HttpResponse:
        """Keep numbers of cards and papers."""
        typed = self.request.POST.dict()
        counts = typed_numbers(typed)
        if counts is None:
            return self.page(fault=self.said["open"]["typed_wrong"], typed=typed)
        type_counts(**self._at(), counts=counts)
        return self._again("typed_kept")

    def anew(self) -> HttpResponse:
        """Ask it once more."""
        begin_anew(**self._at())
        return self._again("anew_done")

    def unshown(self) -> HttpResponse:
        """Talk without a result."""
        talk_without_showing(**self._at())
        return self._again()

    def settle(self) -> HttpResponse:
        """Keep what was agreed on."""
        form = AgreedForm(self.request.POST)
        if form.is_valid():
            try:
                settle(**self._at(), **form.agreed())
            except NotNow:
                raise
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return to(self.place, "meeting", self.meeting.pk)
        return self._talk(form)

    def page(self, fault: str = "", typed: dict[str, str] | None = None) -> HttpResponse:
        """The page of the state that the question is in."""
        if self.question.state == RoomQuestion.State.OPEN:
            return self._open(fault, typed)
        return self._talk(None)

    def _at(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "meeting": self.meeting.pk,
            "question": self.question.pk,
            "by": signed_in_person(self.request),
        }

    def _again(self, told: str = "") -> HttpResponse:
        return to(self.place, "question", self.meeting.pk, self.question.pk, told=told)

    def _open(self, fault: str, typed: dict[str, str] | None) -> HttpResponse:
        said, k = self.said["open"], self.meeting.smallest_group
        kept = typed_for(self.question)
        told = {} if fault else {key: said[key] for key in ("typed_kept", "anew_done")}  # a fault is newer
        values = {
            **self._frame(),
            "fault": fault,
            "so_far": so_far(by_phone(self.question, k), k, said),
            "steps": filled(said["steps"], k=k),
            "fields": self._fields(kept, typed),
            "both": filled(said["both"], most=enough_phones(k)),
            "total": filled(said["total"], number=sum(kept)),
            "notice": notice_of(self.request, told),
            "state": at(self.place, "state", self.meeting.pk),
            "script": asset_address("room"),
        }
        return page(self.request, self.place, "open.html", values, status=422 if fault else 200)

    def _fields(self, kept: list[int], typed: dict[str, str] | None) -> list[dict[str, str]]:
        names = [*(level_name(level, self.words) for level in range(5)), self.said["open"]["dont_know"]]
        numbers = kept or [0] * len(SIGNS)
        return [
            {
                "name": f"count-{sign}",
                "label": label,
                "value": (typed or {}).get(f"count-{sign}", str(number or "")),
            }
            for sign, label, number in zip(SIGNS, names, numbers, strict=True)
        ]

    def _talk(self, form: AgreedForm | None) -> HttpResponse:
        one, said, cell = self.question, self.said["talk"], self.asked.cell
        settled = one.state == RoomQuestion.State.SETTLED
        level = NO_LEVEL if one.level is None else str(one.level)
        initial = {
            "level": level if settled else "",
            "note": one.note,
            "note_cleared": one.note_cleared,
            "disagreed": one.disagreed,
        }
        form = form or AgreedForm(initial=initial)
        choices = {str(level): self._choice(level) for level in range(5)}
        fields = {**said["fields"]}
        fields["level"] = {**fields["level"], "choices": {**choices, **fields["level"]["choices"]}}
        over = cell is not None and cell.people is None and self.meeting.people is not None
        values = {
            **self._frame(),
            "result": result_of(cell, self.words, example=self.place.example) if cell else None,
            "too_many": said["more_than_people"] if over else "",
            "settled": agreed_sentence(one, self.words, self.said["after"]) if settled else "",
            "form": show_form(form, {"fields": fields}, self.language, mark_optional=False),
            "buttons": Buttons(said["button"], name="do", value="settle"),
            "notice": None,
        }
        return page(self.request, self.place, "talk.html", values, status=422 if form.is_bound else 200)

    def _choice(self, level: int) -> dict[str, str]:
        return {"label": level_name(level, self.words), "hint": self.words.levels[level]}

    def _frame(self) -> dict[str, Any]:
        count = self.meeting.questions.count()
        return {
            "where": filled(self.said["open"]["where"], number=self.question.number, count=count),
            "words": self.words,
            "levels": [(level_name(level, self.words), text) for level, text in enumerate(self.words.levels)],
            "wall": at(self.place, "wall", self.meeting.pk),
            "crumbs": way_up(self.place, self.language, self.meeting),
        }


def so_far(shown: int, k: int, said: Any) -> str:
    """How many have answered by phone, in steps of ``k``."""
    return filled(said["fewer"], k=k) if shown < k else filled(said["more"], number=shown)
