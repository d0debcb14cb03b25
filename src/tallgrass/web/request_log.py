"""One line a request, as JSON: what was asked for by the name of its route, and nothing about who asked.

A path may hold a token, a query what somebody looks for, an address where somebody lives: none of them is
written. Each request has a random id, which the answer carries too (``X-Request-Id``), so that a person can say
which one went wrong.
"""

import json
import logging
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: The logger of these lines; its handler writes the message as it is.
LOGGER: Final = "tallgrass.requests"
#: The header by which an answer says which request it belongs to.
HEADER: Final = "X-Request-Id"

_ID: Final = "tallgrass.request_id"
#: Whatever else a browser sends as a method is its own words, and is not written.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_log: Final = logging.getLogger(LOGGER)


def tell_of_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, the outermost: give each request its id, and write its line once it is answered."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        request.META[_ID] = secrets.token_hex(8)
        response = get_response(request)
        response.headers[HEADER] = id_of(request)
        _log.info("%s", line_of(request, response, time.perf_counter() - began))
        return response

    return answer


def id_of(request: HttpRequest) -> str:
    """The random id of a request; ``-`` outside of the site's own middleware."""
    return str(request.META.get(_ID, "-"))


def method_of(request: HttpRequest) -> str:
    """The method of a request as a log may hold it."""
    return request.method if request.method in _METHODS else "other"


def route_of(request: HttpRequest) -> str:
    """The name of the route that a request found."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or match.route
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "no route"


def line_of(request: HttpRequest, response: HttpResponseBase, seconds: float) -> str:
    """The line of a request. ``ms`` is milliseconds until the answer was ready, ``bytes`` its size (null: a stream)."""
    return json.dumps(
        {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "request": id_of(request),
            "method": method_of(request),
            "route": route_of(request),
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
            "bytes": _size(response),
        }
    )


def _size(response: HttpResponseBase) -> int | None:
    length = response.headers.get("Content-Length", "")
    if length.isdigit():
        return int(length)
    return None if response.streaming else len(getattr(response, "content", b""))
