"""Looking at the site from outside: asking for it at its own address, as anybody's browser does."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from tallgrass.web.request_log import HEADER

#: Seconds that the answer is waited for.
PATIENCE: Final = 10.0


@dataclass(frozen=True, slots=True)
class Look:
    """What came of it. ``trouble``: blank, ``certificate`` (no browser would trust it), ``unreachable``, or
    ``elsewhere`` (something else answers there). ``ahead``: the seconds by which our clock is ahead of the clock that
    dated the answer; None where it was not dated.
    """

    trouble: str
    ahead: int | None = None


class _Stay(HTTPRedirectHandler):
    """Takes no answer from anywhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


def look_at(origin: str, clock: Callable[[], datetime], trusting: ssl.SSLContext | None = None) -> Look:
    """Ask for ``/health`` of the site at ``origin`` (no slash at its end).

    ``clock`` gives the time now; ``trusting`` is what to trust besides what this computer does.
    """
    opener = build_opener(_Stay, HTTPSHandler(context=trusting or ssl.create_default_context()))
    asked = Request(f"{origin}/health", headers={"User-Agent": "tallgrass"})  # noqa: S310 (http and https alone)
    try:
        with opener.open(asked, timeout=PATIENCE) as answer:
            return _told(answer, clock())
    except HTTPError as answer:  # not well, or something else: it has answered
        with answer:
            return _told(answer, clock())
    except URLError as error:
        return Look("certificate" if isinstance(error.reason, ssl.SSLError) else "unreachable")
    except (OSError, HTTPException, ValueError):
        return Look("unreachable")


def _told(answer: HTTPResponse | HTTPError, now: datetime) -> Look:
    dated = answer.headers.get("Date", "")
    ours = HEADER in answer.headers
    try:
        ahead = round((now - parsedate_to_datetime(dated)).total_seconds())
    except (ValueError, TypeError):
        return Look("" if ours else "elsewhere")
    return Look("" if ours else "elsewhere", ahead)
