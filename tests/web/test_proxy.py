"""Behind a proxy the site believes the proxy; in front of it, nobody. With https, cookies and links follow."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from tests.instances import Instance
from tests.serving import served

pytestmark = [pytest.mark.database, pytest.mark.slow]

SHOW = """
from tallgrass.web import settings
names = ("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE", "CSRF_TRUSTED_ORIGINS", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS")
import json; print(json.dumps({name: getattr(settings, name) for name in names}))
"""
ADDRESS = {"TALLGRASS_ADDRESS": "https://tallgrass.example.org"}
FORWARDED = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "tallgrass.example.org",
    "X-Forwarded-For": "192.0.2.77",
}


def answer_to(address: str, headers: dict[str, str], path: str = "/") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_on_this_computer_cookies_travel_as_they_can_and_are_out_of_reach_of_scripts(
    instance: Instance,
) -> None:
    found = json.loads(instance.program(SHOW))
    assert found["SESSION_COOKIE_NAME"] == "session"
    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"]) == (False, False)
    assert (found["SESSION_COOKIE_HTTPONLY"], found["SESSION_COOKIE_SAMESITE"]) == (True, "Lax")
    assert (found["CSRF_TRUSTED_ORIGINS"], found["SECURE_HSTS_SECONDS"]) == ([], 0)


def test_with_an_https_address_cookies_travel_encrypted_only(instance: Instance) -> None:
    instance.settings = ADDRESS
    found = json.loads(instance.program(SHOW))
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"]) == (True, True)
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://tallgrass.example.org"]
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert "tallgrass.example.org" in found["ALLOWED_HOSTS"]


def test_without_a_proxy_what_a_browser_says_of_itself_is_not_believed(instance: Instance) -> None:
    with served(instance.data, environment={"DATABASE_URL": instance.database, **ADDRESS}) as site:
        answer = answer_to(site.address, FORWARDED)
        assert answer.status == 200
        assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize(
    "proxy", [{}, {"TALLGRASS_BEHIND_PROXY": "1"}, {"TALLGRASS_BEHIND_PROXY": "10.0.0.2"}]
)
def test_messages_that_wait_on_this_computer_are_not_shown_through_a_proxy(
    instance: Instance, proxy: dict[str, str]
) -> None:
    """Whoever reads them can sign in as anybody; a proxy may pass on what anybody in the world asks."""
    with served(instance.data, environment={"DATABASE_URL": instance.database, **proxy}) as site:
        browser = {"Connection": "keep-alive"}
        assert answer_to(site.address, browser, "/outbox/").status == 200
        through = {**browser, "X-Forwarded-For": "192.0.2.77"}
        assert answer_to(site.address, through, "/outbox/").status in (403, 404)
        for silent in ({}, {"Connection": "close"}):  # a proxy that says nothing of itself
            assert answer_to(site.address, silent, "/outbox/").status == 404


@pytest.mark.parametrize("proxy", ["1", "127.0.0.1"])
def test_the_proxy_is_believed(instance: Instance, proxy: str) -> None:
    environment = {"DATABASE_URL": instance.database, "TALLGRASS_BEHIND_PROXY": proxy, **ADDRESS}
    with served(instance.data, environment=environment) as site:
        answer = answer_to(site.address, FORWARDED)
        assert answer.status == 200
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        stranger = answer_to(site.address, {**FORWARDED, "X-Forwarded-Host": "elsewhere.example"})
        assert stranger.status == 400


def test_a_proxy_with_another_address_is_not_believed(instance: Instance) -> None:
    environment = {"DATABASE_URL": instance.database, "TALLGRASS_BEHIND_PROXY": "192.0.2.1", **ADDRESS}
    with served(instance.data, environment=environment) as site:
        assert "Strict-Transport-Security" not in answer_to(site.address, FORWARDED).headers


def test_the_first_link_leads_to_where_people_reach_the_site(instance: Instance) -> None:
    with served(instance.data, environment={"DATABASE_URL": instance.database, **ADDRESS}) as site:
        lines = [site.line() for _ in range(3)]
        assert lines[2].startswith("https://tallgrass.example.org/start/")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TALLGRASS_ADDRESS", "http://a.example"),
        ("TALLGRASS_BEHIND_PROXY", "yes"),
        ("TALLGRASS_MAIL", "imap://x"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_one_sentence(instance: Instance, name: str, value: str) -> None:
    refused = instance.run("serve", "--port", "0", **{name: value})
    assert refused.returncode == 2
    (sentence,) = refused.stderr.splitlines()
    assert sentence.startswith(f"Error: {name}")
