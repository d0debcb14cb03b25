"""Signing in, one's account, and the pages of a place and its people, in a real browser."""

import re
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Person, Site, empty_site, make_place, somebody
from tests.browser.test_scorecard import findings, runs_sideways


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with one place, St. Louis, whose steward is Rosa."""
    with empty_site(tmp_path_factory.mktemp("people")) as site:
        rosa = somebody(browser, site, script=False)
        make_place(rosa, site.link())
        rosa.context.close()
        yield site


def newest_code(person: Person) -> str:
    """The newest code in the outbox of this computer, once the page has asked for it."""
    expect(person.page).to_have_url(re.compile("/sign-in/code/"))
    box = person.context.new_page()
    box.goto("/outbox/")
    found = re.search(r"[B-Z]{4}-[B-Z]{4}", box.inner_text("main"))
    assert found
    box.close()
    person.page.bring_to_front()
    return found[0]


def sign_in(person: Person, email: str = "rosa@example.org") -> None:
    """Sign in by a code."""
    person.open("/sign-in/")
    person.fill("Your e-mail address", email)
    person.press("Send me a code")
    person.fill("Code from the message", newest_code(person))
    person.press("Sign in", exact=True)


def with_passkeys(person: Person) -> None:
    """Give the browser a device that keeps passkeys and knows its owner, as a laptop does."""
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_rosa_signs_in_by_keyboard_and_without_script(browser: Browser, site: Site, width: int) -> None:
    rosa = somebody(browser, site, width=width, script=False)
    rosa.open("/st-louis/settings/")
    expect(rosa.page).to_have_url(re.compile("/sign-in/"))
    expect(rosa.page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    rosa.page.get_by_label("Your e-mail address").focus()
    rosa.page.keyboard.type("rosa@example.org")
    rosa.page.keyboard.press("Enter")
    code = newest_code(rosa)
    rosa.page.get_by_label("Code from the message").focus()
    rosa.page.keyboard.type(code.lower())
    rosa.page.keyboard.press("Enter")
    expect(rosa.page).to_have_url(re.compile("/st-louis/settings/$"))
    rosa.press("Sign out", exact=True)
    rosa.open("/st-louis/home/")
    expect(rosa.page).to_have_url(re.compile("/sign-in/"))
    rosa.context.close()


def test_bea_adds_a_passkey_and_signs_in_with_it(browser: Browser, site: Site) -> None:
    """The whole of it: the passkey alone; after a code the passkey or a recovery code; and the last one removed."""
    rosa = somebody(browser, site)
    sign_in(rosa)
    rosa.open("/st-louis/people/")
    rosa.fill("E-mail address", "bea@example.org")
    rosa.press("Give the role and tell them")
    rosa.context.close()

    bea = somebody(browser, site)
    sign_in(bea, "bea@example.org")
    with_passkeys(bea)
    bea.open("/account/passkeys/add/")
    bea.fill("Name of the passkey", "My laptop")
    bea.press("Add this passkey")
    expect(bea.page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    codes = bea.page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10

    bea.press("Sign out", exact=True)
    bea.open("/sign-in/?next=/st-louis/people/leave/")
    bea.press("Sign in with a passkey")
    expect(bea.page).to_have_url(re.compile("/st-louis/people/leave/$"))

    bea.press("Sign out", exact=True)
    sign_in(bea, "bea@example.org")
    expect(bea.page.get_by_role("heading", level=1)).to_have_text("One more step")
    bea.open("/st-louis/home/")
    expect(bea.page).not_to_have_url(re.compile("/st-louis/home/$"))
    bea.open("/sign-in/second-step/")
    bea.fill("Recovery code", codes[0])
    bea.press("Go on with this code")
    expect(bea.page).to_have_url(re.compile("/st-louis/home/$"))

    bea.press("Sign out", exact=True)
    sign_in(bea, "bea@example.org")
    bea.fill("Recovery code", codes[0])
    bea.press("Go on with this code")
    expect(bea.page.locator(".problems")).to_contain_text("not one of your recovery codes")
    bea.press("Use my passkey")
    expect(bea.page).to_have_url(re.compile("/st-louis/home/$"))

    bea.open("/account/recovery-codes/")
    expect(bea.page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    bea.press("Use my passkey")
    expect(bea.page.locator(".codes code")).to_have_count(9)
    bea.open("/account/")
    bea.follow("Remove My laptop")
    bea.press("Remove it")
    expect(bea.page.locator("main")).to_contain_text("You have none yet")
    bea.press("Sign out", exact=True)
    sign_in(bea, "bea@example.org")
    expect(bea.page).to_have_url(re.compile("/st-louis/home/$"))
    assert bea.complaints == []
    bea.context.close()


def test_passkeys_are_offered_by_the_name_of_the_site_alone(browser: Browser, site: Site) -> None:
    person = somebody(browser, site)
    person.open("/sign-in/")
    expect(person.page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()
    person.open(site.address.replace("localhost", "127.0.0.1") + "/sign-in/")
    expect(person.page.get_by_role("button", name="Send me a code")).to_be_visible()
    expect(person.page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    person.context.close()


def test_a_device_without_a_passkey_says_so(browser: Browser, site: Site) -> None:
    person = somebody(browser, site)
    person.open("/sign-in/")
    person.page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('none')) }")
    person.press("Sign in with a passkey")
    expect(person.page.get_by_role("alert")).to_contain_text("may not have a passkey")
    person.context.close()


State = Callable[[Person], None]

#: Each asks with another address: many codes for one have to wait.
_NUMBERS = count()


def at(address: str) -> State:
    """A page as it is when one comes to it."""
    return lambda person: person.open(address)


def after(address: str, *buttons: str) -> State:
    """A page after buttons were pressed on it, with nothing filled in."""

    def reach(person: Person) -> None:
        person.open(address)
        for button in buttons:
            person.page.locator("main").get_by_role("button", name=re.compile(button)).first.click()

    return reach


def code_page(person: Person) -> None:
    person.open("/sign-in/")
    person.page.locator("#id_email").fill(f"nobody-{next(_NUMBERS)}@example.org")
    person.page.locator("main form").first.get_by_role("button").click()


def wrong_code(person: Person) -> None:
    code_page(person)
    person.page.locator("#id_code").fill("XXXX")
    person.page.locator("main form").first.get_by_role("button").click()


def found(person: Person) -> None:
    person.open("/new-place/")
    person.page.locator("#id_name").fill("st louis")
    person.page.locator("main form").get_by_role("button").first.click()


def bad_settings(person: Person) -> None:
    person.open("/st-louis/settings/")
    person.page.locator("#id_smallest_group").fill("3")
    person.page.locator("main form").get_by_role("button").last.click()


def own_record(person: Person) -> None:
    person.open("/st-louis/people/")
    person.page.locator("tbody a").first.click()


SIGNED_OUT: dict[str, State] = {
    "sign in": at("/sign-in/"),
    "sign in, nothing typed": after("/sign-in/", "code|código"),
    "sign in, told why": at("/sign-in/?told=ask_again"),
    "type the code": code_page,
    "type the code, wrong": wrong_code,
    "outbox": at("/outbox/"),
    "link that has ended": at("/start/AAAA"),
    "closed": at("/sign-in/closed/"),
}
SIGNED_IN: dict[str, State] = {
    "home": at("/st-louis/home/?told=made"),
    "people": at("/st-louis/people/?told=given"),
    "people, nothing typed": after("/st-louis/people/", "Give|Dar"),
    "somebody": own_record,
    "leave": at("/st-louis/people/leave/"),
    "leave, the last": after("/st-louis/people/leave/", "Leave|Dejarlo"),
    "settings": at("/st-louis/settings/"),
    "settings, wrong": bad_settings,
    "new place": at("/new-place/"),
    "new place, found": found,
    "new place, nothing typed": after("/new-place/", "Make the place|Crear el lugar"),
    "account": at("/account/?told=name_changed"),
    "add a passkey": at("/account/passkeys/add/"),
    "sign out": at("/account/sign-out/"),
    "places": at("/"),
}


def every_state(
    browser: Browser, site: Site, language: str, width: int, *, dark: bool
) -> Iterator[tuple[str, Page]]:
    """Every page and state, as a browser of that width shows it."""
    for signed_in, states in ((False, SIGNED_OUT), (True, SIGNED_IN)):
        person = somebody(browser, site, width=width, dark=dark)
        if signed_in:
            person.open(site.link("--email", "rosa@example.org"))
            person.page.locator("main form").get_by_role("button").click()
        for name, reach in states.items():
            person.page.context.add_cookies([{"name": "language", "value": language, "url": site.address}])
            reach(person)
            yield name, person.page
            if not signed_in:
                person.page.context.clear_cookies()
        assert person.complaints == []
        person.context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_and_state_is_fit_to_be_read(
    browser: Browser, site: Site, language: str, width: int, dark: bool
) -> None:
    found_wrong = {}
    for name, page in every_state(browser, site, language, width, dark=dark):
        assert page.locator("html").get_attribute("lang") == language, name
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        wrong = findings(page)
        if runs_sideways(page):
            wrong.append("it runs to the side")
        if wrong:
            found_wrong[name] = wrong
    assert found_wrong == {}


def test_the_page_of_signing_in_has_no_fault(browser: Browser, site: Site) -> None:
    person = somebody(browser, site, width=320)
    wrong_code(person)
    assert findings(person.page) == []
    assert not runs_sideways(person.page)
    person.context.close()
