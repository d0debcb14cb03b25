"""A real site with an open round, and the secrets that lead into it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT
from tests.instances import Instance
from tests.serving import Served, served

_ROUND = """
import json
from dataclasses import asdict
from tests.cast import gather_cast
from tests.rounds.held import open_round
held = open_round(gather_cast(), mode={mode!r})
print(json.dumps([held.personal, held.paper, held.links]))
"""


@dataclass
class RoundSite:
    """Where the site is, and the secrets by kind."""

    running: Served
    instance: Instance
    personal: dict[str, list[str]] = field(default_factory=dict)
    paper: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address of the site, as a name."""
        return self.running.address.rstrip("/")

    def link(self, kind: str) -> str:
        """A personal link that nobody has used here: its path."""
        return f"/elmwood/answer/{self.personal[kind].pop()}/"

    def open_link(self, kind: str = "resident") -> str:
        """The open link: its path."""
        return f"/elmwood/answer/{self.links[kind]}/"

    def ask(self, program: str) -> str:
        """What a program inside the site prints."""
        return self.instance.program(program)


@contextmanager
def round_site(folder: Path, mode: str = "anonymous", database: str = "") -> Iterator[RoundSite]:
    """The site until the block ends."""
    instance = Instance(folder, database, {"PYTHONPATH": str(ROOT)})
    instance.make()
    personal, paper, links = json.loads(instance.program(_ROUND.format(mode=mode)).splitlines()[-1])
    with served(folder, environment={"DATABASE_URL": database}) as running:
        yield RoundSite(running, instance, personal, paper, links)
