"""A port that is taken is no reason to give up."""

import socket
from collections.abc import Iterator

import pytest

from tallgrass.web.serving import PORTS_TRIED, NoPort, address_of, open_port


@pytest.fixture
def taken(socket_enabled: None) -> Iterator[int]:
    """A port on which somebody listens already."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_the_next_port_is_taken_instead(taken: int) -> None:
    with open_port("127.0.0.1", taken) as opened:
        assert taken < opened.getsockname()[1] <= taken + PORTS_TRIED


def test_an_address_of_another_computer_is_refused_with_a_sentence(socket_enabled: None) -> None:
    with pytest.raises(NoPort, match=r"Cannot listen on 192\.0\.2\.1"):
        open_port("192.0.2.1", 8000)


def test_the_address_is_one_that_a_browser_here_can_open(socket_enabled: None) -> None:
    with open_port("0.0.0.0", 0) as opened:
        assert address_of(opened) == f"http://127.0.0.1:{opened.getsockname()[1]}/"
