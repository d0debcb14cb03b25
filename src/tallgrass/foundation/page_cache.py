"""Public pages that are made once in a process and sent many times: ready as bytes, packed, with an ``ETag``.

The middleware sends a page that was sent before to somebody else without going the whole way again: with the very
headers that it had then. What counts now is asked of the database in one quick question. The answer is trusted for a
moment (``PUBLIC_PAGES_TRUSTED_FOR``, a second), and no longer than until somebody sends something to this process: what
is taken back on a page is gone at once where it was done, and within that moment in every other process.
"""

import gzip
import re
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from django.utils.cache import get_conditional_response

from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.shelf import Shelf

_TAKES_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
_HTML: Final = "text/html; charset=utf-8"
#: Less than this, in bytes, is sent as it is.
_WORTH_PACKING: Final = 200
#: Headers of one answer alone.
_OWN_HEADERS: Final = frozenset({"Set-Cookie", "Date", "X-Request-Id"})
_READY: Final = "ready_to_send"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page as it travels. ``packed`` is the same, packed; None where that is not worth it."""

    content: bytes
    packed: bytes | None
    etag: str


@dataclass(frozen=True, slots=True)
class _Sent:
    """An answer as it was sent. It is good as long as ``ask`` still gives ``found``."""

    ask: Callable[[], Hashable]
    found: Hashable
    content: bytes
    headers: dict[str, str]
    match: ResolverMatch | None


class PageCache:
    """Keeps the pages sent last, ``size`` of them."""

    def __init__(self, size: int) -> None:
        self._pages = Shelf[ReadyPage](size)

    def answer(
        self,
        request: HttpRequest,
        *,
        ask: Callable[[], Hashable],
        found: Hashable,
        page: Hashable,
        make: Callable[[], str],
        content_type: str = _HTML,
        file_name: str | None = None,
    ) -> HttpResponse:
        """The page, made now if it is not there. Only for what everybody gets alike, without a form or a name.

        ``ask`` asks the database what counts now, in one quick question, and ``found`` is what it has just given: all
        that the page shows follows from ``found`` and ``page``. ``file_name``: it is a file to take away.
        """
        ready = self._pages.get((found, page), lambda: _ready(make()))
        packed = ready.packed is not None and _takes_gzip(request)
        response = HttpResponse(ready.packed if packed else ready.content, content_type=content_type)
        headers = response.headers
        if packed:
            headers["Content-Encoding"] = "gzip"
        headers["ETag"] = ready.etag
        headers["Vary"] = "Accept-Encoding"
        headers["Content-Length"] = str(len(response.content))
        if file_name is not None:
            headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
        setattr(response, _READY, (ask, found))
        return response


#: Answers by everything of a request that they depend on.
_SENT: Final = Shelf[_Sent](400)
#: Until when what was found last is trusted, by what was found.
_TRUSTED: Final[dict[Hashable, float]] = {}
_MOST_TRUSTED: Final = 200


def send_ready_pages(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, before all that looks closer: send a public page that was sent before, where it still counts."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in _SAFE:
            try:
                return get_response(request)
            finally:
                _TRUSTED.clear()  # something may have been changed: look again
        if request.method != "GET" or not _is_plain(request):
            return get_response(request)
        key = _key(request)
        sent = _SENT.found(key)
        if sent is not None and _still_counts(sent):
            return _again(request, sent)
        response = get_response(request)
        ready = getattr(response, _READY, None)
        if ready is not None and isinstance(response, HttpResponse) and _for_everybody(request, response):
            _SENT.put(key, _sent(request, response, *ready))
        return response

    return answer


def forget_sent_pages() -> None:
    """Send nothing again that was sent before: as a process that has just begun."""
    _SENT.clear()
    _TRUSTED.clear()


def _still_counts(sent: _Sent) -> bool:
    now = time.monotonic()
    if _TRUSTED.get(sent.found, 0.0) > now:
        return True
    if sent.ask() != sent.found:
        return False
    if len(_TRUSTED) >= _MOST_TRUSTED:
        _TRUSTED.clear()
    _TRUSTED[sent.found] = now + settings.PUBLIC_PAGES_TRUSTED_FOR
    return True


def _again(request: HttpRequest, sent: _Sent) -> HttpResponseBase:
    request.resolver_match = sent.match
    response = HttpResponse(sent.content, headers=sent.headers)
    answer: Any = get_conditional_response(request, etag=sent.headers["ETag"], response=response)
    return answer if isinstance(answer, HttpResponseBase) else response


def _sent(
    request: HttpRequest, response: HttpResponse, ask: Callable[[], Hashable], found: Hashable
) -> _Sent:
    headers = {name: value for name, value in response.headers.items() if name not in _OWN_HEADERS}
    return _Sent(ask, found, response.content, headers, request.resolver_match)


def _is_plain(request: HttpRequest) -> bool:
    """Whether nothing is asked for but a page, in a language: else anybody could fill the shelf."""
    query = request.META.get("QUERY_STRING", "")
    return not query or query.removeprefix("lang=") in available_languages()


def _key(request: HttpRequest) -> tuple[Any, ...]:
    """All of a request that an answer depends on; the name of the site was looked at when it was first sent."""
    meta = request.META
    return (
        request.scheme,
        meta.get("HTTP_HOST"),
        meta.get("HTTP_X_FORWARDED_HOST"),
        meta.get("SERVER_NAME"),
        request.path_info,
        meta.get("QUERY_STRING", ""),
        _takes_gzip(request),
        _brings_cookies(request),
    )


def _takes_gzip(request: HttpRequest) -> bool:
    return _TAKES_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None


def _brings_cookies(request: HttpRequest) -> bool:
    return bool(request.META.get("HTTP_COOKIE"))


def _for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer is a whole page that depends on nobody; one that may depend on cookies came without any."""
    varies = {one.strip() for one in response.headers.get("Vary", "").casefold().split(",")}
    depends = {"accept-encoding"} if _brings_cookies(request) else {"accept-encoding", "cookie"}
    return response.status_code == 200 and not response.cookies and varies <= depends


def _ready(text: str) -> ReadyPage:
    content = text.encode()
    # Without a time inside, the same page is the same bytes in every process.
    packed = gzip.compress(content, compresslevel=6, mtime=0) if len(content) >= _WORTH_PACKING else None
    return ReadyPage(content, packed, f'W/"{sha256(content).hexdigest()[:32]}"')
