"""The fixed cast and two places, for tests of the site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tallgrass.foundation.accounts.models import User
from tallgrass.places.actions import add_place
from tallgrass.places.models import Place
from tallgrass.strength.scorecard.actions import publish_snapshot
from tallgrass.strength.scorecard.assess import Assessed, assess_folder
from tallgrass.strength.scorecard.models import Snapshot
from tests.instances import Instance, new_database


def write_place(folder: Path, name: str, *, as_of: str = "2026-06-30", level: int = 2) -> Path:
    """A small folder: nine partners, six of whom answered two questions."""
    folder.mkdir(parents=True)
    (folder / "place.toml").write_text(
        f'name = "{name}"\npopulation = 90000\nas_of = {as_of}\nframework = "v1"\nlanguage = "en"\n', "utf-8"
    )
    kinds = ["community"] * 5 + ["government"] * 2 + ["civic_tech", "philanthropy"]
    players = [f"p{number},Partner {number},{kind},yes" for number, kind in enumerate(kinds)]
    (folder / "players.csv").write_text("\n".join(["player_id,name,kind,active", *players, ""]), "utf-8")
    answers = [f"r{number},community,{one},{level}" for number in range(6) for one in ("KP7", "CA2")]
    (folder / "answers.csv").write_text(
        "\n".join(["respondent,kind,criterion,answer", *answers, ""]), "utf-8"
    )
    return folder


@pytest.fixture
def rosa(db: None) -> User:
    """The steward."""
    return User.objects.create_user("Rosa@example.org", name="Rosa")


@pytest.fixture
def riverbend(db: None, rosa: User) -> Place:
    """Rosa's place."""
    return add_place(slug="riverbend", name="Riverbend", population=90000, by=rosa)


@pytest.fixture
def otherville(db: None) -> Place:
    """Otto's place, which Riverbend has nothing to do with."""
    return add_place(slug="otherville", name="Otherville", by=None)


@pytest.fixture(scope="session")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> Assessed:
    """A scorecard of Riverbend, as of 30 June 2026."""
    return assess_folder(write_place(tmp_path_factory.mktemp("places") / "riverbend", "Riverbend"))


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Assessed:
    """The next scorecard of Riverbend, as of 31 December 2026."""
    folder = tmp_path_factory.mktemp("places") / "riverbend"
    return assess_folder(write_place(folder, "Riverbend", as_of="2026-12-31", level=3))


@pytest.fixture
def snapshot(riverbend: Place, rosa: User, assessed: Assessed) -> Snapshot:
    """Riverbend's scorecard, published by Rosa."""
    return publish_snapshot(
        place=riverbend, document=assessed.document, framework=assessed.framework, by=rosa
    )


@pytest.fixture
def instance(tmp_path: Path, socket_enabled: None) -> Iterator[Instance]:
    """An instance with nothing in it, on the database that the tests run on."""
    with new_database() as database:
        yield Instance(tmp_path / "data", database)


@pytest.fixture
def another(tmp_path: Path, socket_enabled: None) -> Iterator[Instance]:
    """A second one, as on another computer."""
    with new_database() as database:
        yield Instance(tmp_path / "another", database)
