"""Every door of the site states who may come through."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tallgrass.foundation.access import PUBLIC, rule_of
from tallgrass.places.actions import RESERVED


def routes(resolver: URLResolver, above: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        address = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, address)
        else:
            yield address, entry


def all_routes() -> list[tuple[str, URLPattern]]:
    return list(routes(get_resolver()))


def test_every_route_states_an_access_rule() -> None:
    assert [address for address, route in all_routes() if rule_of(route.callback) is None] == []


def test_the_walk_finds_the_routes_there_are() -> None:
    assert {route.name for _, route in all_routes()} >= {
        "index",
        "overview",
        "element",
        "criterion",
        "health",
    }


def test_a_view_without_a_rule_is_found() -> None:
    assert rule_of(lambda request: None) is None


def test_every_route_has_a_name_for_the_logs() -> None:
    assert [address for address, route in all_routes() if not route.name] == []


def test_only_these_routes_are_open_to_anyone() -> None:
    """A new public route is a decision: it is added here with open eyes."""
    public = {address for address, route in all_routes() if rule_of(route.callback) is PUBLIC}
    assert public == {
        "health",
        "favicon.ico",
        "nearby/",
        "",
        "<slug:place>/",
        "<slug:place>/partners/",
        "<slug:place>/partners/<int:number>/",
        r"<slug:place>/^scorecard\.(?P<ending>json|csv|html)$",
        "<slug:place>/scorecard.pdf",
        # The result of a round for those who were asked, by a secret link that is the same for all of them.
        "<slug:place>/result/<int:number>/<str:secret>/",
        "<slug:place>/result/<int:number>/<str:secret>/scorecard.json",
        "<slug:place>/result/<int:number>/<str:secret>/scorecard.csv",
        "<slug:place>/result/<int:number>/<str:secret>/scorecard.html",
        "<slug:place>/result/<int:number>/<str:secret>/scorecard.pdf",
        "<slug:place>/result/<int:number>/<str:secret>/<slug:element>/",
        "<slug:place>/result/<int:number>/<str:secret>/<slug:element>/<slug:criterion>/",
        "<slug:place>/<slug:element>/",
        "<slug:place>/<slug:element>/<slug:criterion>/",
    }


def test_no_place_can_take_a_word_that_the_site_uses() -> None:
    first_words = {address.split("/")[0] for address, _ in all_routes()}
    used = {word for word in first_words if re.fullmatch(r"[a-z0-9-]+", word)}
    assert used <= RESERVED
    assert "health" in used
    assert "static" in RESERVED
