"""The packaged list of places, to find a name, its state and about how many people live there.

The list is an extract from GeoNames (``vendor/places``): the United States and Puerto Rico from 1,000 people, other
countries from 100,000. It is a help in typing; a place that is not on it is typed in full.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from tallgrass.foundation.search.method.folding import words_of

#: What comes before a number of GeoNames in an identifier.
SOURCE: Final = "geonames:"
#: How much of what was typed is read.
LONGEST_NAME: Final = 100
MOST_WORDS: Final = 8

#: Short and long forms that stand for each other in names.
_SHORT: Final = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_STATES: Final = {
    "AK": "Alaska", "AL": "Alabama", "AR": "Arkansas", "AZ": "Arizona", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DC": "District of Columbia", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "IA": "Iowa", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "MA": "Massachusetts", "MD": "Maryland", "ME": "Maine", "MI": "Michigan", "MN": "Minnesota",
    "MO": "Missouri", "MS": "Mississippi", "MT": "Montana", "NC": "North Carolina", "ND": "North Dakota",
    "NE": "Nebraska", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NV": "Nevada", "NY": "New York",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VA": "Virginia",
    "VT": "Vermont", "WA": "Washington", "WI": "Wisconsin", "WV": "West Virginia", "WY": "Wyoming",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place on the list. ``region`` is the abbreviation of a state (blank abroad), ``country`` an ISO 3166 code.

    ``population`` is GeoNames' figure, of no stated year. ``identifier`` is ``geonames:`` and its number there.
    """

    name: str
    region: str
    country: str
    population: int
    identifier: str


class _Line(NamedTuple):
    """A line of the list; ``name`` is what it is called in short words, ``found_by`` all words after a space each."""

    name: str
    found_by: str
    text: str


def lookup(words: str, limit: int = 20) -> tuple[ListedPlace, ...]:
    """The places that have all these words, or words that begin like them, in name, state or country.

    A place of exactly that name comes first, then the larger before the smaller. Capitals and accents make no
    difference, nor does "St" or "Saint", "Ft" or "Fort", "Mt" or "Mount". Any text is safe; no word finds nothing.
    """
    typed = _plain(words[:LONGEST_NAME])[:MOST_WORDS]
    if not typed or limit < 1:
        return ()
    name = _short(typed)
    looked_for = [f" {word}" for word in typed]
    found = [line for line in _lines() if all(word in line.found_by for word in looked_for)]
    found.sort(key=lambda line: line.name != name)
    return tuple(_place(line.text) for line in found[:limit])


def listed(identifier: str) -> ListedPlace | None:
    """The place with that identifier; None where there is none."""
    number = identifier.removeprefix(SOURCE)
    if number == identifier or not number.isdecimal():
        return None
    ending = f"\t{number}"
    return next((_place(line.text) for line in _lines() if line.text.endswith(ending)), None)


@cache
def _lines() -> tuple[_Line, ...]:
    """The list, the largest first: read when it is first asked for, kept as lines to spare memory."""
    packed = (files("tallgrass") / "vendor" / "places" / "places.tsv.gz").read_bytes()
    return tuple(_line(text) for text in gzip.decompress(packed).decode("utf-8").splitlines()[1:])


def _line(text: str) -> _Line:
    name, region, country, _ = text.split("\t", 3)
    plain = _plain(name)
    further = [_SHORT[word] for word in plain if word in _SHORT]
    further += [long for long, short in _SHORT.items() if short in plain]
    around = _plain(f"{region} {_STATES.get(region, '')} {country}")
    return _Line(_short(plain), "".join(f" {word}" for word in (*plain, *further, *around)), text)


def _place(text: str) -> ListedPlace:
    name, region, country, population, number = text.split("\t")
    return ListedPlace(name, region, country, int(population), SOURCE + number)


def _plain(text: str) -> list[str]:
    """Words without capitals and accents, as everywhere that something is looked up."""
    return [token for word in words_of(text) for token in word]


def _short(words: list[str]) -> str:
    return " ".join(_SHORT.get(word, word) for word in words)
