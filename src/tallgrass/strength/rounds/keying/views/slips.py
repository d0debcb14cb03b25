"""Slips with four words: made, and printed from the one page that ever shows them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.ui import paper
from tallgrass.foundation.ui.fields import kept, show_form
from tallgrass.foundation.ui.parts import Buttons, Link
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.holding.actions import NotNow, make_paper_codes
from tallgrass.strength.rounds.holding.addresses import code_address, link_address
from tallgrass.strength.rounds.holding.forms import PaperForm
from tallgrass.strength.rounds.holding.queries import made_so_far
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.frame import speech_of, whole
from tallgrass.strength.rounds.keying.queries import are_of_group
from tallgrass.strength.rounds.keying.slips import ON_A_PAGE, Slips, slips_csv, slips_of, slips_pdf, spaced
from tallgrass.strength.rounds.keying.views.frame import at, called, crumbs_of, page, the_group
from tallgrass.strength.rounds.keying.wording import said_in
from tallgrass.strength.rounds.models import AskedGroup

#: Words of slips that are sent back to be printed, one slip a line; more text is not read.
_CODES, _LONGEST = "codes", 200_000


@in_place(RUN_ROUNDS)
def make(request: HttpRequest, place: Place, number: int, group: int) -> HttpResponse:
    """Make slips. The answer shows them, this once; it is the page to print."""
    asked = the_group(place, number, group)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        prefix="paper",
        languages=asked.round.languages or place.languages,
        there=made_so_far(asked),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            ways = make_paper_codes(
                place=place,
                group=asked.pk,
                by=signed_in_person(request),
                count=told["count"],
                language=told["language"],
            )
        except NotNow:  # the round was closed a moment ago
            return HttpResponseRedirect(at(place, "choose", number))
        return _made(request, place, asked, [way.secret for way in ways])
    return _form(request, place, asked, form, status=422 if request.method == "POST" else 200)


@in_place(RUN_ROUNDS)
def again(request: HttpRequest, place: Place, number: int, group: int) -> HttpResponse:
    """The slips that the page before showed, as a file: it sends their words back, as nobody else has them."""
    asked = the_group(place, number, group)
    codes = request.POST.get(_CODES, "")[:_LONGEST].split("\n") if request.method == "POST" else []
    codes = [spaced(code).replace(" ", "-") for code in codes if code.strip()]
    if not are_of_group(place=place, group=group, typed=codes):
        return HttpResponseRedirect(at(place, "slips", number, group))
    speech = speech_of(request, place)
    slips = _slips(request, place, asked, codes, speech)
    name = f"{place.slug}-{said_in(speech.language)['slips']['file']}"
    if request.POST.get("do") == "csv":
        text = slips_csv(asked, slips, speech.language)
        return _file(text.encode("utf-8-sig"), "text/csv; charset=utf-8", f"{name}.csv")
    if not paper.available():
        return HttpResponseRedirect(at(place, "slips", number, group))
    title = said_in(speech.language)["print"]["slips_title"]
    return _file(
        slips_pdf(slips, speech.language, f"{title} · {place.name}"), "application/pdf", f"{name}.pdf"
    )


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _slips(request: HttpRequest, place: Place, asked: AskedGroup, codes: list[str], speech: Speech) -> Slips:
    pairs = [(code, whole(request, link_address(place, code))) for code in codes]
    return slips_of(asked, pairs, whole(request, code_address()), speech.language)


def _made(request: HttpRequest, place: Place, asked: AskedGroup, codes: list[str]) -> HttpResponse:
    speech = speech_of(request, place)
    said = said_in(speech.language)["slips"]
    values = {
        "slips": _slips(request, place, asked, codes, speech),
        "codes": kept("\n".join(codes)),
        "file": at(place, "slips_file", asked.round_id, asked.pk),
        "has_pdf": paper.available(),
        "back": Link(said["back"], at(place, "print", asked.round_id)),
        "crumbs": crumbs_of(place, speech, asked.round, "print"),
    }
    answer = page(request, place, "slips_made.html", values)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _form(
    request: HttpRequest, place: Place, asked: AskedGroup, form: PaperForm, *, status: int
) -> HttpResponse:
    speech = speech_of(request, place)
    said = said_in(speech.language)["slips"]
    told: Any = {**said["form"], "fields": {**said["form"]["fields"]}}
    count = told["fields"]["count"]
    told["fields"]["count"] = {**count, "hint": count["hint"].format(on_a_page=ON_A_PAGE)}
    values = {
        "title": said["title"].format(kind=called(asked, speech)[0]),
        "form": show_form(form, told, speech.language),
        "buttons": Buttons(said["button"]),
        "crumbs": crumbs_of(place, speech, asked.round, "print"),
    }
    return page(request, place, "slips.html", values, status=status)
