"""Rounds of Elmwood in every state."""

import pytest

from tests.cast import Cast
from tests.rounds.held import Held, draft_round, open_round


@pytest.fixture
def draft(cast: Cast) -> Held:
    """An anonymous draft that lacks nothing."""
    return draft_round(cast)


@pytest.fixture
def anonymous(cast: Cast) -> Held:
    """An open anonymous round."""
    return open_round(cast)


@pytest.fixture
def confidential(cast: Cast) -> Held:
    """An open confidential round."""
    return open_round(cast, mode="confidential")
