"""Secrets that are handed out once: links in a message, tokens of programs. Only their digests are kept.

A secret has 256 random bits, so nobody can guess it, and a plain SHA-256 is enough to keep it: there is nothing to
search through.
"""

import secrets
from hashlib import sha256
from typing import NamedTuple


class Secret(NamedTuple):
    """A new secret, to be shown once, and the digest that is kept."""

    text: str
    digest: str


def new_secret(prefix: str = "") -> Secret:
    """A secret fit for addresses and headers. ``prefix`` says what it is for, so that a leak is recognised."""
    text = prefix + secrets.token_urlsafe(32)
    return Secret(text, digest_of(text))


def digest_of(text: str) -> str:
    """What is kept of a secret: 64 hexadecimal digits. Any text has one, however odd."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
