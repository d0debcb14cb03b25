"""What stewards do with the words of the kit."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.record import record
from tallgrass.foundation.languages import available_languages
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.events import KIT_AS_BEFORE, KIT_CHANGED
from tallgrass.strength.rounds.kit.method.filling import OwnText, original
from tallgrass.strength.rounds.kit.method.pieces import PIECES
from tallgrass.strength.rounds.kit.models import KitText
from tallgrass.strength.rounds.kit.wording import said_in


@transaction.atomic
def change_kit_text(
    *, place: Place, by: User | None, piece: str, language: str, subject: str, body: str
) -> KitText | None:
    """Say a piece in a place's own words, from now on and in every round. The original words are kept as none.

    ``subject`` and ``body`` hold marks as ``{who}``. Raises ``ValidationError``: ``unknown`` for a piece or language
    that there is not, ``required`` for a body without a word, ``max_length``.
    """
    require(by, place, RUN_ROUNDS)
    _check(piece, language)
    own = OwnText(" ".join(subject.split()), _tidy(body))
    if own == original(PIECES[piece], said_in(language)):
        back_to_original(place=place, by=by, piece=piece, language=language)
        return None
    there = KitText.objects.select_for_update().filter(place=place, piece=piece, language=language).first()
    if there is not None and OwnText(there.subject, there.body) == own:
        return there
    kept = there or KitText(place=place, piece=piece, language=language)
    kept.subject, kept.body, kept.changed_at = own.subject, own.body, timezone.now()
    kept.clean_fields(exclude=["place"])
    kept.save()
    _tell(KIT_CHANGED, place, by, piece, language)
    return kept


@transaction.atomic
def back_to_original(*, place: Place, by: User | None, piece: str, language: str) -> bool:
    """Say a piece in the original words again; False where it was said in them already. Raises ``ValidationError``
    (``unknown``).
    """
    require(by, place, RUN_ROUNDS)
    _check(piece, language)
    gone, _ = KitText.objects.filter(place=place, piece=piece, language=language).delete()
    if gone:
        _tell(KIT_AS_BEFORE, place, by, piece, language)
    return bool(gone)


def _check(piece: str, language: str) -> None:
    if piece not in PIECES or language not in available_languages():
        raise ValidationError("There is no such piece, or not in that language.", code="unknown")


def _tell(what: EventKind, place: Place, by: User | None, piece: str, language: str) -> None:
    record(what, by=by, place=place.pk, subject=place.pk, told={"kit_piece": piece, "languages": language})


def _tidy(body: str) -> str:
    """Lines without blanks at their ends, and nothing before the first word or after the last."""
    return "\n".join(line.rstrip() for line in body.splitlines()).strip()
