"""The API's door to partners: the same reads and actions as the pages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from tallgrass.elements.players.actions import add_partner, change_partner
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.method.fields import (
    BETWEEN,
    CHECKED_SCHEMES,
    Fault,
    PartnerFields,
    normalised,
)
from tallgrass.elements.players.models import Player
from tallgrass.elements.players.queries import found_by_words, of_kind, partner, partners_visible
from tallgrass.foundation.api_faults import FAULTS
from tallgrass.foundation.languages import SOURCE_LANGUAGE, words
from tallgrass.foundation.search.models import SeenBy
from tallgrass.places.roles import ADD_PARTNERS, CHANGE_PARTNERS, SEE_PLACE, SEE_PROPOSED
from tallgrass.places.tokens.door import Anyone, Caller, InPlace

#: How many partners a page of the list has at most.
MOST: Final = 200
router = Router(tags=["partners"])

Kind = Literal[
    "civic_tech",
    "government",
    "community",
    "issue_expert",
    "philanthropy",
    "tech_company",
    "other",
    "unknown",
]


class PartnerAnswer(Schema):
    """A partner as the caller may see it. How to reach it never leaves.

    ``led_by`` holds the partner's own words about being led by the people it serves, where it shows them to everybody.
    """

    id: int
    key: str
    name: str
    is_person: bool
    kinds: list[Kind]
    roles: list[str]
    neighbourhoods: list[str]
    communities: list[str]
    website: str
    identifiers: dict[str, str]
    active: bool | None
    led_by: str
    standing: Literal["proposed", "listed"]
    told_on: date | None


class PartnerList(Schema):
    """A page of partners. ``total`` counts all that were asked for; ``next_offset`` is null on the last page."""

    total: int
    next_offset: int | None
    partners: list[PartnerAnswer]


class PartnerAsked(Schema):
    """What the list is asked for. ``search`` finds by words and puts the best first."""

    search: str = Field("", max_length=1000)
    kind: Kind | None = None
    offset: int = Field(0, ge=0, le=1_000_000)
    limit: int = Field(50, ge=1, le=MOST)


class PartnerWritten(Schema):
    """What is on record of a partner. What is left out stays as it is; a list stands for the whole list."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(None, max_length=30_000)
    is_person: bool | None = None
    kinds: list[str] | None = Field(None, max_length=50)
    roles: list[str] | None = Field(None, max_length=50)
    neighbourhoods: list[str] | None = Field(None, max_length=50)
    communities: list[str] | None = Field(None, max_length=50)
    website: str | None = Field(None, max_length=5000)
    identifiers: dict[str, str] | None = None
    active: Literal["yes", "no", "unknown"] | None = None
    contact_email: str | None = Field(None, max_length=5000)


@router.get(
    "/{slug:place}/partners",
    response={200: PartnerList, **FAULTS},
    auth=Anyone(),
    operation_id="partners",
    summary="Partners of a place",
)
def partners(request: HttpRequest, place: str, asked: Query[PartnerAsked]) -> PartnerList:
    """Partners by name, or by how well they fit the words. Without a token: listed organisations."""
    caller = _caller(request)
    level = _level(caller)
    found: QuerySet[Player] = partners_visible(place=caller.place, level=level).order_by("name", "pk")
    if asked.kind is not None:
        found = of_kind(found, asked.kind)
    if asked.search.strip():
        return _best_first(found, found_by_words(place=caller.place, level=level, words=asked.search), asked)
    total = found.count()
    return _list([_answer(one) for one in found[asked.offset : asked.offset + asked.limit]], total, asked)


@router.get(
    "/{slug:place}/partners/{int:partner_id}",
    response={200: PartnerAnswer, **FAULTS},
    auth=Anyone(),
    operation_id="partner",
    summary="One partner",
)
def one_partner(request: HttpRequest, place: str, partner_id: int) -> PartnerAnswer:
    """A partner, as far as the caller may see it. A record that was merged answers as the one it was merged into."""
    return _answer(_found(_caller(request), partner_id))


