"""The result for those who were asked: the page on which a steward sends it, and the pages that they read."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import public, signed_in_person
from tallgrass.foundation.days import spelled
from tallgrass.foundation.languages import words
from tallgrass.foundation.messages.dead_links import LinksLeadNowhere
from tallgrass.foundation.site_pages import reader_language, site_page
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.line import LineField
from tallgrass.foundation.ui.parts import Link, Notice, SummaryRow, crumbs, summary
from tallgrass.foundation.ui.qr import qr_code
from tallgrass.foundation.where import address_for_others
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.queries import place_by_slug
from tallgrass.places.roles import PUBLISH_SCORECARD
from tallgrass.strength.rounds.holding.actions import say_result_sent
from tallgrass.strength.rounds.holding.locked import today
from tallgrass.strength.rounds.holding.result_seam import Result, senders
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.scorecard.files_to_take import FILES, file_name
from tallgrass.strength.scorecard.giving_back.links import result_address, result_of
from tallgrass.strength.scorecard.giving_back.queries import in_other_ways, round_of
from tallgrass.strength.scorecard.giving_back.saying import what_it_says
from tallgrass.strength.scorecard.kept_views import kept_snapshot_or_404
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.published import names_not_to_show
from tallgrass.strength.scorecard.queries import was_taken_back
from tallgrass.strength.scorecard.rendering import html
from tallgrass.strength.scorecard.rendering.links import Preview
from tallgrass.strength.scorecard.views import known_element, on_paper, own_or_asked, rendered

TEMPLATES: Final = Path(__file__).parent / "templates"
#: What pages behind the link say to browsers and search engines: the link is handed on to no other site.
_QUIET: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "private, no-store",
}


class TakenBack(Exception):
    """The scorecard was shown to everybody and is no more, so its link opens nothing either."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot = snapshot


class SentForm(forms.Form):
    """That everybody has been sent the result: on which day, and how."""

    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    how = LineField(max_length=300)


