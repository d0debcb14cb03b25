"""Making a place, on one page: by the first person, by a link of the operator's, by a steward of another place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import open_form, signed_in, signed_in_person
from tallgrass.foundation.accounts.actions import person_with
from tallgrass.foundation.accounts.links import good_link, use_link
from tallgrass.foundation.accounts.models import User, address
from tallgrass.foundation.accounts.pages import signed_in_as
from tallgrass.foundation.accounts.sessions import signed_in_from_now
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language, site_page
from tallgrass.foundation.ui.fields import show_form
from tallgrass.places.actions import RESERVED, add_place
from tallgrass.places.forms import NewPlaceForm
from tallgrass.places.gazetteer import ListedPlace
from tallgrass.places.models import Place
from tallgrass.places.queries import is_steward, place_by_slug
from tallgrass.places.slugs import slug_for

_TEMPLATES: Final = Path(__file__).parents[1] / "templates"


class _TooLate(Exception):
    """The link was used by somebody else in between."""


@open_form
def start(request: HttpRequest, secret: str) -> HttpResponse:
    """What a one-time link opens. Reading it changes nothing: programs that look through mail follow links, too."""
    link = good_link(secret)
    if link is None:
        return _no_longer_good(request)
    if link.person is not None:
        return _let_in(request, secret, link.person)
    known = signed_in_person(request)
    if request.method != "POST" or "find" in request.POST:
        return _page(request, _asked(request, somebody_new=known is None))
    form = _filled_in(request, somebody_new=known is None)
    if form.is_valid():
        try:
            person, place = _place_by_link(secret, form, known)
        except _TooLate:
            return _no_longer_good(request)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if known is None:
                signed_in_from_now(request, person)
            return _to_home(place)
    return _page(request, form, status=422)


@signed_in
def new_place(request: HttpRequest) -> HttpResponse:
    """Another place, made by somebody who is steward of one already."""
    person = signed_in_person(request)
    if person is None or not is_steward(person):
        raise PermissionDenied
    if request.method != "POST" or "find" in request.POST:
        return _page(request, _asked(request, somebody_new=False))
    form = _filled_in(request, somebody_new=False)
    if form.is_valid():
        try:
            return _to_home(_make(form, by=person))
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, form, status=422)


def _asked(request: HttpRequest, *, somebody_new: bool) -> NewPlaceForm:
    """The form as it is asked: empty, or with what was typed and the places found for the name."""
    first = {"language": reader_language(request)}
    typed = {**request.POST.dict(), "looked": "1"} if request.method == "POST" else {}
    return NewPlaceForm(initial={**first, **typed}, somebody_new=somebody_new, describe=_describing(request))


def _filled_in(request: HttpRequest, *, somebody_new: bool) -> NewPlaceForm:
    return NewPlaceForm(request.POST, somebody_new=somebody_new, describe=_describing(request))


def _describing(request: HttpRequest) -> Callable[[ListedPlace], str]:
    """How a place of the packaged list reads: where it is, and about how many people live there."""
    said = words(reader_language(request), "places")["new_place"]["listed"]

    def describe(place: ListedPlace) -> str:
        sentence = said["home"] if place.region else said["abroad"]
        return str(sentence).format(
            name=place.name, region=place.region, country=place.country, number=f"{place.population:,}"
        )

    return describe


@transaction.atomic
def _place_by_link(secret: str, form: NewPlaceForm, known: User | None) -> tuple[User, Place]:
    """Use the link up, make the person (unless they are ``known``) and the place. All of it happens, or none."""
    if use_link(secret) is None:
        raise _TooLate
    person = known or _newcomer(form)
    return person, _make(form, by=person)


def _newcomer(form: NewPlaceForm) -> User:
    """Whom the form describes, made now. The link makes nobody somebody else: an address that is here must sign in."""
    email = address(form.cleaned_data["your_email"])
    if User.objects.filter(email=email).exists():
        raise ValidationError({"your_email": ValidationError("somebody has this address", code="known")})
    return person_with(email=email, name=form.cleaned_data["your_name"])


def _make(form: NewPlaceForm, *, by: User) -> Place:
    """Make the place that the form describes. Raises ``ValidationError`` for an address that is taken."""
    told, listed = form.cleaned_data, form.chosen()
    name = told["name"] if listed is None else listed.name
    slug = told["slug"] or slug_for(name, _taken)
    if _taken(slug):
        raise ValidationError({"slug": ValidationError("taken", code="taken", params={"value": slug})})
    try:
        return add_place(
            slug=slug,
            name=name,
            by=by,
            population=told["population"] or (None if listed is None else listed.population),
            languages=[told["language"]],
            smallest_group=told["smallest_group"],
            public_body=told["public_body"] == "yes",
            listed_as="" if listed is None else listed.identifier,
            run_by=told["run_by"],
        )
    except IntegrityError as error:  # somebody took the word at this very moment
        raise ValidationError(
            {"slug": ValidationError("taken", code="taken", params={"value": slug})}
        ) from error


def _taken(slug: str) -> bool:
    return slug in RESERVED or place_by_slug(slug) is not None


def _let_in(request: HttpRequest, secret: str, person: User) -> HttpResponse:
    """Sign in whom the link is for, once they press the button."""
    if request.method == "POST":
        if use_link(secret) is None:
            return _no_longer_good(request)
        signed_in_from_now(request, person)
        return HttpResponseRedirect(reverse("places:mine"))
    sentence = words(reader_language(request), "accounts")["link"]["text"]
    return _told(request, "places/link.html", {"text": sentence.format(email=person.email)})


def _no_longer_good(request: HttpRequest) -> HttpResponse:
    return _told(request, "places/link_ended.html", {}, status=410)


def _told(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    page = site_page(request, template, values, folder=_TEMPLATES, room="accounts")
    return HttpResponse(page, status=status)


def _to_home(place: Place) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('places:home', args=[place.slug])}?told=made")


def _page(request: HttpRequest, form: NewPlaceForm, *, status: int = 200) -> HttpResponse:
    language = reader_language(request)
    said = words(language, "places")["new_place"]
    shown = show_form(form, said["form"], language)
    values = {
        "form": shown,
        "said": said,
        "account": signed_in_as(request, language),
        "nothing_found": form.looked and not form.offered and bool(form["name"].value()),
        "looked": form.looked,
        "details_open": any(shown.field[name].errors for name in ("slug", "smallest_group")),
    }
    page = site_page(request, "places/new_place.html", values, folder=_TEMPLATES, room="places")
    return HttpResponse(page, status=status)
