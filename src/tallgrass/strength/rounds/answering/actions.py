"""What somebody does who answers. There is no ``by``: who comes in by a secret is nobody, and no event tells.

Whether a round takes answers is what its row says, never a clock. An answer is taken only while that row is held, so
that whatever is taken is counted when the round closes.
"""

from collections.abc import Mapping
from contextlib import nullcontext
from enum import Enum

from django.db import IntegrityError, transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.tokens import digest_of
from tallgrass.strength.rounds.answering.method.typed import Filled, Said
from tallgrass.strength.rounds.answering.queries import WayIn, sheet_of
from tallgrass.strength.rounds.answering.rows import (
    add_sheet,
    held_open,
    mix,
    set_sign,
    take_by_invitation,
    take_by_number,
)
from tallgrass.strength.rounds.method.sheets import NOT_REACHED, signs_of
from tallgrass.strength.rounds.models import Invitation, Remark, Round, Sheet, SheetCode


class Outcome(Enum):
    """What became of what somebody sent."""

    TAKEN = "taken"
    #: It was sent before, or the link was used by somebody else: nothing was added.
    ALREADY = "already"
    #: The round takes no answers.
    NOT_OPEN = "not_open"


def send_form(*, way: WayIn, filled: Filled, criteria: tuple[str, ...], number: str) -> Outcome:
    """Keep a whole form: one row, and in an anonymous round nothing that leads from it to the way in.

    A personal way in is used up; for an open one and for paper without a code, ``number`` is the form's own, so that
    it counts once however often it is sent. Words are kept apart. A form from paper may be of a confidential round:
    then the code on it leads to the answers, as it does for whoever types them.
    """
    sheet = _sheet(way, signs_of(filled.answers, criteria), filled.picks)
    more = way.digest or filled.remarks
    with transaction.atomic() if more else nullcontext():
        if not _taken(way, sheet, number):
            return Outcome.ALREADY if held_open(way.round) else Outcome.NOT_OPEN
        if way.digest:
            SheetCode.objects.create(
                round=way.round, invitation=way.invitation, digest=way.digest, sheet=sheet
            )
        _keep_remarks(way, filled.remarks)
    return Outcome.TAKEN


def save_answers(*, way: WayIn, filled: Filled, criteria: tuple[str, ...]) -> Outcome:
    """Keep what was answered on one screen of a confidential round, over what was there.

    Of two devices the last one counts, question by question. The first answer makes the row, and its way in counts as
    used.
    """
    with transaction.atomic():
        if not held_open(way.round):
            return Outcome.NOT_OPEN
        if filled.answers and not _changed(way, filled.answers, criteria):
            _begun(way, signs_of(filled.answers, criteria), ())
        _keep_remarks(way, _new_words(way, filled.remarks))
    return Outcome.TAKEN


def save_picks(*, way: WayIn, filled: Filled, length: int) -> Outcome:
    """Keep what somebody would work on first, in a confidential round. ``length``: how many questions the form has."""
    picks = filled.picks
    with transaction.atomic():
        if not held_open(way.round):
            return Outcome.NOT_OPEN
        sheets = Sheet.objects.filter(round=way.round, code__digest=way.digest)
        if not sheets.update(picks="|".join(picks)) and picks:
            _begun(way, NOT_REACHED * length, picks)
        _keep_remarks(way, _new_words(way, filled.remarks))
    return Outcome.TAKEN


def mix_sheets(closed: Round, _closer: User | None) -> None:
    """Take away what the database itself has noted of when each sheet was written. Done when a round closes."""
    mix(closed)


def _taken(way: WayIn, sheet: Sheet, number: str) -> bool:
    """Whether this counted now, for the first time. The sheet and what says so come together or not at all."""
    if way.by_number:
        return take_by_number(sheet, digest_of(number))
    return way.invitation is not None and take_by_invitation(sheet, way.invitation.pk)


def _sheet(way: WayIn, levels: str, picks: tuple[str, ...]) -> Sheet:
    return Sheet(round=way.round, kind=way.kind, form=way.form, levels=levels, picks="|".join(picks))


def _changed(way: WayIn, answers: Mapping[str, str], criteria: tuple[str, ...]) -> bool:
    """Put signs in their places. False: there is no row yet."""
    sheet = way.sheet
    return sheet is not None and all(
        set_sign(sheet, criteria.index(criterion), sign) for criterion, sign in answers.items()
    )


def _begun(way: WayIn, levels: str, picks: tuple[str, ...]) -> None:
    """The row of who answers for the first time."""
    invitation = None if way.open else way.invitation
    try:
        with transaction.atomic():
            sheet = _sheet(way, levels, picks)
            add_sheet(sheet)
            SheetCode.objects.create(round=way.round, invitation=invitation, digest=way.digest, sheet=sheet)
    except IntegrityError:  # another device was first
        found = sheet_of(way)
        if found is None:
            raise
        _merge(found, levels, picks)
    if invitation is not None:
        Invitation.objects.filter(place=way.round.place_id, pk=invitation.pk).update(used=True)


def _merge(found: Sheet, levels: str, picks: tuple[str, ...]) -> None:
    held = Sheet.objects.select_for_update().get(pk=found.pk)
    pairs = zip(levels, held.levels, strict=True)
    held.levels = "".join(own if own != NOT_REACHED else other for own, other in pairs)
    held.picks = "|".join(picks) or held.picks
    held.save(update_fields=["levels", "picks"])


def _keep_remarks(way: WayIn, remarks: tuple[Said, ...]) -> None:
    if remarks:
        rows = [
            Remark(
                place_id=way.round.place_id,
                round=way.round,
                sort=said.sort,
                criterion=said.criterion,
                text=said.text,
            )
            for said in remarks
        ]
        Remark.objects.bulk_create(rows)


def _new_words(way: WayIn, remarks: tuple[Said, ...]) -> tuple[Said, ...]:
    """Remarks without those that are kept already word for word: who sends a screen twice says one thing."""
    return tuple(
        said
        for said in remarks
        if not said.text
        or not Remark.objects.filter(
            place=way.round.place_id,
            round=way.round,
            sort=said.sort,
            criterion=said.criterion,
            text=said.text,
        ).exists()
    )
