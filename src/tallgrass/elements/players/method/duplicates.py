"""Which records may be of the same organization: suggestions for a person to decide, never a decision.

Nothing is compared with all others. Every rule puts records into groups that share something (a number, a website, a
key made of their names) and looks only inside, so that work grows with the number of records. Groups that are too large
to tell anything are left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tallgrass.elements.players.method.duplicates_by_name import articles_apart, by_name
from tallgrass.elements.players.method.duplicates_by_number import (
    Identifiers,
    different_sites,
    identifier_reasons,
    identifiers_of,
    sharing_identifiers,
    sharing_websites,
    site_of,
)
from tallgrass.elements.players.method.duplicates_reasons import (
    AGAINST,
    NUMBERS,
    STRONG_NAMES,
    Reason,
    ReasonKey,
)
from tallgrass.elements.players.method.names import Name, name_of, telling

__all__ = ["MOST", "Comparable", "Likeness", "Reason", "ReasonKey", "alike"]

#: Suggestions that are handed back, the surest first.
MOST: Final = 2_000

Certainty = Literal["same", "likely"]


@dataclass(frozen=True, slots=True)
class Comparable:
    """One record as it is compared. ``identifiers`` are pairs of scheme and value, such as ``("ein", "00-1234567")``.

    Where an organization is plays no part: all records are of one place. Keys differ.
    """

    key: int | str
    name: str
    website: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two records that may be of the same organization, and why, the strongest reason first.

    ``one`` is the key of the record that comes first in what was compared. ``certainty`` is *same* where the names are
    the same but for how they are written, or where a number or website and the names agree; else *likely*.
    """

    one: int | str
    other: int | str
    certainty: Certainty
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A record, read once."""

    key: int | str
    name: Name
    site: str | None
    identifiers: Identifiers


def alike(
    records: Sequence[Comparable], most: int = MOST, about: int | str | None = None
) -> tuple[Likeness, ...]:
    """Pairs of records that may be of the same organization: at most ``most``, the surest first.

    With ``about``, pairs of the record with this key alone (one that is about to be added). Records with different
    identifiers of one scheme, and none in common, are never suggested. The same records in the same order give the same
    suggestions.
    """
    read = [
        _Read(one.key, name_of(one.name), site_of(one.website), identifiers_of(one.identifiers))
        for one in records
    ]
    names: dict[tuple[int, int], Reason] = {
        (one, other): reason for one, other, reason in by_name([each.name for each in read])
    }
    pairs = {
        **names,
        **dict.fromkeys(sharing_identifiers([each.identifiers for each in read])),
        **dict.fromkeys(sharing_websites([each.site for each in read])),
    }
    found = (
        likeness
        for one, other in sorted(pairs)
        if about is None or about in (read[one].key, read[other].key)
        if (likeness := _likeness(read[one], read[other], names.get((one, other))))
    )
    return tuple(sorted(found, key=_surest_first)[:most])


def _likeness(one: _Read, other: _Read, name: Reason | None) -> Likeness | None:
    """What speaks for two records; None where their identifiers or websites speak against it, and only a name for it.

    Different websites outweigh names that are only alike; under one name many organizations have had two.
    """
    numbers = list(identifier_reasons(one.identifiers, other.identifiers))
    against = [reason for reason in numbers if reason.key in AGAINST]
    shared = [reason for reason in numbers if reason.key not in AGAINST]
    alike_only = name is None or name.key not in STRONG_NAMES
    if not shared:
        if against or (alike_only and different_sites(one.site, other.site)):
            return None
        if name is None and _two_parts(one.name, other.name):
            return None
    if one.site and one.site == other.site:
        shared.append(Reason("same_website", one.site, other.site))
    reasons = (*shared, *([name] if name else []), *against)
    return Likeness(one.key, other.key, _certainty(reasons, one, other), reasons)


def _two_parts(one: Name, other: Name) -> bool:
    """Whether names are of two parts of a network that may share a website: its name, and after it one of each own."""
    first, second = set(one.whole.core), set(other.whole.core)
    return telling(first & second) and telling(first - second) and telling(second - first)


def _certainty(reasons: tuple[Reason, ...], one: _Read, other: _Read) -> Certainty:
    keys = {reason.key for reason in reasons}
    if keys & AGAINST:
        return "likely"
    if keys & NUMBERS:
        return "same" if keys - NUMBERS else "likely"
    return "same" if keys & STRONG_NAMES and not _doubtful(one, other) else "likely"


def _doubtful(one: _Read, other: _Read) -> bool:
    """Whether one name may stand for two: of common words alone; with two legal forms, articles or websites."""
    first, second = one.name.whole, other.name.whole
    legal = {first.legal, second.legal} - {()}
    return (
        not first.telling
        or len(legal) > 1
        or any(articles_apart(first, second))
        or different_sites(one.site, other.site)
    )


def _surest_first(likeness: Likeness) -> tuple[bool, int]:
    return likeness.certainty == "likely", -len(likeness.reasons)
