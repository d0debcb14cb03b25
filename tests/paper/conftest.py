"""Scorecards on paper, each made once."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdf
import pytest

from tallgrass.examples.prairie_junction.cases import CASES
from tallgrass.examples.prairie_junction.generator import write_folder, write_previous
from tallgrass.strength.scorecard.assess import SCORECARD_FILE, Assessed, assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.rendering.paper import scorecard_pdf

#: The example and the small invented places, one for each situation.
PLACES = ("example", *CASES)


@cache
def assessed_place(name: str) -> Assessed:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "place"
        (write_folder if name == "example" else CASES[name])(folder)
        return assess_folder(folder)


@cache
def second_round() -> Assessed:
    """The example as it follows on its scorecard of the year before."""
    with TemporaryDirectory() as temporary:
        before, now = Path(temporary) / "before", Path(temporary) / "now"
        write_previous(before)
        (before / SCORECARD_FILE).write_bytes(to_bytes(assess_folder(before).document))
        write_folder(now)
        return assess_folder(now, previous=before)


@cache
def paper_of(name: str, language: str) -> bytes:
    assessed = assessed_place(name)
    return scorecard_pdf(assessed.document, assessed.framework, language)


def pages(content: bytes, most: int | None = None) -> list[str]:
    """The words of each page, or of the first few, with single blanks."""
    found = islice(pypdf.PdfReader(BytesIO(content)).pages, most)
    return [" ".join(page.extract_text().split()) for page in found]


@pytest.fixture(scope="session")
def assessed() -> Callable[[str], Assessed]:
    """The scorecard of an invented place."""
    return assessed_place


@pytest.fixture(scope="session")
def on_paper() -> Callable[[str, str], bytes]:
    """The PDF of an invented place in a language."""
    return paper_of