@router.post(
    "/{slug:place}/partners",
    response={201: PartnerAnswer, **FAULTS},
    auth=InPlace(ADD_PARTNERS),
    operation_id="propose_partner",
    summary="Propose a partner",
)
def propose_partner(request: HttpRequest, place: str, written: PartnerWritten) -> Status[PartnerAnswer]:
    """Add a partner. Stewards alone see it until it has been told who added it and how to say no."""
    caller = _caller(request)
    fields = _read(written, PartnerFields(name=""))
    return Status(201, _answer(add_partner(place=caller.place, fields=fields, by=caller.person)))


@router.patch(
    "/{slug:place}/partners/{int:partner_id}",
    response={200: PartnerAnswer, **FAULTS},
    auth=InPlace(CHANGE_PARTNERS),
    operation_id="change_partner",
    summary="Correct what is on record of a partner",
)
def correct_partner(
    request: HttpRequest, place: str, partner_id: int, written: PartnerWritten
) -> PartnerAnswer:
    """Change what is given; the rest stays. Its own words are the partner's alone to write."""
    caller = _caller(request)
    player = _found(caller, partner_id)
    before = fields_of(player)
    fields = _read(written, before)
    return _answer(
        change_partner(place=caller.place, player=player.pk, fields=fields, read=before, by=caller.person)
    )


def _caller(request: HttpRequest) -> Caller:
    """Who asks; the door has put it there."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return caller


def _level(caller: Caller) -> SeenBy:
    """How much the caller sees: what the token was given, within what its person may."""
    if not caller.may(SEE_PLACE):
        return SeenBy.PUBLIC
    return SeenBy.STEWARDS if caller.may(SEE_PROPOSED) else SeenBy.MEMBERS


def _found(caller: Caller, number: int) -> Player:
    """The partner, where the caller sees it. Raises ``Http404``."""
    found = partner(place=caller.place, level=_level(caller), number=number)
    if found is None:
        raise Http404
    return found


def _best_first(found: QuerySet[Player], ids: list[int], asked: PartnerAsked) -> PartnerList:
    rows = {one.pk: one for one in found.filter(pk__in=ids)}
    ranked = [rows[number] for number in ids if number in rows]
    page = ranked[asked.offset : asked.offset + asked.limit]
    return _list([_answer(one) for one in page], len(ranked), asked)


def _list(page: list[PartnerAnswer], total: int, asked: PartnerAsked) -> PartnerList:
    after = asked.offset + asked.limit
    return PartnerList(total=total, next_offset=after if page and after < total else None, partners=page)


def _answer(player: Player) -> PartnerAnswer:
    fields = fields_of(player)
    return PartnerAnswer.model_construct(
        id=player.pk,
        key=player.key,
        name=fields.name,
        is_person=fields.is_person,
        kinds=list(fields.kinds),
        roles=list(fields.roles),
        neighbourhoods=list(fields.neighbourhoods),
        communities=list(fields.communities),
        website=fields.website,
        identifiers=dict(fields.identifiers),
        active=fields.active,
        led_by=player.led_by if player.led_by_shown else "",
        standing=player.standing,
        told_on=player.told_on,
    )


def _read(written: PartnerWritten, before: PartnerFields) -> PartnerFields:
    """What the record will say. Raises ``ValidationError`` with a sentence for each fault."""
    given = written.model_dump(exclude_unset=True, exclude_none=True)
    identifiers = given.pop("identifiers", dict(before.identifiers))
    raw = {**_as_texts(before), **{name: _as_text(value) for name, value in given.items()}}
    checked = {scheme: identifiers.pop(scheme, "") for scheme in CHECKED_SCHEMES}
    made = normalised({**raw, **checked}, identifiers=identifiers)
    if isinstance(made, PartnerFields):
        return replace(made, further=MappingProxyType(dict(before.further)))
    raise ValidationError({fault.field: ValidationError(_sentence(fault), code=fault.key) for fault in made})


def _as_texts(fields: PartnerFields) -> dict[str, str]:
    """A record as the texts that ``normalised`` reads."""
    names = (
        "name",
        "is_person",
        "kinds",
        "roles",
        "neighbourhoods",
        "communities",
        "website",
        "active",
        "contact_email",
    )
    return {name: _as_text(getattr(fields, name)) for name in names}


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return BETWEEN.join(value) if isinstance(value, list | tuple) else str(value)


def _sentence(fault: Fault) -> str:
    said: Mapping[str, str] = words(SOURCE_LANGUAGE, "partners")["edit"]["faults"]
    return said[fault.key].format(label=fault.field, **fault.details)
