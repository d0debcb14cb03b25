"""What the pages of mail show: tables of counts and hints, never what was written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from tallgrass.foundation.languages import words
from tallgrass.foundation.messages.carriers import can_carry
from tallgrass.foundation.messages.letters import stream_name
from tallgrass.foundation.messages.method.replies import cause_of
from tallgrass.foundation.messages.models import Channel, Message, State, Suppression
from tallgrass.foundation.messages.purposes import declared
from tallgrass.foundation.messages.queries import Tally, failed, lines_down, next_due, tallies
from tallgrass.foundation.ui.parts import Cell, Column, Table, table
from tallgrass.places.models import Place
from tallgrass.places.sending import zone_of

Words = Mapping[str, Any]


def when(moment: datetime | None, place: Place) -> str:
    """A moment by the clock on the wall of the place; in UTC where nobody has said its time zone."""
    zone = zone_of(place)
    there = None if moment is None else moment.astimezone(ZoneInfo(zone or "UTC"))
    return "" if there is None else f"{there:%Y-%m-%d %H:%M}{'' if zone else ' UTC'}"


def state_of_channels(place: Place, said: Words) -> list[dict[str, str]]:
    """For each channel in use, a sentence on whether it works, and one on what waits."""
    down = {line.channel: line for line in lines_down(place=place.pk)}
    found = []
    for channel in Channel.values:
        carried = can_carry(channel)
        first = next_due(place=place.pk, channel=channel)
        if channel != Channel.MAIL and not carried and first is None:
            continue
        words_ = said["channels"][channel]
        line = down.get(channel)
        state = (
            words_["down"].format(when=when(line.down_since, place), said=line.said)
            if line
            else words_["ready" if carried else "none"]
        )
        later = first is not None and first > timezone.now() and line is None
        waits = said["next"].format(when=when(first, place)) if later else ""
        found.append({"name": words_["name"], "state": state, "waits": waits})
    return found


def counts(place: Place, said: Words, language: str) -> list[Table]:
    """A table for each channel in use: each stream, and how many messages stand where."""
    head = said["counts"]["columns"]
    columns = (
        Column(head["stream"]),
        *(Column(head[key], number=True) for key in ("waiting", "sent", "failed", "in_doubt", "dropped")),
    )
    tables = []
    for channel in Channel.values:
        rows = tuple(
            _row(stream, tally, language)
            for stream, tally in sorted(tallies(place=place.pk, channel=channel).items())
        )
        if rows:
            caption = said["counts"]["caption"].format(channel=said["channels"][channel]["name"])
            tables.append(table(caption, columns, rows, language))
    return tables


def _row(stream: str, tally: Tally, language: str) -> tuple[Cell, ...]:
    numbers = (
        tally.waiting,
        tally.of(State.SENT) + tally.of(State.KEPT),
        tally.of(State.FAILED),
        tally.of(State.IN_DOUBT),
        tally.of(State.DROPPED),
    )
    return (Cell(_named(stream, language)), *(Cell(str(number)) for number in numbers))


def failures(place: Place, said: Words, language: str) -> Table | None:
    """What did not arrive lately: to whom, as a hint, of what, and why in words; None for nothing."""
    found = failed(place=place.pk)
    own = said["failures"]
    columns = tuple(Column(own["columns"][key]) for key in ("to", "stream", "when", "why"))
    rows = tuple(
        (
            Cell(message.hint),
            Cell(stream_of(message, language)),
            Cell(when(message.finished_at, place)),
            Cell(own["causes"][cause_of(message.said)], note=message.said),
        )
        for message in found
    )
    return table(own["caption"], columns, rows, language) if rows else None


def ended_table(place: Place, rows: list[Suppression], said: Words, language: str) -> Table | None:
    """Addresses that get something no more, as hints; None for none."""
    own = said["ended"]
    columns = tuple(Column(own["columns"][key]) for key in ("to", "stream", "why", "since"))
    lines = tuple(
        (
            Cell(row.hint or own["unknown"]),
            Cell(_named(row.stream, language) if row.stream else own["everything"]),
            Cell(own["reasons"][row.reason]),
            Cell(when(row.since, place)),
        )
        for row in rows
    )
    return table(own["caption"], columns, lines, language) if lines else None


def stream_of(message: Message, language: str) -> str:
    """What a message was of, in words."""
    known = declared().get(message.purpose)
    return _named(known.stream if known else message.purpose, language)


def _named(stream: str, language: str) -> str:
    name = stream_name(stream, language)
    return name[:1].upper() + name[1:]


def said_in(language: str) -> Words:
    """The words of these pages."""
    own: Words = words(language, "messages")["page"]
    return own
