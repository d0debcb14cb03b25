"""The pages on which two records of one partner become one, and two again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.imports.saying import Speech
from tallgrass.elements.players.merging.actions import (
    ask_again,
    merge_partners,
    part_partners,
    say_not_the_same,
)
from tallgrass.elements.players.merging.forms import ONE, OTHER, MergeForm
from tallgrass.elements.players.merging.method.joining import both as both_of
from tallgrass.elements.players.merging.queries import (
    both,
    joined_records,
    likeness_of,
    partners_by_id,
    suggestions,
    ties_count,
    told_apart,
)
from tallgrass.elements.players.method.duplicates import Likeness
from tallgrass.elements.players.method.fields import FIELDS, plain
from tallgrass.elements.players.models import Merge, NotTheSame, Player
from tallgrass.elements.players.reading_back import read_mark
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import (
    Buttons,
    Cell,
    Column,
    Link,
    Notice,
    Table,
    Tag,
    crumbs,
    page_links,
    table,
)
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.roles import MERGE_PARTNERS

TEMPLATES: Final = Path(__file__).parent / "templates"
#: So many pairs stand on a page.
ON_A_PAGE: Final = 20


@in_place(MERGE_PARTNERS)
def duplicates(request: HttpRequest, place: Place) -> HttpResponse:
    """Pairs of records that may be of one partner, with the reasons, and those that were joined."""
    return _list_page(request, place)


@in_place(MERGE_PARTNERS)
def pair(request: HttpRequest, place: Place, one: int, other: int) -> HttpResponse:
    """Two records side by side: which stays, and what it says."""
    speech = _speech(request, place)
    found = both(place=place, one=one, other=other)
    if found is None:
        raise Http404
    mine, theirs = (fields_of(row) for row in found)
    marks = {"read_one": read_mark(mine), "read_other": read_mark(theirs)}
    sent = request.POST if request.method == "POST" else None
    form = MergeForm(sent, one=mine, other=theirs, initial={**marks, "stays": ONE})
    if sent is not None and form.is_valid():
        if (done := _merge(request, place, form, one, other)) is not None:
            return done
        form.data = {**request.POST.dict(), **marks}  # what is shown now is what is read now
    values = {
        "form": show_form(form, _form_words(form, found, speech), speech.language, mark_optional=False),
        "table": _side_by_side(place, found, speech),
        "reasons": _reasons(likeness_of(place=place, one=one, other=other), speech),
        "buttons": Buttons(speech.said["merge"]["button"], Link(speech.said["merge"]["back"], _list(place))),
        "not_same": reverse("merging:not_the_same", args=[place.slug, one, other]),
        "crumbs": _crumbs(place, speech),
    }
    return _page(request, place, "pair.html", values, status=422 if form.errors else 200)


@in_place(MERGE_PARTNERS)
def not_the_same(request: HttpRequest, place: Place, one: int, other: int) -> HttpResponse:
    """Remember that two records are of two partners."""
    if request.method != "POST":
        return HttpResponseRedirect(_list(place))
    try:
        say_not_the_same(place=place, one=one, other=other, by=signed_in_person(request))
    except ObjectDoesNotExist:
        raise Http404 from None
    return HttpResponseRedirect(f"{_list(place)}?done=not_same")


@in_place(MERGE_PARTNERS)
def ask_again_about(request: HttpRequest, place: Place, one: int, other: int) -> HttpResponse:
    """Take back that two records are of two partners."""
    if request.method != "POST":
        return HttpResponseRedirect(_list(place))
    try:
        ask_again(place=place, one=one, other=other, by=signed_in_person(request))
    except ObjectDoesNotExist:
        raise Http404 from None
    return HttpResponseRedirect(f"{_list(place)}?done=asked_again")


@in_place(MERGE_PARTNERS)
def part(request: HttpRequest, place: Place, joined: int) -> HttpResponse:
    """Part two records that were joined."""
    if request.method != "POST":
        return HttpResponseRedirect(_list(place))
    try:
        part_partners(place=place, joined=joined, by=signed_in_person(request))
    except ObjectDoesNotExist:
        raise Http404 from None
    except ValidationError as fault:
        return _list_page(request, place, fault=str(fault.code), status=422)
    return HttpResponseRedirect(f"{_list(place)}?done=parted")


def _merge(request: HttpRequest, place: Place, form: MergeForm, one: int, other: int) -> HttpResponse | None:
    """Join the two records, or put into the form why that cannot be (None)."""
    said = form.cleaned_data
    kept, goes = (one, other) if said["stays"] == ONE else (other, one)
    read = (said["read_one"], said["read_other"])
    try:
        merge_partners(
            place=place,
            kept=kept,
            other=goes,
            by=signed_in_person(request),
            take=form.take,
            read=read if kept == one else (read[1], read[0]),
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    except ValidationError as fault:
        form.add_error(None, ValidationError("no", code=fault.code))
        return None
    except ValueError:
        form.add_error(None, ValidationError("no", code="changed_meanwhile"))
        return None
    return HttpResponseRedirect(f"{_list(place)}?done=merged")


def _list_page(request: HttpRequest, place: Place, *, fault: str = "", status: int = 200) -> HttpResponse:
    speech = _speech(request, place)
    told = speech.said["duplicates"]
    pairs = suggestions(place=place)
    last = max(1, -(-len(pairs) // ON_A_PAGE))
    asked = request.GET.get("page", "")
    here = min(int(asked), last) if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 7 else 1
    here = max(here, 1)
    some = pairs[(here - 1) * ON_A_PAGE : here * ON_A_PAGE]
    rows = partners_by_id(place=place, numbers=[int(key) for each in some for key in (each.one, each.other)])
    first = (here - 1) * ON_A_PAGE
    values = {
        "pairs": [_suggestion(place, each, rows, speech) for each in some],
        "caption": told["caption"].format(
            **{"from": first + 1, "to": first + len(some), "count": f"{len(pairs):,}"}
        ),
        "pages": page_links(here, last, lambda to: f"{_list(place)}?page={to}", speech.language),
        "joined": [_joined(place, merge, speech) for merge in joined_records(place=place)],
        "apart": [_apart(place, one, speech) for one in told_apart(place=place)],
        "notice": _notice(request.GET.get("done", ""), speech),
        "fault": speech.said["merge"]["errors"].get(fault, ""),
        "crumbs": crumbs(
            (Link(speech.partners, reverse("partners:list", args=[place.slug])),), speech.language
        ),
    }
    return _page(request, place, "duplicates.html", values, status=status)


def _suggestion(
    place: Place, likeness: Likeness, rows: Mapping[int, Player], speech: Speech
) -> dict[str, Any]:
    told = speech.said["duplicates"]
    one, other = int(likeness.one), int(likeness.other)
    names = {"one": rows[one].name, "other": rows[other].name}
    return {
        **names,
        "tag": Tag(
            told["certainty"][likeness.certainty], "waiting" if likeness.certainty == "same" else "plain"
        ),
        "reasons": _reasons(likeness, speech),
        "about": told["compare_about"].format(**names),
        "compare": reverse("merging:pair", args=[place.slug, one, other]),
        "not_same": reverse("merging:not_the_same", args=[place.slug, one, other]),
    }


def _reasons(likeness: Likeness | None, speech: Speech) -> str:
    keys = dict.fromkeys(reason.key for reason in likeness.reasons) if likeness else ()
    return speech.reasons(list(keys))


def _joined(place: Place, merge: Merge, speech: Speech) -> dict[str, str]:
    told = speech.said["duplicates"]
    names = {"joined": merge.joined.name, "kept": merge.kept.name}
    return {
        "text": told["joined_row"].format(**names, day=merge.merged_at.date().isoformat()),
        "about": told["part_about"].format(**names),
        "part": reverse("merging:part", args=[place.slug, merge.joined_id]),
    }


def _apart(place: Place, said: NotTheSame, speech: Speech) -> dict[str, str]:
    told = speech.said["duplicates"]
    names = {"one": said.one.name, "other": said.other.name}
    return {
        "text": told["apart_row"].format(**names, day=said.said_at.date().isoformat()),
        "about": told["compare_about"].format(**names),
        "ask": reverse("merging:ask_again", args=[place.slug, said.one_id, said.other_id]),
    }


def _side_by_side(place: Place, found: tuple[Player, Player], speech: Speech) -> Table:
    """The two records, line by line."""
    told = speech.said["merge"]
    mine, theirs = (fields_of(row) for row in found)
    columns = (Column(told["field"]), *(Column(told["record"].format(number=number)) for number in (1, 2)))
    lines = [
        (
            Cell(told["fields"][name]),
            *(Cell(speech.value(name, plain(getattr(fields, name)))) for fields in (mine, theirs)),
        )
        for name in FIELDS
        if plain(getattr(mine, name)) or plain(getattr(theirs, name)) or name == "name"
    ]
    lines.append((Cell(told["fields"]["key"]), *(Cell(row.key) for row in found)))
    lines.append(
        (Cell(told["fields"]["standing"]), *(Cell(told["standings"][row.standing]) for row in found))
    )
    lines.append(
        (
            Cell(told["fields"]["ties"]),
            *(Cell(str(ties_count(place=place, number=row.pk))) for row in found),
        )
    )
    return table(told["caption"], columns, tuple(lines), speech.language)


def _form_words(form: MergeForm, found: tuple[Player, Player], speech: Speech) -> dict[str, Any]:
    told = speech.said["merge"]
    mine, theirs = (fields_of(row) for row in found)
    records = [told["record"].format(number=number) for number in (1, 2)]
    fields: dict[str, Any] = {
        "stays": {
            **told["stays"],
            "choices": {ONE: f"{records[0]}: {found[0].name}", OTHER: f"{records[1]}: {found[1].name}"},
        }
    }
    for name in form.differing:
        values = [speech.value(name, plain(getattr(each, name))) for each in (mine, theirs)]
        entries = both_of(mine, theirs, name)
        fields[f"take_{name}"] = {
            "label": told["take_from"].format(field=told["fields"][name]),
            "choices": {
                ONE: f"{records[0]}: {values[0]}",
                OTHER: f"{records[1]}: {values[1]}",
                "both": told["both"].format(value=speech.value(name, plain(entries))),
            },
        }
    return {"fields": fields, "errors": told["errors"]}


def _notice(done: str, speech: Speech) -> Notice | None:
    told = speech.said["duplicates"]
    said = {
        "not_same": told["said_not_same"],
        "asked_again": told["asked_again"],
        "merged": told["merged"],
        "parted": told["parted"],
    }
    return Notice(said[done]) if done in said else None


def _crumbs(place: Place, speech: Speech) -> Any:
    links = (
        Link(speech.partners, reverse("partners:list", args=[place.slug])),
        Link(speech.said["duplicates"]["title"], _list(place)),
    )
    return crumbs(links, speech.language)


def _speech(request: HttpRequest, place: Place) -> Speech:
    return Speech(reader_language(request, place.languages[0]))


def _list(place: Place) -> str:
    return reverse("merging:duplicates", args=[place.slug])


def _page(
    request: HttpRequest, place: Place, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    return place_page(
        request,
        place,
        f"merging/{template}",
        values,
        folder=TEMPLATES,
        room="imports",
        here="partners",
        status=status,
    )
