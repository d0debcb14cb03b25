"""What the records of a domain say about mail from it: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final


class Finding(StrEnum):
    """What was found, by a key that the words have a sentence for."""

    SPF_NONE = "spf_none"
    SPF_SEVERAL = "spf_several"
    SPF_ANYBODY = "spf_anybody"
    SPF_NAMES_SERVER = "spf_names_server"
    SPF_PERHAPS = "spf_perhaps"
    DKIM_FOUND = "dkim_found"
    DKIM_UNKNOWN = "dkim_unknown"
    DMARC_NONE = "dmarc_none"
    DMARC_SEVERAL = "dmarc_several"
    DMARC_WATCH = "dmarc_watch"
    DMARC_STRICT = "dmarc_strict"


#: Findings with which nothing is to be done.
GOOD: Final = frozenset(
    {Finding.SPF_NAMES_SERVER, Finding.DKIM_FOUND, Finding.DMARC_WATCH, Finding.DMARC_STRICT}
)
#: Findings that a person has to look into.
UNSURE: Final = frozenset({Finding.SPF_PERHAPS, Finding.DKIM_UNKNOWN})
#: Under these names services for mail usually keep their keys.
USUAL_SELECTORS: Final = (
    "default", "dkim", "google", "k1", "k2", "mail", "mxvault", "pm", "resend", "s1", "s2", "selector1", "selector2",
    "smtp", "zoho", "protonmail", "fm1",
)  # fmt: skip


def spf(texts: Sequence[str], server: str) -> Finding:
    """What SPF says. ``texts`` are the domain's TXT records, ``server`` is the name of our server for mail."""
    found = [text for text in texts if text.lower().split(" ")[0] == "v=spf1"]
    if not found:
        return Finding.SPF_NONE
    if len(found) > 1:
        return Finding.SPF_SEVERAL
    terms = found[0].lower().split()[1:]
    if any(term in ("all", "+all") for term in terms):
        return Finding.SPF_ANYBODY
    named = [term.replace("=", ":").partition(":")[2].partition("/")[0] for term in terms]
    return Finding.SPF_NAMES_SERVER if any(_akin(name, server) for name in named) else Finding.SPF_PERHAPS


def dkim(keys: Mapping[str, Sequence[str]]) -> Finding:
    """What was found of DKIM. ``keys`` are the TXT records by selector; an empty key (``p=``) was withdrawn."""
    there = any(_tags(text).get("p") for texts in keys.values() for text in texts)
    return Finding.DKIM_FOUND if there else Finding.DKIM_UNKNOWN


def dmarc(texts: Sequence[str]) -> Finding:
    """What DMARC says; ``texts`` are the TXT records of ``_dmarc`` and the domain."""
    found = [tags for text in texts if (tags := _tags(text)).get("v", "").upper() == "DMARC1"]
    if not found:
        return Finding.DMARC_NONE
    if len(found) > 1:
        return Finding.DMARC_SEVERAL
    return Finding.DMARC_STRICT if found[0].get("p") in ("quarantine", "reject") else Finding.DMARC_WATCH


def organisation(domain: str) -> str:
    """The domain that somebody registered, as far as two labels tell: ``example.org`` of ``a.b.example.org``."""
    return ".".join(domain.split(".")[-2:])


def _akin(name: str, server: str) -> bool:
    """Whether a record names the server, or something of the same domain."""
    return bool(server) and organisation(name.rstrip(".")) == organisation(server.lower().rstrip("."))


def _tags(text: str) -> dict[str, str]:
    parts = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, sign, value in parts if sign}
