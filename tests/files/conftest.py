"""A place with two partners for every test about files."""

from pathlib import Path

import pytest

from tests.files.place import PlaceFolder


@pytest.fixture
def place(tmp_path: Path) -> PlaceFolder:
    """A folder that can be read as it is."""
    folder = tmp_path / "prairie"
    folder.mkdir()
    return PlaceFolder(folder)
