"""How much somebody may send at once."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: Bytes of one request that the site takes: a list of ten thousand partners as a workbook, with room to spare.
LARGEST_UPLOAD: Final = 12_000_000
#: Bytes up to which a request is still read to its end, so that the browser shows our page and not an error of its
#: own. The web server breaks off whatever is larger.
LARGEST_READ: Final = 40_000_000
_DIGITS: Final = len(str(LARGEST_UPLOAD))


def limit_uploads(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what is above ``LARGEST_UPLOAD`` is answered with a sentence, before anybody looks into it."""
    from tallgrass.web.views import (
        too_large,  # views reach models, which are there only once Django has started
    )

    def answer(request: HttpRequest) -> HttpResponseBase:
        size = str(request.META.get("CONTENT_LENGTH") or "0")
        if size.isdecimal() and len(size) <= _DIGITS and int(size) <= LARGEST_UPLOAD:
            return get_response(request)
        return too_large(request)

    return answer
