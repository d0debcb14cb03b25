"""Quiet hours: messages to many people go out in the daytime of the place. Pure."""

from datetime import datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo


class Hours(NamedTuple):
    """From when to when messages go out, by the clock on the wall; the end is not included."""

    first: time
    end: time


#: Mail lies still until it is looked at; a text rings.
MAIL: Final = Hours(time(8), time(20))
TEXT: Final = Hours(time(9), time(20))


def opens_at(now: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    """The next moment that is not in the quiet hours: ``now`` itself, else the next morning. In the zone of ``now``."""
    there = now.astimezone(zone)
    if hours.first <= there.time() < hours.end:
        return now
    day = there.date() if there.time() < hours.first else there.date() + timedelta(days=1)
    return datetime.combine(day, hours.first, tzinfo=zone).astimezone(now.tzinfo)
