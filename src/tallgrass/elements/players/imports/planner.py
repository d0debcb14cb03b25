"""Works out what becomes of every row of a list in a place, as the place is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from tallgrass import __version__
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.imports.kept import Preview
from tallgrass.elements.players.imports.method.likeness import looks_like
from tallgrass.elements.players.imports.method.planning import Candidate, Likeness, Looks, RowFate, plan
from tallgrass.elements.players.imports.method.recognising import OnRecord, Register
from tallgrass.elements.players.imports.method.rows import Given, given_of
from tallgrass.elements.players.imports.vocabulary import vocabulary
from tallgrass.elements.players.method.fields import Fault
from tallgrass.elements.players.models import Player, Standing
from tallgrass.elements.players.not_listed import asked_not_to_be_listed
from tallgrass.places.models import Place


@dataclass(frozen=True, slots=True)
class Planned:
    """Rows, their fates in the same order, and the partners that they were compared with."""

    rows: tuple[Given, ...]
    fates: tuple[RowFate, ...]
    register: Register
    compared_with: str


def planned(place: Place, preview: Preview, *, locked: bool = False) -> Planned:
    """The fate of every row. ``locked``: nobody else changes partners of the place until the transaction ends.

    What rows look like follows from the rows and the partners alone: where a preview has been worked out from the same
    partners, it is taken from there.
    """
    rows = given_rows(preview)
    register = register_of(place, locked=locked)
    mark = _mark_of(register)
    as_before = preview.fates is not None and preview.compared_with == mark
    fates = plan(rows, register, _asked(place, rows), _as_seen(preview) if as_before else looks_like)
    return Planned(rows, fates, register, mark)


def _mark_of(register: Register) -> str:
    """A mark of partners, the same only for the same partners that say the same."""
    digest = sha256(__version__.encode())
    for number in sorted(register.by_id):
        digest.update(repr(register.by_id[number]).encode())
    return digest.hexdigest()


def _as_seen(preview: Preview) -> Likeness:
    """What the rows of a preview were found to look like."""
    partners, earlier = (
        {
            fate["row"]: [Candidate(one, tuple(why)) for one, why in fate[name]]
            for fate in preview.fates or ()
            if name in fate
        }
        for name in ("candidates", "earlier")
    )
    return lambda rows, register: Looks(partners, earlier)


def given_rows(preview: Preview) -> tuple[Given, ...]:
    """What the rows of a list say."""
    columns, known = preview.columns, vocabulary()
    found = (given_of(number, cells, columns, known) for number, cells in preview.rows)
    return tuple(
        replace(given, fields=None, faults=(Fault("row", preview.faulty[given.number]),))
        if given.number in preview.faulty
        else given
        for given in found
    )


def register_of(place: Place, *, locked: bool = False) -> Register:
    """The partners of a place, hidden and merged ones too, by everything that they are recognised by."""
    players = Player.objects.filter(place=place).defer("led_by")
    if locked:
        players = players.select_for_update()
    rows = {player.pk: player for player in players}
    return Register(_on_record(player, rows) for player in rows.values())


def _on_record(player: Player, rows: Mapping[int, Player]) -> OnRecord:
    stands = player
    while stands.merged_into_id is not None:
        stands = rows[stands.merged_into_id]
    hidden = Standing.HIDDEN in (player.standing, stands.standing)
    return OnRecord(player.pk, player.key, fields_of(player), hidden, merged=stands is not player)


def _asked(place: Place, rows: Sequence[Given]) -> frozenset[int]:
    """The numbers of the rows whose partner asked not to be listed."""
    whole = [given for given in rows if given.fields is not None]
    found = asked_not_to_be_listed(place=place, partners=[one.fields for one in whole if one.fields])
    return frozenset(whole[position].number for position in found)
