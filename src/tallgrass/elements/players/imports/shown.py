"""An import as its page shows it: plain data for the templates, no more rows than one page holds."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tallgrass.elements.players.imports.kept import Preview
from tallgrass.elements.players.imports.method.planning import ADD, FATES, LEAVE_OUT, UPDATE
from tallgrass.elements.players.imports.method.rows import given_of
from tallgrass.elements.players.imports.queries import names_of, persons_among
from tallgrass.elements.players.imports.saying import Speech, short
from tallgrass.elements.players.imports.vocabulary import vocabulary
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.not_listed import asked_not_to_be_listed
from tallgrass.foundation.ui.parts import Tag, Tone
from tallgrass.places.models import Place

#: So many rows stand on a page.
ON_A_PAGE: Final = 50
#: Asks for the rows that look like an earlier row of the file, whatever their fate.
TWINS: Final = "twins"
_TONES: Final[Mapping[str, Tone]] = {
    "alike": "attention",
    "refused": "attention",
    "not_listed": "ended",
    "changed": "waiting",
    "new": "done",
    "same": "plain",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a row may be."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: where it stands in the file, its name, what happens, in words; ``options`` where a person must say."""

    number: int
    name: str
    tag: Tag
    details: tuple[str, ...]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page and where it stands among all."""

    rows: tuple[ShownRow, ...]
    number: int
    last: int
    first_row: int
    last_row: int
    count: int

    @property
    def asks(self) -> bool:
        """Whether something must be decided on it."""
        return any(row.options for row in self.rows)


def page_of(
    fates: Sequence[Mapping[str, Any]], fate: str, number: int
) -> tuple[list[Mapping[str, Any]], int, int, int]:
    """The fates on a page, with its number (mended where there is none such), the last one, and how many there are."""
    wanted = [one for one in fates if not fate or one["fate"] == fate or (fate == TWINS and "earlier" in one)]
    last = max(1, -(-len(wanted) // ON_A_PAGE))
    number = min(max(number, 1), last)
    return wanted[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], number, last, len(wanted)


def preview_page(place: Place, preview: Preview, fate: str, number: int, speech: Speech) -> Page:
    """A page of a preview."""
    fates, here, last, count = page_of(preview.fates or (), fate, number)
    wanted = {one["row"] for one in fates}
    earlier = {row for one in fates for row, _ in one.get("earlier", ())}
    names = _names_in_file(preview, wanted | earlier)
    known = names_of(place=place, numbers=_numbers(fates))
    persons = _persons(place, preview, fates, wanted)
    rows = tuple(_previewed(one, names, known, persons, preview.choices, speech) for one in fates)
    return _page(rows, here, last, count)


def outcome_page(place: Place, plan: Mapping[str, Any], fate: str, number: int, speech: Speech) -> Page:
    """A page of what became of a list. Names are those of today."""
    fates, here, last, count = page_of(plan.get("fates", ()), fate, number)
    known = names_of(place=place, numbers=_numbers(fates))
    changed = plan.get("undo", {}).get("changed", {})
    kept = _names_kept(place, fates)
    rows = tuple(_happened(one, known, kept, changed, speech) for one in fates)
    return _page(rows, here, last, count)


def _page(rows: tuple[ShownRow, ...], here: int, last: int, count: int) -> Page:
    first = (here - 1) * ON_A_PAGE
    return Page(rows, here, last, first + bool(rows), first + len(rows), count)


def counts(tally: Mapping[str, int], speech: Speech) -> Iterator[tuple[str, str]]:
    """The fates that rows have, each with its sentence."""
    for fate in FATES:
        if tally.get(fate):
            yield fate, speech.count(speech.said["fates"][fate], "count", tally[fate])


def _names_in_file(preview: Preview, wanted: set[int]) -> dict[int, str]:
    at = preview.roles.index("name")
    return {
        number: short(cells[at]) for number, cells in preview.rows if number in wanted and at < len(cells)
    }


def _persons(
    place: Place, preview: Preview, fates: Sequence[Mapping[str, Any]], wanted: set[int]
) -> frozenset[int]:
    """The rows, by their numbers, that are of a person: as the row says, else as the partner that it means."""
    columns, known = preview.columns, vocabulary()
    rows = (given_of(number, cells, columns, known) for number, cells in preview.rows if number in wanted)
    said = {row.number: row.fields.is_person for row in rows if row.fields and "is_person" in row.raw}
    people = persons_among(place=place, numbers=[one["player"] for one in fates if "player" in one])
    return frozenset(one["row"] for one in fates if said.get(one["row"], one.get("player") in people))


def _names_kept(place: Place, fates: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """The names of rows that nothing came of, by number; of who asked not to be listed since, none."""
    named = [(one["row"], str(one["name"])) for one in fates if "name" in one]
    asked = asked_not_to_be_listed(place=place, partners=[PartnerFields(name) for _, name in named])
    return {row: short(name) for at, (row, name) in enumerate(named) if at not in asked}


def _numbers(fates: Sequence[Mapping[str, Any]]) -> list[int]:
    """The partners that fates speak of."""
    found = [one["player"] for one in fates if "player" in one]
    return found + [candidate for one in fates for candidate, _ in one.get("candidates", ())]


def _previewed(
    fate: Mapping[str, Any],
    names: Mapping[int, str],
    known: Mapping[int, str],
    persons: Collection[int],
    choices: Mapping[int, str],
    speech: Speech,
) -> ShownRow:
    told = speech.said["preview"]
    name = names.get(fate["row"]) or told["no_name"]
    details = (
        *([told["person"]] if fate["row"] in persons else ()),
        *_details(fate, fate.get("changes", {}), name, known, speech),
        *(
            told["looks_like_row"].format(row=row, name=names.get(row, ""), reasons=speech.reasons(reasons))
            for row, reasons in fate.get("earlier", ())
        ),
    )
    options = tuple(_options(fate, known, choices.get(fate["row"], ""), speech))
    return ShownRow(fate["row"], name, _tag(fate["fate"], speech), details, options)


def _happened(
    fate: Mapping[str, Any],
    known: Mapping[int, str],
    kept: Mapping[int, str],
    changed: Mapping[str, Any],
    speech: Speech,
) -> ShownRow:
    player = fate.get("player")
    name = known.get(player, "") if player else kept.get(fate["row"], "")
    changes = changed.get(str(player), {}) if name else {}
    details = tuple(_details(fate, changes, name, known, speech))
    return ShownRow(fate["row"], name or "–", _tag(fate["fate"], speech), details)


def _tag(fate: str, speech: Speech) -> Tag:
    return Tag(speech.said["fates"][fate]["name"], _TONES[fate])


def _details(
    fate: Mapping[str, Any],
    changes: Mapping[str, Any],
    name: str,
    known: Mapping[int, str],
    speech: Speech,
) -> Iterator[str]:
    told = speech.said["preview"]
    for field, key, details in (*fate.get("why", ()), *fate.get("remarks", ())):
        yield speech.fault(field, key, details)
    for candidate, reasons in fate.get("candidates", ()):
        if candidate in known:
            yield told["looks_like"].format(name=known[candidate], reasons=speech.reasons(reasons))
    if fate.get("how"):
        yield told["found_by"][fate["how"]]
        mine = known.get(fate.get("player", 0))
        if mine and mine != name and "name" not in changes:
            yield told["known_as"].format(name=mine)
    yield from speech.changes(changes)


def _options(
    fate: Mapping[str, Any], known: Mapping[int, str], chosen: str, speech: Speech
) -> Iterator[Option]:
    if fate["fate"] != "alike":
        return
    told = speech.said["preview"]
    if not chosen:
        yield Option("", told["choose"], True)
    for candidate, _ in fate["candidates"]:
        value = f"{UPDATE}:{candidate}"
        yield Option(value, told["update"].format(name=known.get(candidate, "…")), chosen == value)
    for value in (ADD, LEAVE_OUT):
        yield Option(value, told[value], chosen == value)
