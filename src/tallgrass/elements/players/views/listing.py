"""The list of partners: for everybody those that were told, for members and stewards what is theirs to see.

It has one address for all of them, so that a link works for whoever opens it. Who brings no session gets the page that
everybody gets.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.elements.players.forms import FilterForm
from tallgrass.elements.players.method.kinds import PLAYER_KINDS
from tallgrass.elements.players.models import Player, Standing
from tallgrass.elements.players.presenting import counts_table, listing_table
from tallgrass.elements.players.queries import (
    counts_by_kind,
    found_by_words,
    hidden_count,
    not_told,
    of_kind,
    partners_spoken_for,
    partners_visible,
    roles_in_use,
    with_role,
)
from tallgrass.elements.players.views.frame import (
    Reader,
    brings_session,
    counted,
    for_everybody,
    for_members,
    page,
    partner_address,
    reader_of,
)
from tallgrass.foundation.access import public
from tallgrass.foundation.languages import words
from tallgrass.foundation.search.models import SeenBy
from tallgrass.foundation.search.queries import MOST_FOUND
from tallgrass.foundation.site_pages import LANGUAGE, in_language
from tallgrass.foundation.ui.fields import filters
from tallgrass.foundation.ui.parts import Link, Notice, page_links

#: Partners on one page of the list.
ON_A_PAGE: Final = 50
_FILTERS: Final = ("words", "kind", "role", "active", "told")


@public
def listing(request: HttpRequest, place: str) -> HttpResponse:
    """Everybody whom the reader may see, by name, with search and filters."""
    asked = {name: request.GET.get(name, "")[:200] for name in (*_FILTERS, "page")}
    if not brings_session(request):
        return for_everybody(
            request,
            place,
            ("list", tuple(asked.values())),
            lambda reader: _page(request, reader, asked).content.decode(),
        )
    reader = reader_of(request, place)
    own = reader.said["list"]
    done = reader.person is not None and request.GET.get("done") == "added"
    return for_members(
        _page(request, reader, asked, Notice(own["added_title"], own["added"]) if done else None)
    )


def _page(
    request: HttpRequest, reader: Reader, asked: Mapping[str, str], notice: Notice | None = None
) -> HttpResponse:
    return page(request, reader.place, "list.html", {**_values(reader, asked), "notice": notice})


def _beside(reader: Reader) -> dict[str, Link]:
    """What members do with the list as a whole, by the permission that it needs."""
    said, slug = words(reader.language, "imports"), reader.place.slug
    return {
        "export": Link(said["export"]["link"], reverse("exporting:choose", args=[slug])),
        "merge": Link(said["duplicates"]["title"], reverse("merging:duplicates", args=[slug])),
        "import": Link(said["upload"]["heading"], reverse("imports:files", args=[slug])),
    }


def _values(reader: Reader, asked: Mapping[str, str]) -> dict[str, Any]:
    place, level, said = reader.place, reader.level, reader.said
    roles = roles_in_use(place=place, level=level)
    form = FilterForm(
        {**asked, LANGUAGE: reader.language},
        roles=roles,
        stewards=level == SeenBy.STEWARDS,
    )
    form.is_valid()
    chosen = {name: str(form.cleaned_data.get(name, "")) for name in form.fields if name != LANGUAGE}
    total, here, last, players = _asked_for(reader, chosen, asked["page"])
    counts = counts_by_kind(place=place, level=level)
    filtered = any(chosen.values())
    rows = [
        (one, in_language(partner_address(place, one.pk), reader.language, place.languages[0]))
        for one in players
    ]
    return {
        "beside": _beside(reader) if reader.person is not None else {},
        "filters": filters(
            form, _words(said, roles), reader.language, action=_address(reader, {}), asked=filtered
        )
        if sum(counts.values())
        else None,
        "table": listing_table(
            rows,
            said,
            reader.language,
            caption=_caption(said["list"], total, here),
            states=level > SeenBy.PUBLIC,
        ),
        "found": bool(players),
        "filtered": filtered,
        "many": said["list"]["too_many_found"].format(limit=MOST_FOUND)
        if chosen["words"] and total >= MOST_FOUND
        else "",
        "pages": page_links(
            here, last, lambda number: _address(reader, {**chosen, "page": number}), reader.language
        ),
        "counts": counts_table(
            counts, {kind: _address(reader, {"kind": kind}) for kind in PLAYER_KINDS}, said, reader.language
        ),
        "counted": sum(counts.values()),
        "unknown": _unknown(said, counts["unknown"]),
        "lead": said["list"]["lead"].format(place=place.name),
        **_for_members(reader),
    }


def _for_members(reader: Reader) -> dict[str, Any]:
    """What members are told besides: how many are hidden, whom nobody has told, whom they speak for."""
    place, said = reader.place, reader.said["list"]
    if reader.person is None:
        return {"hidden": "", "not_told": "", "tell": "", "add": "", "yours": ""}
    hidden = hidden_count(place=place) if reader.level == SeenBy.STEWARDS else 0
    waiting = not_told(place=place).count() if reader.level == SeenBy.STEWARDS else 0
    yours = bool(partners_spoken_for(place=place, person=reader.person))
    return {
        "hidden": counted(said, "hidden", hidden) if hidden else "",
        "not_told": counted(said, "not_told", waiting) if waiting else "",
        "tell": reverse("partners:tell", args=[place.slug]),
        "add": reverse("partners:add", args=[place.slug]),
        "yours": reverse("partners:ours", args=[place.slug]) if yours else "",
    }


def _asked_for(reader: Reader, chosen: Mapping[str, str], number: str) -> tuple[int, int, int, list[Player]]:
    """How many there are, the page that is shown and the last one, and who stands on it."""
    found = _filtered(partners_visible(place=reader.place, level=reader.level), chosen)
    if not chosen["words"].strip():
        total = found.count()
        here, last = _number(number, total)
        return total, here, last, list(found.order_by("name", "pk")[_slice(here)])
    ranked = found_by_words(place=reader.place, level=reader.level, words=chosen["words"])
    by_id = {one.pk: one for one in found.filter(pk__in=ranked)}
    players = [by_id[one] for one in ranked if one in by_id]
    here, last = _number(number, len(players))
    return len(players), here, last, players[_slice(here)]


def _filtered(players: QuerySet[Player], chosen: Mapping[str, str]) -> QuerySet[Player]:
    if kind := chosen["kind"]:
        players = of_kind(players, kind)
    if role := chosen["role"]:
        players = with_role(players, role)
    if active := chosen["active"]:
        players = players.filter(active={"yes": True, "no": False, "unknown": None}[active])
    if told := chosen.get("told", ""):
        players = players.filter(standing=Standing.LISTED if told == "yes" else Standing.PROPOSED)
    return players


def _number(number: str, total: int) -> tuple[int, int]:
    """The page that is asked for, or the nearest there is, and the last one."""
    last = max(1, -(-total // ON_A_PAGE))
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 1
    return min(max(wanted, 1), last), last


def _slice(here: int) -> slice:
    return slice((here - 1) * ON_A_PAGE, here * ON_A_PAGE)


def _caption(said: Mapping[str, Any], total: int, here: int) -> str:
    if total <= ON_A_PAGE:
        return str(said["caption_one"] if total == 1 else said["caption"].format(count=total))
    first = (here - 1) * ON_A_PAGE + 1
    part = {"count": total, "from": first, "to": min(total, here * ON_A_PAGE)}
    return str(said["caption_part"]).format_map(part)


def _unknown(said: Mapping[str, Any], count: int) -> str:
    own = said["kinds_unknown_count"]
    return str(own["one"] if count == 1 else own["many"].format(count=count)) if count else ""


def _address(reader: Reader, asked: Mapping[str, object]) -> str:
    """The list with these filters, in the reader's language."""
    base = reverse("partners:list", args=[reader.place.slug])
    own = reader.place.languages[0]
    query = {name: value for name, value in asked.items() if value}
    if reader.language != own:
        query[LANGUAGE] = reader.language
    return f"{base}?{urlencode(query)}" if query else base


def _words(said: Mapping[str, Any], roles: Sequence[str]) -> dict[str, Any]:
    """The words of the filters, with the names of the types and the role tags."""
    fields = dict(said["list"]["fields"])
    kinds = {kind: said["kinds"][kind]["name"] for kind in PLAYER_KINDS}
    tags = {role: role.replace("_", " ") for role in roles}
    for name, more in (("kind", kinds), ("role", tags)):
        fields[name] = {**fields[name], "choices": {**fields[name]["choices"], **more}}
    return {"fields": fields}
