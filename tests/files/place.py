"""A folder of a place to try things on, and a framework small enough to see through."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tallgrass.foundation.files import Problem, Refused, sentences
from tallgrass.foundation.readings import Reading
from tallgrass.strength.framework.method.document import Criterion, Element, Framework
from tallgrass.strength.scorecard.files import FolderRead, read_folder
from tallgrass.strength.scorecard.method.inputs import Inputs

RESIDENTS = ("IN7", "IN3", "KP8", "IN5", "CA8", "CV6")
CRITERIA = ("KP1", "KP7", "KP8", "CA2", "CA8", "IN3", "IN5", "IN7", "CV6")

READINGS = {
    reading.id: reading
    for reading in (
        Reading("players.active.community", "count", ("players",), 3),
        Reading("players.pair_coverage", "share", ("ties",), 1),
        Reading("data.open_licence", "flag", ("datasets",), 1),
        Reading("learning.balance", "ratio", ("learnings",), 1),
    )
}

FRAMEWORK = Framework(
    id="small",
    version="1",
    language="en",
    digest="",
    adapted=False,
    elements=(Element("players", ("KP1", "KP7", "KP8")), Element("approach", ("CA2", "CA8"))),
    criteria=tuple(Criterion(each, "players", False, (), {}) for each in CRITERIA),
    forms={"full": CRITERIA, "short": ("KP7", "KP8", "CA2", "IN7"), "resident": RESIDENTS},
    readings=READINGS,
    wordings={},
    texts={},
)

PLACE = 'name = "Prairie Junction"\npopulation = 48000\nas_of = 2026-11-01\nframework = "v1"\nk = 5\n'
PLAYERS = "player_id,name,kind,active\np1,City Hall,government,yes\np2,Open Prairie,civic_tech|community,\n"


class PlaceFolder:
    """A folder that starts with a place and two partners."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("place.toml", PLACE)
        self.write("players.csv", PLAYERS)

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file in the folder; line ends stay as they are."""
        data = content.encode() if isinstance(content, str) else content
        (self.path / name).write_bytes(data)

    def read(self, as_of: date | None = None) -> FolderRead:
        """Read the folder with the small framework, whatever its place.toml names."""
        return read_folder(self.path, lambda location: FRAMEWORK, as_of=as_of)

    def inputs(self) -> Inputs:
        """What the folder holds."""
        return self.read().inputs

    def refused(self) -> tuple[Problem, ...]:
        """What is refused; nothing where the folder can be read."""
        try:
            self.read()
        except Refused as refusal:
            return refusal.problems
        return ()

    def sentences(self) -> list[str]:
        """What is refused, as a person reads it."""
        return [problem.sentence() for problem in self.refused()]

    def noted(self) -> list[str]:
        """What is noted, as a person reads it."""
        return sentences(self.read().noted)

    def bytes(self) -> Mapping[str, bytes]:
        """Everything that lies in the folder."""
        return {path.name: path.read_bytes() for path in self.path.iterdir() if path.is_file()}
