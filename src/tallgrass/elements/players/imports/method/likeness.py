"""Whom on record new rows look like, and which other new rows, by the rules that suggest duplicates."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tallgrass.elements.players.imports.method.planning import Candidate, Looks
from tallgrass.elements.players.imports.method.recognising import Register, issuer_of
from tallgrass.elements.players.imports.method.rows import Given
from tallgrass.elements.players.method.duplicates import Comparable, alike
from tallgrass.elements.players.method.fields import PartnerFields

#: So many partners are shown for a row.
MOST_CANDIDATES = 5


def looks_like(rows: Sequence[Given], register: Register) -> Looks:
    """For each new row, by its number, the partners on record that it may mean, and the earlier rows of the same file
    that may mean the same, the surest first.
    """
    there = [one for one in register.by_id.values() if not one.hidden and not one.merged]
    if not rows:
        return Looks({}, {})
    records = [_comparable(one.id, one.fields) for one in there]
    records += [_comparable(f"row {given.number}", given.fields) for given in rows if given.fields]
    partners: dict[int, list[Candidate]] = defaultdict(list)
    earlier: dict[int, list[Candidate]] = defaultdict(list)
    # All pairs are looked through: those of partners on record must not crowd out those of the rows.
    for pair in alike(records, most=len(records) ** 2):
        one, row = pair.one, pair.other
        if not isinstance(row, str):
            continue
        seen = (partners if isinstance(one, int) else earlier)[_number(row)]
        if len(seen) < MOST_CANDIDATES:
            reasons = tuple(dict.fromkeys(reason.key for reason in pair.reasons))
            seen.append(Candidate(one if isinstance(one, int) else _number(one), reasons))
    return Looks(partners, earlier)


def _number(row: str) -> int:
    return int(row.removeprefix("row "))


def comparable(key: int | str, name: str, website: str, identifiers: Mapping[str, str]) -> Comparable:
    """A partner as it is compared, each identifier with the register that it is from."""
    numbers = tuple((issuer_of(scheme, value), value) for scheme, value in identifiers.items())
    return Comparable(key, name, website or None, numbers)


def _comparable(key: int | str, fields: PartnerFields) -> Comparable:
    return comparable(key, fields.name, fields.website, fields.identifiers)
