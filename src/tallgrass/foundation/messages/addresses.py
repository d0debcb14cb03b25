"""Addresses and numbers: how they are written alike, what is kept of them, and what is shown of them."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from tallgrass.foundation.messages.models import Channel

_SALT: Final = "tallgrass.foundation.messages.addresses"
_NUMBER: Final = re.compile(r"\+[1-9][0-9]{6,14}\Z")
_BETWEEN_DIGITS: Final = re.compile(r"[\s().\-/\u00a0\u2010-\u2015]")


def normal(channel: str, to: str) -> str:
    """An address as it is sent to and compared: mail in small letters, a number as +13145550123.

    Raises ``ValidationError`` (codes ``no_address``, ``no_number``) for what is neither.
    """
    return _number(to) if channel == Channel.TEXT else _mail(to)


def digest_of(channel: str, to: str) -> str:
    """What is kept of an address: 64 hexadecimal digits, made with the site's key, so that nobody can try addresses.

    The same for every way of writing it. Raises ``ValidationError`` as ``normal`` does.
    """
    return salted_hmac(f"{_SALT}.{channel}", normal(channel, to), algorithm="sha256").hexdigest()


def hint_of(channel: str, to: str) -> str:
    """What may be shown of an address, for who knows it: ``b…@example.org``, or the last four digits of a number."""
    if channel == Channel.TEXT:
        return f"…{to[-4:]}"
    name, _, host = to.rpartition("@")
    return f"{name[:1]}…@{host}"[:100]


def _mail(to: str) -> str:
    written = to.strip().lower()
    try:
        validate_email(written)
    except ValidationError as error:
        raise ValidationError("This is not an e-mail address.", code="no_address") from error
    return written


def _number(to: str) -> str:
    """A number of ten digits is one of the United States, Canada or Puerto Rico."""
    bare = _BETWEEN_DIGITS.sub("", to.strip())
    bare = f"+{bare[2:]}" if bare.startswith("00") else bare
    if re.fullmatch(r"1?[2-9][0-9]{9}", bare):
        bare = f"+1{bare[-10:]}"
    if not _NUMBER.match(bare):
        raise ValidationError("This is not a telephone number.", code="no_number")
    return bare
