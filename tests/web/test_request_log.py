"""A whole run with secrets in every part of every request: none of them is in what the site writes."""

import http.client
import json
import re
from contextlib import nullcontext, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.instances import Instance
from tests.serving import Served, served

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("socket_enabled")]

SECRETS = (
    "rosa@example.org",
    "8f14e45fceea167a5a36dedd4bea2543",
    "Peñasco",
    "192.0.2.77",
    "SecretBrowser",
    "Zorro",
)


def ask(site: Served, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
    """Ask for a page; gives the status, and the id that the answer names."""
    host = urlsplit(site.address).netloc
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("X-Request-Id", "")


def sign_in_by_code(site: Served, mail: str, wrong_code: str) -> None:
    """Ask for a code as a person does, and type another one: a message is written, and a mistake is made."""
    browser = build_opener(HTTPCookieProcessor())
    for path, field, value in (("sign-in/", "email", mail), ("sign-in/code/", "code", wrong_code)):
        page = browser.open(f"{site.address}{path}", timeout=30).read().decode()
        hidden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert hidden, path
        sent = urlencode({"csrfmiddlewaretoken": hidden[1], field: value}).encode()
        with suppress(HTTPError) if path == "sign-in/code/" else nullcontext():  # a wrong code is a mistake
            browser.open(f"{site.address}{path}", sent, timeout=30).read()


def test_no_log_holds_what_anybody_asked_sent_or_is_called(instance: Instance, tmp_path: Path) -> None:
    mail, token, name, address, browser, body_word = SECRETS
    everything = {
        "Referer": f"http://elsewhere.example/{token}",
        "User_Agent": browser,
        "Cookie": f"session={token}; form={token}",
        "X_Forwarded_For": address,
        "Forwarded": f"for={address}",
        "Authorization": f"Bearer {token}",
        "X_Request_Id": token,
        "Accept_Language": browser,
    }
    form = f"login={quote(mail)}&name={quote(name)}&code={token}&word={body_word}".encode()
    paths = [
        f"/{token}/", f"/elmwood/{token}/", f"/start/{token}", f"/sign-in?next=/{token}&login={quote(mail)}",
        f"/api/v1/{token}", f"/?q={quote(name)}", f"/static/{token}.css", f"/{quote(mail)}/players/{body_word}/",
        "/" + quote(name) * 400, "/%00" + token, f"//{token}", f"/..%2f{token}",
    ]  # fmt: skip
    ids = set()
    with served(instance.data, environment={"DATABASE_URL": instance.database}) as site:
        for path in paths:
            for method in ("GET", "POST", "PUT", body_word.upper()):
                sent = form if method != "GET" else None
                kind = {"Content_Type": "application/x-www-form-urlencoded"} if sent else {}
                status, number = ask(site, method, path, sent, **everything, **kind)
                assert 200 <= status < 500, (method, path, status)
                ids.add(number)
        sign_in_by_code(site, mail, token)
        ask(site, "GET", "/", None, **{**everything, "Host": f"{token}.example"})
        ask(
            site,
            "POST",
            "/",
            b"{",
            **{**everything, "Content_Type": f"multipart/form-data; boundary={token}"},
        )
        ask(site, "GET", "/", None, **{**everything, "Content_Length": body_word})
        assert site.stop() == 0
        written = "\n".join(site.said)
    lines = [json.loads(one) for one in site.said if one.startswith("{")]
    assert ids <= {line["request"] for line in lines}
    assert all(set(line) == {"time", "request", "method", "route", "status", "ms", "bytes"} for line in lines)
    assert {line["method"] for line in lines} == {"GET", "POST", "PUT", "other"}
    for secret in (*SECRETS, body_word.upper(), quote(name), quote(mail)):
        assert secret not in written
    shown = [one for one in site.said if not one.startswith("{")]
    assert not any("Traceback" in one or "WARNING" in one for one in shown)


@pytest.mark.slow
def test_a_fault_of_ours_is_found_by_the_number_that_its_page_shows(
    instance: Instance, tmp_path: Path
) -> None:
    """The table of places is gone: the page says a number, and the log says by it where the program failed."""
    instance.make()
    with served(instance.data, environment={"DATABASE_URL": instance.database}) as site:
        instance.program("connection.cursor().execute('ALTER TABLE places_place RENAME TO gone')")
        status, number = ask(site, "GET", "/?q=rosa@example.org")
        assert status == 500
        site.stop()
    (error,) = [one for one in site.said if one.startswith("ERROR 500")]
    assert error == f"ERROR 500 GET places:index request={number}"
    assert "OperationalError" in site.said or "ProgrammingError" in site.said
    assert not any("no such table" in one or "does not exist" in one or "rosa" in one for one in site.said)
