"""Reads pages of the site as somebody who is not signed in, and nothing that is not for everybody."""

from io import BytesIO
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve

from tallgrass.foundation.access import PUBLIC, rule_of

_FOUND: Final = 200


class Seen(NamedTuple):
    """What is at an address: its bytes, and whether they are a page with links, not a file to take away."""

    content: bytes
    is_page: bool


def is_for_everybody(address: str) -> bool:
    """Whether an address of the site leads to a page that anyone may read."""
    try:
        return rule_of(resolve(urlsplit(address).path).func) is PUBLIC
    except Resolver404:
        return False


def visited(address: str) -> Seen | None:
    """What everybody sees at an address; None where there is nothing for everybody.

    The view is asked itself, and only one that states that anyone may read it. Nobody is signed in and nothing is
    logged, as nobody came.
    """
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if rule_of(match.func) is not PUBLIC:
        return None
    try:
        answer = match.func(_request(parts.path, parts.query), *match.args, **match.kwargs)
    except (Http404, PermissionDenied):
        return None
    if not isinstance(answer, HttpResponse) or answer.status_code != _FOUND:
        return None
    kind = answer.headers.get("Content-Type", "")
    taken_away = "attachment" in answer.headers.get("Content-Disposition", "")
    return Seen(answer.content, kind.startswith("text/html") and not taken_away)


def _request(path: str, query: str) -> WSGIRequest:
    """The request of a visitor who brings nothing along."""
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
        }
    )
