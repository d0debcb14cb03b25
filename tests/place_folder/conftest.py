"""Folders, places made of them, and folders made of these places again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tallgrass.places.models import Place
from tallgrass.strength.scorecard.place_folder.actions import Loaded, Told, export_place, load_folder
from tallgrass.strength.scorecard.place_folder.reading import read_place_folder

Load = Callable[..., Loaded]
Unload = Callable[..., Path]


@pytest.fixture
def load(db: None) -> Load:
    """Bring a folder into a place; into a new one unless told otherwise."""

    def bring(
        folder: Path,
        slug: str = "riverbend",
        *,
        new: bool = True,
        replace: bool = False,
        told: Told | None = None,
    ) -> Loaded:
        read = read_place_folder(folder)
        return load_folder(place=slug, folder=read, by=None, new=new, replace=replace, told=told)

    return bring


@pytest.fixture
def unload(db: None, tmp_path: Path) -> Unload:
    """Take a place out as a folder."""

    def take(place: Place, as_of: date, name: str = "out") -> Path:
        export_place(place=place, out=tmp_path / name, as_of=as_of, by=None)
        return tmp_path / name

    return take
