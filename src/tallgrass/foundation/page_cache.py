"""Public pages that are made once in a process and sent many times: ready as bytes, packed, with an ``ETag``.

What a page shows must be named whole by its key: whoever gives the key has just asked the database what counts now, so
nothing is ever shown that was taken back.
"""

import gzip
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.http import HttpRequest, HttpResponse

from tallgrass.foundation.shelf import Shelf

_TAKES_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
_HTML: Final = "text/html; charset=utf-8"
#: Less than this, in bytes, is sent as it is.
_WORTH_PACKING: Final = 200


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page as it travels. ``packed`` is the same, packed; None where that is not worth it."""

    content: bytes
    packed: bytes | None
    etag: str


class PageCache:
    """Keeps the pages sent last, ``size`` of them."""

    def __init__(self, size: int) -> None:
        self._pages = Shelf[ReadyPage](size)

    def answer(
        self,
        request: HttpRequest,
        key: Hashable,
        make: Callable[[], str],
        *,
        content_type: str = _HTML,
        file_name: str | None = None,
    ) -> HttpResponse:
        """The page under ``key``, made now if it is not there. ``file_name``: it is a file to take away.

        Only for what everybody gets alike: neither a name of who is signed in, nor a form.
        """
        page = self._pages.get(key, lambda: _ready(make()))
        packed = page.packed is not None and _TAKES_GZIP.search(request.headers.get("Accept-Encoding", ""))
        response = HttpResponse(page.packed if packed else page.content, content_type=content_type)
        headers = response.headers
        if packed:
            headers["Content-Encoding"] = "gzip"
        headers["ETag"] = page.etag
        headers["Vary"] = "Accept-Encoding"
        headers["Content-Length"] = str(len(response.content))
        if file_name is not None:
            headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response


def _ready(text: str) -> ReadyPage:
    content = text.encode()
    # Without a time inside, the same page is the same bytes in every process.
    packed = gzip.compress(content, compresslevel=6, mtime=0) if len(content) >= _WORTH_PACKING else None
    return ReadyPage(content, packed, f'W/"{sha256(content).hexdigest()[:32]}"')
