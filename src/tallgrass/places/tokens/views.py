"""The page of one's own access tokens in a place."""

from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.permissions import role_in
from tallgrass.places.roles import USE_TOKENS
from tallgrass.places.tokens.actions import end_token, make_token
from tallgrass.places.tokens.forms import TokenForm
from tallgrass.places.tokens.queries import token_in, tokens_of
from tallgrass.places.tokens.scopes import SCOPES

_TEMPLATES: Final = Path(__file__).parents[1] / "templates"


@in_place(USE_TOKENS)
def tokens(request: HttpRequest, place: Place) -> HttpResponse:
    """One's tokens in the place; a form for a new one, whose secret is shown once, on the answer itself."""
    person = _person(request)
    role = role_in(place, person)
    may = frozenset() if role is None else role.may
    allowed = frozenset(name for name, scope in SCOPES.items() if scope.may & may)
    if request.method != "POST":
        return _page(request, place, TokenForm(allowed=allowed))
    form = TokenForm(request.POST, allowed=allowed)
    if form.is_valid():
        today = timezone.now().date()
        try:
            _, secret = make_token(
                place=place,
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                good_until=form.good_until(today),
                today=today,
                by=person,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _page(request, place, TokenForm(allowed=allowed), secret=secret)
    return _page(request, place, form, status=422)


@in_place(USE_TOKENS)
def end(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """End a token; reading the address leads back to the list."""
    token = token_in(place, number)
    person = _person(request)
    if token is None or token.person_id != person.pk:
        raise Http404
    if request.method == "POST":
        end_token(place=place, token=token, now=timezone.now(), by=person)
    return HttpResponseRedirect(reverse("tokens:list", args=[place.slug]))


def _person(request: HttpRequest) -> User:
    """Who is signed in. Raises ``Http404`` for nobody, whom the door keeps out."""
    person = signed_in_person(request)
    if person is None:
        raise Http404
    return person


def _page(
    request: HttpRequest, place: Place, form: TokenForm, *, secret: str = "", status: int = 200
) -> HttpResponse:
    language = reader_language(request, place.languages[0])
    said = words(language, "tokens")
    scope_words = said["fields"]["scopes"]["choices"]
    values: dict[str, Any] = {
        "form": show_form(form, said, language),
        "secret": secret,
        "tokens": [
            {
                "name": token.name,
                "scopes": [scope_words[scope]["label"] for scope in token.scopes if scope in SCOPES],
                "good_until": token.good_until.isoformat(),
                "last_used": token.last_used_on.isoformat() if token.last_used_on else said["never"],
                "end": reverse("tokens:end", args=[place.slug, token.pk]),
            }
            for token in tokens_of(place, _person(request))
        ],
    }
    return place_page(
        request,
        place,
        "places/tokens.html",
        values,
        folder=_TEMPLATES,
        room="tokens",
        here="tokens",
        status=status,
    )
