"""Makes the folder of Prairie Junction, of the year before, and invented answers for any folder.

Pure but for the files it writes: no clock, no locale; the same seed gives the same bytes on every computer.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final

from tallgrass.examples.prairie_junction import on_record, opinions, partners, voices
from tallgrass.examples.prairie_junction.draw import Draw
from tallgrass.foundation.files import write_table

SEED: Final = 1
NAME: Final = "Prairie Junction"
POPULATION: Final = 87_214
AS_OF: Final = date(2026, 9, 30)
YEAR_BEFORE: Final = date(2025, 9, 30)

_PLACE: Final = """\
# Prairie Junction is an invented city. README.txt says what each file is.
name = "{name}"
population = {population}
as_of = {as_of}
framework = "v1"
k = 5
language = "en"
run_by = "{run_by}"
paid_by = "{paid_by}"
asked_chosen_by = "{asked_chosen_by}"
example = true
"""
_EXAMPLE_LINE: Final = re.compile(r"^[ \t]*example[ \t]*=.*$", re.MULTILINE)

#: What says what each file is, by language.
READMES: Final = {"en": "README.txt", "es": "LEEME.txt"}
#: Files that hold what people told us; invented ones never take the place of these.
_TOLD: Final = ("answers.csv", "asked.csv")


class WouldOverwrite(Exception):
    """A folder already holds something that invented files must not take the place of."""


def write_folder(folder: Path, seed: int = SEED, language: str = "en") -> None:
    """Fill an empty folder (made where it is missing) with the files of Prairie Junction.

    ``language`` is what its pages are in, and what its ``README.txt`` is in where there is one.
    Raises ``WouldOverwrite`` where the folder holds anything already.
    """
    make_empty(folder)
    _write_people_and_partners(folder, seed, AS_OF, opinions.Mood())
    draw = Draw(seed + 1)
    write_rows(folder, "rankings", voices.RANKING_COLUMNS, voices.ranking_rows(draw))
    write_rows(folder, "agreed", voices.AGREED_COLUMNS, voices.agreed_rows(AS_OF))
    write_rows(folder, "comments", voices.COMMENT_COLUMNS, voices.comment_rows())
    write_rows(folder, "signed", voices.SIGNED_COLUMNS, voices.signed_rows())
    write_rows(folder, "evidence", on_record.EVIDENCE_COLUMNS, on_record.evidence_rows(AS_OF))
    write_rows(folder, "readings", on_record.READING_COLUMNS, on_record.reading_rows(AS_OF))
    readme = files("tallgrass.examples.prairie_junction") / READMES.get(language, READMES["en"])
    write_text(folder / "README.txt", readme.read_text(encoding="utf-8"))
    if language != "en":
        place = folder / "place.toml"
        text = place.read_text(encoding="utf-8")
        write_text(place, text.replace('language = "en"', f'language = ["{language}", "en"]'))


def write_previous(folder: Path, seed: int = SEED) -> None:
    """Fill an empty folder with the round of the year before: the same people, asked the same questions.

    A scorecard made from it is what ``--previous`` wants. Raises ``WouldOverwrite``.
    """
    make_empty(folder)
    _write_people_and_partners(folder, seed + 40, YEAR_BEFORE, opinions.Mood(moved=opinions.YEAR_BEFORE))


def simulate_answers(folder: Path, seed: int = SEED) -> None:
    """Add invented ``asked.csv`` and ``answers.csv`` to a folder, to see what a scorecard would look like.

    ``place.toml`` then says ``example = true``, so that every picture and page does. No organization is named in what
    is added. Raises ``WouldOverwrite`` where the folder has answers, ``FileNotFoundError`` without a
    ``place.toml``.
    """
    place = folder / "place.toml"
    told = place.read_text(encoding="utf-8-sig")
    there = {path.name.casefold() for path in folder.iterdir()}
    if taken := [name for name in _TOLD if name in there]:
        raise WouldOverwrite(
            f"{folder.name} already has {' and '.join(taken)}. Invented answers never take the place of real ones: "
            "copy the folder without them, and try again there."
        )
    write_text(place, as_example(told))
    write_rows(folder, "asked", opinions.ASKED_COLUMNS, opinions.asked_rows())
    write_rows(folder, "answers", opinions.ANSWER_COLUMNS, opinions.answer_rows(Draw(seed)))


def as_example(place: str) -> str:
    """The text of a ``place.toml`` with ``example = true`` in it."""
    if _EXAMPLE_LINE.search(place):
        return _EXAMPLE_LINE.sub("example = true", place, count=1)
    return f"example = true\n{place}"


def place_text(
    as_of: date,
    *,
    name: str = NAME,
    population: int = POPULATION,
    run_by: str = "The Prairie Junction Table, a working group (invented)",
    paid_by: str = "Wheatear Family Fund (invented)",
    asked_chosen_by: str = "The Table and the Sorrel Street library (invented)",
) -> str:
    """The text of a ``place.toml`` that says it is an example."""
    return _PLACE.format(
        name=name,
        population=population,
        as_of=as_of.isoformat(),
        run_by=run_by,
        paid_by=paid_by,
        asked_chosen_by=asked_chosen_by,
    )


def write_rows(folder: Path, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table of a folder."""
    write_table(folder / f"{table}.csv", columns, rows)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with LF line ends on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_people_and_partners(folder: Path, seed: int, as_of: date, mood: opinions.Mood) -> None:
    write_text(folder / "place.toml", place_text(as_of))
    write_rows(folder, "players", partners.PLAYER_COLUMNS, partners.player_rows())
    write_rows(folder, "ties", partners.TIE_COLUMNS, partners.tie_rows(Draw(seed + 2), as_of))
    write_rows(folder, "asked", opinions.ASKED_COLUMNS, opinions.asked_rows())
    write_rows(folder, "answers", opinions.ANSWER_COLUMNS, opinions.answer_rows(Draw(seed), mood=mood))


def make_empty(folder: Path) -> None:
    """Make the folder where it is missing. Raises ``WouldOverwrite`` where it holds anything."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise WouldOverwrite(
            f"{folder.name} is not empty. Name a new or an empty folder; nothing was written."
        )
