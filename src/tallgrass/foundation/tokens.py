"""Secrets that are handed out once: links in a message, tokens of programs. Only their digests are kept.

A secret has 256 random bits, so nobody can guess it, and a plain SHA-256 is enough to keep it: there is nothing to
search through.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings


class Secret(NamedTuple):
    """A new secret, to be shown once, and the digest that is kept."""

    text: str
    digest: str


def new_secret(prefix: str = "") -> Secret:
    """A secret fit for addresses and headers. ``prefix`` says what it is for, so that a leak is recognised."""
    text = prefix + secrets.token_urlsafe(32)
    return Secret(text, digest_of(text))


def new_seed() -> str:
    """What a secret can be made of again and again (``secret_of``): 32 hexadecimal digits, worth nothing by itself."""
    return secrets.token_hex(16)


def secret_of(seed: str, prefix: str = "") -> Secret:
    """The secret that belongs to a seed on this site: for a link that has to be written once more, as in a reminder.

    It is HMAC-SHA256 (RFC 2104) of the seed with the site's key, so neither a seed nor a digest opens anything without
    that key.
    """
    made = hmac.new(settings.SECRET_KEY.encode(), f"tallgrass.secret_of\n{seed}".encode(), sha256).digest()
    text = prefix + urlsafe_b64encode(made).decode().rstrip("=")
    return Secret(text, digest_of(text))


def digest_of(text: str) -> str:
    """What is kept of a secret: 64 hexadecimal digits. Any text has one, however odd."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
