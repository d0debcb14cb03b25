"""Looks at the records of the domain that our mail comes from."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.conf import settings

from tallgrass.foundation.messages.letters import return_address
from tallgrass.foundation.messages.trust.method.records import (
    USUAL_SELECTORS,
    Finding,
    dkim,
    dmarc,
    organisation,
    spf,
)
from tallgrass.foundation.messages.trust.resolver import NameServer, NotLookedUp, name_servers, texts_of


@dataclass(frozen=True, slots=True)
class Checked:
    """One record: what was found (None: it could not be looked up), and the name under which it was looked for."""

    record: str
    name: str
    finding: Finding | None


def domain() -> str:
    """The domain that our mail says it comes from."""
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].rstrip(">").lower()


def server() -> str:
    """The name of our server for mail; blank where there is none."""
    return str(settings.EMAIL_HOST or "")


def checked(servers: list[NameServer] | None = None) -> list[Checked]:
    """SPF, DKIM and DMARC, in this order. Some 20 questions to the name server, all at once."""
    asked = _servers() if servers is None else servers
    home, envelope = domain(), return_address(0).rpartition("@")[2].lower()
    keys = {selector: f"{selector}._domainkey.{home}" for selector in USUAL_SELECTORS}
    rules = list(dict.fromkeys((f"_dmarc.{home}", f"_dmarc.{organisation(home)}")))
    names = [envelope, *keys.values(), *rules]
    with ThreadPoolExecutor(max_workers=len(names)) as pool:
        found = dict(zip(names, pool.map(lambda name: _texts(name, asked), names), strict=True))
    dkims = {selector: found[name] or [] for selector, name in keys.items()}
    own = next((texts for rule in rules if (texts := found[rule])), found[rules[0]])
    sender = found[envelope]
    return [
        Checked("spf", envelope, None if sender is None else spf(sender, server())),
        Checked("dkim", f"…._domainkey.{home}", None if sender is None else dkim(dkims)),
        Checked("dmarc", rules[0], None if own is None else dmarc(own)),
    ]


def _servers() -> list[NameServer]:
    """Those of this computer, unless the settings name others: tests ask nobody."""
    others: list[NameServer] | None = getattr(settings, "NAME_SERVERS", None)
    return name_servers() if others is None else others


def _texts(name: str, servers: list[NameServer]) -> list[str] | None:
    try:
        return texts_of(name, servers)
    except NotLookedUp:
        return None
