"""Small invented folders, one for each situation in which a scorecard must still be of use."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

from tallgrass.examples.prairie_junction import on_record, opinions, voices
from tallgrass.examples.prairie_junction.draw import Draw
from tallgrass.examples.prairie_junction.generator import (
    AS_OF,
    SEED,
    make_empty,
    place_text,
    write_rows,
    write_text,
)
from tallgrass.examples.prairie_junction.opinions import Group
from tallgrass.examples.prairie_junction.partners import PARTNERS, Partner

PLAYER_COLUMNS: Final = ("player_id", "name", "kind", "active")

#: Nine people at one workshop: four, three, one and one.
NINE: Final = (
    Group("civic_tech", {"short": 1}, {"short": 1}),
    Group("government", {"short": 3}, {"short": 3}),
    Group("community", {"short": 4}, {"short": 4}),
    Group("issue_expert", {"short": 1}, {"short": 1}),
)
#: 48 asked, 26 answered, and nobody from the foundations.
ONE_KIND_SILENT: Final = (
    Group("civic_tech", {"full": 8}, {"full": 5}),
    Group("government", {"full": 10}, {"full": 5}),
    Group("community", {"full": 15}, {"full": 10}),
    Group("issue_expert", {"full": 6}, {"full": 3}),
    Group("philanthropy", {"full": 4}, {}),
    Group("tech_company", {"full": 5}, {"full": 3}),
)
#: Every kind was heard, residents too, and nothing is on record.
WELL_HEARD: Final = (
    Group("civic_tech", {"full": 9}, {"full": 7}),
    Group("government", {"full": 12}, {"full": 10}),
    Group("community", {"full": 18}, {"full": 12}),
    Group("issue_expert", {"full": 7}, {"full": 6}),
    Group("philanthropy", {"full": 6}, {"full": 5}),
    Group("tech_company", {"full": 6}, {"full": 5}),
    Group("resident", {"resident": 60}, {"resident": 18}),
)
#: What the twelve agreed levels of one meeting were.
MEETING: Final[Mapping[str, int]] = {
    "KP7": 2, "KP8": 1, "CA2": 1, "CA7": 1, "KN3": 3, "KN6": 2,
    "RE3": 1, "RE6": 0, "IN5": 2, "IN7": 1, "CV2": 3, "CV5": 2,
}  # fmt: skip


def one_meeting(folder: Path, seed: int = SEED) -> None:
    """One meeting agreed on twelve levels; nothing else is known."""
    _begin(folder, "Sedge Landing", 4_300, 14)
    met = (AS_OF - timedelta(days=9)).isoformat()
    rows = [
        (
            criterion,
            str(level),
            "",
            met,
            "community|government|civic_tech",
            "yes" if criterion == "CA7" else "no",
            "no",
        )
        for criterion, level in MEETING.items()
    ]
    write_rows(folder, "agreed", voices.AGREED_COLUMNS, rows)


def nine_people(folder: Path, seed: int = SEED) -> None:
    """Nine people of four kinds answered the short form: four, three, one and one."""
    _begin(folder, "Cattail Bend", 11_900, 20)
    _ask(folder, NINE, seed)


def one_kind_silent(folder: Path, seed: int = SEED) -> None:
    """26 of 48 partners answered, and one kind was silent. Residents were not asked."""
    _begin(folder, "Switchgrass City", 131_000, len(PARTNERS))
    _ask(folder, ONE_KIND_SILENT, seed)
    write_rows(folder, "readings", on_record.READING_COLUMNS, on_record.reading_rows(AS_OF))
    write_rows(folder, "evidence", on_record.EVIDENCE_COLUMNS, on_record.evidence_rows(AS_OF))


def no_records(folder: Path, seed: int = SEED) -> None:
    """Every kind was heard and residents too, but nothing is on record beside the list of partners."""
    _begin(folder, "Yarrow Heights", 240_500, 40)
    _ask(folder, WELL_HEARD, seed)


def players_only(folder: Path, seed: int = SEED) -> None:
    """A list of partners whose kinds are mostly unknown; nobody has been asked anything."""
    _begin(folder, "Milkweed Falls", 62_000, len(PARTNERS), kinds_known=6)


#: The cases by name, each a function that fills an empty folder.
CASES: Final[Mapping[str, Callable[[Path], None]]] = {
    "one_meeting": one_meeting,
    "nine_people": nine_people,
    "one_kind_silent": one_kind_silent,
    "no_records": no_records,
    "players_only": players_only,
}


def _begin(folder: Path, name: str, population: int, partners: int, kinds_known: int | None = None) -> None:
    """place.toml and players.csv. ``kinds_known`` leaves the kind of all but the first few blank."""
    make_empty(folder)
    text = place_text(
        AS_OF,
        name=name,
        population=population,
        run_by="a working group (invented)",
        paid_by="nobody; time was given (invented)",
        asked_chosen_by="the working group (invented)",
    )
    write_text(folder / "place.toml", text)
    known = partners if kinds_known is None else kinds_known
    write_rows(
        folder,
        "players",
        PLAYER_COLUMNS,
        (
            (
                one.player_id,
                one.name.replace("Prairie Junction", name),
                one.kind if place < known else "",
                one.active,
            )
            for place, one in enumerate(_spread(partners))
        ),
    )


def _spread(partners: int) -> list[Partner]:
    """So many partners, taken evenly from the whole list."""
    return [PARTNERS[place * len(PARTNERS) // partners] for place in range(partners)]


def _ask(folder: Path, groups: tuple[Group, ...], seed: int) -> None:
    write_rows(folder, "asked", opinions.ASKED_COLUMNS, opinions.asked_rows(groups))
    write_rows(folder, "answers", opinions.ANSWER_COLUMNS, opinions.answer_rows(Draw(seed), groups))
