"""Time zones: which one a place of the packaged list is likely in, and which there are to choose from.

The list of places knows no time zones, so a state stands for the one in which most of its people live; a steward puts
it right where that is not so. Names are those of the IANA time zone database.
"""

from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError

from tallgrass.places.gazetteer import listed

EASTERN: Final = "America/New_York"
CENTRAL: Final = "America/Chicago"
MOUNTAIN: Final = "America/Denver"
PACIFIC: Final = "America/Los_Angeles"
#: The zones of the United States and Puerto Rico, which are offered first, from east to west.
AT_HOME: Final = (
    "America/Puerto_Rico", EASTERN, "America/Detroit", "America/Indiana/Indianapolis", CENTRAL, MOUNTAIN,
    "America/Boise", "America/Phoenix", PACIFIC, "America/Anchorage", "Pacific/Honolulu",
)  # fmt: skip

_STATES: Final = {
    EASTERN: "CT DC DE FL GA KY MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    CENTRAL: "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    MOUNTAIN: "CO MT NM UT WY",
    PACIFIC: "CA NV OR WA",
    "America/Detroit": "MI",
    "America/Indiana/Indianapolis": "IN",
    "America/Boise": "ID",
    "America/Phoenix": "AZ",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
}
_ZONE_OF_STATE: Final = {state: zone for zone, states in _STATES.items() for state in states.split()}
#: Regions of the database whose names are those of places; the rest are old names and fixed differences.
_REGIONS: Final = frozenset(
    [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ]
)


def likely_zone(listed_as: str) -> str:
    """The zone that a place is likely in, by its identifier in the packaged list; blank where that does not tell."""
    place = listed(listed_as)
    return _ZONE_OF_STATE.get(place.region, "") if place is not None else ""


@cache
def further_zones() -> tuple[str, ...]:
    """Every other zone of the world, by name."""
    return tuple(
        sorted(
            zone
            for zone in available_timezones()
            if zone.partition("/")[0] in _REGIONS and "/" in zone and zone not in AT_HOME
        )
    )


def check_zone(zone: str) -> None:
    """Raises ``ValidationError`` (code ``zone``) for what is no time zone."""
    if zone not in available_timezones():
        raise ValidationError("This is no time zone, as America/Chicago is.", code="zone")


def zone_info(zone: str) -> ZoneInfo:
    """The rules of a zone; those of UTC for a blank one."""
    return ZoneInfo(zone or "UTC")
