"""Remembers the language that somebody chose, so that the pages of the site stay in it from form to form."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.site_pages import LANGUAGE, LANGUAGE_COOKIE

#: An answer with this attribute promises that nothing is kept in the browser: no cookie goes with it.
NO_COOKIE: Final = "goes_without_cookies"
_A_YEAR: Final = 365 * 24 * 3600


def remember_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who asks for a language with ``?lang=`` on a page that is not kept by caches gets a cookie."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        asked = request.GET.get(LANGUAGE)
        private = "no-store" in response.headers.get("Cache-Control", "") and not hasattr(response, NO_COOKIE)
        if private and asked in available_languages() and request.COOKIES.get(LANGUAGE_COOKIE) != asked:
            response.set_cookie(
                LANGUAGE_COOKIE,
                str(asked),
                max_age=_A_YEAR,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure(),
            )
        return response

    return answer
