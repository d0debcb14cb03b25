"""A scorecard that is being made: how far it is. Whoever leaves finds it on the home of the place."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import MAKE_SCORECARD
from tallgrass.strength.scorecard.kept_views import kept_page, page_language, said_of
from tallgrass.strength.scorecard.making.queries import making_of
from tallgrass.strength.scorecard.models import Making
from tallgrass.strength.scorecard.rendering.speech import Speech

#: The page asks again after so many seconds, without a script.
AGAIN_AFTER = 3


@in_place(MAKE_SCORECARD)
def making(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """How far it is; once it is made, the scorecard itself."""
    found = making_of(place, number)
    if found is None:
        raise Http404
    if found.snapshot_id is not None:
        return HttpResponseRedirect(reverse("scorecard:preview", args=[place.slug, found.snapshot_id]))
    language = page_language(request, place)
    said, speech = said_of(request, place)["making"], Speech(language)
    refused = found.state == Making.State.REFUSED
    values = {
        "heading": said["refused_title" if refused else "title"].format(
            day=speech.date(found.as_of.isoformat())
        ),
        "refused": refused,
        "so_far": said["so_far"].format(
            counted=speech.whole(found.counted), people=speech.whole(found.people)
        ),
        "counted": found.counted,
        "people": found.people,
        "make": reverse("scorecard:make", args=[place.slug]),
        "back": reverse("scorecard:kept", args=[place.slug]),
    }
    answer = kept_page(request, place, "making", values)
    if not refused:
        answer.headers["Refresh"] = str(AGAIN_AFTER)
    return answer
