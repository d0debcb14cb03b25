"""A copy of the public pages, to take away from the site itself."""

from io import BytesIO
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.languages import words
from tallgrass.foundation.site_pages import reader_language, site_page
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import CHANGE_PLACE
from tallgrass.web.static_copy.keeping import zipped
from tallgrass.web.static_copy.taking import TooMany, take_copy

#: More pages than this nobody waits for in a browser; the command has no such bound.
MOST_AT_ONCE: Final = 2_000


@in_place(CHANGE_PLACE)
def take(request: HttpRequest, place: Place) -> HttpResponse:
    """The copy as a ZIP file, made now."""
    if request.method == "POST":
        return HttpResponseRedirect(reverse("copy:take", args=[place.slug]))
    today, file = timezone.localdate(), BytesIO()
    try:
        with zipped(file) as write:
            take_copy(place=place, on=today, write=write, most=MOST_AT_ONCE)
    except TooMany:
        return _too_many(request, place)
    name = f"{place.slug}-pages-{today:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.getvalue(), content_type="application/zip", headers=headers)


def _too_many(request: HttpRequest, place: Place) -> HttpResponse:
    said = words(reader_language(request, place.languages[0]), "ending")["copy"]
    message = {"title": said["too_many_title"], "text": said["too_many"].format(word=place.slug)}
    return HttpResponse(site_page(request, "site/message.html", {"message": message}), status=422)
