"""Writes the folder of a whole place. It holds answers."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from tallgrass.foundation.files import inside, letter_by_letter
from tallgrass.places.files import FILE as PLACE_FILE
from tallgrass.places.method.records import PlaceRecord
from tallgrass.places.models import Place
from tallgrass.strength.framework.files import PACKAGED
from tallgrass.strength.rounds.closing.queries import rows_of, spoken_of, told_on
from tallgrass.strength.rounds.files import AGREED, SIGNED
from tallgrass.strength.rounds.models import OutsideRound, Round
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.place_folder import names
from tallgrass.strength.scorecard.place_folder.assembling import place_record, with_agreed
from tallgrass.strength.scorecard.place_folder.queries import RecordTables, signatures
from tallgrass.strength.scorecard.published import document_text, names_not_to_show

_FRAMEWORK_FILE = "framework.json"


def write_place(
    out: Path,
    place: Place,
    as_of: date,
    records: RecordTables,
    rounds: Sequence[Round | OutsideRound],
    scorecards: Iterable[Snapshot],
    not_to_be_listed: Sequence[tuple[str, str]],
) -> tuple[str, ...]:
    """Write everything into ``out``, an empty folder or none yet; returns the names of the files, the notice first.

    Raises ``FileExistsError`` where it holds anything.
    """
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise FileExistsError(str(out))
    now = told_on(place, as_of)
    chosen = now if isinstance(now, Round) else place
    files: dict[str, str | Iterable[str]] = {names.NOTICE_FILE: _notice(place, as_of)}
    framework = _framework_file(out, chosen)
    files[PLACE_FILE] = place_text(place_record(place, as_of, now), framework)
    if framework not in PACKAGED:
        files[framework] = chosen.framework_document
    files.update({f"{name}.csv": text for name, text in records.counting.items()})
    files.update({f"{names.SET_APART}/{name}.csv": text for name, text in records.apart.items()})
    for each in rounds:
        folder = "" if each == now else f"{names.ROUNDS}/{_free_folder(files, each)}/"
        if isinstance(each, Round):
            files.update(_tables_of(each, folder))
            continue
        for name, text in each.tables.items():
            counting, apart = text, None
            if each == now and name == SIGNED.name:
                counting, apart = signatures(text, records.signers)
            files[f"{folder}{name}.csv"] = counting
            if apart is not None:
                files[f"{names.SET_APART}/{name}.csv"] = apart
        if not each.tables and folder:
            (out / folder).mkdir(parents=True)
    met = with_agreed(dict(now.tables) if isinstance(now, OutsideRound) else {}, place, as_of, chosen)
    if AGREED.name in met:
        files[f"{AGREED.name}.csv"] = met[AGREED.name]
    if not_to_be_listed:
        rows = "".join(f"{salt},{digest}\n" for salt, digest in not_to_be_listed)
        files[f"{names.SET_APART}/{names.NOT_TO_BE_LISTED}"] = f"salt,digest\n{rows}"
    for one in scorecards:
        files[f"{names.SCORECARDS}/{_free(files, one)}"] = document_text(one, names_not_to_show(one))
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines((text,) if isinstance(text, str) else text)
    return tuple(files)


def _tables_of(closed: Round, folder: str) -> dict[str, Iterable[str]]:
    """The files of a round held here, whose rows are read as they are written: there may be millions."""
    return {f"{folder}{name}.csv": lines_of(titles, rows) for name, (titles, rows) in rows_of(closed).items()}


def lines_of(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The CSV of a table, line by line. What stands behind the first cell recurs, and is written out once."""
    yield letter_by_letter(titles, ())
    for first, *rest in rows:
        yield f"{_cells((first,))[:-1]},{_rest(tuple(rest))}"


def _cells(cells: Sequence[str]) -> str:
    return letter_by_letter(cells, ()) if cells != ("",) else "\n"


_rest = lru_cache(10_000)(_cells)


def _free_folder(files: Iterable[str], told: Round | OutsideRound) -> str:
    """A name for the folder of a round: its day, and a number where there are several of one day."""
    name, number = spoken_of(told).isoformat(), 1
    while any(each.startswith(f"{names.ROUNDS}/{name}/") for each in files):
        number += 1
        name = f"{spoken_of(told).isoformat()}-{number}"
    return name


def place_text(place: PlaceRecord, framework: str) -> str:
    """The text of a ``place.toml``."""
    says = {
        "name": place.name,
        "population": place.population,
        "framework": framework,
        "k": place.smallest_group,
        "language": list(place.languages),
        "run_by": place.run_by,
        "paid_by": place.paid_by,
        "asked_chosen_by": place.asked_chosen_by,
        "example": place.example,
    }
    lines = [f"{key} = {_toml(value)}" for key, value in says.items() if value is not None]
    return "\n".join((*lines, f"as_of = {place.as_of.isoformat()}", ""))


def _toml(value: object) -> str:
    """A text, number, flag or list of texts as TOML writes it, which for these is as JSON does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _framework_file(out: Path, place: Place | Round) -> str:
    """The name under which the framework of a place or a round is written: its own path, where that stays inside the
    folder.
    """
    if not place.framework_document:
        return place.framework
    wanted = place.framework
    taken = {PLACE_FILE, names.NOTICE_FILE.casefold()}
    stays = inside(out.parent, f"{out.name}/{wanted}") is None and (out / wanted).resolve().is_relative_to(
        out.resolve()
    )
    plain = wanted.casefold() not in taken and not wanted.casefold().endswith(".csv")
    return wanted if stays and plain and (out / wanted).resolve() != out.resolve() else _FRAMEWORK_FILE


def _free(files: Iterable[str], one: Snapshot) -> str:
    """A name for a scorecard: its day, and a number where there are several of one day."""
    taken, number = set(files), 1
    name = f"{one.as_of.isoformat()}.json"
    while f"{names.SCORECARDS}/{name}" in taken:
        number += 1
        name = f"{one.as_of.isoformat()}-{number}.json"
    return name


def _notice(place: Place, as_of: date) -> str:
    """What whoever opens the folder should know first."""
    return f"""\
THIS FOLDER HOLDS ANSWERS

It is a copy of all that is on record of {place.name}, as of {as_of.isoformat()}: partners, working links, evidence, and
what people answered, person by person. Whoever has it can read what each of them said. Keep it as you would keep the
filled-in sheets themselves: not in a shared folder, not in an e-mail. Delete it when it is no longer needed.

place.toml and the tables    what `tallgrass assess` reads: it makes the scorecard that the place itself makes.
                             With an earlier scorecard: --previous scorecards/DATE.json
set_apart/                   partners that said no, and records that were merged into others. Nothing there counts, and
                             nothing there may be shown. It is kept so that they stay out when the folder is loaded.
rounds/DATE/                 what people told us in rounds of other days.
scorecards/                  the scorecards that were made. They are not brought in again: make them anew.

Bring it into a site with: tallgrass load FOLDER --place WORD --new
People's accounts and roles, and the history, are not in here. `tallgrass backup` copies a whole site.
"""
