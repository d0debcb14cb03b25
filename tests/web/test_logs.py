"""Logs name routes and never what somebody asked for or sent."""

import logging
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tallgrass.places.models import Place
from tallgrass.web.logs import RouteOnly, WithoutValues
from tallgrass.web.request_log import LOGGER


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What a handler with the site's own filter and formatter writes."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(RouteOnly())
    handler.setFormatter(WithoutValues(settings.LOGGING["formatters"]["plain"]["format"]))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_the_site_logs_through_this_filter_and_formatter_alone() -> None:
    handlers = settings.LOGGING["handlers"]
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]
    assert list(handlers) == ["stderr", "requests"]
    others = {
        name: one["handlers"] for name, one in settings.LOGGING["loggers"].items() if one.get("handlers")
    }
    assert others == {LOGGER: ["requests"]}
    assert handlers["stderr"]["filters"] == ["route"]
    assert settings.LOGGING["filters"]["route"]["()"] == f"{RouteOnly.__module__}.RouteOnly"
    assert settings.LOGGING["formatters"]["plain"]["()"] == f"{RouteOnly.__module__}.WithoutValues"


def test_an_address_that_is_not_there_is_not_repeated(client: Client, db: None, log: StringIO) -> None:
    client.get("/rosa-at-example-org/players/?name=Rosa")
    written = log.getvalue()
    assert re.fullmatch(r"WARNING 404 GET scorecard:element request=[0-9a-f]{16}\n", written)


def test_a_name_that_is_not_ours_is_not_repeated(client: Client, db: None, log: StringIO) -> None:
    client.get("/health", headers={"host": "rosa.example"})
    written = log.getvalue()
    assert "rosa" not in written
    assert written.startswith("ERROR 400 ")


def test_an_error_says_where_it_arose_and_not_what_it_quotes(
    client: Client, db: None, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> list[Place]:
        raise RuntimeError("@".join(["rosa", "example.org"]))

    monkeypatch.setattr("tallgrass.places.views.all_places", broken)
    client.raise_request_exception = False
    client.get("/")
    written = log.getvalue()
    assert "ERROR 500 GET places:index" in written
    assert Path(__file__).name in written
    assert written.rstrip().endswith("RuntimeError")
    assert "rosa@example.org" not in written


def test_what_is_no_request_is_written_as_it_is(log: StringIO) -> None:
    logging.getLogger("tallgrass").warning("The backup took %s s", 3)
    assert log.getvalue() == "WARNING The backup took 3 s\n"


def test_what_the_web_server_says_of_a_path_is_not_repeated(log: StringIO) -> None:
    logging.getLogger("waitress").error("Exception while serving %s", "/start/secret")
    logging.getLogger("waitress.queue").error("Task queue depth is 1 for /start/secret")
    written = log.getvalue()
    assert written.startswith("ERROR The web server had trouble (test_logs.")
    assert "secret" not in written
