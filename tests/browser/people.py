"""A site of its own for tests in a browser, with somebody signed in."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.serving import served

#: Milliseconds that a busy computer may take to show what it should.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Site:
    """A running site without an example: where it is, and where it keeps what it knows.

    Its address is a name and not a number, as passkeys belong to names.
    """

    address: str
    data: Path

    def link(self, *options: str) -> str:
        """A one-time link, made by the operator's command: its path."""
        done = subprocess.run(
            [sys.executable, "-m", "tallgrass", "link", "--data", str(self.data), *options],
            capture_output=True,
            text=True,
            check=True,
            env=without_ours(),
        )
        return "/start/" + done.stdout.split("/start/")[1].split()[0]


def without_ours() -> dict[str, str]:
    """The environment without the settings that tests set for themselves, on SQLite."""
    ours = ("TALLGRASS_", "DJANGO_", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@contextmanager
def empty_site(folder: Path) -> Iterator[Site]:
    """An empty site, until the block ends."""
    with served(folder, environment={"DATABASE_URL": ""}) as running:
        yield Site(running.address.rstrip("/").replace("127.0.0.1", "localhost"), folder)


@dataclass
class Person:
    """Somebody at a browser. Counts what they do: each address they open, each click, each field they fill."""

    context: BrowserContext
    page: Page
    deeds: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Go to an address."""
        self.deeds.append(f"open {address[:12]}")
        self.page.goto(address)

    def press(self, name: str, *, role: str = "button", exact: bool = False) -> None:
        """Press a button or follow a link."""
        self.deeds.append(f"press {name}")
        found = self.page.get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]
        found.first.click()

    def follow(self, name: str) -> None:
        """Follow a link."""
        self.press(name, role="link")

    def fill(self, label: str, text: str) -> None:
        """Fill a field."""
        self.deeds.append(f"fill {label}")
        self.page.get_by_label(label).fill(text)

    def hand_in(self, label: str, file: Path) -> None:
        """Choose a file."""
        self.deeds.append(f"hand in {file.name}")
        self.page.get_by_label(label).set_input_files(file)

    def choose(self, text: str) -> None:
        """Choose an answer."""
        self.deeds.append(f"choose {text}")
        self.answer(text).click()

    def answer(self, text: str) -> Locator:
        """An answer of a question, by how it begins."""
        return self.page.locator(".option label", has_text=re.compile(rf"^{re.escape(text)}(?!\w)")).first


def somebody(
    browser: Browser, site: Site, *, width: int = 1280, script: bool = True, dark: bool = False
) -> Person:
    """Somebody at a browser of their own, signed in to nothing yet."""
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
    )
    context.set_default_timeout(PATIENCE)
    person = Person(context, context.new_page())
    person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
    person.page.on(
        "console",
        # That an answer has a status of 422 is for the log of the browser alone.
        lambda message: None if "status of 4" in message.text else person.complaints.append(message.text),
    )
    return person


def make_place(person: Person, link: str) -> None:
    """Make a place with what has to be filled in, and stand at its home."""
    person.open(link)
    person.fill("Your name", "Rosa")
    person.fill("Your e-mail address", "rosa@example.org")
    person.fill("Name of the place", "saint louis")
    person.press("Find it in the list")
    person.choose("St. Louis, MO")
    person.choose("No")
    person.press("Make the place")
    expect(person.page).to_have_url(re.compile("/st-louis/home/"))
