"""Preparing and opening a round: what people are promised, who is asked on which form.

Each action takes the place it happens in and the round's number; a number of another place is not found
(``Round.DoesNotExist``).
"""

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.elements.players.asks.actions import unask
from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.languages import available_languages
from tallgrass.places.ending.queries import closes
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.asked_for import ANSWERS
from tallgrass.strength.rounds.events import (
    CHANGED,
    DISCARDED,
    GROUP_ASKED,
    GROUP_LEFT_OUT,
    OPENED,
    PREPARED,
)
from tallgrass.strength.rounds.holding.locked import NotNow, iso, locked, tell, today
from tallgrass.strength.rounds.holding.method.opening import Prepared, lacking
from tallgrass.strength.rounds.models import OWN_TEXTS, AskedGroup, Invitation, Round

#: What may be changed of a draft.
CHANGEABLE: Final = (
    "mode",
    "languages",
    "asked_by",
    "thanks",
    "telephone",
    "other_texts",
    "closes_on",
    "result_by",
    "codes_until",
)
#: What may still be changed once it is open: nothing that people were promised.
CHANGEABLE_WHILE_OPEN: Final = ("telephone", "closes_on")
#: At most so many people are asked of one type on one form.
MOST_ASKED: Final = 1_000_000


class NotReady(ValidationError):
    """A round cannot be opened yet. ``lacks`` says why, in keys of ``lacking``."""

    def __init__(self, lacks: tuple[str, ...]) -> None:
        super().__init__(f"The round cannot be opened yet: {', '.join(lacks)}.", code="not_ready")
        self.lacks = lacks


@transaction.atomic
def prepare_round(*, place: Place, by: User | None) -> Round:
    """Begin a draft from what the place says of itself. Raises ``ValidationError`` (``one_at_a_time``) where one is
    prepared or open already.
    """
    require(by, place, RUN_ROUNDS)
    place = Place.objects.select_for_update().get(pk=place.pk)
    if Round.objects.filter(place=place).exclude(state=Round.State.CLOSED).exists():
        raise ValidationError("A round is prepared or open already.", code="one_at_a_time")
    drafted = Round.objects.create(
        place=place,
        languages=list(place.languages),
        asked_by=place.run_by,
        smallest_group=place.smallest_group,
    )
    tell(PREPARED, drafted, by)
    return drafted


@transaction.atomic
def change_round(*, place: Place, number: int, by: User | None, changes: Mapping[str, Any]) -> Round:
    """Change a draft, or of an open round what was not promised. What stays the same is not recorded.

    Raises ``NotNow``, ``KeyError`` for another field, ``ValidationError`` for a value that cannot be.
    """
    found = locked(place, number, by)
    if found.state == Round.State.CLOSED:
        raise NotNow(found.state)
    changed = []
    for field, value in changes.items():
        if field not in CHANGEABLE:
            raise KeyError(field)
        if getattr(found, field) == value:
            continue
        if found.state == Round.State.OPEN and not _still_open(found, field, value):
            raise NotNow(found.state)
        setattr(found, field, value)
        changed.append(field)
    if changed:
        _check(found)
        found.save(update_fields=changed)
        tell(CHANGED, found, by, changed_fields=changed)
    return found


def _still_open(found: Round, field: str, value: Any) -> bool:
    """Whether a value may still change once people were promised something."""
    if field != "other_texts":
        return field in CHANGEABLE_WHILE_OPEN
    return _promised(found.other_texts) == _promised(value)


