"""Adding a partner, and changing what is on record of one."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.actions import (
    ChangedMeanwhile,
    NoSuchPartner,
    add_partner,
    change_partner,
)
from tallgrass.elements.players.alike import MaybeTheSame, alike
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.forms import PartnerForm
from tallgrass.elements.players.models import Player
from tallgrass.elements.players.queries import partner
from tallgrass.elements.players.reading_back import read_mark, reads_as
from tallgrass.elements.players.views.frame import Reader, member_of, page, partner_address
from tallgrass.elements.players.views.words import form_words
from tallgrass.foundation.search.models import SeenBy
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Link, crumbs
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import ADD_PARTNERS, CHANGE_PARTNERS


@in_place(ADD_PARTNERS)
def add(request: HttpRequest, place: Place) -> HttpResponse:
    """A form for a new partner. Where one like it may be on record, the reader is shown which before it is added."""
    reader = member_of(request, place)
    if request.method != "POST":
        return _add_page(request, reader, PartnerForm())
    form = PartnerForm(request.POST)
    if not form.is_valid():
        return _add_page(request, reader, form, status=422)
    found = alike(place=place, fields=form.partner, level=reader.level)
    if found.any and request.POST.get("seen") != found.mark:
        return _add_page(request, reader, form, found=found, status=200)
    try:
        added = add_partner(place=place, fields=form.partner, by=reader.person)
    except ValidationError as refused:
        form.add_error(None, ValidationError("refused", code=refused.code))
        return _add_page(request, reader, form, status=422)
    if reader.level == SeenBy.STEWARDS:
        return HttpResponseRedirect(f"{partner_address(place, added.pk)}?done=added")
    return HttpResponseRedirect(f"{reverse('partners:list', args=[place.slug])}?done=added")


@in_place(CHANGE_PARTNERS)
def change(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """A form with what is on record. What somebody else changed meanwhile is not written over."""
    reader = member_of(request, place)
    player = partner(place=place, level=reader.level, number=number)
    if player is None or player.pk != number:
        raise Http404
    read = fields_of(player)
    reachable = reader.level == SeenBy.STEWARDS
    if request.method != "POST":
        return _change_page(request, reader, player, PartnerForm(read=read, reachable=reachable))
    form = PartnerForm(request.POST, read=read, reachable=reachable)
    if not form.is_valid():
        return _change_page(request, reader, player, form, status=422)
    try:
        if not reads_as(request.POST.get("read", ""), read):
            raise ChangedMeanwhile
        change_partner(place=place, player=player.pk, fields=form.partner, read=read, by=reader.person)
    except (ValidationError, NoSuchPartner) as refused:
        code = refused.code if isinstance(refused, ValidationError) else "gone"
        form.add_error(None, ValidationError("refused", code=code))
        return _change_page(request, reader, player, form, status=422)
    done = "nothing_changed" if form.partner == read else "saved"
    return HttpResponseRedirect(f"{partner_address(place, player.pk)}?done={done}")


def _add_page(
    request: HttpRequest,
    reader: Reader,
    form: PartnerForm,
    *,
    found: MaybeTheSame | None = None,
    status: int = 200,
) -> HttpResponse:
    edit, slug = reader.said["edit"], reader.place.slug
    same = found or MaybeTheSame()
    back = reverse("partners:list", args=[slug])
    values = {
        **_form_values(reader, form),
        "heading": edit["add_title"],
        "lead": edit["add_lead"],
        "crumbs": crumbs((Link(reader.said["title"], back),), reader.language),
        "alike": [
            {"name": one.name, "address": partner_address(reader.place, one.pk)} for one in same.players
        ],
        "alike_others": same.others,
        "hidden": {"seen": same.mark} if same.any else {},
        "buttons": Buttons(edit["add"], beside=Link(edit["cancel"], back)),
    }
    return page(request, reader.place, "edit.html", values, status=status)


def _change_page(
    request: HttpRequest, reader: Reader, player: Player, form: PartnerForm, *, status: int = 200
) -> HttpResponse:
    edit = reader.said["edit"]
    back = partner_address(reader.place, player.pk)
    listing = reverse("partners:list", args=[reader.place.slug])
    values = {
        **_form_values(reader, form),
        "heading": edit["change_title"].format(name=player.name),
        "lead": "",
        "crumbs": crumbs((Link(reader.said["title"], listing), Link(player.name, back)), reader.language),
        "alike": (),
        "alike_others": False,
        "hidden": {"read": read_mark(fields_of(player))},
        "buttons": Buttons(edit["save"], beside=Link(edit["cancel"], back)),
    }
    return page(request, reader.place, "edit.html", values, status=status)


def _form_values(reader: Reader, form: PartnerForm) -> Mapping[str, Any]:
    shown = show_form(
        form, form_words(reader.said), reader.language, unmarked=("name", "is_person", "main_kind", "active")
    )
    return {"form": shown}
