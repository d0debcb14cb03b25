"""The account with a gateway for texts, as the operator has set it up (``TALLGRASS_TEXTS``)."""

from dataclasses import dataclass, field

from django.conf import settings


@dataclass(frozen=True, slots=True)
class TextAccount:
    """An account with a gateway, and the one number that texts come from.

    ``host``, ``port``, ``encrypted`` and ``path`` say where the gateway answers: nothing else is ever asked. ``origin``
    is the site's own address, as the gateway sees it. ``gateway_answers``: the gateway itself answers STOP, HELP and
    START in English, as Twilio does unless told otherwise, so we keep silent on those.
    """

    name: str
    token: str = field(repr=False)
    host: str
    port: int
    encrypted: bool
    path: str
    sender: str
    origin: str
    gateway_answers: bool = True


def account() -> TextAccount | None:
    """The account of this site; None where it sends no texts."""
    found = getattr(settings, "TEXTS", None)
    return found if isinstance(found, TextAccount) else None
