"""Rounds of Elmwood, in which people are asked."""

import pytest

from tests.cast import Cast
from tests.rounds.held import Held, open_round


@pytest.fixture
def anonymous(cast: Cast) -> Held:
    """An open anonymous round."""
    return open_round(cast)
