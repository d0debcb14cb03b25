"""What people wrote, each text alone, so that somebody can say which may be shown."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

from tallgrass.foundation.access import signed_in_person
from tallgrass.foundation.ui.parts import page_links
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import CLEAR_REMARKS
from tallgrass.strength.rounds.holding.actions import NotNow, clear_remark
from tallgrass.strength.rounds.holding.queries import remarks_of
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.frame import at, notice, page, speech_of, the_round, to, way_up
from tallgrass.strength.rounds.holding.views.paging import page_asked
from tallgrass.strength.rounds.holding.wording import criterion_names
from tallgrass.strength.rounds.models import Remark, Round

#: So many texts stand on a page.
ON_A_PAGE: Final = 20
_TABS: Final[Mapping[str, bool | None]] = {"waiting": None, "cleared": True, "kept": False}


@in_place(CLEAR_REMARKS)
def remarks(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """The texts of a closed round. While it is open nothing that was said leaves it, and the page says so."""
    found = the_round(place, number, Round.State.OPEN, Round.State.CLOSED)
    if request.method == "POST":
        return _decide(request, place, found)
    speech = speech_of(request, place)
    if found.state == Round.State.OPEN:
        return page(request, place, "remarks_later.html", {"crumbs": way_up(place, speech, found)})
    tab = request.GET.get("show", "")
    tab = tab if tab in _TABS else "waiting"
    texts = remarks_of(found, cleared=_TABS[tab])
    here, last = page_asked(request, texts.count(), ON_A_PAGE)
    first = (here - 1) * ON_A_PAGE
    own = at(place, "remarks", number)
    names = criterion_names(found, speech.language)
    values = {
        "texts": [
            _text(text, first + count, names, speech)
            for count, text in enumerate(texts[first : first + ON_A_PAGE], 1)
        ],
        "tab": tab,
        "tabs": [
            {"name": speech.said["remarks"]["tabs"][key], "address": f"{own}?show={key}", "here": key == tab}
            for key in _TABS
        ],
        "notice": notice(request, speech),
        "pages": page_links(here, last, lambda to_page: f"{own}?show={tab}&page={to_page}", speech.language),
        "crumbs": way_up(place, speech, found),
    }
    return page(request, place, "remarks.html", values)


def _decide(request: HttpRequest, place: Place, found: Round) -> HttpResponse:
    """Keep what was decided about a text."""
    key, decided = request.POST.get("text", ""), request.POST.get("do", "")
    if decided not in ("clear", "keep") or not (key.isascii() and key.isdecimal() and len(key) < 20):
        return to(place, "remarks", found.pk)
    try:
        clear_remark(
            place=place,
            number=found.pk,
            remark=int(key),
            by=signed_in_person(request),
            cleared=decided == "clear",
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    except NotNow:
        return to(place, "remarks", found.pk)
    return to(place, "remarks", found.pk, told="remark")


def _text(text: Remark, number: int, names: Mapping[str, str], speech: Speech) -> dict[str, Any]:
    said = speech.said["remarks"]
    name = names.get(text.criterion, text.criterion)
    return {
        "key": text.key,
        "title": said["sorts"][text.sort].format(criterion=name),
        "words": text.text,
        "about": said["about"].format(number=number),
    }
