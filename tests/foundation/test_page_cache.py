"""Public pages are made once and sent many times, and never after they were taken back."""

import gzip
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tallgrass.foundation import page_cache
from tallgrass.foundation.page_cache import PageCache, send_ready_pages
from tallgrass.foundation.shelf import Shelf

PAGE = "<p>" + "prairie " * 60 + "</p>"


class Site:
    """A site of one page, which says what counts now; it tells how often each was asked."""

    def __init__(self) -> None:
        self.now, self.asked, self.seen, self.made = "first", 0, 0, 0
        self.pages = PageCache(10)
        self.serve = send_ready_pages(self._view)

    def ask(self) -> str:
        self.asked += 1
        return self.now

    def _make(self) -> str:
        self.made += 1
        return f"{self.now}{PAGE}"

    def _view(self, request: HttpRequest) -> HttpResponse:
        self.seen += 1
        if request.method == "POST":
            return HttpResponse("sent")
        return self.pages.answer(request, ask=self.ask, found=self.now, page="page", make=self._make)

    def get(self, path: str = "/page/", **headers: str) -> HttpResponse:
        answer = self.serve(RequestFactory().get(path, headers=headers))
        assert isinstance(answer, HttpResponse)
        return answer


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A process that has sent nothing yet."""
    monkeypatch.setattr(page_cache, "_SENT", Shelf[page_cache._Sent](10))
    page_cache._TRUSTED.clear()
    yield Site()
    page_cache._TRUSTED.clear()


def test_a_page_that_was_sent_is_sent_again_without_going_the_whole_way(site: Site) -> None:
    first, again = site.get(), site.get()
    assert first.content == again.content
    assert dict(first.headers) == dict(again.headers)
    assert (site.seen, site.made, site.asked) == (1, 1, 1)


def test_what_was_taken_back_is_not_sent_again(site: Site) -> None:
    site.get()
    site.now = "second"
    assert site.get().content.startswith(b"second")


def test_what_was_found_is_trusted_for_a_moment_and_not_beyond_a_change_in_this_process(
    site: Site, settings: object
) -> None:
    settings.PUBLIC_PAGES_TRUSTED_FOR = 1000.0  # type: ignore[attr-defined]
    for _ in range(5):
        site.get()
    assert site.asked == 1
    site.now = "second"
    assert site.get().content.startswith(b"first")
    site.serve(RequestFactory().post("/elsewhere/"))
    assert site.get().content.startswith(b"second")


def test_who_takes_it_packed_gets_it_packed_and_others_do_not(site: Site) -> None:
    for _ in range(2):
        packed, plain = site.get(accept_encoding="br, gzip"), site.get(accept_encoding="gzip;q=0")
        assert gzip.decompress(packed.content) == plain.content
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
        assert [int(one.headers["Content-Length"]) for one in (packed, plain)] == [
            len(packed.content), len(plain.content),
        ]  # fmt: skip


def test_who_has_it_already_is_told_so(site: Site) -> None:
    etag = site.get().headers["ETag"]
    again = site.get(if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")
    site.now = "second"
    assert site.get(if_none_match=etag).status_code == 200


@pytest.mark.parametrize("path", ["/page/?x=1", "/page/?lang=xx", "/page/?lang=en&x=1"])
def test_an_address_with_more_in_it_fills_no_shelf(site: Site, path: str) -> None:
    site.get(path)
    site.get(path)
    assert site.seen == 2


def test_names_of_the_site_are_kept_apart(site: Site) -> None:
    site.get()
    site.get(host="127.0.0.1")
    assert site.seen == 2


def test_an_answer_that_is_somebodys_own_is_not_kept(site: Site) -> None:
    def own(request: HttpRequest) -> HttpResponse:
        answer = site._view(request)
        answer.set_cookie("who", "rosa")
        return answer

    serve = send_ready_pages(own)
    for _ in range(2):
        serve(RequestFactory().get("/page/"))
    assert site.seen == 2
