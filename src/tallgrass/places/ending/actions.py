"""What people can do to close a place: begin, call it off, tell everybody; and what the program does on the day."""

from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.days import spelled
from tallgrass.foundation.events.record import record
from tallgrass.foundation.languages import words
from tallgrass.foundation.messages.actions import drop_waiting, post
from tallgrass.foundation.messages.dead_links import refuse_dead_links
from tallgrass.foundation.messages.models import Channel
from tallgrass.places.ending.letting_go import let_go, let_people_go, people_of
from tallgrass.places.ending.purposes import CLOSING
from tallgrass.places.ending.seam import Reached, everybody_reached, prepare, tidy, unfinished
from tallgrass.places.events import ENDED, ENDING_BEGUN, ENDING_CALLED_OFF, ENDING_TOLD
from tallgrass.places.models import Ending, Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import END_PLACE

#: So long people have at least, to read that a place closes, to answer, and to take with them what is theirs.
SHORTEST: Final = timedelta(days=14)
#: What is offered where nobody has chosen a day.
USUAL: Final = timedelta(days=30)
#: Later than this is no plan.
LONGEST: Final = timedelta(days=366)


class NotNow(ValidationError):
    """It cannot be done as things stand. ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(f"This cannot be done now: {code}.", code=code)


@transaction.atomic
def begin_ending(*, place: Place, ends_on: date, why: str, by: User | None) -> Ending:
    """Let a place close on a day, at least two weeks and at most a year away. Until then it can be called off.

    Raises ``NotAllowed``, ``NotNow`` (``begun`` already, or the key of what has to be finished first), and
    ``ValidationError`` for the day (``too_soon``, ``too_late``).
    """
    require(by, place, END_PLACE)
    Place.objects.select_for_update().get(pk=place.pk)
    if Ending.objects.filter(place=place).exists():
        raise NotNow("begun")
    for key in unfinished(place):
        raise NotNow(key)
    today = timezone.localdate()
    if ends_on < today + SHORTEST:
        raise ValidationError({"ends_on": ValidationError("too soon", code="too_soon")})
    if ends_on > today + LONGEST:
        raise ValidationError({"ends_on": ValidationError("too late", code="too_late")})
    ending = Ending(place=place, begun_on=today, ends_on=ends_on, why=why.strip())
    ending.full_clean()
    ending.save()
    record(ENDING_BEGUN, by=by, place=place.pk, subject=place.pk, told={"day": ends_on.isoformat()})
    return ending


@transaction.atomic
def call_off_ending(*, place: Place, by: User | None, site: str = "") -> int:
    """Let a place go on, and tell so whoever was told that it closes; returns how many messages wait to be sent.

    Raises ``NotAllowed``, and ``NotNow`` where nothing was begun or all is done (``over``).
    """
    require(by, place, END_PLACE)
    ending = _under_way(place)
    sent = 0
    if ending.told_on is not None:
        drop_waiting(place=place.pk, purpose=CLOSING.key, about=ending.pk)
        sent = sum(_posted(ending, one, site, by, "goes_on") for one in everybody_reached(place))
    ending.delete()
    record(ENDING_CALLED_OFF, by=by, place=place.pk, subject=place.pk)
    return sent


@transaction.atomic
def tell_everybody(*, place: Place, site: str, by: User | None) -> int:
    """Ask that a message about the end goes to everybody whom the place can reach; returns how many wait to be sent.

    Once for each ending: a second press sends nothing. ``site`` is where the site is reached
    (``https://example.org``). Raises ``NotAllowed``, ``NotNow`` (``over``, ``told``) and ``LinksLeadNowhere``.
    """
    require(by, place, END_PLACE)
    ending = _under_way(place)
    if ending.told_on is not None:
        raise NotNow("told")
    refuse_dead_links(site)
    sent = sum(_posted(ending, one, site, by, "letter") for one in everybody_reached(place))
    ending.told_on = timezone.localdate()
    ending.save(update_fields=["told_on"])
    record(ENDING_TOLD, by=by, place=place.pk, subject=place.pk, told={"number": sent})
    return sent


@transaction.atomic
def end_place(*, place: Place, today: date) -> bool:
    """Delete what is about people, if the day has come and nothing is in the middle of something; whether it was done
    now. All of it, or nothing.

    There is no ``by``: the program does it on the day that was told to everybody.
    """
    ending = Ending.objects.select_for_update().filter(place=place, ended_on=None).first()
    if ending is None or today < ending.ends_on or unfinished(place):
        return False
    people = people_of(place)
    prepare(place)
    let_go(place)
    tidy(place)
    let_people_go(people)
    ending.ended_on = today
    ending.save(update_fields=["ended_on"])
    record(ENDED, by=None, place=place.pk, subject=place.pk)
    return True


def _under_way(place: Place) -> Ending:
    ending = Ending.objects.select_for_update().filter(place=place, ended_on=None).first()
    if ending is None:
        raise NotNow("over")
    return ending


def _posted(ending: Ending, to: Reached, site: str, by: User | None, which: str) -> bool:
    """Let the message to one wait, ``letter`` or ``goes_on``; whether it will be sent."""
    place = ending.place
    letter = words(to.language, "ending")[which]
    own_page = to.own_page(site) if to.own_page is not None and which == "letter" else ""
    facts = {
        "place": place.name,
        "day": spelled(ending.ends_on, to.language),
        "who": place.run_by or place.name,
        "why": ending.why,
        "own_page": own_page,
    }
    parts = [*letter["begins"], *(letter.get("why", ()) if ending.why else ()), *letter["goes"]]
    parts += letter["own"] if own_page else []
    body = "\n\n".join(str(part).format_map(facts) for part in [*parts, *letter["ends"]])
    posted = post(
        place=place.pk,
        channel=Channel.MAIL,
        to=to.email,
        subject=str(letter["subject"]).format_map(facts),
        body=body,
        language=to.language,
        purpose=CLOSING.key,
        about=ending.pk,
        bulk=True,
        reply_to="" if by is None else by.email,
        site=site,
    )
    return posted.message is not None
