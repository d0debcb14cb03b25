"""The page of one partner."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.events import PARTNER
from tallgrass.elements.players.models import Player, Standing
from tallgrass.elements.players.presenting import record_rows, told_row
from tallgrass.elements.players.queries import partner as partner_of
from tallgrass.elements.players.queries import speaks_for
from tallgrass.elements.players.views.frame import (
    Reader,
    brings_session,
    for_everybody,
    for_members,
    page,
    partner_address,
    reader_of,
)
from tallgrass.foundation.access import public
from tallgrass.foundation.events.queries import Asked, events_readable
from tallgrass.foundation.events.sentences import told
from tallgrass.foundation.search.models import SeenBy
from tallgrass.foundation.site_pages import in_language
from tallgrass.foundation.ui.parts import Link, Notice, SummaryRow, crumbs, summary
from tallgrass.places.permissions import role_in
from tallgrass.places.roles import CHANGE_PARTNERS, SEE_HISTORY, TELL_PARTNERS

#: How much of its history stands on the page of a partner.
LATEST: Final = 10


@public
def partner(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """What is on record of a partner, as far as the reader may see it."""
    if not brings_session(request):
        return for_everybody(
            request, place, ("partner", number), lambda reader: _public(request, reader, number)
        )
    reader = reader_of(request, place)
    player = _player(reader, number)
    if player.pk != number:
        return HttpResponseRedirect(partner_address(reader.place, player.pk))
    values = {**_values(reader, player), **_for_members(request, reader, player)}
    return for_members(page(request, reader.place, "partner.html", values))


def _public(request: HttpRequest, reader: Reader, number: int) -> str:
    player = _player(reader, number)
    values = {**_values(reader, player), **_NOTHING_MORE}
    return page(request, reader.place, "partner.html", values).content.decode()


_NOTHING_MORE: Final[dict[str, Any]] = {
    "notice": None, "history": (), "history_address": "", "change": "", "consent": "", "ours": "",
}  # fmt: skip


def _player(reader: Reader, number: int) -> Player:
    player = partner_of(place=reader.place, level=reader.level, number=number)
    if player is None:
        raise Http404
    return player


def _values(reader: Reader, player: Player) -> dict[str, Any]:
    said = reader.said
    rows = record_rows(player, said)
    if player.led_by_shown:
        rows.append(SummaryRow(said["page"]["led_by"], (player.led_by,)))
    if reader.level > SeenBy.PUBLIC:
        rows.append(told_row(player, said))
    if reader.level == SeenBy.STEWARDS:
        note = said["page"]["contact_note"]
        rows.append(
            SummaryRow(
                said["page"]["contact_email"], (player.contact_email, note) if player.contact_email else ()
            )
        )
        further = tuple(f"{name}: {value}" for name, value in player.further.items())
        rows += [SummaryRow(said["page"]["further"], further)] if further else []
    listing = in_language(
        reverse("partners:list", args=[reader.place.slug]), reader.language, reader.place.languages[0]
    )
    return {
        "player": player,
        "summary": summary(tuple(rows), reader.language),
        "website": player.website,
        "crumbs": crumbs((Link(said["title"], listing),), reader.language),
        "proposed": player.standing == Standing.PROPOSED,
    }


def _for_members(request: HttpRequest, reader: Reader, player: Player) -> dict[str, Any]:
    place, slug = reader.place, reader.place.slug
    role = role_in(place, reader.person)
    may = frozenset() if role is None else role.may
    own = speaks_for(place=place, player=player, person=reader.person)
    history: list[Any] = []
    if SEE_HISTORY in may:
        asked = Asked(subject_type=PARTNER, subject=player.pk)
        names = frozenset(one.name for one in may)
        events = list(events_readable(place=place.pk, may=names, asked=asked)[:LATEST])
        history = told(events, place=place.pk, slug=slug, language=reader.language)
    return {
        "notice": _notice(request, reader, player),
        "history": history,
        "history_address": f"{reverse('history:list', args=[slug])}?partner={player.pk}",
        "change": reverse("partners:change", args=[slug, player.pk]) if CHANGE_PARTNERS in may else "",
        "consent": reverse("partners:consent", args=[slug, player.pk]) if TELL_PARTNERS in may else "",
        "record": reverse("own_record:by_steward", args=[slug, player.pk]) if TELL_PARTNERS in may else "",
        "ours": reverse("partners:own_signed_in", args=[slug, player.pk]) if own else "",
    }


def _notice(request: HttpRequest, reader: Reader, player: Player) -> Notice | None:
    """What has just been done here, as the address says."""
    edit, done = reader.said["edit"], request.GET.get("done")
    if done == "added" and reader.level == SeenBy.STEWARDS:
        tell = reverse("partners:consent", args=[reader.place.slug, player.pk])
        title = edit["added"].format(name=player.name)
        return Notice(title, edit["added_text"], link=Link(edit["added_tell"], tell))
    if done in ("saved", "nothing_changed"):
        return Notice(edit[done])
    return None
