"""By what somebody is known again: a partner, or the keyed digest of an address or a telephone number."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

from tallgrass.foundation.messages.addresses import normal
from tallgrass.foundation.messages.models import Channel
from tallgrass.places.models import Place

_SALT: Final = "tallgrass.elements.players.asks"


def digest_of(place: Place, address: str) -> str:
    """What is kept of an address or number: 64 hexadecimal digits, made with the site's key and of this place alone.

    So nobody can try addresses against it, and no two places can compare theirs. ``bea+news@example.org`` is
    ``bea@example.org``. Blank for a blank one; raises ``ValidationError`` (``no_address``, ``no_number``).
    """
    if not address.strip():
        return ""
    written = _mailbox(normal(Channel.MAIL if "@" in address else Channel.TEXT, address))
    return salted_hmac(f"{_SALT}.{place.pk}", written, algorithm="sha256").hexdigest()


def digest_or_blank(place: Place, address: str) -> str:
    """The digest of an address on record; blank where a list brought in something that is none."""
    try:
        return digest_of(place, address)
    except ValidationError:
        return ""


def mark_of_partner(player: int) -> str:
    """How a partner stands among marks."""
    return f"p:{player}"


def mark_of_digest(digest: str) -> str:
    """How a digest stands among marks."""
    return f"d:{digest}"


def _mailbox(address: str) -> str:
    name, at, host = address.partition("@")
    return f"{name.partition('+')[0] or name}{at}{host}" if at else address
