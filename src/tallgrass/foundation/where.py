"""Where others reach the site: what a link begins with that is printed, projected or handed over."""

from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

#: The site's own addresses on the network of this computer, while it is served there (``announce``).
_NEARBY: Final[list[str]] = []


def announce(origins: Sequence[str]) -> None:
    """Say under which addresses this process serves the site to the network around it, the likeliest first.

    Each is as ``http://192.168.1.20:8000``, without a slash at its end. None: to this computer alone.
    """
    _NEARBY[:] = origins


def nearby() -> tuple[str, ...]:
    """The addresses that devices on the same network can open, the likeliest first; none without ``announce``."""
    return tuple(_NEARBY)


def origin_for_others(request: HttpRequest) -> str:
    """The beginning of links for other people, without a slash at its end.

    The public address where the site has one; else the address under which the reader has come, unless that is good on
    this computer alone and the site is served to a network: then its address there.
    """
    public: Any = getattr(settings, "ADDRESS", None)
    if public is not None:
        return str(public.origin)
    own = request.build_absolute_uri("/").rstrip("/")
    return _NEARBY[0] if _NEARBY and good_here_alone(request.get_host()) else own


def address_for_others(request: HttpRequest, path: str) -> str:
    """The whole address of a ``path`` of the site, which begins with a slash, for other people."""
    return f"{origin_for_others(request)}{path}"


def good_here_alone(host: str) -> bool:
    """Whether a host, with or without a port, is one that only this computer itself can open."""
    return host.startswith(("localhost", "127.", "[::1]"))
