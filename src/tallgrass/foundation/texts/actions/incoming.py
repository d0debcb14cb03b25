"""Taking in what people text us: it counts at once, is answered by the queue, and a person reads what is unclear."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.languages import SOURCE_LANGUAGE
from tallgrass.foundation.messages.actions import lift, post, suppress
from tallgrass.foundation.messages.addresses import digest_of
from tallgrass.foundation.messages.models import Channel, Reason, Suppression
from tallgrass.foundation.texts.actions.agreeing import Agreement, agree, end_agreements
from tallgrass.foundation.texts.method.keywords import LONGEST, Meaning, Understood, understood
from tallgrass.foundation.texts.models import Consent, IncomingText, Reading, Source
from tallgrass.foundation.texts.purposes import ANSWER
from tallgrass.foundation.texts.queries import answered_lately, spoken_with, terms_of
from tallgrass.foundation.texts.wording import answer

#: No more answers than this go to one number in a day: two machines must not talk to each other for ever.
MOST_ANSWERS: Final = 5
_A_DAY: Final = timedelta(days=1)


@transaction.atomic
def take_incoming(
    *, reference: str, number: str, body: str, gateway_answers: bool, late: bool = False
) -> IncomingText | None:
    """Take in a text that the gateway passes on; None where it was taken in before. ``number`` is E.164.

    STOP holds at once, in all places: they share a number. ``gateway_answers``: the gateway has answered the words
    of the rules in English by itself. ``late``: it came in a while ago, so nothing is answered. Raises
    ``ValidationError`` for what is no number.
    """
    digest = digest_of(Channel.TEXT, number)
    read = understood(body)
    place, spoken = spoken_with(digest)
    unclear = place is not None and not read.exact and read.meaning in (Meaning.STOP, Meaning.OTHER)
    text, new = IncomingText.objects.get_or_create(
        reference=reference[:100],
        defaults={
            "place_id": place,
            "digest": digest,
            "number": number if unclear else "",
            "body": body.replace("\x00", "")[:LONGEST] if unclear else "",
            "meaning": read.meaning,
            "exact": read.exact,
            "reading": Reading.WAITING if unclear else Reading.NOTHING,
        },
    )
    if not new:
        return None
    answered = late or (gateway_answers and read.exact and read.language == "en")
    if _heeded(text, number, body, read) and not answered:
        _answer(text, number, read.language or spoken or SOURCE_LANGUAGE)
    return text


@transaction.atomic
def stop_number(*, text: IncomingText) -> None:
    """A person has read that somebody wants no more texts: heed it, in all places."""
    _stop(text.digest, text.number)
    _read(text)


@transaction.atomic
def was_no_stop(*, text: IncomingText) -> None:
    """A person has read a text that was taken for "stop" and meant something else: texts may go there again.

    Agreements that ended by it hold again; one that the person had ended before does not. What they said in another
    text stands: after a STOP, before or since, nothing changes but that this text is read.
    """
    text.meaning = Meaning.OTHER
    _read(text)
    if _said_stop_otherwise(text.digest):
        return
    if text.number:
        lift(place=None, channel=Channel.TEXT, to=text.number)
    _agreed_again(text)


def _said_stop_otherwise(digest: str) -> bool:
    """Whether something else than what has been read as no "stop" holds texts back from a number: another text since
    the last START, an older one that is not kept any more, or what the gateway said.
    """
    texts = IncomingText.objects.filter(digest=digest)
    started = texts.filter(meaning=Meaning.START).order_by("-pk").values_list("pk", flat=True).first()
    if texts.filter(meaning=Meaning.STOP, pk__gt=started or 0).exists():
        return True
    held = Suppression.objects.filter(
        channel=Channel.TEXT, digest=digest, place_id__isnull=True, stream="", reason=Reason.STOP
    ).first()
    first = texts.order_by("pk").first()
    return held is not None and first is not None and (bool(held.said) or held.since < first.came_at)


def _agreed_again(text: IncomingText) -> None:
    """Let the last agreement in each place hold again that ended by a text, unless a newer one holds there by now."""
    places = Consent.objects.filter(digest=text.digest, ended_at__isnull=True).values("place_id")
    ended = Consent.objects.filter(digest=text.digest, ended_at__gte=text.came_at).exclude(
        place_id__in=places
    )
    last = dict(ended.order_by("pk").values_list("place_id", "pk"))
    Consent.objects.filter(pk__in=last.values()).update(ended_at=None)


@transaction.atomic
def mark_read(*, text: IncomingText) -> None:
    """A person has read it, and nothing else is to be done."""
    _read(text)


def _read(text: IncomingText) -> None:
    text.reading = Reading.DONE
    text.save()


def _heeded(text: IncomingText, number: str, body: str, read: Understood) -> bool:
    """Do what the text asks for; whether it is answered."""
    lately = answered_lately(text.digest, _A_DAY)
    if read.meaning is Meaning.STOP:
        return _stop(text.digest, number)
    if read.meaning is Meaning.START:
        _start(text, number, body, read)
    elif read.meaning is Meaning.LANGUAGE:
        Consent.objects.filter(digest=text.digest, ended_at__isnull=True).update(language=read.language)
    elif read.meaning is Meaning.OTHER:
        return lately <= 1
    return lately <= MOST_ANSWERS


def _stop(digest: str, number: str) -> bool:
    """Send nothing more to a number; whether that is new. One confirmation may go out, never a second one."""
    before = Suppression.objects.filter(
        channel=Channel.TEXT, digest=digest, place_id__isnull=True, stream=""
    ).exists()
    suppress(place=None, channel=Channel.TEXT, to=number, reason=Reason.STOP)
    end_agreements(digest=digest)
    return not before


def _start(text: IncomingText, number: str, body: str, read: Understood) -> None:
    """Who texts START gets texts again, and has agreed to them by these very words."""
    lift(place=None, channel=Channel.TEXT, to=number)
    if text.place_id is None:
        return
    lift(place=text.place_id, channel=Channel.TEXT, to=number)
    words = Agreement(timezone.now(), body.strip()[:LONGEST], read.language, Source.TEXT)
    agree(place=text.place_id, numbers=[number], to=words, noted_by=None)


def _answer(text: IncomingText, number: str, language: str) -> None:
    """Let an answer wait in the queue; it goes out at any hour, as the person has just written."""
    terms = None if text.place_id is None else terms_of(text.place_id)
    post(
        place=text.place_id,
        channel=Channel.TEXT,
        to=number,
        subject="",
        body=answer(text.meaning, name="" if terms is None else terms.name, language=language),
        language=language,
        purpose=ANSWER.key,
        about=text.pk,
        bulk=False,
    )
