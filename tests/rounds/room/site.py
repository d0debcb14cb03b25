"""A real site on which Rosa holds a meeting, and phones in its room."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.instances import Instance
from tests.serving import Served, served

_MEETING = """
import json
import subprocess
from tests.cast import gather_cast
from tests.rounds.room.meetings import begun
cast = gather_cast()
cast.elmwood.languages = {languages!r}
cast.elmwood.save()
meeting = begun(cast, people={people!r}, languages={languages!r})
print(json.dumps([meeting.pk, meeting.door, meeting.code]))
"""
_DO = """
from tests.cast import gather_cast
from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.strength.rounds.room import actions
from tallgrass.strength.rounds.room.models import *
place = Place.objects.get(slug="elmwood")
by = User.objects.get(email="rosa@example.org")
meeting = RoomMeeting.objects.get(place=place, state="running").pk
questions = list(RoomQuestion.objects.filter(place=place, meeting=meeting).values_list("pk", flat=True))
"""


@dataclass
class RoomSite:
    """Where the site is, the number of the meeting, and the way in."""

    running: Served
    instance: Instance
    meeting: int
    door: str
    code: str

    @property
    def address(self) -> str:
        """The address of the site, as a name."""
        return self.running.address.rstrip("/")

    def steer(self, *route: object) -> str:
        """A page of the meeting, for Rosa: its path."""
        return "/".join(("/elmwood/rounds/room", *map(str, route or (self.meeting,)), ""))

    @property
    def way_in(self) -> str:
        """What the picture on the wall leads to: its path."""
        return f"/elmwood/room/{self.door}/"

    def do(self, program: str) -> str:
        """What a program inside the site prints (it has the names of ``_DO``)."""
        return self.instance.program(_DO + program)

    def waiting(self, program: str) -> "subprocess.Popen[str]":
        """A program inside the site that is ready, and goes on with the next line it is given."""
        started = self.instance.start_program(f"{_DO}\nprint('ready')\ninput()\n{program}")
        assert started.stdout is not None
        while started.stdout.readline().strip() != "ready":
            assert started.poll() is None
        return started


@contextmanager
def room_site(
    folder: Path, *, people: int | None = None, languages: Sequence[str] = ("en",), database: str = ""
) -> Iterator[RoomSite]:
    """The site until the block ends."""
    instance = Instance(folder, database, {"PYTHONPATH": str(ROOT)})
    instance.make()
    program = _MEETING.format(people=people, languages=list(languages))
    number, door, code = json.loads(instance.program(program).splitlines()[-1])
    with served(folder, environment={"DATABASE_URL": database}) as running:
        yield RoomSite(running, instance, number, door, code)
