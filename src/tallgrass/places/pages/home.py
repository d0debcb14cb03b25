"""The home of a place: what needs a person today."""

from pathlib import Path
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.jobs.actions import NotFailed
from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.parts import Link, Notice
from tallgrass.places.access import in_place
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.places.navigation import parts
from tallgrass.places.permissions import role_in
from tallgrass.places.roles import CHANGE_PLACE, SEE_PLACE, USE_TOKENS
from tallgrass.places.tasks import tasks_for
from tallgrass.places.troubles import Troubles, let_be, run_again, troubles_of

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
#: What the page may be asked to say (``?told=``).
_TOLD: Final = ("job_again", "job_gone", "made", "settings_saved")


@in_place(SEE_PLACE)
def home(request: HttpRequest, place: Place) -> HttpResponse:
    """What somebody with this role can do now; for stewards also what failed in the background."""
    language = reader_language(request, place.languages[0])
    said = words(language, "places")["home"]
    role = role_in(place, signed_in_person(request))
    if role is None:
        raise Http404
    told = request.GET.get("told", "")
    values: dict[str, Any] = {
        "said": said,
        "notice": _notice(place, said, told) if told in _TOLD else None,
        "tasks": tasks_for(place, role, language),
        "my_role": words(language, "places")["roles"][role.key],
        "scorecard_address": reverse("scorecard:overview", args=[place.slug]),
        "tokens_address": reverse("tokens:list", args=[place.slug]) if USE_TOKENS in role.may else "",
        "checklist_address": (
            reverse("checklist:page", args=[place.slug]) if CHANGE_PLACE in role.may else ""
        ),
        "digest_address": reverse("digest:choose", args=[place.slug]),
        "leave_address": reverse("places:leave", args=[place.slug]),
        "troubles": _troubles(place, said) if CHANGE_PLACE in role.may else None,
    }
    return place_page(
        request, place, "places/home.html", values, folder=TEMPLATES, room="places", here="home"
    )


@in_place(CHANGE_PLACE)
def trouble(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Have a job done again that failed, or let it be; reading the address leads back home."""
    told = ""
    if request.method == "POST":
        again = request.POST.get("do") == "again"
        try:
            (run_again if again else let_be)(place=place, number=number, by=signed_in_person(request))
        except NotFailed as error:
            raise Http404 from error
        told = f"?told={'job_again' if again else 'job_gone'}"
    return HttpResponseRedirect(reverse("places:home", args=[place.slug]) + told)


def _notice(place: Place, said: Words, told: str) -> Notice:
    """What has just happened; after a place was made, with the way to its partners."""
    sentences = said["told"][told]
    partners = next((part for part in parts() if part.key == "partners"), None)
    link = None
    if told == "made" and partners is not None:
        link = Link(sentences["link"], reverse(partners.route, args=[place.slug]))
    return Notice(sentences["title"], sentences["text"], link=link)


def _troubles(place: Place, said: Words) -> dict[str, Any] | None:
    found: Troubles = troubles_of(place)
    if not found:
        return None
    sentences = said["troubles"]
    return {
        "own": [
            {
                "title": sentences["tasks"].get(one.task, sentences["a_task"]),
                "facts": sentences["facts"].format(
                    tries=one.tries, when=f"{one.when:%Y-%m-%d %H:%M} UTC", fault=one.fault
                ),
                "address": reverse("places:trouble", args=[place.slug, one.number]),
            }
            for one in found.own
        ],
        "on_site": found.on_site,
        "worker_well": found.worker_well,
    }
