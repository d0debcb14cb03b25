"""A framework in two languages, and who stands behind the questions."""

from dataclasses import replace

import pytest

from tallgrass.strength.framework.files import packaged
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.asking.form import Behind


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The packaged framework; a language that has no texts of it yet borrows the English ones."""
    found = packaged()
    return replace(found, texts={"es": found.texts["en"], **found.texts})


@pytest.fixture(scope="session")
def behind() -> Behind:
    """An invented place where nobody has said who chose whom to ask."""
    return Behind("Prairie Junction", "The Table", "Wheatear Fund", None, 7, example=False)
