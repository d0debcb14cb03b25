"""A small folder to bring into a place."""

from pathlib import Path

import pytest

PLACE = 'name = "Riverbend"\npopulation = 90000\nas_of = {as_of}\nframework = "v1"\n'


class Folder:
    """A folder of Riverbend: four partners, two links, a few answers."""

    def __init__(self, path: Path, as_of: str = "2026-06-30") -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.write("place.toml", PLACE.format(as_of=as_of))
        self.write(
            "players.csv",
            "player_id,name,kind,active,website\na,Alder Trust,philanthropy,yes,https://alder.example\n"
            "b,Birch Street Table,community,yes,\nc,City Hall,government,,not a website\n"
            "d,Dogwood Data,civic_tech,no,\n",
        )
        self.write(
            "ties.csv", "from,to,type,state,since,confirmed_on\na,b,,confirmed,,2026-05-01\nb,c,,disputed,,\n"
        )
        self.write("answers.csv", _answers(2))
        self.write("signed.csv", "player_id,criterion,answer\nb,KP7,3\nd,KP7,2\n")

    def write(self, name: str, text: str) -> None:
        """Put a file into the folder."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def answered(self, level: int) -> None:
        """Let everybody have answered this level."""
        self.write("answers.csv", _answers(level))


def _answers(level: int) -> str:
    rows = [f"r{number},community,{one},{level}" for number in range(6) for one in ("KP7", "CA2")]
    return "\n".join(["respondent,kind,criterion,answer", *rows, ""])


@pytest.fixture
def riverbend(tmp_path: Path) -> Folder:
    """The folder of Riverbend."""
    return Folder(tmp_path / "in")
