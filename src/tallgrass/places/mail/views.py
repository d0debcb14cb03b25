"""The pages about messages of a place, for its stewards. What is written in a message is never shown."""

from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.languages import words
from tallgrass.foundation.messages.letters import return_address
from tallgrass.foundation.messages.queries import ended_addresses, in_doubt
from tallgrass.foundation.messages.trust.checking import Checked, checked, domain, server
from tallgrass.foundation.messages.trust.method.records import GOOD, UNSURE, Finding
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Link as PageLink
from tallgrass.foundation.ui.parts import Notice, SummaryRow, Tag, crumbs, summary
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.mail.actions import count_as_sent, let_back, send_me_a_test, send_once_more
from tallgrass.places.mail.forms import AddressForm
from tallgrass.places.mail.shown import (
    Words,
    counts,
    ended_table,
    failures,
    said_in,
    state_of_channels,
    stream_of,
    when,
)
from tallgrass.places.models import Place
from tallgrass.places.roles import CHANGE_PLACE
from tallgrass.places.sending import zone_of

_TEMPLATES: Final = Path(__file__).parents[1] / "templates"
_TOLD: Final = ("sent_again", "counted", "let_back")
#: The most messages whose doubts are ended with one button.
_LONGEST_NUMBER: Final = 18


@in_place(CHANGE_PLACE)
def overview(request: HttpRequest, place: Place) -> HttpResponse:
    """Whether mail and texts work, and what became of messages. The button sends a test to oneself."""
    language = reader_language(request, place.languages[0])
    said = said_in(language)
    notice = _told(request, said)
    person = signed_in_person(request)
    if request.method == "POST" and person is not None:
        tried = send_me_a_test(
            place=place, by=person, language=language, site=request.build_absolute_uri("/").rstrip("/")
        )
        own = said["test"][tried.key]
        notice = Notice(
            own["title"],
            own["text"].format(to=person.email, said=tried.said),
            "success" if tried.key == "sent" else "important",
        )
    values = {
        "notice": notice,
        "channels": state_of_channels(place, said),
        "has_zone": bool(zone_of(place)),
        "settings": reverse("places:settings", args=[place.slug]),
        "counts": counts(place, said, language),
        "doubts": _doubts(place, language),
        "doubts_address": reverse("mailing:doubts", args=[place.slug]),
        "failures": failures(place, said, language),
        "ended_address": reverse("mailing:ended", args=[place.slug]),
        "trust_address": reverse("mailing:trust", args=[place.slug]),
        "texts": PageLink(words(language, "texts")["link"], reverse("texting:overview", args=[place.slug])),
        "email": "" if person is None else person.email,
    }
    return _page(request, place, "places/mail.html", values)


@in_place(CHANGE_PLACE)
def doubts(request: HttpRequest, place: Place) -> HttpResponse:
    """End doubts: send what was ticked once more, or let it count as sent. Reading the address leads to the page."""
    address = reverse("mailing:overview", args=[place.slug])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    typed = request.POST.getlist("message")[:200]
    numbers = [int(one) for one in typed if one.isdecimal() and len(one) <= _LONGEST_NUMBER]
    again = request.POST.get("do") == "again"
    act = send_once_more if again else count_as_sent
    act(place=place, numbers=numbers, by=signed_in_person(request))
    return HttpResponseRedirect(f"{address}?told={'sent_again' if again else 'counted'}")


@in_place(CHANGE_PLACE)
def ended(request: HttpRequest, place: Place) -> HttpResponse:
    """Addresses that get no more, and the way back for those that messages came back from."""
    language = reader_language(request, place.languages[0])
    said = said_in(language)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            let_back(place=place, to=form.cleaned_data["email"], by=signed_in_person(request))
        except ValidationError as error:
            form.add_error("email", error)
        else:
            return HttpResponseRedirect(f"{reverse('mailing:overview', args=[place.slug])}?told=let_back")
    values = {
        "form": show_form(form, said["ended"]["form"], language),
        "table": ended_table(place, ended_addresses(place=place.pk), said, language),
        "crumbs": _crumbs(place, said, language),
    }
    return _page(request, place, "places/mail_ended.html", values, status=422 if form.is_bound else 200)


@in_place(CHANGE_PLACE)
def trust(request: HttpRequest, place: Place) -> HttpResponse:
    """What SPF, DKIM and DMARC are; the button looks them up."""
    language = reader_language(request, place.languages[0])
    said = said_in(language)
    own = said["trust"]
    found = checked() if request.method == "POST" else []
    names = {"domain": domain(), "server": server() or own["no_server"], "envelope": return_address(0)}
    records = [
        {"key": key, **{part: text.format(**names) for part, text in own["records"][key].items()}}
        for key in ("spf", "dkim", "dmarc")
    ]
    values = {
        "crumbs": _crumbs(place, said, language),
        "records": records,
        "found": summary(tuple(_found(one, own) for one in found), language) if found else None,
        "lead": own["lead"].format(**names),
    }
    return _page(request, place, "places/mail_trust.html", values)


def _found(one: Checked, own: Words) -> SummaryRow:
    """One record as it was found: a word, and what it means."""
    if one.finding is None:
        return SummaryRow(own["names"][one.record], (own["not_looked_up"],), tag=Tag(own["tags"]["unsure"]))
    tone, tag = _judged(one.finding)
    return SummaryRow(
        own["names"][one.record], (own["findings"][one.finding],), tag=Tag(own["tags"][tag], tone)
    )


def _judged(finding: Finding) -> tuple[Any, str]:
    if finding in GOOD:
        return "done", "good"
    return ("waiting", "unsure") if finding in UNSURE else ("attention", "missing")


def _doubts(place: Place, language: str) -> list[dict[str, str]]:
    return [
        {
            "number": str(message.pk),
            "to": message.hint,
            "stream": stream_of(message, language),
            "when": when(message.handed_over_at or message.made_at, place),
        }
        for message in in_doubt(place=place.pk)
    ]


def _crumbs(place: Place, said: Words, language: str) -> object:
    return crumbs((PageLink(said["title"], reverse("mailing:overview", args=[place.slug])),), language)


def _told(request: HttpRequest, said: Words) -> Notice | None:
    told = request.GET.get("told")
    return Notice(**said["told"][told]) if told in _TOLD else None


def _page(
    request: HttpRequest, place: Place, template: str, values: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    said = said_in(reader_language(request, place.languages[0]))
    return place_page(
        request,
        place,
        template,
        {"said": said, **values},
        folder=_TEMPLATES,
        room="messages",
        here="settings",
        status=status,
    )
