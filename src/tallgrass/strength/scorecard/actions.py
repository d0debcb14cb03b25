"""What people can do with scorecards on a site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass import __version__
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.foundation.files import Problem
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import MAKE_SCORECARD, PUBLISH_SCORECARD
from tallgrass.strength.framework.method.build import canonical
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.events import MADE, NO_LONGER_SHOWN, SHOWN, SHOWN_FIRST
from tallgrass.strength.scorecard.giving_back.queries import not_sent_yet
from tallgrass.strength.scorecard.method.compute import compute
from tallgrass.strength.scorecard.method.document import to_bytes, to_document
from tallgrass.strength.scorecard.method.noticed import Noticed
from tallgrass.strength.scorecard.models import KeptFramework, Publication, Snapshot
from tallgrass.strength.scorecard.place_folder.assembling import Said, inputs_of, said_on
from tallgrass.strength.scorecard.queries import kept_snapshot

#: The longest that a reason is kept, in characters.
LONGEST_REASON: Final = 500


class NoSuchScorecard(ValidationError):
    """The place has no such scorecard."""

    def __init__(self) -> None:
        super().__init__("The place has no such scorecard.", code="no_such_scorecard")


class NotSentYet(ValidationError):
    """Those who were asked were promised the result before it is public, and have not been sent it."""

    def __init__(self) -> None:
        super().__init__(
            "Those who were asked do not have this result yet. Send it to them first, or say why not.",
            code="not_sent_yet",
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A scorecard that was made. ``new`` is False where the very same one was kept already.

    ``reported`` and ``noticed`` are what somebody should look into, as ``assess`` tells it.
    """

    snapshot: Snapshot
    new: bool
    reported: tuple[Problem, ...]
    noticed: tuple[Noticed, ...]


def make_scorecard(*, place: Place, as_of: date, by: User | None) -> Made:
    """Make the scorecard of a day from what the place has on record, and keep it. Nobody else sees it yet.

    It is the one that ``assess`` makes of the place's folder, byte for byte. Raises ``NotAllowed``, and ``Refused``
    with a sentence for each thing that must be mended first.
    """
    require(by, place, MAKE_SCORECARD)
    return made_of(place, as_of, said_on(place, as_of), by)


def made_of(place: Place, as_of: date, said: Said, maker: User | None) -> Made:
    """``make_scorecard`` of what people said, counted already; whether ``maker`` may is not asked here."""
    with transaction.atomic():  # everything else is read as of one moment
        read = inputs_of(place, as_of, said)
    computed = compute(read.inputs)  # takes a moment: nobody is kept waiting meanwhile
    snapshot, new = _keep(
        place, to_document(computed), read.framework, asked_as_of=read.asked_as_of, by=maker
    )
    return Made(snapshot, new, read.reported, computed.noticed)


@transaction.atomic
def show_scorecard(*, place: Place, number: int, by: User | None, why_now: str = "") -> Snapshot:
    """Show a kept scorecard to everybody, once those who were asked have been sent it.

    ``why_now`` is why it is shown before that, and goes on record. Raises ``NotAllowed``, ``NoSuchScorecard``, and
    ``NotSentYet`` where those who were asked do not have it yet and no reason is given.
    """
    return _say(place, number, True, by, why_now)


@transaction.atomic
def stop_showing(*, place: Place, number: int, by: User | None) -> Snapshot:
    """Show a scorecard to members alone from now on. Raises ``NotAllowed`` and ``NoSuchScorecard``."""
    return _say(place, number, False, by)


@transaction.atomic
def publish_snapshot(
    *, place: Place, document: Mapping[str, Any], framework: Framework, by: User | None
) -> Snapshot:
    """Keep a scorecard that was made from a folder as it is, and show it to everybody.

    ``document`` is what ``scorecard.json`` holds (METHOD 1, section 9). ``by`` is who publishes it;
    None is the operator's own command line. What is kept and shown already is left as it is.
    Raises ``NotAllowed``, and ``ValueError`` for a document of another framework or of no date.
    """
    require(by, place, PUBLISH_SCORECARD)
    snapshot, _ = _keep(place, document, framework, asked_as_of=None, by=by)
    return _say(place, snapshot.pk, True, by)


@transaction.atomic
def _keep(
    place: Place,
    document: Mapping[str, Any],
    framework: Framework,
    *,
    asked_as_of: date | None,
    by: User | None,
) -> tuple[Snapshot, bool]:
    """Keep a scorecard with the framework that it was made with; the very same one is kept once."""
    if document["framework"]["digest"] != framework.digest:
        raise ValueError("the scorecard was made with another framework than the one given")
    text = to_bytes(document)
    snapshot, new = Snapshot.objects.get_or_create(
        place=place,
        digest=sha256(text).hexdigest(),
        defaults={
            "as_of": date.fromisoformat(document["as_of"]),
            "document": text.decode(),
            "languages": list(document["languages"]),
            "asked_as_of": asked_as_of,
            "framework": _keep_framework(framework),
            "method": str(document["method"]),
            "program": __version__,
            "made_by": by,
        },
    )
    if new:
        told = {"as_of": document["as_of"]}
        record(MADE, by=by, place=place.pk, subject=snapshot.pk, told=told)
    return snapshot, new


def _keep_framework(framework: Framework) -> KeptFramework:
    """The framework as a row, under the digest of all that is kept of it (every language)."""
    text = canonical(framework.document)
    kept, _ = KeptFramework.objects.get_or_create(
        digest=sha256(text.encode()).hexdigest(),
        defaults={"identifier": framework.id, "version": framework.version, "document": text},
    )
    row: KeptFramework = kept
    return row


def _say(place: Place, number: int, shown: bool, by: User | None, why_now: str = "") -> Snapshot:
    """Say whether everybody may see a scorecard; what is so already is not said again."""
    require(by, place, PUBLISH_SCORECARD)
    Place.objects.select_for_update().get(pk=place.pk)  # two words at once would leave open which came last
    snapshot = kept_snapshot(place, number)
    if snapshot is None:
        raise NoSuchScorecard
    if snapshot.shown is not shown:
        why = _why_first(place, snapshot, why_now) if shown else ""
        Publication.objects.create(place=place, snapshot=snapshot, shown=shown, by=by, before_telling=why)
        kind = SHOWN_FIRST if why else SHOWN if shown else NO_LONGER_SHOWN
        told = {"as_of": snapshot.as_of.isoformat(), **({"why": why} if why else {})}
        record(kind, by=by, place=place.pk, subject=snapshot.pk, told=told)
        snapshot.shown = shown
    return snapshot


def _why_first(place: Place, snapshot: Snapshot, why_now: str) -> str:
    """Why a scorecard is shown before those who were asked have it; blank where they have, or nobody was asked here.

    Raises ``NotSentYet`` without a reason.
    """
    if not_sent_yet(place, snapshot) is None:
        return ""
    why = " ".join(why_now.split())[:LONGEST_REASON]
    if not why:
        raise NotSentYet
    return why
