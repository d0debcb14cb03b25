"""The scorecard of a place as pages and files. Everything is rendered from the kept document alone."""

from collections.abc import Callable
from functools import cache, partial
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from tallgrass.foundation.access import public
from tallgrass.foundation.assets import stylesheet_address
from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages, words
from tallgrass.foundation.page_cache import PageCache
from tallgrass.foundation.site_pages import language_asked, reader_language, site_page
from tallgrass.foundation.ui import paper
from tallgrass.foundation.ui.parts import Link
from tallgrass.places.queries import place_by_slug
from tallgrass.strength.framework.method.document import ELEMENTS
from tallgrass.strength.scorecard.files_to_take import FILES, file_name
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.published import Readable, names_not_to_show, printed, published
from tallgrass.strength.scorecard.queries import (
    Published,
    latest_snapshot,
    published_of,
)
from tallgrass.strength.scorecard.rendering import html
from tallgrass.strength.scorecard.rendering.links import Preview, SiteLinks
from tallgrass.strength.scorecard.rendering.paper import scorecard_pdf
from tallgrass.strength.scorecard.rendering.sentences import readable_languages
from tallgrass.strength.scorecard.taking_up.sentences import taken_as_sentences

_PAGES: Final = PageCache(200)  # a place has about fifty pages in a language, each under 300 kB
_FILES: Final = PageCache(24)


@public
def overview(request: HttpRequest, place: str) -> HttpResponse:
    """How strong is it, what changed, what next; or that nothing has been published yet."""
    found = published_of(place)
    if found is None:
        if place_by_slug(place) is None:
            raise Http404
        return _nothing_shown(request, place)
    return _page(request, found, html.overview_page)


def _nothing_shown(request: HttpRequest, place: str) -> HttpResponse:
    """A place that shows no scorecard yet: the way to its partners, and in for those who have a role."""
    language = reader_language(request)
    values = {
        "message": words(language, "site")["no_scorecard"],
        "links": [Link(words(language, "partners")["title"], reverse("partners:list", args=[place]))],
        "sign_in": Link(words(language, "accounts")["head"]["sign_in"], reverse("places:home", args=[place])),
    }
    return HttpResponse(site_page(request, "site/message.html", values))


@public
def element(request: HttpRequest, place: str, element: str) -> HttpResponse:
    """One of the six elements."""
    return _page(request, _published(place), html.element_page, known_element(element))


@public
def criterion(request: HttpRequest, place: str, element: str, criterion: str) -> HttpResponse:
    """One question: what people told us, what is on record, and the next step."""
    return _page(request, _published(place), html.criterion_page, known_element(element), criterion)


@public
def file(request: HttpRequest, place: str, ending: str) -> HttpResponse:
    """The scorecard as a file to take away: the document itself, its table, or one self-contained page."""
    found = _published(place)
    language, form = own_or_asked(request, found.languages), FILES[ending]

    def make() -> str:
        snapshot = _snapshot(found)
        return form.text(snapshot, names_not_to_show(snapshot), language)

    name = file_name(found.place, found.as_of, ending)
    return _FILES.answer(
        request,
        ask=partial(published_of, place),
        found=found,
        page=(ending, language),
        make=make,
        content_type=form.media_type,
        file_name=name,
    )


@public
def pdf(request: HttpRequest, place: str) -> HttpResponse:
    """The scorecard on paper; there is none where the extra for it is not installed."""
    snapshot = _snapshot(_published(place))
    return on_paper(request, snapshot)


def on_paper(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """A kept scorecard on paper. Raises ``Http404`` where the extra for it is not installed."""
    if not paper.available():
        raise Http404
    language = own_or_asked(request, tuple(snapshot.languages))
    without = names_not_to_show(snapshot)
    content = printed(
        snapshot, language, without, lambda: scorecard_pdf(*published(snapshot, without), language)
    )
    name = file_name(snapshot.place.slug, snapshot.as_of.isoformat(), "pdf")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def known_element(element: str) -> str:
    """The id of an element. Raises ``Http404`` for what is none."""
    if element not in ELEMENTS:
        raise Http404
    return element


def rendered(
    snapshot: Snapshot,
    render: Callable[..., str],
    names: tuple[str, ...],
    language: str,
    root: str,
    preview: Preview | None = None,
    *,
    members: bool | None = None,
) -> str:
    """A page of a kept scorecard, below the address ``root``. ``names`` says which element, and which criterion of it.

    ``members``: only members of the place read it, so it names everybody who has taken up a step; unless it is said,
    those are who read a page with a ``preview``. Raises ``Http404`` for a criterion that it has not.
    """
    scorecard = published(snapshot, names_not_to_show(snapshot))
    if len(names) > 1:
        known = {(one.element, one.id.lower()): one.id for one in scorecard.framework.criteria}
        if names not in known:
            raise Http404
        names = (known[names],)
    links = _links(
        snapshot, scorecard, language, root, preview, members=bool(preview) if members is None else members
    )
    return render(*scorecard, *names, language, links)


def own_or_asked(request: HttpRequest, languages: tuple[str, ...]) -> str:
    """The language asked for with ``?lang=``, else the place's first; one that there are words for."""
    return language_asked(request, _own_language(languages))


def _published(slug: str) -> Published:
    """What everybody sees of the place in the address. Raises ``Http404`` where there is nothing."""
    found = published_of(slug)
    if found is None:
        raise Http404
    return found


def _snapshot(found: Published) -> Snapshot:
    place = place_by_slug(found.place)
    snapshot = latest_snapshot(place) if place is not None else None
    if snapshot is None:
        raise Http404
    return snapshot


def _page(request: HttpRequest, found: Published, render: Callable[..., str], *names: str) -> HttpResponse:
    """A page of the scorecard in the reader's language; ``names`` says which element or criterion."""
    language = own_or_asked(request, found.languages)

    def make() -> str:
        root = reverse("scorecard:overview", args=[found.place])
        return rendered(_snapshot(found), render, names, language, root)

    return _PAGES.answer(
        request,
        ask=partial(published_of, found.place),
        found=found,
        page=(render.__name__, names, language),
        make=make,
    )


def _links(
    snapshot: Snapshot,
    scorecard: Readable,
    language: str,
    root: str,
    preview: Preview | None,
    *,
    members: bool,
) -> SiteLinks:
    return SiteLinks(
        root=root,
        stylesheet=stylesheet_address(),
        elements={one.id: one.element for one in scorecard.framework.criteria},
        places=reverse("places:index"),
        language=language,
        own=_own_language(tuple(snapshot.languages)),
        others=readable_languages(scorecard.framework),
        paper=paper.available(),
        partners_page=_address("partners:list", snapshot.place.slug),
        sign_in_page=_address("account_login"),
        preview=preview,
        taken=taken_as_sentences(snapshot.place, language, everybody=not members),
    )


@cache
def _address(route: str, *names: str) -> str | None:
    """Where a page of another room is; None where this site has no such page."""
    try:
        return reverse(route, args=names)
    except NoReverseMatch:
        return None


def _own_language(languages: tuple[str, ...]) -> str:
    """The language that the pages of a place begin in."""
    return next((one for one in languages if one in available_languages()), SOURCE_LANGUAGE)
