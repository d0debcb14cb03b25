"""A partner's own record: by its secret link without an account, or for who speaks for it and is signed in.

Opening a page changes nothing. The secret stands in the address and nowhere else: no title, no log, and no other site
is told where somebody came from.
"""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any, Final, NamedTuple

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.actions import (
    NoSuchPartner,
    bring_back,
    confirm_record,
    correct_own_record,
    erase_partner,
    hide_partner,
    say_who_leads,
)
from tallgrass.elements.players.ending.actions import say_whether_to_stay
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.forms import PartnerForm, WordsForm
from tallgrass.elements.players.models import Player, Standing
from tallgrass.elements.players.presenting import record_rows, told_row
from tallgrass.elements.players.queries import own_partner, partners_spoken_for
from tallgrass.elements.players.views.frame import ROOM, TEMPLATES
from tallgrass.elements.players.views.words import form_words
from tallgrass.elements.players.voices import Voice, player_of_link
from tallgrass.foundation.access import open_form, signed_in, signed_in_person
from tallgrass.foundation.days import spelled
from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.site_pages import reader_language, site_page
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Link, Notice, SummaryRow, summary
from tallgrass.places.ending.queries import ending_of
from tallgrass.places.models import Place
from tallgrass.places.queries import place_by_slug

#: What pages of a secret link say to browsers and search engines. ``no-referrer`` would say still less, but browsers
#: then send forms without saying where from, and those are refused; with this one the secret is never passed on either.
QUIET: Final = {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex, nofollow"}


#: Where the record of what it gave and got is, which a room above keeps.
_RECORD: Final = {"own": "own_record:by_link", "own_signed_in": "own_record:by_speaker"}


class Own(NamedTuple):
    """Who speaks, for which partner of which place, and how the addresses of the record are made."""

    place: Place
    player: Player
    by: Voice
    routes: str
    arguments: tuple[str | int, ...]
    language: str
    said: Words

    def address(self, what: str = "") -> str:
        """The page ``what`` of this record; the record itself where it is blank."""
        return reverse(f"partners:{self.routes}{what and '_' + what}", args=self.arguments)


View = Callable[[HttpRequest, Own], HttpResponse]


def _answer(view: View, request: HttpRequest, own: Own) -> HttpResponse:
    """What the page says; nothing is there where the record went away meanwhile."""
    try:
        return _quiet(view(request, own))
    except NoSuchPartner:
        raise Http404 from None


def _by_link(view: View) -> Callable[..., Any]:
    """The door of a secret link: a link that opens nothing is told so, and nothing else."""

    @wraps(view)
    def opened(request: HttpRequest, place: str, secret: str) -> HttpResponse:
        found = place_by_slug(place)
        opened_by = None if found is None else player_of_link(found, secret)
        if found is None:
            raise Http404
        if opened_by is None:
            return _quiet(_not_open(request, found))
        link, player = opened_by
        return _answer(view, request, _own(request, found, player, link, "own", (place, secret)))

    return open_form(opened)


def _by_speaker(view: View) -> Callable[..., Any]:
    """The door of who speaks for a partner: to everybody else there is nothing here."""

    @wraps(view)
    def opened(request: HttpRequest, place: str, number: int) -> HttpResponse:
        found, person = place_by_slug(place), signed_in_person(request)
        player = None
        if found is not None and person is not None:
            player = own_partner(place=found, person=person, number=number)
        if found is None or player is None:
            raise Http404
        return _answer(view, request, _own(request, found, player, person, "own_signed_in", (place, number)))

    return signed_in(opened)


def _own(
    request: HttpRequest,
    place: Place,
    player: Player,
    by: Voice,
    routes: str,
    arguments: tuple[str | int, ...],
) -> Own:
    language = reader_language(request, place.languages[0])
    return Own(place, player, by, routes, arguments, language, words(language, ROOM))


def _quiet(response: HttpResponse) -> HttpResponse:
    for name, value in QUIET.items():
        response.headers[name] = value
    return response


def _record(request: HttpRequest, own: Own) -> HttpResponse:
    """What is on record, who sees it, and what can be done: confirm, correct, say, hide, come back, delete."""
    if request.method != "POST":
        return _record_page(request, own)
    done = _DO.get(request.POST.get("do", ""))
    if done is None:
        return HttpResponseRedirect(own.address())
    act, told = done
    act(place=own.place, player=own.player.pk, by=own.by)
    return HttpResponseRedirect(f"{own.address()}?done={told}")


#: What can be done with one press.
_DO: Final[Mapping[str, tuple[Callable[..., Any], str]]] = {
    "confirm": (confirm_record, "confirmed"),
    "hide": (hide_partner, "hidden"),
    "back": (bring_back, "back"),
    "stay": (partial(say_whether_to_stay, stays=True), "stay"),
    "go": (partial(say_whether_to_stay, stays=False), "go"),
}


def _correct(request: HttpRequest, own: Own) -> HttpResponse:
    """The partner corrects what is on record."""
    read = fields_of(own.player)
    form = PartnerForm(request.POST if request.method == "POST" else None, read=read)
    if request.method == "POST" and form.is_valid():
        correct_own_record(place=own.place, player=own.player.pk, fields=form.partner, by=own.by)
        return HttpResponseRedirect(f"{own.address()}?done=corrected")
    shown = show_form(
        form, form_words(own.said), own.language, unmarked=("name", "is_person", "main_kind", "active")
    )
    said = own.said["own"]
    buttons = Buttons(said["correct_button"], beside=Link(said["cancel"], own.address()))
    values = {"form": shown, "buttons": buttons, "heading": said["correct_title"]}
    return _page(request, own, "own_correct.html", values, status=422 if form.errors else 200)


def _words(request: HttpRequest, own: Own) -> HttpResponse:
    """The partner says in its own words who leads it, and whether that is shown."""
    initial = {"led_by": own.player.led_by, "led_by_shown": own.player.led_by_shown}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said, shown = form.cleaned_data["led_by"], form.cleaned_data["led_by_shown"]
        try:
            say_who_leads(place=own.place, player=own.player.pk, words=said, shown=shown, by=own.by)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return HttpResponseRedirect(f"{own.address()}?done=words")
    text = own.said["own"]
    values = {
        "form": show_form(form, text, own.language, unmarked=("led_by_shown",)),
        "buttons": Buttons(text["words_button"], beside=Link(text["cancel"], own.address())),
        "heading": text["words_title"],
    }
    return _page(request, own, "own_words.html", values, status=422 if form.errors else 200)


def _erase(request: HttpRequest, own: Own) -> HttpResponse:
    """What is deleted and what stays; deleted when it is sent."""
    said = own.said["own"]
    if request.method == "POST":
        erase_partner(place=own.place, player=own.player.pk, by=own.by)
        message = {"title": said["erased_title"], "text": said["erased"]}
        return HttpResponse(site_page(request, "site/message.html", {"message": message}))
    values = {
        "heading": said["erase_title"],
        "buttons": Buttons(
            said["erase_button"], beside=Link(said["erase_cancel"], own.address()), warning=True
        ),
    }
    return _page(request, own, "own_erase.html", values)


own, own_signed_in = _by_link(_record), _by_speaker(_record)
own_correct, own_signed_in_correct = _by_link(_correct), _by_speaker(_correct)
own_words, own_signed_in_words = _by_link(_words), _by_speaker(_words)
own_erase, own_signed_in_erase = _by_link(_erase), _by_speaker(_erase)


@signed_in
def ours(request: HttpRequest, place: str) -> HttpResponse:
    """The partners that the reader speaks for, hidden ones too: the way back for who hid its own."""
    found, person = place_by_slug(place), signed_in_person(request)
    if found is None or person is None:
        raise Http404
    players = [
        {
            "name": one.name,
            "address": reverse("partners:own_signed_in", args=[place, one.pk]),
            "hidden": one.standing == Standing.HIDDEN,
        }
        for one in partners_spoken_for(place=found, person=person)
    ]
    values = {"partners": players, "place": found}
    otherwise = found.languages[0]
    return HttpResponse(
        site_page(request, "partners/ours.html", values, folder=TEMPLATES, room=ROOM, otherwise=otherwise)
    )


def _not_open(request: HttpRequest, place: Place) -> HttpResponse:
    said = words(reader_language(request, place.languages[0]), ROOM)["own"]
    message = {"title": said["not_open_title"], "text": said["not_open"]}
    text = site_page(request, "site/message.html", {"message": message}, otherwise=place.languages[0])
    return HttpResponse(text, status=404)


def _page(
    request: HttpRequest, own: Own, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    frame = {"place": own.place, "player": own.player, "back": own.address()}
    text = site_page(
        request,
        f"partners/{template}",
        {**frame, **values},
        folder=TEMPLATES,
        room=ROOM,
        otherwise=own.place.languages[0],
    )
    return HttpResponse(text, status=status)


def _record_page(request: HttpRequest, own: Own) -> HttpResponse:
    player, said = own.player, own.said["own"]
    names = {"place": own.place.name, "name": player.name}
    done = said["done"].get(request.GET.get("done", ""))
    hidden = player.standing == Standing.HIDDEN
    values = {
        "heading": said["title"].format_map(names),
        "lead": said["lead" if own.routes == "own" else "lead_speaker"].format_map(names),
        "notice": Notice(done) if done else None,
        "seen": said[_seen(player)].format_map(names),
        "summary": summary(tuple(_rows(own)), own.language),
        "hidden": hidden,
        "ending": None if hidden else _ending(own),
        "words_note": _words_note(player, said).format_map(names),
        "correct": own.address("correct"),
        "words": own.address("words"),
        "erase": own.address("erase"),
        "record": reverse(_RECORD[own.routes], args=own.arguments),
    }
    return _page(request, own, "own.html", values)


def _ending(own: Own) -> dict[str, Any] | None:
    """That the place closes, and what the partner has said to staying on the list; None where the place goes on."""
    ending = ending_of(own.place)
    if ending is None or ending.ended_on is not None:
        return None
    said, player = words(own.language, "ending")["own"], own.player
    answers = {True: said["said_yes"], False: said["said_no"], None: ""}
    return {
        "title": said["title"].format(day=spelled(ending.ends_on, own.language)),
        "text": said["person" if player.is_person else "text"].format(name=player.name),
        "answer": "" if player.is_person else answers[player.stays],
        "yes": "" if player.is_person else said["yes"],
        "no": said["no"],
    }


def _rows(own: Own) -> list[SummaryRow]:
    page, player = own.said["page"], own.player
    name = SummaryRow(own.said["list"]["columns"]["name"], (player.name,))
    website = SummaryRow(page["website"], (player.website,) if player.website else ())
    note = own.said["own"]["only_stewards"]
    email = SummaryRow(page["contact_email"], (player.contact_email, note) if player.contact_email else ())
    further = tuple(f"{key}: {value}" for key, value in player.further.items())
    rows = [name, *record_rows(player, own.said), website, email]
    rows += [SummaryRow(page["further"], (*further, note))] if further else []
    return [*rows, *([told_row(player, own.said)] if player.standing == Standing.LISTED else [])]


def _seen(player: Player) -> str:
    if player.standing == Standing.HIDDEN:
        return "seen_hidden"
    if player.standing == Standing.PROPOSED:
        return "seen_proposed"
    return "seen_person" if player.is_person else "seen_organization"


def _words_note(player: Player, said: Mapping[str, Any]) -> str:
    if not player.led_by:
        return str(said["words_none"])
    if not player.led_by_shown:
        return str(said["only_you"])
    return str(said["shown_to_members" if player.is_person else "shown_to_all"])
