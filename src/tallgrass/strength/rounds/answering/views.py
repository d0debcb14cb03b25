"""Thin doors of those who answer. Whoever has the secret in the address may come in; nothing else says who they are.

Forms carry no token against forgery: such a token protects what a cookie lets somebody do, and here no cookie does
anything. Who could forge a form would need the secret, and could as well answer. So no page sets a cookie.
"""

import secrets
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from typing import Any, Final

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from tallgrass.foundation.access import open_form
from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.site_language import NO_COOKIE
from tallgrass.foundation.site_pages import LANGUAGE
from tallgrass.foundation.word_codes import new_code, read_code
from tallgrass.strength.rounds.answering import screens
from tallgrass.strength.rounds.answering.actions import Outcome, save_answers, save_picks, send_form
from tallgrass.strength.rounds.answering.asked import Asked, answered, asked, languages_of
from tallgrass.strength.rounds.answering.method.typed import ANSWER, Fault, Filled, read
from tallgrass.strength.rounds.answering.pages import day_text, page, page_around
from tallgrass.strength.rounds.answering.passes import Pass, pass_of
from tallgrass.strength.rounds.answering.queries import WayIn, sheet_of, way_by_code, way_in
from tallgrass.strength.rounds.answering.sent_fields import typed_of
from tallgrass.strength.rounds.answering.start import start_values
from tallgrass.strength.rounds.answering.tries import give_back, take_try
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.method.sheets import answers_of
from tallgrass.strength.rounds.models import Round

#: Only the page with all questions runs a script, and it is our own; it sends the form by itself.
_with_script: Final = csp_update({"script-src": [SELF], "connect-src": [SELF]})
#: Steps of a confidential round after its questions.
_LAST_STEPS: Final = ("first", "missed", "check", "done")
_NUMBER: Final = "number"
_SHORTEST_NUMBER, _LONGEST_NUMBER = 20, 100


class Met:
    """Somebody who came in: how, in which language, and what they are asked."""

    def __init__(self, request: HttpRequest, place: str, secret: str, way: WayIn) -> None:
        self.request, self.place, self.secret, self.way = request, place, secret, way
        offered = languages_of(way.round)
        self.typed = typed_of(request)
        chosen = self.typed.get("language") or _in_address(request)
        invited = way.invitation.language if way.invitation else ""
        self.languages = offered
        self.language = next((code for code in (chosen, invited) if code in offered), offered[0])
        self.asked: Asked = asked(way.round, way.form, self.language)

    @property
    def switches(self) -> bool:
        """Whether the button that was pressed is that of another language."""
        return "language" in self.typed

    def to(self, route: str, *more: str, told: str = "") -> str:
        """An address of this way in, in the reader's language."""
        address = reverse(f"answering:{route}", args=[self.place, self.secret, *more])
        return f"{address}?{LANGUAGE}={self.language}{f'&told={told}' if told else ''}"

    def page(self, template: str, values: Mapping[str, Any], status: int = 200) -> HttpResponse:
        """A page for them."""
        buttons = [
            {
                "code": code,
                "name": words(code, "answering")["language_name"],
                "here": code == self.language,
                "address": f"?{LANGUAGE}={code}",
            }
            for code in self.languages
            if len(self.languages) > 1
        ]
        held = self.way.round
        frame = {"languages": buttons, "start": self.to("start")}
        return page(
            template,
            self.language,
            {**frame, **values},
            place=held.place.name,
            example=held.place.example,
            status=status,
        )

    def refused(self, why: str, status: int) -> HttpResponse:
        """A sentence that says why it goes no further."""
        said = words(self.language, "answering")["refused"]
        phone = self.way.round.text("telephone", self.language)
        more = [filled(said["call"], phone=phone)] if phone else []
        values = {"said": said[why], "more": more, "to_start": why == "no_step", "to_code": ""}
        return self.page("answering/refused.html", values, status)


def _in_address(request: HttpRequest) -> str | None:
    """The language that the address asks for."""
    return request.GET.get(LANGUAGE) if request.META.get("QUERY_STRING") else None


