"""What a secret leads to. A secret says the place and everything else; nobody signs in."""

from dataclasses import dataclass, replace

from django.db.models import F

from tallgrass.foundation.tokens import digest_of
from tallgrass.foundation.word_codes import read_code
from tallgrass.strength.rounds.answering.passes import MARK, Pass, read_pass
from tallgrass.strength.rounds.answering.rows import invitation_with
from tallgrass.strength.rounds.models import Invitation, Round, Sheet, SheetCode


@dataclass(frozen=True, slots=True)
class WayIn:
    """How somebody came in, and to what.

    ``invitation`` is None for a code of one's own. ``digest`` is of the secret that leads to one's own answers in a
    confidential round, blank where none does; ``code`` are its words while they can still be shown. ``sheet`` holds
    what was answered so far (a confidential round alone). ``from_paper``: a facilitator types in a sheet of paper that
    was handed round, with no code on it.
    """

    round: Round
    kind: str
    form: str
    invitation: Invitation | None
    digest: str
    sheet: Sheet | None
    code: str = ""
    from_paper: bool = False

    @property
    def by_number(self) -> bool:
        """Whether nothing but the form's own number says that it was sent before."""
        return self.open or self.from_paper

    @property
    def open(self) -> bool:
        """Whether anybody may answer with it, as often as they like."""
        return self.invitation is not None and self.invitation.sort == Invitation.Sort.OPEN

    @property
    def confidential(self) -> bool:
        """Whether answers are kept as they come."""
        return self.round.mode == Round.Mode.CONFIDENTIAL


def way_in(place: str, secret: str) -> WayIn | None:
    """What a secret in an address leads to, in the place with that word; None where it leads nowhere.

    One question to the database for a link.
    """
    if MARK in secret:
        found = read_pass(secret)
        return _by_pass(place, found) if found else None
    return _invited(place, "digest", digest_of(secret))


def way_by_code(typed: str) -> tuple[str, Pass] | None:
    """The place (its word) and the pass that four words lead to, in any place; None where they lead nowhere."""
    digest = read_code(typed)
    if digest is None:
        return None
    # Whoever types a code does not say the place: it is the round's.
    invited = Invitation.objects.filter(place=F("round__place"), digest=digest, sort=Invitation.Sort.PAPER)
    if found := invited.values_list("round__place__slug", "pk").first():
        return found[0], Pass("p", found[1])
    own = SheetCode.objects.filter(digest=digest).values_list("round__place__slug", "pk").first()
    return (own[0], Pass("c", own[1])) if own else None


def sheet_of(way: WayIn) -> Sheet | None:
    """What was answered with this way in so far, as it is now."""
    return Sheet.objects.filter(round=way.round, code__digest=way.digest).first() if way.digest else None


def _by_pass(place: str, one: Pass) -> WayIn | None:
    if one.leads == "c":
        return _by_own_code(place, one.number)
    way = _invited(place, "id", one.number)
    if way is None or one.leads == "p":
        return way
    digest = read_code(one.code)
    if digest is None or not (way.open and way.confidential):
        return None
    own = replace(way, digest=digest, code=one.code)
    return replace(own, sheet=sheet_of(own))


def _invited(place: str, by: str, value: str | int) -> WayIn | None:
    row = invitation_with(place, by, value)
    if row is None:
        return None
    found, sheet = row
    own = found.round.mode == Round.Mode.CONFIDENTIAL and found.sort != Invitation.Sort.OPEN
    return WayIn(
        round=found.round,
        kind=found.group.kind,
        form=found.group.form,
        invitation=found,
        digest=found.digest if own else "",
        sheet=sheet if own else None,
    )


def _by_own_code(place: str, number: int) -> WayIn | None:
    found = (
        SheetCode.objects.filter(round__place__slug=place, pk=number)
        .select_related("sheet", "round__place")
        .first()
    )
    if found is None:
        return None
    return WayIn(
        round=found.round,
        kind=found.sheet.kind,
        form=found.sheet.form,
        invitation=None,
        digest=found.digest,
        sheet=found.sheet,
    )
