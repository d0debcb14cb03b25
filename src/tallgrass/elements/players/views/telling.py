"""Telling partners: many at once, one at a time, on paper; who speaks for one, and what opens its record."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tallgrass.elements.players.actions import (
    NoSuchPartner,
    end_links,
    end_speaker,
    hide_partner,
    make_link,
    make_speaker,
    record_told,
    remove_partners,
    tell_by_mail,
)
from tallgrass.elements.players.forms import SpeakerForm, TellForm, ToldForm
from tallgrass.elements.players.letters import letters_to, link_address
from tallgrass.elements.players.models import Player, Standing, Telling
from tallgrass.elements.players.queries import (
    adders_of,
    interrupted,
    not_told,
    open_links,
    partner,
    speakers_of,
    tellings_of,
    to_be_written_to,
)
from tallgrass.elements.players.tasks import mail_is_carried
from tallgrass.elements.players.views.frame import (
    Reader,
    counted,
    member_of,
    page,
    partner_address,
    site_origin,
)
from tallgrass.elements.players.views.own import QUIET
from tallgrass.foundation.mail.outbox import may_read
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Link, Notice, Tag, Tone, crumbs, page_links
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import TELL_PARTNERS

#: Partners on one page.
ON_A_PAGE: Final = 100
_TONES: Final[Mapping[str, Tone]] = {
    "waiting": "waiting", "sending": "waiting", "interrupted": "attention", "failed": "attention", "sent": "waiting",
}  # fmt: skip


@in_place(TELL_PARTNERS)
def tell(request: HttpRequest, place: Place) -> HttpResponse:
    """Everybody who has not been told; messages to those chosen, or that they were told in another way."""
    reader = member_of(request, place)
    mail = "mail" if mail_is_carried() else "outbox"
    form = TellForm(mail=mail, initial={"on": timezone.localdate()})
    if request.method != "POST":
        return _tell_page(request, reader, form, ())
    if request.POST.get("all"):
        asked = tell_by_mail(place=place, players=None, site=site_origin(request), by=reader.person)
        return _done(place, "asked", asked)
    chosen = _numbers(request.POST.getlist("partners"))
    form = TellForm(request.POST, mail=mail)
    if form.is_valid() and chosen:
        try:
            if form.cleaned_data["do"] == mail:
                asked = tell_by_mail(place=place, players=chosen, site=site_origin(request), by=reader.person)
                return _done(place, "asked", asked)
            way, on = form.cleaned_data["way"], form.cleaned_data["on"]
            told = record_told(place=place, players=chosen, way=way, on=on, by=reader.person)
            return _done(place, "told", told)
        except NoSuchPartner:
            return _done(place, "told", 0)
        except ValidationError as refused:
            form.add_error(None, refused)
    return _tell_page(request, reader, form, chosen, status=422)


@in_place(TELL_PARTNERS)
def consent(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """One partner: what to say to it, that it was told, its links and speakers, hiding it as it asked."""
    reader = member_of(request, place)
    player = _player(reader, number)
    told, speaker = ToldForm(initial={"on": timezone.localdate()}), SpeakerForm()
    if request.method != "POST":
        return _consent_page(request, reader, player, told, speaker)
    do = request.POST.get("do")
    if do == "told":
        told = ToldForm(request.POST)
        if told.is_valid() and _try(told, lambda: _record_one(reader, player, told)):
            return HttpResponseRedirect(f"{partner_address(place, player.pk)}?done=saved")
    elif do == "speaker":
        speaker = SpeakerForm(request.POST)
        if speaker.is_valid() and _try(speaker, lambda: _make_speaker(reader, player, speaker)):
            return _consent_page(
                request, reader, player, told, SpeakerForm(), added=speaker.cleaned_data["email"]
            )
    elif do in _ACTS:
        return _ACTS[do](request, reader, player)
    else:
        return HttpResponseRedirect(request.path)
    return _consent_page(request, reader, player, told, speaker, status=422)


@in_place(TELL_PARTNERS)
def letter(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """A letter with a new secret link, to be printed; the link is shown this once."""
    reader = member_of(request, place)
    player = _player(reader, number)
    back = reverse("partners:consent", args=[place.slug, player.pk])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    secret = make_link(place=place, player=player.pk, by=reader.person)
    link = link_address(place, secret.text, site_origin(request))
    values = {
        "heading": reader.said["letter"]["print_title"].format(name=player.name),
        "letters": letters_to(place, player, link, reader.person),
        "back": back,
    }
    response = page(request, place, "letter.html", values)
    for name, value in QUIET.items():
        response.headers[name] = value
    return response


def _record_one(reader: Reader, player: Player, form: ToldForm) -> None:
    way, on = form.cleaned_data["way"], form.cleaned_data["on"]
    record_told(place=reader.place, players=[player.pk], way=way, on=on, by=reader.person)


def _make_speaker(reader: Reader, player: Player, form: SpeakerForm) -> None:
    make_speaker(place=reader.place, player=player.pk, email=form.cleaned_data["email"], by=reader.person)


def _try(form: Any, act: Any) -> bool:
    """Do it, or let the form say what is wrong."""
    try:
        act()
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except NoSuchPartner:
        raise Http404 from None
    return True


def _hide(request: HttpRequest, reader: Reader, player: Player) -> HttpResponse:
    hide_partner(place=reader.place, player=player.pk, by=reader.person)
    return HttpResponseRedirect(f"{_tell_address(reader.place)}?done=hidden")


def _end_links(request: HttpRequest, reader: Reader, player: Player) -> HttpResponse:
    end_links(place=reader.place, player=player.pk, by=reader.person)
    return HttpResponseRedirect(f"{request.path}?done=ended_links")


def _end_speaker(request: HttpRequest, reader: Reader, player: Player) -> HttpResponse:
    for person in _numbers([request.POST.get("person", "")]):
        end_speaker(place=reader.place, player=player.pk, person=person, by=reader.person)
    return HttpResponseRedirect(f"{request.path}?done=ended_speaker")


def _remove(request: HttpRequest, reader: Reader, player: Player) -> HttpResponse:
    if player.standing == Standing.PROPOSED:
        remove_partners(place=reader.place, players=[player.pk], by=reader.person)
    return HttpResponseRedirect(f"{_tell_address(reader.place)}?done=removed")


_ACTS: Final = {"hide": _hide, "end_links": _end_links, "end_speaker": _end_speaker, "remove": _remove}


def _player(reader: Reader, number: int) -> Player:
    player = partner(place=reader.place, level=reader.level, number=number)
    if player is None or player.pk != number:
        raise Http404
    return player


def _numbers(texts: Sequence[str]) -> list[int]:
    """The ids among what a form sent."""
    return list(
        dict.fromkeys(int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19)
    )


def _tell_address(place: Place) -> str:
    return reverse("partners:tell", args=[place.slug])


def _done(place: Place, what: str, count: int) -> HttpResponse:
    return HttpResponseRedirect(f"{_tell_address(place)}?done={what}&count={count}")


def _tell_page(
    request: HttpRequest, reader: Reader, form: TellForm, chosen: Sequence[int], *, status: int = 200
) -> HttpResponse:
    place, said = reader.place, reader.said["tell"]
    waiting = not_told(place=place)
    total = waiting.count()
    here, last = _here(request.GET.get("page", ""), total)
    players = list(waiting[(here - 1) * ON_A_PAGE : here * ON_A_PAGE])
    to_write = to_be_written_to(place=place).count()
    mail = said if mail_is_carried() else said["outbox"]
    shown = show_form(form, said, reader.language, unmarked=("way", "on"))
    missing = request.method == "POST" and not chosen
    values = {
        "form": shown,
        "no_choice": said["fields"]["partners"]["errors"]["required"] if missing else "",
        "rows": _rows(reader, players, frozenset(chosen)),
        "caption": said["caption_one"] if total == 1 else said["caption"].format(count=total),
        "pages": page_links(
            here, last, lambda number: f"{_tell_address(place)}?page={number}", reader.language
        ),
        "all": _all(mail, to_write),
        "all_help": said["all_help"] if mail_is_carried() else mail["help"],
        "notice": _tell_notice(request, reader),
        "outbox": None if mail_is_carried() else _outbox(request, mail),
        "buttons": Buttons(said["go"]),
        "crumbs": _crumbs(reader),
    }
    return page(request, place, "tell.html", values, status=status)


def _all(mail: Mapping[str, Any], count: int) -> str:
    """What the button for everybody who can be written to says; blank where there is nobody."""
    if not count:
        return ""
    return str(mail["all_one"] if count == 1 else mail["all"].format(count=count))


def _here(number: str, total: int) -> tuple[int, int]:
    last = max(1, -(-total // ON_A_PAGE))
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 1
    return min(max(wanted, 1), last), last


def _rows(reader: Reader, players: Sequence[Player], chosen: frozenset[int]) -> list[dict[str, Any]]:
    place, said = reader.place, reader.said["tell"]
    numbers = [player.pk for player in players]
    tellings = tellings_of(place=place, players=numbers)
    adders = adders_of(place=place, players=numbers)
    rows = []
    for player in players:
        state = _state(tellings.get(player.pk))
        who, when = adders.get(player.pk, ("", player.created_at))
        day = f"{when:%Y-%m-%d}"
        rows.append(
            {
                "id": player.pk,
                "name": player.name,
                "chosen": player.pk in chosen,
                "address": reverse("partners:consent", args=[place.slug, player.pk]),
                "added": said["added_by"].format(date=day, who=who) if who else day,
                "email": player.contact_email,
                "tag": Tag(said["states"][state], _TONES.get(state, "plain")),
            }
        )
    return rows


def _state(telling: Telling | None) -> str:
    if telling is None:
        return ""
    return "interrupted" if interrupted(telling) else str(telling.state)


def _tell_notice(request: HttpRequest, reader: Reader) -> Notice | None:
    said, done = reader.said["tell"], request.GET.get("done", "")
    text = request.GET.get("count", "")
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    if done == "told":
        return Notice(counted(said, "told_title", count) if count else said["told_none"])
    if done == "asked":
        mail = said if mail_is_carried() else said["outbox"]
        return (
            Notice(counted(mail, "asked_title", count), mail["asked_text"], link=_outbox(request, mail))
            if count
            else Notice(said["asked_none"])
        )
    consent = reader.said["consent"]
    if done == "hidden":
        return Notice(consent["hidden"], consent["hidden_text"])
    return Notice(consent["removed"]) if done == "removed" else None


def _outbox(request: HttpRequest, mail: Mapping[str, Any]) -> Link | None:
    """The way to the messages, for who may read them."""
    return Link(mail["open"], reverse("mail:outbox")) if may_read(request) else None


def _crumbs(reader: Reader, *more: Link) -> Any:
    listing = Link(reader.said["title"], reverse("partners:list", args=[reader.place.slug]))
    return crumbs((listing, *more), reader.language)


def _consent_page(
    request: HttpRequest,
    reader: Reader,
    player: Player,
    told: ToldForm,
    speaker: SpeakerForm,
    *,
    added: str = "",
    status: int = 200,
) -> HttpResponse:
    place, said = reader.place, reader.said["consent"]
    proposed = player.standing == Standing.PROPOSED
    links = open_links(place=place, player=player)
    title = said["title" if proposed else "title_listed"].format(name=player.name)
    told_form = show_form(told, said, reader.language)
    speaker_form = show_form(speaker, said, reader.language)
    values = {
        "heading": title,
        "crumbs": _crumbs(reader, Link(player.name, partner_address(place, player.pk))),
        "proposed": proposed,
        "letters": letters_to(place, player, "", reader.person),
        "told": told_form,
        "speaker": speaker_form,
        "form": speaker_form if speaker_form.problems else told_form,
        "links": said["links_none"] if not links else counted(said, "links", links),
        "has_links": bool(links),
        "speakers": [
            {"id": one.person_id, "name": str(one.person), "email": one.person.email}
            for one in speakers_of(place=place, player=player)
        ],
        "letter": reverse("partners:letter", args=[place.slug, player.pk]),
        "notice": _consent_notice(request, reader, added),
        "told_buttons": Buttons(said["told_button"], name="do", value="told"),
        "speaker_buttons": Buttons(said["speaker_add"], name="do", value="speaker"),
    }
    return page(request, place, "consent.html", values, status=status)


def _consent_notice(request: HttpRequest, reader: Reader, added: str) -> Notice | None:
    said, done = reader.said["consent"], request.GET.get("done", "")
    if added:
        address = site_origin(request) + reverse("partners:ours", args=[reader.place.slug])
        return Notice(
            said["speaker_added"].format(name=added), said["speaker_added_text"].format(address=address)
        )
    return Notice(said[done]) if done in ("ended_links", "ended_speaker") else None