def _met(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Find out what the secret leads to; where it leads nowhere any more, say why."""

    @open_form
    @csrf_exempt
    @wraps(view)
    def door(request: HttpRequest, place: str, secret: str, **more: Any) -> HttpResponse:
        if read_code(secret) is not None:
            return _code_page(request, _browser_language(request), typed=secret, found=True)
        way = way_in(place, secret)
        if way is None:
            return _unknown(request)
        met = Met(request, place, secret, way)
        if way.invitation is not None and way.invitation.ended:
            return met.refused("ended", 410)
        if way.round.state != Round.State.OPEN:
            closed = way.round.state == Round.State.CLOSED
            return met.refused("closed", 410) if closed else met.refused("draft", 404)
        if request.method != "POST" and _is_used(way):
            return met.refused("used", 410)
        return view(met, **more)

    return door


def _is_used(way: WayIn) -> bool:
    return way.invitation is not None and way.invitation.used and not way.confidential


@_met
def start(met: Met) -> HttpResponse:
    """Who asks and what happens to the answers, before the first question.

    Who comes by an open link into a confidential round is given a code of their own here: nothing is kept for it yet.
    """
    way = met.way
    needs_code = way.confidential and not way.digest
    if met.request.method == "POST" and needs_code and way.invitation is not None:
        own = Pass("o", way.invitation.pk, new_code(met.language).text)
        address = reverse("answering:start", args=[met.place, pass_of(own)])
        return _go(f"{address}?{LANGUAGE}={met.language}")
    following = met.to("step", _next_open(met)) if way.confidential else met.to("questions")
    code_address = met.request.build_absolute_uri(reverse("answering:code"))
    values = start_values(
        way, met.asked, following="" if needs_code else following, code_address=code_address
    )
    return met.page("answering/start.html", values)


def _next_open(met: Met) -> str:
    """The first question that has no answer yet; the last look where all have one."""
    sheet = met.way.sheet
    blank = sheet.levels.find("-") if sheet else 0
    return "check" if blank < 0 else str(blank + 1)


@_with_script
@_met
def questions(met: Met) -> HttpResponse:
    """The whole form of an anonymous round on one page, and what becomes of it. Until it is sent nothing is kept."""
    if met.way.confidential:
        return _go(met.to("step", "1"))
    if met.request.method != "POST":
        return _whole(met, {})
    typed = met.typed
    if met.switches or typed.get("do") == "change":
        return _whole(met, typed)
    found = read(typed, met.asked.criteria, met.asked.item_ids)
    faults = (*found.faults, *((Fault("nothing", ANSWER + met.asked.criteria[0]),) if found.empty else ()))
    if faults:
        return _whole(met, typed, screens.troubles(faults, met.language))
    if typed.get("do") == "check":
        return _checked(met, typed, found)
    return _sent(met, typed, found)


def _whole(met: Met, typed: dict[str, str], troubles: list[dict[str, str]] | None = None) -> HttpResponse:
    number = typed.get(_NUMBER, "")
    values = {
        **screens.whole(met.asked, typed),
        "title": met.asked.form.title,
        "here": met.to("questions"),
        "number": number if _is_number(number) else secrets.token_urlsafe(24),
        "typed": bool(typed),
        "drawer": _drawer(met.way),
        "troubles": troubles or [],
    }
    return met.page("answering/questions.html", values, 422 if troubles else 200)


def _is_number(number: str) -> bool:
    return _SHORTEST_NUMBER <= len(number) <= _LONGEST_NUMBER and number.isascii() and number.isprintable()


def _drawer(way: WayIn) -> str:
    """Under what name a browser keeps answers that were not sent: not the secret itself, as others may look there."""
    return way.invitation.digest[:16] if way.invitation else ""


def _checked(met: Met, typed: dict[str, str], found: Filled) -> HttpResponse:
    known = ("answer-", "unfit-", "why-", "problem-", "pick-", "missed", _NUMBER)
    values = {
        **screens.summary(met.asked, found.answers, found.picks),
        "here": met.to("questions"),
        "carried": [(name, value) for name, value in typed.items() if value and name.startswith(known)],
        "words": bool(found.remarks),
    }
    return met.page("answering/check.html", values)


def _sent(met: Met, typed: dict[str, str], found: Filled) -> HttpResponse:
    number = typed.get(_NUMBER, "")
    if met.way.open and not _is_number(number):
        said = words(met.language, "answering")["faults"]["number"]
        return _whole(met, {**typed, _NUMBER: ""}, [{"field": "send", "text": said}])
    outcome = send_form(way=met.way, filled=found, criteria=met.asked.criteria, number=number)
    if outcome is Outcome.NOT_OPEN:
        return met.refused("closed", 410)
    if outcome is Outcome.ALREADY:
        return met.refused("already" if met.way.open else "used", 409)
    return _thanked(met, found.answers)


def _thanked(met: Met, answers: Mapping[str, str]) -> HttpResponse:
    """The last page: thanks, and one's own answers with what comes next."""
    held = met.way.round
    own = answered(held, met.way.form, met.language, answers)
    return page_around(
        met.request,
        "answering/sent.html",
        met.language,
        _thanks(met) | {"own": bool(own), "resident": met.way.form == "resident"},
        own,
        place=held.place.name,
        example=held.place.example,
    )


def _thanks(met: Met) -> dict[str, Hashable]:
    held, said = met.way.round, words(met.language, "answering")
    confidential, phone = met.way.confidential, held.text("telephone", met.language)
    return {
        "done": _until(met, "sent") if confidential else said["sent"]["sent"],
        "result": filled(said["sent"]["result"], date=day_text(held.result_by, met.language)),
        "confidential": confidential,
        "again": met.to("step", "check") if confidential else "",
        "call": filled(said["start"]["call"], phone=phone) if phone else "",
    }


def _until(met: Met, part: str) -> str:
    """That all is saved, and until when it can be changed."""
    said, day = words(met.language, "answering")[part], met.way.round.closes_on
    return filled(said["saved"], date=day_text(day, met.language)) if day else str(said["saved_no_date"])


@_met
def step(met: Met, step: str) -> HttpResponse:
    """One screen of a confidential round: what is chosen is saved when somebody goes on."""
    steps = _steps(met)
    if not met.way.confidential or step not in steps:
        return met.refused("no_step", 404)
    if not met.way.digest:  # an open link: a code of one's own comes first
        return _go(met.to("start"))
    if step in ("check", "done"):
        return _looked_through(met) if step == "check" else _done(met)
    if met.request.method != "POST" or met.switches:
        return _screen(met, step, _saved(met) | (met.typed if met.switches else {}))
    return _saving(met, step)


def _steps(met: Met) -> tuple[str, ...]:
    return (*(str(number + 1) for number in range(len(met.asked.criteria))), *_LAST_STEPS)


def _saved(met: Met) -> dict[str, str]:
    sheet = met.way.sheet
    return screens.of_sheet(sheet.levels, sheet.picks, met.asked.criteria) if sheet else {}


def _saving(met: Met, step: str) -> HttpResponse:
    typed = met.typed
    criteria = (met.asked.criteria[int(step) - 1],) if step.isdigit() else ()
    found = read(typed, criteria, met.asked.item_ids)
    if found.faults:
        return _screen(met, step, _saved(met) | typed, screens.troubles(found.faults, met.language))
    if step == "first":
        outcome = save_picks(way=met.way, filled=found, length=len(met.asked.criteria))
    else:
        outcome = save_answers(way=met.way, filled=found, criteria=met.asked.criteria)
    if outcome is Outcome.NOT_OPEN:
        return met.refused("closed", 410)
    steps = _steps(met)
    at = steps.index(step) + (-1 if typed.get("do") == "back" else 1)
    told = "changed" if _overwrote(met, typed, found, criteria) else ""
    return _go(met.to("step", steps[at], told=told) if at >= 0 else met.to("start"))


def _overwrote(met: Met, typed: Mapping[str, str], found: Filled, criteria: tuple[str, ...]) -> bool:
    """Whether another device had answered this question since the page was opened."""
    saved = _saved(met)
    return any(
        saved.get(ANSWER + criterion, "") not in (typed.get("was", ""), found.answers.get(criterion, ""))
        for criterion in criteria
        if criterion in found.answers
    )


def _screen(
    met: Met, step: str, typed: dict[str, str], troubles: list[dict[str, str]] | None = None
) -> HttpResponse:
    said = words(met.language, "answering")
    number = int(step) if step.isdigit() else 0
    item = met.asked.form.items[number - 1] if number else None
    values = {
        "here": met.to("step", step),
        "screen": "question" if item else step,
        "item": screens.question(met.asked, item, typed) if item else None,
        "first": screens.first(met.asked, typed),
        "missed": screens.missed(typed),
        "where": screens.where(met.asked, number, said) if number else said[step]["where"],
        "title": item.question if item else said[step]["title"],
        "at": _steps(met).index(step),
        "count": len(_steps(met)) - 1,
        "was": _saved(met).get(ANSWER + item.criterion, "") if item else "",
        "told": met.request.GET.get("told") == "changed",
        "troubles": troubles or [],
    }
    return met.page("answering/step.html", values, 422 if troubles else 200)


def _looked_through(met: Met) -> HttpResponse:
    sheet = met.way.sheet
    answers = answers_of(sheet.levels, met.asked.criteria) if sheet else {}
    picks = sheet.picks.split("|") if sheet and sheet.picks else []
    found = screens.summary(met.asked, answers, picks)
    values = {
        "lines": [{**line, "change": met.to("step", str(line["number"]))} for line in found["lines"]],
        "picks": found["picks"],
        "change_picks": met.to("step", "first"),
        "saved": _until(met, "check"),
        "done": met.to("step", "done"),
        "told": met.request.GET.get("told") == "changed",
    }
    return met.page("answering/look.html", values)


def _done(met: Met) -> HttpResponse:
    sheet = sheet_of(met.way)
    return _thanked(met, answers_of(sheet.levels, met.asked.criteria) if sheet else {})


@open_form
@csrf_exempt
def code(request: HttpRequest) -> HttpResponse:
    """Four words from paper lead to the start page, at an address in which they do not stand."""
    language = _browser_language(request)
    if request.method != "POST":
        return _code_page(request, language)
    typed = request.POST.get("code", "")
    if not typed.strip():
        return _code_page(request, language, trouble="empty", status=422)
    address = request.META.get("REMOTE_ADDR", "")
    if not take_try(address):
        answer = _code_page(request, language, typed=typed, trouble="limited", status=429)
        answer.headers["Retry-After"] = "60"
        return answer
    found = way_by_code(typed)
    if found is None:
        return _code_page(request, language, typed=typed, trouble="wrong", status=422)
    give_back(address)
    place, one = found
    start_at = reverse("answering:start", args=[place, pass_of(one)])
    # Printed codes are made in a language, which holds unless the reader chose one; own codes know of none.
    return _go(start_at + (_chosen(request) or ("" if one.leads == "p" else f"?{LANGUAGE}={language}")))


def _chosen(request: HttpRequest) -> str:
    """The language that the reader chose, as the end of an address; blank where they chose none."""
    chosen = request.POST.get("language") or request.GET.get(LANGUAGE)
    return f"?{LANGUAGE}={chosen}" if chosen in available_languages() else ""


def _code_page(
    request: HttpRequest,
    language: str,
    *,
    typed: str = "",
    trouble: str = "",
    status: int = 200,
    found: bool = False,
) -> HttpResponse:
    shown = " ".join(typed.replace("-", " ").split())[:200]
    values = {
        "languages": _language_links(language),
        "here": reverse("answering:code") + _chosen(request),
        "typed": shown,
        "problem": words(language, "answering")["code"][trouble] if trouble else "",
        "found": found,
    }
    return page("answering/code.html", language, values, status=status)


def _unknown(request: HttpRequest) -> HttpResponse:
    language = _browser_language(request)
    values = {
        "languages": _language_links(language),
        "said": words(language, "answering")["refused"]["unknown"],
        "more": [],
        "to_start": False,
        "to_code": reverse("answering:code") + _chosen(request),
    }
    return page("answering/refused.html", language, values, status=404)


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


def _browser_language(request: HttpRequest) -> str:
    """The language that the address asks for, else the first one of the browser's that we have."""
    there = available_languages()
    wanted = [request.GET.get(LANGUAGE, "")]
    wanted += [
        part.split(";")[0].strip().split("-")[0].lower()
        for part in request.headers.get("Accept-Language", "")[:200].split(",")
    ]
    return next((code for code in wanted if code in there), there[0])


def _go(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    answer.headers["Referrer-Policy"] = "no-referrer"
    setattr(answer, NO_COOKIE, True)
    return answer