def _promised(texts: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    return {
        (language, field): text
        for language, own in texts.items()
        for field, text in own.items()
        if field not in CHANGEABLE_WHILE_OPEN
    }


@transaction.atomic
def discard_round(*, place: Place, number: int, by: User | None) -> None:
    """Give up a draft, with the invitations that were made for it: nobody was asked after all."""
    found = locked(place, number, by, Round.State.DRAFT)
    tell(DISCARDED, found, by)
    unask(place=place, by=by, purpose=ANSWERS, subject=number)
    found.delete()


@transaction.atomic
def ask_group(
    *,
    place: Place,
    number: int,
    by: User | None,
    kind: str,
    form: str,
    besides: int = 0,
    open_link: bool = False,
) -> AskedGroup:
    """Say that people of a kind are asked on a form: ``besides`` counts those whom no invitation counts.

    While the round is open, people can be added, and nobody can be taken back: an open link that was handed out stays
    one, and who was counted was asked. Raises ``NotNow``, and ``ValidationError`` for a kind, form or number that
    cannot be.
    """
    found = locked(place, number, by, Round.State.DRAFT, Round.State.OPEN)
    group = AskedGroup.objects.filter(place=place, round=found, kind=kind, form=form).first()
    before = None if group is None else (group.number, group.open_link)
    if group is None:
        group = AskedGroup(place=place, round=found, kind=kind, form=form)
    if found.state == Round.State.OPEN and (besides < group.number or (group.open_link and not open_link)):
        raise ValidationError("People who were asked cannot be taken back.", code="cannot_take_back")
    if kind not in RESPONDENT_KINDS or not 0 <= besides <= MOST_ASKED:
        raise ValidationError("Nobody answers as that type, or so many.", code="cannot_be_asked")
    group.number, group.open_link = besides, open_link
    if before != (besides, open_link):
        group.full_clean()
        group.save()
        tell(GROUP_ASKED, found, by, kinds=kind, form=form, number=besides, open_link=open_link)
    return group


@transaction.atomic
def leave_out_group(*, place: Place, number: int, by: User | None, kind: str, form: str) -> None:
    """Ask no people of that kind on that form. Of a draft alone, and only where no link that was made for them is
    good: somebody may hold it. Raises ``NotNow``, and ``ValidationError`` (``has_invitations``).
    """
    found = locked(place, number, by, Round.State.DRAFT)
    group = AskedGroup.objects.filter(place=place, round=found, kind=kind, form=form).first()
    if group is None:
        return
    if Invitation.objects.filter(place=place, group=group, ended=False).exists():
        raise ValidationError("There are links for these people.", code="has_invitations")
    group.delete()
    tell(GROUP_LEFT_OUT, found, by, kinds=kind, form=form)


@transaction.atomic
def change_form(*, place: Place, number: int, by: User | None, kind: str, before: str, after: str) -> None:
    """Ask a kind on another form; links that were made for it stay good. Of a draft alone: a form that somebody has
    begun stays. Who is asked on that form already, is asked once.
    """
    found = locked(place, number, by, Round.State.DRAFT)
    group = AskedGroup.objects.get(place=place, round=found, kind=kind, form=before)
    group.form = after
    group.full_clean()
    group.save()
    tell(GROUP_ASKED, found, by, kinds=kind, form=after, number=group.number, open_link=group.open_link)


@transaction.atomic
def open_round(*, place: Place, number: int, by: User | None) -> Round:
    """Let answers come in. What the place has chosen as its framework and smallest group is frozen here.

    Raises ``NotReady`` while something is missing that people must be told, and ``NotNow``.
    """
    now = Place.objects.select_for_update().get(pk=place.pk)
    found = locked(place, number, by, Round.State.DRAFT)
    lacks = lacking(prepared(found), today())
    if closes(now):
        lacks = (*lacks, "place_closes")
    if lacks:
        raise NotReady(lacks)
    found.framework, found.framework_document = now.framework, now.framework_document
    found.smallest_group = now.smallest_group
    found.state, found.opened_on = Round.State.OPEN, today()
    found.save()
    tell(OPENED, found, by, mode=found.mode, result_by=iso(found.result_by))
    return found


def prepared(found: Round) -> Prepared:
    """What a round says, as the rules of opening take it."""
    kinds = AskedGroup.objects.filter(place=found.place_id, round=found).values_list("kind", flat=True)
    return Prepared(
        mode=found.mode,
        kinds=tuple(kinds),
        languages=tuple(found.languages),
        asked_by=found.asked_by,
        closes_on=found.closes_on,
        result_by=found.result_by,
        codes_until=found.codes_until,
    )


def _check(found: Round) -> None:
    """Refuse values that cannot be. The day that everybody hears the result stays after the last day to answer."""
    if not isinstance(found.languages, list) or not set(found.languages) <= set(available_languages()):
        raise ValidationError({"languages": ValidationError("A language is not known.", code="unknown")})
    found.full_clean(validate_constraints=False)
    _check_texts(found)
    if found.state == Round.State.OPEN and (lacks := lacking(prepared(found), today())):
        raise NotReady(lacks)


def _check_texts(found: Round) -> None:
    """Refuse texts in languages that the round is not asked in, and whatever the text of the first one could not be."""
    fields = {each.name: each for each in Round._meta.concrete_fields if each.name in OWN_TEXTS}
    for language, own in found.other_texts.items():
        if language not in found.languages[1:]:
            raise ValidationError(
                {"other_texts": ValidationError("A language is not asked in.", code="unknown")}
            )
        for field, text in own.items():
            fields[field].clean(text, found)
