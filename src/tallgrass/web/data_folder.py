"""The data folder of an instance, made ready for its owner alone."""

from pathlib import Path


def make_ready(folder: Path) -> None:
    """Make the folder where it is missing, open to its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
