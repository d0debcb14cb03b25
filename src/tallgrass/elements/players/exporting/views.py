"""The pages on which the list of partners leaves as a file."""

from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.elements.players.exporting.forms import FOR_STEWARDS, ExportForm
from tallgrass.elements.players.exporting.method.table import Taken, document, table
from tallgrass.elements.players.exporting.queries import leaving
from tallgrass.elements.players.exporting.writing import TYPES, as_csv, as_json, as_xlsx
from tallgrass.elements.players.imports.vocabulary import vocabulary
from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Buttons, Link, crumbs
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.permissions import may
from tallgrass.places.roles import EXPORT, SEE_PROPOSED

TEMPLATES: Final = Path(__file__).parent / "templates"


@in_place(EXPORT)
def choose(request: HttpRequest, place: Place) -> HttpResponse:
    """What somebody takes away: the form sends them on to the file."""
    language = reader_language(request, place.languages[0])
    said = words(language, "imports")["export"]
    steward = may(signed_in_person(request), place, SEE_PROPOSED)
    form = ExportForm(request.GET if "format" in request.GET else None, steward=steward)
    if form.is_bound and form.is_valid():
        ticked = {name: "yes" for name in FOR_STEWARDS if form.cleaned_data.get(name)}
        address = reverse("exporting:file", args=[place.slug, form.cleaned_data["format"]])
        return HttpResponseRedirect(f"{address}?{urlencode(ticked)}" if ticked else address)
    title = words(language, "partners")["title"]
    values = {
        "form": show_form(form, said, language, mark_optional=False),
        "buttons": Buttons(said["button"]),
        "crumbs": crumbs((Link(title, reverse("partners:list", args=[place.slug])),), language),
    }
    return place_page(
        request, place, "exporting/choose.html", values,
        folder=TEMPLATES, room="imports", here="partners", status=422 if form.errors else 200,
    )  # fmt: skip


@in_place(EXPORT)
def file(request: HttpRequest, place: Place, ending: str) -> HttpResponse:
    """The list as a file. What only stewards may take along is left out for others, whatever they ask for."""
    steward = may(signed_in_person(request), place, SEE_PROPOSED)
    asked = {name: steward and request.GET.get(name) == "yes" for name in FOR_STEWARDS}
    partners = leaving(place=place, people=asked["people"], proposed=asked["proposed"])
    taken = Taken(addresses=asked["addresses"], further=asked["further"])
    if ending == "json":
        body = as_json(document(partners, taken, place=place.name, example=place.example))
    else:
        titles, rows = table(partners, taken, vocabulary())
        body = as_csv(titles, rows) if ending == "csv" else as_xlsx(titles, rows, "players")
    example = "-example" if place.example else ""
    return HttpResponse(
        body,
        content_type=TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{place.slug}-partners{example}.{ending}"'},
    )
