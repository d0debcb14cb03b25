"""What a facilitator does with a stack of paper. The sheets are kept as if people had sent them: there is one way."""

from dataclasses import replace

from django.core.exceptions import ValidationError

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.answering.actions import Outcome, send_form
from tallgrass.strength.rounds.answering.method.typed import Filled
from tallgrass.strength.rounds.answering.queries import WayIn
from tallgrass.strength.rounds.keying.queries import on_slip
from tallgrass.strength.rounds.models import AskedGroup, Round


class NotThisCode(ValidationError):
    """Four words that cannot stand on this sheet. Codes: ``code_unknown`` (of no slip of this round), ``code_ended``,
    ``code_elsewhere`` (of a slip for other people, whose type and form are the params).
    """


def key_sheet(
    *,
    place: Place,
    number: int,
    group: int,
    by: User | None,
    filled: Filled,
    criteria: tuple[str, ...],
    sheet: str,
    code: str = "",
) -> Outcome:
    """Keep a sheet of paper. ``sheet`` is a number of its own by which it counts once, however often it is sent; with
    the four words of a slip in ``code`` the slip is used up instead, and the person counts among those with slips.

    Nothing says who typed it in, nor when: the promise on paper is the same. Raises ``NotAllowed``, ``NotThisCode``,
    ``AskedGroup.DoesNotExist``.
    """
    require(by, place, RUN_ROUNDS)
    asked = AskedGroup.objects.select_related("round__place").get(place=place, round=number, pk=group)
    way = WayIn(asked.round, asked.kind, asked.form, None, "", None, from_paper=True)
    if code.strip():
        way = _by_slip(way, place, asked, code)
    return send_form(way=way, filled=filled, criteria=criteria, number=sheet)


def _by_slip(way: WayIn, place: Place, asked: AskedGroup, code: str) -> WayIn:
    slip = on_slip(place=place, number=asked.round_id, typed=code)
    if slip is None:
        raise NotThisCode("No slip of this round has these words.", code="code_unknown")
    if slip.ended:
        raise NotThisCode("These words are no longer good.", code="code_ended")
    if slip.group_id != asked.pk:
        there = {"kind": slip.group.kind, "form": slip.group.form}
        raise NotThisCode("These words are of a slip for other people.", code="code_elsewhere", params=there)
    confidential = asked.round.mode == Round.Mode.CONFIDENTIAL
    return replace(way, invitation=slip, digest=slip.digest if confidential else "", from_paper=False)
