"""Which week's digest is due: on Tuesday at nine by the clock of the place. Pure."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

#: Monday is 0.
TUESDAY: Final = 1
NINE: Final = time(9)
#: A site that was off on Tuesday morning catches up within two days; after that the week goes without.
LATE: Final = timedelta(days=2)
#: A digest that could not be sent by then is let be: the next one is near.
STALE: Final = timedelta(days=3)
WEEK: Final = timedelta(days=7)
#: A digest tells of twelve weeks at most, however long a site was off or a member wanted none.
LONGEST_LOOK_BACK: Final = timedelta(weeks=12)


def moment(week: date, zone: ZoneInfo) -> datetime:
    """When the digest of a week is due. ``week`` is its Tuesday."""
    return datetime.combine(week, NINE, tzinfo=zone)


def due_week(now: datetime, zone: ZoneInfo) -> date | None:
    """The Tuesday whose digest is due now; None where the last one is ``LATE`` or more ago."""
    today = now.astimezone(zone).date()
    week = today - timedelta(days=(today.weekday() - TUESDAY) % 7)
    if moment(week, zone) > now:
        week -= WEEK
    return week if now - moment(week, zone) < LATE else None


def looks_back_to(week: date, before: date | None, zone: ZoneInfo) -> datetime:
    """From when on a digest tells what moved: from the one ``before`` it, which was settled; else for a week."""
    since = week - WEEK if before is None else max(before, week - LONGEST_LOOK_BACK)
    return moment(since, zone)
