"""The people of the tests: who they are stays the same in every test, so that a test reads like a story.

Rosa runs the place, Bea is a partner who edits, Cal reads along, Otto runs another place, Ines is signed in and belongs
to no place.
"""

from dataclasses import dataclass

from tallgrass.foundation.accounts.models import User
from tallgrass.places.actions import add_place, give_role
from tallgrass.places.models import Place
from tallgrass.places.roles import EDITOR, VIEWER


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, with the two places: ``elmwood`` is Rosa's, ``oakdale`` is Otto's."""

    rosa: User
    bea: User
    cal: User
    otto: User
    ines: User
    elmwood: Place
    oakdale: Place


def gather_cast() -> Cast:
    """Make everybody and both places."""
    rosa, bea, cal, otto, ines = (
        User.objects.create_user(f"{name.lower()}@example.org", name=name)
        for name in ("Rosa", "Bea", "Cal", "Otto", "Ines")
    )
    elmwood = add_place(
        slug="elmwood", name="Elmwood", population=80_000, time_zone="America/Chicago", by=rosa
    )
    oakdale = add_place(slug="oakdale", name="Oakdale", by=otto)
    give_role(place=elmwood, email=bea.email, role=EDITOR, by=rosa)
    give_role(place=elmwood, email=cal.email, role=VIEWER, by=rosa)
    return Cast(rosa, bea, cal, otto, ines, elmwood, oakdale)
