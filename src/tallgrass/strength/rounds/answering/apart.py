"""The way of those who answer, apart from everything on the site that could know who somebody is.

Sessions, sign-in and cookies are never reached: what does not run cannot tell. It is the shorter way as well, which is
felt where a room full of people sends at once (``benchmarks/answers.py``).
"""

import re
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from tallgrass.foundation.access import OPEN_FORM, rule_of

_THEIRS: Final = re.compile(r"/(?:code|[-\w]+/answer/[^/]+)/", re.ASCII)


def answer_apart(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, before all that knows people: what is asked of these pages goes straight to them."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if _THEIRS.match(request.path_info) is None:
            return get_response(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return get_response(request)
        if match.namespace != "answering" or rule_of(match.func) is not OPEN_FORM:
            return get_response(request)
        request.resolver_match = match
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        response.headers.setdefault("X-Frame-Options", "DENY")
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return answer
