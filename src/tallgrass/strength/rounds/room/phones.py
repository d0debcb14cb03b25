"""What phones in the room see. Who has the word in the address may come in; nothing else says who they are.

A phone's own secret stands in its address and nowhere else: no cookie, no account. Forms carry no token against
forgery, as no cookie does anything here: who could forge a form would need the secret, and could as well answer.
"""

import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from tallgrass.foundation.access import open_form
from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.shelf import Shelf
from tallgrass.foundation.site_language import NO_COOKIE
from tallgrass.foundation.site_pages import LANGUAGE
from tallgrass.strength.rounds.answering.tries import give_back, take_try
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.room.actions import Outcome, give_answer
from tallgrass.strength.rounds.room.asking import languages_of, worded
from tallgrass.strength.rounds.room.models import SIGNS, RoomMeeting, RoomQuestion
from tallgrass.strength.rounds.room.pages import bare_answer, bare_page
from tallgrass.strength.rounds.room.queries import cell_of, door_by_code, meeting_behind, own_answer
from tallgrass.strength.rounds.room.saying import agreed_sentence, level_name, result_of, said_in
from tallgrass.strength.rounds.room.state import token_of
from tallgrass.strength.rounds.room.views.frame import with_script

#: A phone's own secret has so many letters.
_SHORTEST_PHONE, _LONGEST_PHONE = 16, 64
#: What a page may be asked to say.
_TOLD: Final = ("too_late", "full")
#: Pages of closed questions, which every phone loads in the same moment: made once in a process.
_MADE: Final = Shelf[str](50)
_OPEN, _SETTLED = RoomQuestion.State.OPEN, RoomQuestion.State.SETTLED


class Phone:
    """A phone in a meeting: in which language it reads, and its own secret (blank before it has joined)."""

    def __init__(self, request: HttpRequest, meeting: RoomMeeting, secret: str) -> None:
        self.request, self.meeting, self.secret = request, meeting, secret
        offered = languages_of(meeting)
        asked = request.GET.get(LANGUAGE, "")
        self.languages = offered
        self.language = asked if asked in offered else _first_of(request, offered)
        self.said = said_in(self.language)["phone"]

    def at(self, route: str, *more: str, **query: str) -> str:
        """An address of this meeting in the reader's language."""
        address = reverse(f"phones:{route}", args=[self.meeting.place.slug, self.meeting.door, *more])
        further = "".join(f"&{name}={value}" for name, value in query.items())
        return f"{address}?{LANGUAGE}={self.language}{further}"

    @property
    def here(self) -> str:
        """The phone's own address."""
        return self.at("question", self.secret)

    def page(
        self, template: str, values: Mapping[str, Any], *, follows: bool = True, status: int = 200
    ) -> HttpResponse:
        """A page for this phone; with ``follows`` it notices by itself when the meeting goes on."""
        place = self.meeting.place
        further = "&change=1" if "change" in self.request.GET else ""
        frame = {
            "languages": [
                {
                    "code": code,
                    "name": words(code, "answering")["language_name"],
                    "here": code == self.language,
                    "address": f"?{LANGUAGE}={code}{further}",
                }
                for code in self.languages
                if len(self.languages) > 1
            ],
            "p": self.said,
            "state": self.at("state") if follows else "",
            "token": token_of(self.meeting),
        }
        return bare_page(
            template,
            self.language,
            {**frame, **values},
            stylesheet="answering",
            place=place.name,
            example=place.example,
            status=status,
        )


