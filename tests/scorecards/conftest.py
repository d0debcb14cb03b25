"""Elmwood with partners, answers and a round; what its members and everybody see of its scorecards."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.assets import write_assets
from tallgrass.strength.scorecard.actions import make_scorecard, show_scorecard
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.place_folder.actions import load_folder
from tallgrass.strength.scorecard.place_folder.reading import read_place_folder
from tests.cast import Cast

Reader = Callable[[User | None], Client]
AS_OF = date(2026, 6, 30)


@pytest.fixture(autouse=True, scope="session")
def _assets() -> None:
    """The style sheet and the faces, where the site finds them."""
    write_assets(Path(settings.STATIC_ROOT))


def write_elmwood(folder: Path, *, as_of: date = AS_OF, level: int = 2, signed: str = "") -> Path:
    """Nine partners, six of whom answered two questions; ``signed`` are rows of ``signed.csv``."""
    folder.mkdir(parents=True)
    (folder / "place.toml").write_text(
        f'name = "Elmwood"\npopulation = 80000\nas_of = {as_of}\nframework = "v1"\n', "utf-8"
    )
    kinds = ["community"] * 5 + ["government"] * 2 + ["civic_tech", "philanthropy"]
    players = [f"p{number},Partner {number},{kind},yes" for number, kind in enumerate(kinds)]
    answers = [f"r{number},community,{one},{level}" for number in range(6) for one in ("KP7", "CA2")]
    tables = {
        "players.csv": ["player_id,name,kind,active", *players],
        "answers.csv": ["respondent,kind,criterion,answer", *answers],
        "ties.csv": ["from,to,type,state,since,confirmed_on", f"p0,p5,works_with,confirmed,,{as_of}"],
    }
    if signed:
        tables["signed.csv"] = ["player_id,criterion,answer", signed]
    for name, lines in tables.items():
        (folder / name).write_text("\n".join([*lines, ""]), "utf-8")
    return folder


@pytest.fixture
def elmwood(cast: Cast, tmp_path: Path) -> Cast:
    """The cast, with what Elmwood has on record."""
    folder = read_place_folder(write_elmwood(tmp_path / "elmwood", signed="p0,KP7,3"))
    load_folder(place="elmwood", folder=folder, by=None, replace=True)
    cast.elmwood.refresh_from_db()
    return cast


@pytest.fixture
def made(elmwood: Cast) -> Snapshot:
    """A scorecard that Rosa made and showed to nobody."""
    return make_scorecard(place=elmwood.elmwood, as_of=AS_OF, by=elmwood.rosa).snapshot


@pytest.fixture
def shown(elmwood: Cast, made: Snapshot) -> Snapshot:
    """A scorecard that Rosa made and showed to everybody."""
    return show_scorecard(place=elmwood.elmwood, number=made.pk, by=elmwood.rosa)


@pytest.fixture
def as_reader() -> Reader:
    """A browser in which somebody, or nobody, is signed in."""

    def reader(person: User | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return reader