@in_place(PUBLISH_SCORECARD)
def give_back(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Send a result to those who were asked, and say that they have it."""
    snapshot = kept_snapshot_or_404(place, number)
    found = round_of(place, snapshot)
    if found is None:
        raise Http404
    sending = request.method == "POST" and request.POST.get("do") == "send"
    if sending:
        return _send(request, place, snapshot, found)
    form = SentForm(request.POST if request.method == "POST" else None, initial={"on": today()})
    if form.is_valid():
        try:
            _said(place, found, request, form.cleaned_data["on"], form.cleaned_data["how"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _to(place, number, "said")
    return _page(request, place, snapshot, found, form)


def _send(request: HttpRequest, place: Place, snapshot: Snapshot, found: Round) -> HttpResponse:
    if was_taken_back(snapshot):
        return _to(place, snapshot.pk, "taken_back")
    result = Result(address_for_others(request, result_address(snapshot)), what_it_says(snapshot))
    by = signed_in_person(request)
    try:
        with transaction.atomic():
            sent = sum(sender.send(found, result, by) for sender in senders())
            if sent and not in_other_ways(found):
                say_result_sent(place=place, number=found.pk, by=by)
    except LinksLeadNowhere as error:
        return _to(place, snapshot.pk, str(error.code))
    return _to(place, snapshot.pk, "sent" if sent else "nobody")


def _said(place: Place, found: Round, request: HttpRequest, day: date, how: str) -> None:
    say_result_sent(place=place, number=found.pk, by=signed_in_person(request), on=day, how=how)


def _to(place: Place, number: int, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('giving_back:give_back', args=[place.slug, number])}?told={told}")


def _page(
    request: HttpRequest, place: Place, snapshot: Snapshot, found: Round, form: SentForm
) -> HttpResponse:
    language = reader_language(request, place.languages[0])
    said = words(language, "asks")["giving_back"]
    link = address_for_others(request, result_address(snapshot))
    told = request.GET.get("told", "")
    can_send = sum(sender.count(found) for sender in senders())
    above = Link(
        words(language, "scorecards")["preview"]["back"], reverse("scorecard:kept", args=[place.slug])
    )
    values = {
        "said": said,
        "notice": Notice(said["told"][told]) if told in said["told"] else None,
        "summary": summary(tuple(_facts(found, said, language, can_send)), language),
        "sent": found.told_on is not None,
        "link": link,
        "qr": qr_code(link, said["qr_about"]),
        "send": _counted(said, "send", can_send) if can_send else "",
        "form": show_form(form, said["form"], language),
        "show": Link(said["show"], reverse("scorecard:show", args=[place.slug, snapshot.pk])),
        "look": Link(said["look"], reverse("scorecard:preview", args=[place.slug, snapshot.pk])),
        "crumbs": crumbs((above,), language),
    }
    return place_page(
        request, place, "giving_back/page.html", values,
        folder=TEMPLATES, room="asks", here="strength", status=422 if form.is_bound else 200,
    )  # fmt: skip


def _facts(found: Round, said: Mapping[str, Any], language: str, can_send: int) -> list[SummaryRow]:
    rows = [SummaryRow(said["promised"], (_promise(found, said, language),) if found.result_by else ())]
    if found.told_on is not None:
        how = found.told_how or said["from_here"]
        return [*rows, SummaryRow(said["sent_on"], (spelled(found.told_on, language), how))]
    rows.append(SummaryRow(said["by_message"], (str(can_send),)))
    return [*rows, SummaryRow(said["otherwise"], (str(in_other_ways(found)),))]


def _promise(found: Round, said: Mapping[str, Any], language: str) -> str:
    if found.result_by is None:
        return ""
    day = spelled(found.result_by, language)
    if found.told_on is not None:
        return day
    left = (found.result_by - today()).days
    key = "over" if left < 0 else "today" if left == 0 else "left"
    return _counted(said, key, abs(left), day=day) if left else str(said[key]).format(day=day)


def _counted(said: Mapping[str, Any], key: str, count: int, **more: str) -> str:
    return str(said[f"{key}_one" if count == 1 else f"{key}_many"]).format(count=count, **more)


def _or_taken_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say in a sentence that a result was taken back, where it was."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TakenBack as error:
            own = error.snapshot.place.languages[0]
            values = {
                "said": words(reader_language(request, own), "asks")["taken_back"],
                "place": error.snapshot.place,
            }
            page = site_page(
                request, "giving_back/taken_back.html", values,
                folder=TEMPLATES, room="asks", otherwise=own,
            )  # fmt: skip
            return _quiet(HttpResponse(page, status=404))

    return opened


@public
@_or_taken_back
def result(request: HttpRequest, place: str, number: int, secret: str) -> HttpResponse:
    """A result, for those who were asked."""
    return _read(request, place, number, secret, html.overview_page)


@public
@_or_taken_back
def result_element(request: HttpRequest, place: str, number: int, secret: str, element: str) -> HttpResponse:
    """One of the six elements of it."""
    return _read(request, place, number, secret, html.element_page, known_element(element))


@public
@_or_taken_back
def result_criterion(
    request: HttpRequest, place: str, number: int, secret: str, element: str, criterion: str
) -> HttpResponse:
    """One question of it."""
    return _read(request, place, number, secret, html.criterion_page, known_element(element), criterion)


@public
@_or_taken_back
def result_file(request: HttpRequest, place: str, number: int, secret: str, ending: str) -> HttpResponse:
    """A result as a file to take away."""
    snapshot, form = _opened(place, number, secret), FILES[ending]
    language = own_or_asked(request, tuple(snapshot.languages))
    text = form.text(snapshot, names_not_to_show(snapshot), language)
    name = file_name(snapshot.place.slug, snapshot.as_of.isoformat(), ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return _quiet(HttpResponse(text, content_type=form.media_type, headers=headers))


@public
@_or_taken_back
def result_pdf(request: HttpRequest, place: str, number: int, secret: str) -> HttpResponse:
    """A result on paper."""
    return _quiet(on_paper(request, _opened(place, number, secret)))


def _read(
    request: HttpRequest, place: str, number: int, secret: str, render: Callable[..., str], *names: str
) -> HttpResponse:
    snapshot = _opened(place, number, secret)
    language = own_or_asked(request, tuple(snapshot.languages))
    said = words(language, "asks")["result"]
    root = result_address(snapshot)
    bar = Preview(said["public" if snapshot.shown else "first"], said["back"], root)
    return _quiet(HttpResponse(rendered(snapshot, render, names, language, root, bar, members=False)))


def _opened(slug: str, number: int, secret: str) -> Snapshot:
    place = place_by_slug(slug)
    snapshot = None if place is None else result_of(place, number, secret)
    if snapshot is None:
        raise Http404
    if was_taken_back(snapshot):
        raise TakenBack(snapshot)
    return snapshot


def _quiet(response: HttpResponse) -> HttpResponse:
    for name, value in _QUIET.items():
        response.headers[name] = value
    return response