def _in_room(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Find the running meeting behind the word in the address; where there is none, say so."""

    @open_form
    @csrf_exempt
    @wraps(view)
    def door(request: HttpRequest, place: str, door: str, phone: str = "") -> HttpResponse:
        meeting = meeting_behind(place, door)
        if meeting is None or not _is_phone(phone or "a" * _SHORTEST_PHONE):
            return _over(request)
        return view(Phone(request, meeting, phone))

    return door


def _is_phone(text: str) -> bool:
    return _SHORTEST_PHONE <= len(text) <= _LONGEST_PHONE and text.isascii()


@_in_room
def start(phone: Phone) -> HttpResponse:
    """What happens to an answer, before the first question. Joining gives the phone an address of its own, and keeps
    nothing.
    """
    if phone.request.method == "POST":
        return _go(phone.at("question", secrets.token_urlsafe(16)))
    meeting, said = phone.meeting, phone.said
    who = meeting.place.run_by
    values = {
        "held_by": filled(said["held_by"], who=who) if who else "",
        "promises": [filled(line, k=meeting.smallest_group) for line in said["promises"]],
        "here": phone.at("start"),
    }
    return phone.page("room/start.html", values, follows=False)


@with_script
@_in_room
def question(phone: Phone) -> HttpResponse:
    """The question that is open, to be answered; else what the room waits for or talks about."""
    if phone.request.method == "POST":
        return _answered(phone)
    return _screen(phone)


def _answered(phone: Phone) -> HttpResponse:
    typed = phone.request.POST
    one, turn, sign = typed.get("question", ""), typed.get("turn", ""), typed.get("answer", "")
    if not (_is_number(one) and _is_number(turn)):
        return _go(phone.here)
    if sign not in SIGNS:
        return _screen(phone, trouble=phone.said["pick"])
    outcome = give_answer(
        place=phone.meeting.place, question=int(one), turn=int(turn), phone=phone.secret, sign=sign
    )
    told = {Outcome.IN: "", Outcome.CLOSED: "too_late", Outcome.FULL: "full"}[outcome]
    return _go(phone.at("question", phone.secret, told=told) if told else phone.here)


def _is_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 19


def _screen(phone: Phone, trouble: str = "") -> HttpResponse:
    meeting, one, said = phone.meeting, phone.meeting.current, phone.said
    told = phone.request.GET.get("told", "")
    told = told if told in _TOLD else ""
    values: dict[str, Any] = {
        "here": f"?{LANGUAGE}={phone.language}",
        "told": said[told] if told else "",
        "still": "still" in phone.request.GET,
        "stay": f"?{LANGUAGE}={phone.language}&still=1",
    }
    if one is None:
        return phone.page("room/wait.html", values)
    language = phone.language
    shown = worded(meeting, one.criterion, language)
    values["words"] = shown
    if one.state == _OPEN:
        values["where"] = _where(phone, one)
        own = own_answer(one, phone.secret)
        if own and "change" not in phone.request.GET and not trouble:
            answer = (
                said["dont_know"]
                if own == "d"
                else f"{level_name(int(own), shown)}: {shown.levels[int(own)]}"
            )
            change = f"?{LANGUAGE}={phone.language}&change=1"
            return phone.page("room/given.html", {**values, "answer": answer, "change": change})
        values |= {"one": one, "choices": _choices(shown, own, said), "trouble": trouble}
        return phone.page("room/question.html", values, status=422 if trouble else 200)
    place = meeting.place
    key = (meeting.door, token_of(meeting), language, told, values["still"], place.name, place.example)
    return bare_answer(_MADE.get(key, lambda: _result(phone, one, values)))


def _result(phone: Phone, one: RoomQuestion, values: dict[str, Any]) -> str:
    """The page of a question that is closed: the same on every phone."""
    meeting, language, shown, cell = phone.meeting, phone.language, values["words"], cell_of(one)
    values |= {
        "where": _where(phone, one),
        "result": result_of(cell, shown, example=meeting.place.example) if cell else None,
        "levels": list(enumerate(shown.levels)),
    }
    if one.state == _SETTLED:
        wall = said_in(language)["wall"]
        values |= {
            "agreed": agreed_sentence(one, shown, wall),
            "disagreed": wall["disagreed"] if one.disagreed else "",
            "note": one.note if one.note_cleared else "",
        }
    return phone.page("room/result.html", values).content.decode()


def _choices(shown: Any, own: str, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    texts = [*((str(level), f"{level} · {text}") for level, text in enumerate(shown.levels))]
    return [
        {"value": sign, "text": text, "chosen": sign == own}
        for sign, text in (*texts, ("d", said["dont_know"]))
    ]


def _where(phone: Phone, one: RoomQuestion) -> str:
    return filled(phone.said["where"], number=one.number, count=phone.meeting.questions.count())


@_in_room
def state(phone: Phone) -> HttpResponse:
    """Where the meeting stands: a token that changes when the phone's page does, and nothing of answers."""
    return _without_cookie(JsonResponse({"state": token_of(phone.meeting)}))


@open_form
@csrf_exempt
def code(request: HttpRequest) -> HttpResponse:
    """Six digits from the wall lead into the meeting."""
    if request.method != "POST":
        return _code_page(request)
    typed = "".join(request.POST.get("code", "")[:50].split())
    if not typed:
        return _code_page(request, trouble="empty", status=422)
    address = request.META.get("REMOTE_ADDR", "")
    if not take_try(address):
        answer = _code_page(request, typed=typed, trouble="limited", status=429)
        answer.headers["Retry-After"] = "60"
        return answer
    found = door_by_code(typed) if typed.isdecimal() and typed.isascii() else None
    if found is None:
        return _code_page(request, typed=typed, trouble="wrong", status=422)
    give_back(address)
    language = _first_of(request, available_languages())
    return _go(f"{reverse('phones:start', args=list(found))}?{LANGUAGE}={language}")


def _code_page(
    request: HttpRequest, *, typed: str = "", trouble: str = "", status: int = 200
) -> HttpResponse:
    language = _first_of(request, available_languages())
    said = said_in(language)["code"]
    values = {
        "languages": _language_links(language),
        "said": said,
        "here": f"{reverse('phones:code')}?{LANGUAGE}={language}",
        "typed": typed,
        "trouble": said[trouble] if trouble else "",
    }
    return bare_page("room/code.html", language, values, stylesheet="answering", status=status)


def _over(request: HttpRequest) -> HttpResponse:
    language = _first_of(request, available_languages())
    values = {
        "languages": _language_links(language),
        "to_code": f"{reverse('phones:code')}?{LANGUAGE}={language}",
    }
    return bare_page("room/over.html", language, values, stylesheet="answering", status=404)


def _language_links(language: str) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name": words(code, "answering")["language_name"],
            "here": code == language,
            "address": f"?{LANGUAGE}={code}",
        }
        for code in available_languages()
    ]


def _first_of(request: HttpRequest, offered: tuple[str, ...]) -> str:
    """The language that the address asks for, else the first one of the browser's that is offered."""
    wanted = [request.GET.get(LANGUAGE, "")]
    wanted += [
        part.split(";")[0].strip().split("-")[0].lower()
        for part in request.headers.get("Accept-Language", "")[:200].split(",")
    ]
    return next((code for code in wanted if code in offered), offered[0])


def _go(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    answer.headers["Referrer-Policy"] = "no-referrer"
    return _without_cookie(answer)


def _without_cookie(answer: HttpResponse) -> HttpResponse:
    setattr(answer, NO_COOKIE, True)
    return answer
