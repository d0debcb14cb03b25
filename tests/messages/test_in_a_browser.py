"""The pages about messages in a real browser: axe finds nothing, nobody scrolls sideways, no script runs."""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Route

from tallgrass.foundation.assets import assets
from tallgrass.foundation.messages import actions, lines
from tallgrass.foundation.messages.addresses import digest_of
from tallgrass.foundation.messages.models import Reason
from tallgrass.foundation.messages.trust import checking
from tallgrass.foundation.messages.unsubscribing import Ending, secret_of
from tests.browser.conftest import browser  # noqa: F401
from tests.cast import Cast
from tests.messages.office import PostOffice

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("socket_enabled")]
#: What was answered, by the name of the picture.
Pages = dict[str, str]


@pytest.fixture(scope="module", autouse=True)
def _beside_the_browser() -> Iterator[None]:
    """The browser keeps a loop in this thread, and the database is asked from it all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def pages(
    client: Client,
    cast: Cast,
    office: PostOffice,
    post: Callable[..., actions.Posted],
    carry: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> Pages:
    """Every page about messages, with everything on it that there can be."""
    office.steps = lambda step, receiver: (
        f"550 5.1.1 {'no such user ' * 9}" if step == "rcpt" and receiver.startswith("gone")
        else "hang up" if step == "dot" and receiver.startswith("unsure") else None
    )  # fmt: skip
    for to in (
        "bea@example.org",
        "gone@neighborhood-association-of-the-north.example.org",
        "unsure@example.org",
    ):
        post(to, purpose="rounds.invitation")
    carry()
    post("later@example.org", purpose="rounds.result")
    lines.went_down("mail", "421 4.7.0 try again later")
    actions.suppress(
        place=cast.elmwood.pk,
        channel="mail",
        to="b@example.org",
        reason=Reason.UNSUBSCRIBED,
        stream="rounds.result",
    )
    monkeypatch.setattr(
        checking, "texts_of", lambda name, servers: ["v=spf1 -all"] if name == "example.org" else []
    )
    digest = digest_of("mail", "b@example.org")
    ending = f"/unsubscribe/es/{secret_of(Ending(cast.elmwood.pk, digest, 'rounds.asking'))}/"
    stranger = Client()
    client.force_login(cast.rosa)
    answers = {
        "mail": client.get("/elmwood/mail/"),
        "mail es": client.get("/elmwood/mail/?lang=es"),
        "tested": client.post("/elmwood/mail/", {"do": "test"}),
        "ended": client.get("/elmwood/mail/ended/"),
        "mistake": client.post("/elmwood/mail/ended/", {"email": "nobody"}),
        "trust": client.get("/elmwood/mail/trust/"),
        "looked up": client.post("/elmwood/mail/trust/?lang=es"),
        "end": stranger.get(ending),
        "over": stranger.post(ending),
        "no address": stranger.get(ending[:-3] + "/"),
    }
    return {name: answer.content.decode() for name, answer in answers.items()}


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1240, True)])
def test_axe_finds_nothing_and_nobody_scrolls_to_the_side(
    browser: Browser, pages: Pages, width: int, dark: bool  # noqa: F811
) -> None:  # fmt: skip
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    files = {asset.name: asset.content for asset in assets().values()}
    shown = {"html": ""}

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        kind = "text/css" if name.endswith(".css") else "text/html"
        route.fulfill(body=files.get(name, shown["html"]), content_type=kind)

    page.route("**/*", answer)
    for name, html in pages.items():
        shown["html"] = html
        page.goto("http://site.example/page/")
        found = Axe().run(page).response["violations"]
        if folder := os.environ.get("TALLGRASS_PICTURES"):
            page.screenshot(path=f"{folder}/{name} {width}.png", full_page=True)
        assert [(name, one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.locator("h1").count() == 1, name
        assert page.locator("script").count() == 0, name
    page.close()
