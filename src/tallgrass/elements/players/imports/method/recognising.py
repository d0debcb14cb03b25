"""Whom on record a row means: by the id of files, else by an identifier, else by exactly the same name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

from tallgrass.elements.players.imports.method.rows import Given
from tallgrass.elements.players.method.fields import PartnerFields, plain_name

#: Identifiers that mean one organisation and no other.
TELLING_SCHEMES: Final = ("ein", "wikidata", "org_id")

How = Literal["key", "identifier", "name"]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A partner as the place has it. ``hidden``: it asked not to be listed. ``merged``: it is part of another one."""

    id: int
    key: str
    fields: PartnerFields
    hidden: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who is meant, and by what; where it is not ``sure``, only a person can tell whether, and which."""

    partners: tuple[OnRecord, ...]
    how: How
    sure: bool = True


class Register:
    """Partners by everything that they are recognised by."""

    def __init__(self, partners: Iterable[OnRecord]) -> None:
        self.by_id: dict[int, OnRecord] = {}
        self._by_key: dict[str, OnRecord] = {}
        self._by_identifier: dict[tuple[str, str], list[OnRecord]] = defaultdict(list)
        self._by_name: dict[str, list[OnRecord]] = defaultdict(list)
        for one in partners:
            self.by_id[one.id] = one
            self._by_key[one.key] = one
            if one.merged:
                continue
            for identifier in telling(one.fields.identifiers):
                self._by_identifier[identifier].append(one)
            self._by_name[plain_name(one.fields.name)].append(one)

    def recognise(self, given: Given) -> Recognised | None:
        """Whom a row means; None where nobody is recognised. A row with faults means nobody but by its id."""
        if given.key and (one := self._by_key.get(given.key)) is not None:
            return Recognised((one,), "key")
        if given.fields is None:
            return None
        found = {
            one.id: one for each in telling(given.fields.identifiers) for one in self._by_identifier[each]
        }
        if found:
            return Recognised(tuple(found.values()), "identifier", len(found) == 1)
        named = [
            one
            for one in self._by_name.get(plain_name(given.fields.name), ())
            if "is_person" not in given.raw or one.fields.is_person == given.fields.is_person
        ]
        if not named:
            return None
        fitting = [one for one in named if not contradict(one.fields, given.fields)]
        sure = len(fitting) == 1
        return Recognised(tuple(fitting if sure else named), "name", sure)


def telling(identifiers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The identifiers by which a partner is recognised, as they are compared: the register, and the value."""
    for scheme in TELLING_SCHEMES:
        if value := identifiers.get(scheme):
            yield issuer_of(scheme, value), value.casefold()


def issuer_of(scheme: str, value: str) -> str:
    """The register that an identifier is from. Organization ids begin with theirs (``GB-CHC-1136419``).

    Two identifiers of one register mean two organisations; of two registers, they may mean one.
    """
    if scheme != "org_id":
        return scheme
    country, _, rest = value.partition("-")
    return f"{scheme} {country}-{rest.partition('-')[0]}".casefold() if rest else scheme


def contradict(one: PartnerFields, other: PartnerFields) -> bool:
    """Whether two of one name say of themselves that they are two: another identifier, another website."""
    mine, theirs = dict(telling(one.identifiers)), dict(telling(other.identifiers))
    if any(scheme in theirs and theirs[scheme] != value for scheme, value in mine.items()):
        return True
    return bool(one.website and other.website) and site(one.website) != site(other.website)


def site(address: str) -> str:
    """The host of a website, as it is compared."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return address
