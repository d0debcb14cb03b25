"""The first page of a place made before anybody asks for it: when a process begins, and when a scorecard is shown.

What a first page takes beside its own making (addresses, templates, the framework) a process loads once, here.
"""

from typing import Final

from django.http import Http404, HttpRequest

from tallgrass.strength.scorecard.queries import places_that_show
from tallgrass.strength.scorecard.views import overview

#: So many places at most have their pages made when a process begins: a fraction of a second.
_MOST: Final = 20


def make_front_pages() -> None:
    """Make the first page of every place that shows a scorecard, those shown last first."""
    for place in places_that_show(_MOST):
        make_front_page(place)


def make_front_page(place: str) -> None:
    """Make the first page of a place, by the word in its address, as readers will find it."""
    request = HttpRequest()
    request.method = "GET"
    try:
        overview(request, place)
    except Http404:  # it has just been closed to everybody
        return
