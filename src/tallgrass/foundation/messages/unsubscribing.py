"""The secret in the address with which somebody ends a stream of mail: it says what, and nobody but us can make one.

It holds the place, the digest of the address and the stream, sealed with the site's key. So nothing has to be kept for
it, and it is good for as long as anybody keeps the message.
"""

import base64
import binascii
import hmac
from typing import Final, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

_SALT: Final = "tallgrass.foundation.messages.unsubscribing"
_PLACE, _DIGEST, _SEAL = 8, 32, 16


class Ending(NamedTuple):
    """What a secret ends: a stream of mail from a place (None: the site itself) to an address, by its digest."""

    place: int | None
    digest: str
    stream: str


def secret_of(ending: Ending) -> str:
    """The secret, fit for an address: about 100 letters, digits, hyphens and underscores."""
    content = (
        (ending.place or 0).to_bytes(_PLACE, "big")
        + bytes.fromhex(ending.digest)
        + ending.stream.encode("ascii")
    )
    return base64.urlsafe_b64encode(_seal(content) + content).decode().rstrip("=")


def read_secret(secret: str) -> Ending | None:
    """What a secret ends; None for anything that we have not made."""
    if not (secret.isascii() and len(secret) <= 400):
        return None
    try:
        whole = base64.b64decode(secret + "=" * (-len(secret) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    seal, content = whole[:_SEAL], whole[_SEAL:]
    if len(content) <= _PLACE + _DIGEST or not hmac.compare_digest(seal, _seal(content)):
        return None
    place = int.from_bytes(content[:_PLACE], "big") or None
    return Ending(
        place, content[_PLACE : _PLACE + _DIGEST].hex(), content[_PLACE + _DIGEST :].decode("ascii")
    )


def origin(site: str) -> str:
    """Where readers reach this site: TALLGRASS_ADDRESS, else what the message was posted with; perhaps blank."""
    address = getattr(settings, "ADDRESS", None)
    return str(address.origin) if address is not None else site


def ending_address(ending: Ending, language: str, site: str) -> str:
    """The whole address at which somebody ends a stream; blank where nobody knows where readers reach this site."""
    start = origin(site)
    return start + reverse("messages:unsubscribe", args=[language, secret_of(ending)]) if start else ""


def _seal(content: bytes) -> bytes:
    return salted_hmac(_SALT, content, algorithm="sha256").digest()[:_SEAL]
