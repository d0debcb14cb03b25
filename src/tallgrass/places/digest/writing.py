"""What a digest says to one member: gathered from the rooms, in their language, as far as their role may read."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.urls import reverse

from tallgrass.foundation.days import spelled
from tallgrass.foundation.events.queries import events_readable
from tallgrass.foundation.events.sentences import told
from tallgrass.foundation.languages import Words, words
from tallgrass.places.digest.coming import Coming, coming_in
from tallgrass.places.digest.method.composing import (
    KEPT_FOR_FOOTER,
    MOST_WORDS,
    Block,
    Fitted,
    Line,
    as_text,
    fitted,
)
from tallgrass.places.models import Membership, Place
from tallgrass.places.roles import ROLES, SEE_HISTORY
from tallgrass.places.sending import zone_of
from tallgrass.places.tasks import Task, tasks_for
from tallgrass.places.zones import zone_info

#: How many lines a block has at most.
_MOST: Final = {"waits": 5, "moved": 8, "due": 4}
#: The type of events that stand for all others of one file.
_IMPORT: Final = "import"


@dataclass(frozen=True, slots=True)
class Span:
    """The time of which a digest tells: from ``since`` on, up to ``until`` without it."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """A digest. ``moved``: something did; ``waiting``: a SHA-256 of what waits and is due, blank for nothing."""

    subject: str
    opening: tuple[str, ...]
    blocks: tuple[Fitted, ...]
    closing: tuple[str, ...]
    moved: bool
    waiting: str

    @property
    def body(self) -> str:
        """Its text, at most 200 words: with what the message adds on how to end it, at most 250."""
        return as_text(self.opening, self.blocks, self.closing)


def written(membership: Membership, span: Span, *, language: str, site: str) -> Written:
    """The digest of one member. ``site`` is where readers reach it (``https://example.org``)."""
    place, role = membership.place, ROLES[membership.role]
    said = words(language, "digest")["letter"]
    links = _Links(place, language, site)
    today = span.until.astimezone(zone_info(zone_of(place))).date()
    tasks = tasks_for(place, role, language)
    days = coming_in(place, role, language, today)
    moved = _moved(membership, span, said, language, links)
    blocks = (_waits(tasks, said, links), moved, _due(days, said, language, links))
    name = membership.person.name
    opening = (
        said["hello"].format(name=name) if name else said["hello_nobody"],
        said["opening"].format(place=place.name),
    )
    closing = (said["closing"], links.to(reverse("digest:choose", args=[place.slug])))
    room = MOST_WORDS - KEPT_FOR_FOOTER - sum(len(text.split()) for text in (*opening, *closing))
    return Written(
        subject=said["subject"].format(place=place.name),
        opening=opening,
        blocks=tuple(fitted(blocks, most_words=room)),
        closing=closing,
        moved=bool(moved.lines),
        waiting=_fingerprint(tasks, days),
    )


class _Links:
    """Whole addresses of pages, in the reader's language."""

    def __init__(self, place: Place, language: str, site: str) -> None:
        self._site = site
        self._place = place
        self._asked = "" if language == place.languages[0] else f"lang={language}"

    @property
    def home(self) -> str:
        """The home of the place, where all that waits stands."""
        return self.to(reverse("places:home", args=[self._place.slug]))

    def to(self, path: str) -> str:
        """The whole address of a path; blank for none."""
        if not path:
            return ""
        page, hash_sign, part = path.partition("#")
        asked = f"{'&' if '?' in page else '?'}{self._asked}" if self._asked else ""
        return f"{self._site}{page}{asked}{hash_sign}{part}"


def _waits(tasks: list[Task], said: Words, links: _Links) -> Block:
    lines = tuple(Line(task.title, links.to(task.address)) for task in tasks)
    return _block("waits", said, lines, links.home)


def _moved(membership: Membership, span: Span, said: Words, language: str, links: _Links) -> Block:
    """What others did, the latest first. What a file brought in is one line, not one for each partner."""
    place, role = membership.place, ROLES[membership.role]
    may = frozenset(one.name for one in role.may)
    events = (
        events_readable(place=place.pk, may=may)
        .filter(at__gte=span.since, at__lt=span.until)
        .filter(Q(batch__isnull=True) | Q(subject_type=_IMPORT))
        .exclude(by=membership.person_id)
    )
    if SEE_HISTORY not in role.may:
        events = events.none()
    shown = told(list(events[: _MOST["moved"]]), place=place.pk, slug=place.slug, language=language)
    lines = tuple(Line(" ".join(one.sentences)) for one in shown)
    day = spelled(span.since.astimezone(zone_info(zone_of(place))).date(), language)
    rest = links.to(reverse("history:list", args=[place.slug]))
    return _block("moved", said, lines, rest, further=events.count() - len(lines), day=day)


def _due(days: list[Coming], said: Words, language: str, links: _Links) -> Block:
    lines = tuple(
        Line(said["due"]["line"].format(day=spelled(one.day, language), what=one.what), links.to(one.address))
        for one in days
    )
    return _block("due", said, lines, "")


def _block(
    key: str, said: Words, lines: tuple[Line, ...], rest: str, *, further: int = 0, day: str = ""
) -> Block:
    own = said[key]
    return Block(own["title"].format(day=day), lines, own["none"], own["more"], rest, _MOST[key], further)


def _fingerprint(tasks: Iterable[Task], days: Iterable[Coming]) -> str:
    """The same as long as the same things wait: titles hold counts and days that go on by themselves."""
    waiting = sorted(
        {*((one.address, one.rank) for one in tasks), *((one.what, one.day.toordinal()) for one in days)}
    )
    return hashlib.sha256(repr(waiting).encode()).hexdigest() if waiting else ""
