"""Pages of accounts: allauth's views decide what happens, these say it with our templates and words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.site_pages import reader_language, site_page
from tallgrass.foundation.ui.fields import ShownForm, show_form

#: The file of words of the room, and the folder of its templates.
ROOM: Final = "accounts"
TEMPLATES: Final = Path(__file__).parent / "templates"


def account_page(
    request: HttpRequest, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page about signing in or about one's account."""
    frame = {
        "account": signed_in_as(request, reader_language(request)),
        "passkeys_script": asset_address("passkeys"),
    }
    page = site_page(request, template, {**frame, **values}, folder=TEMPLATES, room=ROOM)
    return HttpResponse(page, status=status)


def signed_in_as(request: HttpRequest, language: str) -> dict[str, str] | None:
    """Who is signed in, for the head of a page (``site/plain.html``): a name and addresses; None for nobody."""
    person = signed_in_person(request)
    if person is None:
        return None
    said = words(language, ROOM)["head"]
    return {
        "name": str(person),
        "address": reverse("mfa_index"),
        "sign_out": reverse("account_logout"),
        "label": said["account"],
        "leave": said["sign_out"],
    }


def said_in(request: HttpRequest) -> Words:
    """The words of the room in the reader's language."""
    return words(reader_language(request), ROOM)


class OurPage:
    """Mixed into a view of allauth's: renders its form with our template instead of allauth's.

    ``template`` is ours, ``form_words`` the key of the form's words in ``accounts.json``. A form with mistakes
    comes back with status 422.
    """

    template: str
    form_words: str = ""
    request: HttpRequest

    def render_to_response(self, context: Mapping[str, Any], **kwargs: Any) -> HttpResponse:
        """The page; allauth's context holds its form and what the flow knows."""
        form = context.get("form")
        wrong = isinstance(form, forms.BaseForm) and form.is_bound and bool(form.errors)
        values = {"form": self.shown(form), **self.values(context)}
        return account_page(self.request, self.template, values, status=422 if wrong else 200)

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What the template needs besides the form."""
        return {}

    def shown(self, form: forms.BaseForm | None) -> ShownForm | None:
        """The form as the page shows it; None for a page without one."""
        if form is None or not self.form_words:
            return None
        return show_form(form, said_in(self.request)[self.form_words], reader_language(self.request))
