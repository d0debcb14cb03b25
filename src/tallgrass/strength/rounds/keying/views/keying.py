"""Typing in a stack of paper. A sheet that was not sent is on the page alone, and one that was sent on no page."""

import secrets
from dataclasses import asdict
from typing import Any, Final

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.languages import words
from tallgrass.foundation.ui.fields import Problem, kept
from tallgrass.foundation.ui.parts import Cell, Column, Link, Notice, Table, table
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.answering.actions import Outcome
from tallgrass.strength.rounds.answering.asked import Asked, asked, languages_of
from tallgrass.strength.rounds.answering.method.typed import (
    ANSWER,
    ELSE,
    LONGEST_REMARK,
    MISSED,
    MOST_PICKS,
    PICK,
    PROBLEM,
    UNFIT,
    WHY,
)
from tallgrass.strength.rounds.answering.tries import give_back, take_try
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.frame import speech_of, the_round
from tallgrass.strength.rounds.keying.actions import NotThisCode, key_sheet
from tallgrass.strength.rounds.keying.method.keys import ORDER, key_of, pick_marks, tally
from tallgrass.strength.rounds.keying.method.typed import Keyed, Trouble, read_keys
from tallgrass.strength.rounds.keying.queries import groups_on_paper
from tallgrass.strength.rounds.keying.views.frame import at, called, crumbs_of, offered, page, the_group
from tallgrass.strength.rounds.keying.wording import answers_with_keys, own_keys, said_in, shown_keys
from tallgrass.strength.rounds.method.sheets import NOT_REACHED
from tallgrass.strength.rounds.models import AskedGroup, Round

#: Only the page on which sheets are typed in runs a script, and it is our own.
_with_script: Final = csp_update({"script-src": [SELF]})
_CODE, _NUMBER, _AGAIN = "code", "number", "again"
_SHORTEST_NUMBER, _LONGEST_NUMBER = 20, 100
#: No stack is higher: what an address says beyond it is not repeated.
_HIGHEST_STACK: Final = 100_000


