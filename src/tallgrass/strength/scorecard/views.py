"""The scorecard of a place as pages and files. Everything is rendered from the published document alone."""

from collections.abc import Callable
from typing import Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.access import public
from tallgrass.foundation.assets import stylesheet_address
from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages, words
from tallgrass.foundation.site_pages import language_asked, site_page
from tallgrass.foundation.ui import paper
from tallgrass.places.models import Place
from tallgrass.places.queries import place_by_slug
from tallgrass.strength.framework.method.document import ELEMENTS
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.published import Published, printed, published, rendered
from tallgrass.strength.scorecard.queries import latest_snapshot
from tallgrass.strength.scorecard.rendering import html, table
from tallgrass.strength.scorecard.rendering.links import SiteLinks
from tallgrass.strength.scorecard.rendering.paper import scorecard_pdf
from tallgrass.strength.scorecard.rendering.sentences import readable_languages


class File(NamedTuple):
    """A form in which a scorecard can be taken away: its media type, and how its text is made."""

    media_type: str
    text: Callable[[Snapshot, str], str]


#: The files of a scorecard by their ending.
FILES: Final = {
    "json": File("application/json", lambda snapshot, language: snapshot.document),
    "csv": File(
        "text/csv", lambda snapshot, language: table.scorecard_csv_file(*published(snapshot), language)
    ),
    "html": File("text/html", lambda snapshot, language: html.scorecard_file(*published(snapshot), language)),
}


@public
def overview(request: HttpRequest, place: str) -> HttpResponse:
    """How strong is it, what changed, what next; or that nothing has been published yet."""
    snapshot = latest_snapshot(_place(place))
    if snapshot is None:
        message = words(language_asked(request), "site")["no_scorecard"]
        return HttpResponse(site_page(request, "site/message.html", {"message": message}))
    return _page(request, snapshot, html.overview_page)


@public
def element(request: HttpRequest, place: str, element: str) -> HttpResponse:
    """One of the six elements."""
    if element not in ELEMENTS:
        raise Http404
    return _page(request, _snapshot(place), html.element_page, element)


@public
def criterion(request: HttpRequest, place: str, element: str, criterion: str) -> HttpResponse:
    """One question: what people told us, what is on record, and the next step."""
    snapshot = _snapshot(place)
    known = {(one.element, one.id.lower()): one.id for one in published(snapshot).framework.criteria}
    if (element, criterion) not in known:
        raise Http404
    return _page(request, snapshot, html.criterion_page, known[element, criterion])


@public
def file(request: HttpRequest, place: str, ending: str) -> HttpResponse:
    """The scorecard as a file to take away: the document itself, its table, or one self-contained page."""
    snapshot = _snapshot(place)
    language = _language(request, snapshot)
    form = FILES[ending]
    text = rendered(snapshot, ("file", ending, language), lambda: form.text(snapshot, language))
    return _to_take_away(snapshot, ending, text, f"{form.media_type}; charset=utf-8")


@public
def pdf(request: HttpRequest, place: str) -> HttpResponse:
    """The scorecard on paper; there is none where the extra for it is not installed."""
    snapshot = _snapshot(place)
    if not paper.available():
        raise Http404
    language = _language(request, snapshot)
    content = printed(snapshot, language, lambda: scorecard_pdf(*published(snapshot), language))
    return _to_take_away(snapshot, "pdf", content, "application/pdf")


def _to_take_away(snapshot: Snapshot, ending: str, content: str | bytes, media_type: str) -> HttpResponse:
    name = f"{snapshot.place.slug}-scorecard-{snapshot.as_of:%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _place(slug: str) -> Place:
    """The place in the address. Raises ``Http404`` where there is none."""
    place = place_by_slug(slug)
    if place is None:
        raise Http404
    return place


def _snapshot(slug: str) -> Snapshot:
    """The scorecard to show of the place in the address. Raises ``Http404`` where there is none."""
    snapshot = latest_snapshot(_place(slug))
    if snapshot is None:
        raise Http404
    return snapshot


def _page(request: HttpRequest, snapshot: Snapshot, render: Callable[..., str], *names: str) -> HttpResponse:
    """A page of the scorecard in the reader's language; ``names`` says which element or criterion."""
    language = _language(request, snapshot)

    def make() -> str:
        document, framework = published(snapshot)
        return render(document, framework, *names, language, _links(snapshot, language))

    return HttpResponse(rendered(snapshot, (render.__name__, *names, language, snapshot.place.slug), make))


def _links(snapshot: Snapshot, language: str) -> SiteLinks:
    scorecard = published(snapshot)
    return SiteLinks(
        root=reverse("scorecard:overview", args=[snapshot.place.slug]),
        stylesheet=stylesheet_address(),
        elements={one.id: one.element for one in scorecard.framework.criteria},
        places=reverse("places:index"),
        language=language,
        own=_own_language(scorecard),
        others=readable_languages(scorecard.framework),
        paper=paper.available(),
    )


def _language(request: HttpRequest, snapshot: Snapshot) -> str:
    """The language asked for with ``?lang=``, else the place's first; one that there are words for."""
    return language_asked(request, _own_language(published(snapshot)))


def _own_language(scorecard: Published) -> str:
    """The language that the pages of a place begin in."""
    own: list[str] = scorecard.document["languages"]
    return next((one for one in own if one in available_languages()), SOURCE_LANGUAGE)
