"""Rosa with the kit of a round."""

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def rosa(cast: Cast) -> Client:
    """Rosa, signed in."""
    client = Client()
    client.force_login(cast.rosa)
    return client
