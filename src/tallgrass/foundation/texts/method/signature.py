"""Who sent a request: the gateway signs what it sends with the token that only it and we know.

The scheme is Twilio's, and other gateways' that speak as it does: HMAC-SHA1 over the whole address and then every
parameter with its value, by name; in base64.
"""

import hmac
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha1
from typing import Final
from urllib.parse import urlsplit, urlunsplit

#: Ports that an address need not name.
_USUAL: Final = {"https": 443, "http": 80}


def signed_text(address: str, parameters: Iterable[tuple[str, str]]) -> str:
    """What is signed: the whole address with its question, then names and values. One value of a name counts once."""
    return address + "".join(name + value for name, value in sorted(set(parameters)))


def signature(token: str, address: str, parameters: Iterable[tuple[str, str]]) -> str:
    """The signature of a request as its header ``X-Twilio-Signature`` holds it."""
    text = signed_text(address, parameters).encode("utf-8", "surrogatepass")
    return b64encode(hmac.new(token.encode(), text, sha1).digest()).decode("ascii")


def is_signed(given: str, *, token: str, address: str, parameters: Sequence[tuple[str, str]]) -> bool:
    """Whether ``given`` signs that request. Takes as long for a wrong one as for a right one.

    Some gateways name the usual port in the address that they sign, others do not: either will do.
    """
    offered = given.encode("utf-8", "surrogatepass")
    found = False
    for one in _either_way(address):  # all of them, whichever fits
        found |= hmac.compare_digest(offered, signature(token, one, parameters).encode("ascii"))
    return found


def _either_way(address: str) -> tuple[str, ...]:
    """The address as it is, and with the port said or unsaid that goes without saying."""
    parts = urlsplit(address)
    usual = _USUAL.get(parts.scheme)
    host = parts.netloc
    if usual is None:
        return (address,)
    other = host.removesuffix(f":{usual}") if parts.port == usual else f"{host}:{usual}"
    return (
        (address,) if parts.port not in (None, usual) else (address, urlunsplit(parts._replace(netloc=other)))
    )
