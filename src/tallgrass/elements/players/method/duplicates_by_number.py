"""Likeness by what is no name: identifiers and websites."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from tallgrass.elements.players.method.duplicates_reasons import Reason
from tallgrass.elements.players.method.names_lists import words_in

#: The identifiers of a record: values by scheme, as compared.
Identifiers = Mapping[str, frozenset[str]]

#: Records that may share a number or a website for it to be a reason by itself: a city's website is that of all its
#: departments, a network's number that of all its chapters.
MOST_IDENTIFIER: Final = 5
MOST_WEBSITE: Final = 2
#: Identifiers of one record that are looked at.
MOST_IDENTIFIERS: Final = 50
#: Characters of an identifier and a website that are looked at.
LONGEST: Final = 300

#: Sites where many organizations have a page: the page counts, not the site.
SHARED_SITES: Final = words_in(
    "facebook.com fb.com m.facebook.com instagram.com twitter.com x.com linkedin.com youtube.com youtu.be "
    "github.com gitlab.com meetup.com medium.com sites.google.com docs.google.com drive.google.com "
    "groups.google.com linktr.ee eventbrite.com gofundme.com nextdoor.com tiktok.com bsky.app discord.gg t.me "
    "wa.me bit.ly tinyurl.com en.wikipedia.org es.wikipedia.org google.com"
)
#: Parts of an address that only lead to the front page or about the site.
_FRONT: Final = re.compile(
    r"(?:index|home|default|main|welcome|inicio|about|about-?us|contact|contact-?us|nosotros|contacto|en|es|en-us|es-mx)"
    r"(?:\.\w{1,5})?"
)
_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?/{0,2}(?:[^/@?#]*@)?(?:www\d?\.)?([^/:?#\s]+\.[^/:?#\s]+)(?::\d+)?([^?#\s]*)"
)


def identifiers_of(identifiers: Sequence[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Values by scheme, as compared: letters and figures alone, in small letters."""
    found: dict[str, set[str]] = defaultdict(set)
    for scheme, value in identifiers[:MOST_IDENTIFIERS]:
        bare = "".join(letter for letter in value[:LONGEST].casefold() if letter.isalnum())
        if bare.strip("0"):
            found[scheme[:LONGEST].strip().casefold()].add(bare)
    return {scheme: frozenset(values) for scheme, values in found.items()}


def site_of(website: str | None) -> str | None:
    """A website as compared: host and path without what leads to the front page. None where it names no one's site."""
    found = _ADDRESS.match((website or "").strip()[:LONGEST].casefold())
    if not found:
        return None
    host = found[1].rstrip(".")
    path = "/".join(part for part in found[2].split("/") if part and not _FRONT.fullmatch(part))
    if not path:
        return None if host in SHARED_SITES else host
    return f"{host}/{path}"


def different_sites(one: str | None, other: str | None) -> bool:
    """Whether two records have websites of their own, and not the same."""
    own = [site for site in (one, other) if site and site.partition("/")[0] not in SHARED_SITES]
    return len(own) == 2 and one != other


def sharing_identifiers(records: Sequence[Identifiers]) -> Iterator[tuple[int, int]]:
    """Pairs that share an identifier with few others."""
    yield from _sharing(
        [[(scheme, value) for scheme in one for value in sorted(one[scheme])] for one in records],
        MOST_IDENTIFIER,
    )


def sharing_websites(sites: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Pairs that share a website with nobody else."""
    yield from _sharing([[site] if site else [] for site in sites], MOST_WEBSITE)


def _sharing(keys: Sequence[Sequence[Hashable]], most: int) -> Iterator[tuple[int, int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own:
            groups[key].append(place)
    for places in groups.values():
        if len(places) <= most:
            yield from combinations(places, 2)


def identifier_reasons(one: Identifiers, other: Identifiers) -> Iterator[Reason]:
    """What identifiers say of two records: the same in a scheme, or others and none in common."""
    for scheme in sorted(one.keys() & other.keys()):
        if shared := sorted(one[scheme] & other[scheme]):
            yield Reason("same_identifier", shared[0], shared[0], scheme)
        else:
            yield Reason("different_identifier", min(one[scheme]), min(other[scheme]), scheme)