@in_place(RUN_ROUNDS)
def choose(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """What lies before somebody: a form of a type of people, in a language."""
    found = the_round(place, number)
    speech = speech_of(request, place)
    said = said_in(speech.language)["key"]
    is_open = found.state == Round.State.OPEN
    groups = list(groups_on_paper(found)) if is_open else []
    values = {
        "is_open": is_open,
        "table": _choices(place, found, groups, speech) if groups else None,
        "print": None
        if found.state == Round.State.CLOSED
        else Link(said["print"], at(place, "print", number)),
        "crumbs": crumbs_of(place, speech, found),
    }
    return page(request, place, "choose.html", values)


def _choices(place: Place, found: Round, groups: list[AskedGroup], speech: Speech) -> Table:
    said = said_in(speech.language)
    languages = languages_of(found)
    lines = []
    for group in groups:
        kind, form = called(group, speech)
        about = said["key"]["about"].format(form=form, kind=kind)
        links = [
            Cell(
                link=Link(
                    said["languages"].get(code, code), at(place, "sheet", found.pk, group.pk, code), about
                )
            )
            for code in languages
        ]
        lines.append((Cell(kind), Cell(form), *links))
    columns = [Column(said["key"]["type"]), Column(said["key"]["form"])]
    columns += [
        Column(f"{said['key']['languages']}: {said['languages'].get(code, code)}") for code in languages
    ]
    return table(said["key"]["caption"], tuple(columns), tuple(lines), speech.language)


@_with_script
@in_place(RUN_ROUNDS)
def sheet(request: HttpRequest, place: Place, number: int, group: int, language: str) -> HttpResponse:
    """One sheet, with one key an answer: looked over in words, or sent and gone."""
    asked_group = the_group(place, number, group)
    speech = speech_of(request, place)
    if asked_group.round.state != Round.State.OPEN:
        return HttpResponseRedirect(at(place, "choose", number))
    one = asked(asked_group.round, asked_group.form, offered(asked_group.round, language))
    desk = Desk(request, place, asked_group, one, speech)
    if request.method != "POST":
        return desk.show({})
    typed = request.POST.dict()
    found = read_keys(typed, one.criteria, desk.marks, own_keys(language))
    if typed.get("do") == "check" or found.troubles:
        return desk.show(typed, found)
    return desk.send(typed, found)


class Desk:
    """A place to type: the sheets of a group in a language, before somebody."""

    def __init__(
        self, request: HttpRequest, place: Place, group: AskedGroup, one: Asked, speech: Speech
    ) -> None:
        self.request, self.place, self.group, self.asked, self.speech = request, place, group, one, speech
        self.language = one.form.language
        self.marks = pick_marks([item.id for item in one.items], len(one.items) - len(one.criteria))
        self.said = said_in(speech.language)

    def send(self, typed: dict[str, str], found: Keyed) -> HttpResponse:
        """Keep the sheet, and begin the next; what is told is only how many there were."""
        code, sheet = typed.get(_CODE, "")[:200], typed.get(_NUMBER, "")
        if not (
            _SHORTEST_NUMBER <= len(sheet) <= _LONGEST_NUMBER and sheet.isascii() and sheet.isprintable()
        ):
            sheet = secrets.token_urlsafe(24)
        address = self.request.META.get("REMOTE_ADDR", "")
        if code.strip() and not take_try(address):
            return self.show(typed, found, self._fault("code_limited", _CODE), status=429)
        try:
            outcome = key_sheet(
                place=self.place,
                number=self.group.round_id,
                group=self.group.pk,
                by=signed_in_person(self.request),
                filled=found.filled,
                criteria=self.asked.criteria,
                sheet=sheet,
                code=code,
            )
        except NotThisCode as error:
            if code.strip() and error.code != "code_unknown":
                give_back(address)
            return self.show(typed, found, self._code_fault(error))
        if code.strip():
            give_back(address)
        if outcome is Outcome.TAKEN:
            again = f"&{_AGAIN}=1" if typed.get(_AGAIN) else ""
            return HttpResponseRedirect(f"{self._here()}?keyed={self._stack() + 1}{again}", status=303)
        if outcome is Outcome.NOT_OPEN:
            return HttpResponseRedirect(at(self.place, "choose", self.group.round_id))
        return self.show(typed, found, self._fault("already", "send"), status=409)

    def show(
        self,
        typed: dict[str, str],
        found: Keyed | None = None,
        fault: Problem | None = None,
        *,
        status: int = 422,
    ) -> HttpResponse:
        """The sheet with what was typed into it, said in words."""
        checked = found is not None and typed.get("do") == "check"
        problems = [fault] if fault else []
        if found:
            problems += [
                self._problem(trouble) for trouble in found.troubles if not (checked and _blank(trouble))
            ]
        shared = words(self.speech.language, "forms")
        kind, form = called(self.group, self.speech)
        said, count = self.said["sheet"], self._stack()
        language = self.said["languages"].get(self.language, self.language)
        number = typed.get(_NUMBER, "")
        signs = dict(found.signs) if found else {}
        values = {
            "form": {
                "problems": problems,
                "problems_title": shared["problems"],
                "title_mark": shared["title_mark"] if problems else "",
            },
            "title": said["title"].format(kind=kind),
            "lead": said["lead"].format(form=form, language=language),
            "keys": shown_keys(self.speech.language)
            if self.language == self.speech.language
            else self._keys(),
            "notice": self._told(count) if not typed and count else None,
            "sheet_language": self.language,
            "rows": [self._row(item, typed, signs, problems) for item in self.asked.form.items],
            "begins": not problems,
            "totals": self._totals(signs),
            "of": filled(said["of"], done=len(signs), count=len(self.asked.criteria)),
            "picks": self._picks(typed, found, problems),
            "pick_list": [(self.marks[item.id], item.name) for item in self.asked.items],
            "words_open": any(
                typed.get(before + criterion)
                for before in (UNFIT, WHY, PROBLEM)
                for criterion in self.asked.criteria
            ),
            "missed": kept(typed.get(MISSED, "")),
            "something_else": {"field": ELSE, "text": kept(typed.get(ELSE, ""))},
            "longest": LONGEST_REMARK,
            "code": typed.get(_CODE, "")[:200],
            "code_wrong": any(problem.address == "#code" for problem in problems),
            "number": number
            if _SHORTEST_NUMBER <= len(number) <= _LONGEST_NUMBER
            else secrets.token_urlsafe(24),
            "again": bool(typed.get(_AGAIN) or self.request.GET.get(_AGAIN)),
            "about_number": self._about_number(),
            "asked_link": Link(
                self.said["key"]["number_change"],
                reverse("rounds:asked", args=[self.place.slug, self.group.round_id]),
            ),
            "other": Link(said["other"], at(self.place, "choose", self.group.round_id)),
            "script": asset_address("keying"),
            "crumbs": crumbs_of(self.place, self.speech, self.group.round, "choose"),
        }
        return page(self.request, self.place, "sheet.html", values, status=status if problems else 200)

    def _here(self) -> str:
        return at(self.place, "sheet", self.group.round_id, self.group.pk, self.language)

    def _stack(self) -> int:
        """How many sheets were sent from this page, as its address says."""
        told = self.request.GET.get("keyed", "")
        return min(int(told), _HIGHEST_STACK) if told.isascii() and told.isdigit() and len(told) < 7 else 0

    def _told(self, count: int) -> Notice:
        said = self.said["sheet"]
        text = said["sent_one"] if count == 1 else filled(said["sent_many"], count=count)
        return Notice(said["sent"], text, "success")

    def _keys(self) -> list[tuple[str, str]]:
        """The keys of the sheet's language, explained in the reader's."""
        own = shown_keys(self.language)
        return [
            (key, text) for (key, _), (_, text) in zip(own, shown_keys(self.speech.language), strict=True)
        ]

    def _row(
        self, item: Any, typed: dict[str, str], signs: dict[str, str], problems: list[Problem]
    ) -> dict[str, Any]:
        form, criterion = self.asked.form, item.criterion
        answers = answers_with_keys(item.levels, form.dont_know, form.skip, self.language)
        own, field = own_keys(self.language), ANSWER + criterion
        sign = signs.get(criterion)
        key = key_of(sign, own) if sign else typed.get(field, "")[:1]
        blank = self.said["sheet"]["blank"]
        text = blank if sign == NOT_REACHED else dict(answers).get(key, "") if sign else ""
        return {
            "number": item.number,
            "label": filled(self.said["sheet"]["question"], number=item.number),
            "question": item.question,
            "field": field,
            "key": key,
            "text": text,
            "is_blank": sign == NOT_REACHED,
            "answers": answers,
            "wrong": next((one.text for one in problems if one.address == f"#{field}"), ""),
            "unfit": {"field": UNFIT + criterion, "checked": bool(typed.get(UNFIT + criterion))},
            "unfit_label": filled(self.said["sheet"]["unfit"], number=item.number),
            "why": {"field": WHY + criterion, "text": kept(typed.get(WHY + criterion, ""))},
            "why_label": filled(self.said["sheet"]["why"], number=item.number),
            "problem": {"field": PROBLEM + criterion, "text": kept(typed.get(PROBLEM + criterion, ""))}
            if item.problem
            else None,
            "problem_label": filled(self.said["sheet"]["problem"], number=item.number),
        }

    def _totals(self, signs: dict[str, str]) -> list[dict[str, Any]]:
        own, counts = own_keys(self.language), tally(signs.values())
        return [{"key": key_of(sign, own), "count": counts[sign]} for sign in ORDER]

    def _picks(
        self, typed: dict[str, str], found: Keyed | None, problems: list[Problem]
    ) -> list[dict[str, str]]:
        names = {self.marks[item.id]: item.name for item in self.asked.items}
        return [
            {
                "field": f"{PICK}{place}",
                "label": self.said["sheet"][f"pick_{place}"],
                "mark": typed.get(f"{PICK}{place}", "")[:3],
                "name": names.get(typed.get(f"{PICK}{place}", "").strip().upper(), "") if found else "",
                "wrong": next((one.text for one in problems if one.address == f"#{PICK}{place}"), ""),
            }
            for place in range(1, MOST_PICKS + 1)
        ]

    def _about_number(self) -> str:
        said = self.said["key"]
        return (
            filled(said["number"], number=self.group.number)
            if self.group.number
            else str(said["number_none"])
        )

    def _problem(self, trouble: Trouble) -> Problem:
        label = ""
        if trouble.field.startswith(PICK):
            label = self.said["sheet"][f"pick_{trouble.field.removeprefix(PICK)}"]
        told = asdict(trouble) | {"label": label, "blank": NOT_REACHED}
        return Problem(filled(self.said["faults"][trouble.code], **told), f"#{trouble.field}")

    def _fault(self, code: str, field: str, **told: object) -> Problem:
        return Problem(filled(self.said["faults"][code], **told), f"#{field}")

    def _code_fault(self, error: NotThisCode) -> Problem:
        told: dict[str, object] = {}
        if error.params:
            told = {
                "kind": self.speech.said["kinds"][error.params["kind"]],
                "form": self.speech.said["forms"][error.params["form"]],
            }
        return self._fault(str(error.code), _CODE, **told)


def _blank(trouble: Trouble) -> bool:
    """Whether something is only not there yet: nobody is told so who looks over half a sheet."""
    return trouble.code in ("no_answer", "nothing")
