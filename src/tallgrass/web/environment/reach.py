"""How others reach the site: under which names, at which address, through which proxy."""

import ipaddress
import os
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.core.exceptions import ImproperlyConfigured

from tallgrass.web.environment.addresses import port_of, split

#: Names for this computer, which always answer.
THIS_COMPUTER: Final = ("127.0.0.1", "localhost", "[::1]")

_ADDRESS: Final = "TALLGRASS_ADDRESS"
_PROXY: Final = "TALLGRASS_BEHIND_PROXY"
#: A row of more proxies than this is a mistyped number.
_MOST_PROXIES: Final = 5


class PublicAddress(NamedTuple):
    """Where people reach the site. ``origin`` has no slash at its end; ``host`` has no port."""

    origin: str
    host: str
    https: bool


def public_address(environment: Mapping[str, str] = os.environ) -> PublicAddress | None:
    """The address in TALLGRASS_ADDRESS; None where there is none.

    Raises ``ImproperlyConfigured`` for anything but http:// or https:// with a name and nothing after it, and for
    http:// with a name of another computer: what people send would travel in the open.
    """
    written = environment.get(_ADDRESS, "").strip()
    if not written:
        return None
    parts = split(_ADDRESS, written)
    host = (parts.hostname or "").lower()
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.:-]+", host) or not bare:
        raise ImproperlyConfigured(
            f"{_ADDRESS} is not an address as https://tallgrass.example.org, without a path."
        )
    shown = f"[{host}]" if ":" in host else host
    https = parts.scheme == "https"
    if not https and shown not in THIS_COMPUTER:
        raise ImproperlyConfigured(f"{_ADDRESS} must begin with https://, as others reach it over a network.")
    port = port_of(_ADDRESS, parts)
    return PublicAddress(f"{parts.scheme}://{shown}{f':{port}' if port else ''}", shown, https)


def hosts(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Names under which the site answers."""
    named = [name.strip() for name in environment.get("TALLGRASS_HOSTS", "").split(",")]
    public = public_address(environment)
    wanted = [*THIS_COMPUTER, *([public.host] if public else []), *(name for name in named if name)]
    return list(dict.fromkeys(wanted))


def proxy(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """What waitress must know of the proxies in front, from TALLGRASS_BEHIND_PROXY; empty where there are none.

    A number says how many stand in a row, whoever passes a request on; an address says which one is believed.
    Raises ``ImproperlyConfigured`` for anything else.
    """
    written = environment.get(_PROXY, "").strip()
    if not written or written == "0":
        return {}
    number = int(written) if re.fullmatch(r"[0-9]{1,3}", written) else None
    if number is None:
        try:
            believed, number = str(ipaddress.ip_address(written.strip("[]"))), 1
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{_PROXY} is neither a number of proxies nor the address of one, as 10.0.0.2."
            ) from error
    elif number <= _MOST_PROXIES:
        believed = "*"
    else:
        raise ImproperlyConfigured(f"{_PROXY} counts the proxies in a row: {_MOST_PROXIES} at most.")
    return {
        "trusted_proxy": believed,
        "trusted_proxy_count": number,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"},
    }
