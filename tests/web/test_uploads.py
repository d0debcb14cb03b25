"""What is too large is answered with a page that says so, also where a real browser would still be sending."""

import http.client
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tallgrass.web.uploads import LARGEST_READ, LARGEST_UPLOAD
from tests.instances import Instance
from tests.serving import served

pytestmark = pytest.mark.slow


def test_what_is_above_the_limit_is_answered_with_a_sentence(client: Client, db: None) -> None:
    answer = client.post("/", data=b"x", content_type="text/plain", CONTENT_LENGTH=str(LARGEST_UPLOAD + 1))
    assert answer.status_code == 413
    assert "up to 12 megabytes" in answer.text
    assert answer.headers["X-Request-Id"] in answer.text


@pytest.mark.parametrize("size", ["-1", "1e3", "1" * 5000, " 5", "²"])
def test_a_length_that_is_none_is_not_taken_for_a_small_one(client: Client, db: None, size: str) -> None:
    assert client.post("/", data=b"x", content_type="text/plain", CONTENT_LENGTH=size).status_code == 413


@pytest.mark.database
def test_the_page_arrives_although_the_whole_of_it_is_sent(instance: Instance) -> None:
    with served(instance.data, environment={"DATABASE_URL": instance.database}) as site:
        for size, expected in (
            (LARGEST_UPLOAD, {403, 405}),
            (LARGEST_UPLOAD + 1, {413}),
            (30_000_000, {413}),
        ):
            connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
            connection.request("POST", "/", b"x" * size, {"Content-Type": "application/octet-stream"})
            answer = connection.getresponse()
            text = answer.read().decode()
            assert answer.status in expected, size
            assert ("up to 12 megabytes" in text) is (expected == {413})
            connection.close()


@pytest.mark.database
def test_what_nobody_would_wait_for_is_broken_off(instance: Instance) -> None:
    with served(instance.data, environment={"DATABASE_URL": instance.database}) as site:
        connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
        connection.putrequest("POST", "/")
        connection.putheader("Content-Length", str(LARGEST_READ + 1))
        connection.endheaders()
        answer = connection.getresponse()
        assert answer.status == 413
        text = answer.read().decode()
        assert "up to 12 megabytes" in text
        assert "hasta 12 megabytes" in text
        connection.close()
