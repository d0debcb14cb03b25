"""The server that sends messages, from one address in the environment."""

import os
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs, unquote

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from tallgrass.web.environment.addresses import port_of, split
from tallgrass.web.environment.reach import THIS_COMPUTER

_NAME: Final = "TALLGRASS_MAIL"
_FROM: Final = "TALLGRASS_MAIL_FROM"
_RETURN: Final = "TALLGRASS_MAIL_RETURN"
_BOUNCES: Final = "TALLGRASS_MAIL_BOUNCES"
_WRONG: Final = f"{_NAME} is neither smtp://USER:PASSWORD@HOST:587 nor smtps://USER:PASSWORD@HOST:465."
#: Seconds that a server for messages is waited for.
_PATIENCE: Final = 15


def mail(environment: Mapping[str, str] = os.environ) -> dict[str, Any] | None:
    """Django's settings of the server that sends messages; None where there is none.

    Encrypted from the first byte (``smtps``) or after STARTTLS (``smtp``). Raises ``ImproperlyConfigured`` for an
    address that it cannot read, for one that would send in the open to another computer, and where
    TALLGRASS_MAIL_FROM is missing or no address, or TALLGRASS_MAIL_RETURN is none.
    """
    written = environment.get(_NAME, "").strip()
    if not written:
        return None
    parts = split(_NAME, written)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
        raise ImproperlyConfigured(_WRONG)
    implicit = parts.scheme == "smtps"
    open_ = _in_the_open(parts.query, implicit)
    if open_ and parts.hostname not in (name.strip("[]") for name in THIS_COMPUTER):
        raise ImproperlyConfigured(f"{_NAME}: ?tls=no is for a server on this computer alone.")
    usual = 465 if implicit else 25 if open_ else 587
    sender = _sender(environment)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port_of(_NAME, parts) or usual,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and not open_,
        "EMAIL_TIMEOUT": _PATIENCE,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
        "MAIL_RETURN": _address(_RETURN, environment.get(_RETURN, "").strip()),
    }


def bounces(environment: Mapping[str, str] = os.environ) -> dict[str, Any] | None:
    """The mailbox that mail comes back to, as ``foundation/messages/bounces/mailbox.py`` has it; None without one.

    Raises ``ImproperlyConfigured`` for an address that it cannot read, and for one that would show the password in the
    open to another computer.
    """
    written = environment.get(_BOUNCES, "").strip()
    if not written:
        return None
    parts = split(_BOUNCES, written)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise ImproperlyConfigured(f"{_BOUNCES} is not imaps://USER:PASSWORD@HOST/FOLDER.")
    encrypted = parts.scheme == "imaps"
    if not encrypted and parts.hostname not in (name.strip("[]") for name in THIS_COMPUTER):
        raise ImproperlyConfigured(
            f"{_BOUNCES}: imap:// is for a server on this computer alone. Use imaps://."
        )
    return {
        "host": parts.hostname,
        "port": port_of(_BOUNCES, parts) or (993 if encrypted else 143),
        "user": unquote(parts.username),
        "password": unquote(parts.password or ""),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
        "encrypted": encrypted,
    }


def _in_the_open(query: str, implicit: bool) -> bool:
    """Whether ``?tls=no`` asks for no encryption. Anything else after the ``?`` is refused."""
    asked = parse_qs(query, keep_blank_values=True)
    if set(asked) - {"tls"} or (asked and (implicit or asked["tls"] not in (["no"], ["yes"]))):
        raise ImproperlyConfigured(_WRONG)
    return asked.get("tls") == ["no"]


def _sender(environment: Mapping[str, str]) -> str:
    sender = _address(_FROM, environment.get(_FROM, "").strip())
    if not sender:
        raise ImproperlyConfigured(
            f"{_FROM} must say which address messages come from, as tallgrass@example.org."
        )
    return sender


def _address(name: str, written: str) -> str:
    """An address, or nothing. Raises ``ImproperlyConfigured`` for anything else."""
    try:
        if written:
            validate_email(written)
    except ValidationError as error:
        raise ImproperlyConfigured(f"{name} is no address, as tallgrass@example.org is.") from error
    return written
