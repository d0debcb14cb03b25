"""The gateway that sends text messages, from one address in the environment."""

import os
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote

from django.core.exceptions import ImproperlyConfigured

from tallgrass.foundation.texts.account import TextAccount
from tallgrass.web.environment.addresses import port_of, split
from tallgrass.web.environment.reach import THIS_COMPUTER, public_address

_NAME: Final = "TALLGRASS_TEXTS"
_FROM: Final = "TALLGRASS_TEXTS_FROM"
_WRONG: Final = f"{_NAME} is no address as twilio://ACCOUNT:TOKEN@api.twilio.com."
_CHOICES: Final = {"tls": ("yes", "no"), "replies": ("theirs", "ours")}


def texts(environment: Mapping[str, str] = os.environ) -> TextAccount | None:
    """The account with a gateway for texts; None where there is none.

    Raises ``ImproperlyConfigured`` for an address that it cannot read, for one that would send in the open to another
    computer, where TALLGRASS_TEXTS_FROM is no number, and where TALLGRASS_ADDRESS is missing: without it nobody's STOP
    would be heard.
    """
    written = environment.get(_NAME, "").strip()
    if not written:
        return None
    parts = split(_NAME, written)
    if parts.scheme != "twilio" or not (parts.hostname and parts.username and parts.password):
        raise ImproperlyConfigured(_WRONG)
    asked = _asked(parts.query)
    encrypted = asked.get("tls") != "no"
    if not encrypted and parts.hostname not in (name.strip("[]") for name in THIS_COMPUTER):
        raise ImproperlyConfigured(f"{_NAME}: ?tls=no is for a gateway on this computer alone.")
    return TextAccount(
        name=unquote(parts.username),
        token=unquote(parts.password),
        host=parts.hostname,
        port=port_of(_NAME, parts) or (443 if encrypted else 80),
        encrypted=encrypted,
        path=_path(parts),
        sender=_sender(environment),
        origin=_origin(environment),
        gateway_answers=asked.get("replies") != "ours",
    )


def _asked(query: str) -> dict[str, str]:
    """What stands after the ``?``. Anything but our own words is refused."""
    try:
        asked = parse_qs(query, keep_blank_values=True, strict_parsing=bool(query), max_num_fields=4)
    except ValueError as error:
        raise ImproperlyConfigured(_WRONG) from error
    for name, values in asked.items():
        if len(values) != 1 or values[0] not in _CHOICES.get(name, ()):
            raise ImproperlyConfigured(f"{_NAME}: after the ? stand tls=no and replies=ours alone.")
    return {name: values[0] for name, values in asked.items()}


def _path(parts: SplitResult) -> str:
    path = parts.path.rstrip("/")
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*", path) or ".." in path:
        raise ImproperlyConfigured(_WRONG)
    return path


def _sender(environment: Mapping[str, str]) -> str:
    """A number as +13145550123, or a short one of 3 to 8 digits."""
    sender = re.sub(r"[\s().-]", "", environment.get(_FROM, ""))
    if not re.fullmatch(r"\+[1-9][0-9]{7,14}|[0-9]{3,8}", sender):
        raise ImproperlyConfigured(f"{_FROM} must say which number texts come from, as +13145550123.")
    return sender


def _origin(environment: Mapping[str, str]) -> str:
    address = public_address(environment)
    if address is None:
        raise ImproperlyConfigured(
            f"{_NAME} needs TALLGRASS_ADDRESS: people must be able to answer STOP, and the gateway tells us so there."
        )
    return address.origin
