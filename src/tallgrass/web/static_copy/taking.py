"""Takes a copy: begins at the place's first page and follows every link that a copy can hold."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Final

from django.urls import reverse

from tallgrass.foundation.assets import assets
from tallgrass.foundation.days import spelled
from tallgrass.foundation.languages import available_languages, words
from tallgrass.places.models import Place
from tallgrass.web.static_copy.addresses import ASSETS, Copied, address_without_its_end, way_from
from tallgrass.web.static_copy.rewriting import NOTHING, WORDS_ALONE, Leads, rewritten
from tallgrass.web.static_copy.visiting import Seen, is_for_everybody, visited

#: Where a copy is written: the path of a file inside it, and the bytes of the file.
Write = Callable[[str, bytes], None]
#: More pages and files than this no copy holds: about 40 bytes each are remembered, and each is made once.
MOST: Final = 50_000
READ_ME: Final = "README.txt"


class TooMany(Exception):
    """A place has more public pages than a copy can hold."""


def take_copy(*, place: Place, on: date, write: Write, most: int = MOST) -> int:
    """Write every public page and file of a place, in each of its languages, and return how many.

    Only what a view shows to everybody is asked for. Links between the pages lead from file to file, so the copy works
    below any address, and from a folder. Raises ``TooMany``; what was written by then is for the caller to drop.
    """
    copied = Copied(reverse("scorecard:overview", args=[place.slug]), place.languages[0])
    held = _everything(copied, most)
    for file, seen in held.items():
        write(file, _as_file(copied, file, seen, place, on, held))
    for file, content in _assets():
        write(file, content)
    write(READ_ME, _read_me(place, on).encode())
    return len(held)


def _everything(copied: Copied, most: int) -> dict[str, Seen]:
    """Every page and file by its name in the copy."""
    held: dict[str, Seen] = {}
    waiting, known = deque([copied.root]), {copied.root}
    while waiting:
        address = waiting.popleft()
        file = copied.file_of(address)
        seen = visited(address) if file is not None and file not in held else None
        if file is None or seen is None:
            continue
        if len(held) >= most:
            raise TooMany
        held[file] = seen
        for one in _links(seen) if seen.is_page else ():
            if one.startswith(copied.root) and one not in known:
                known.add(one)
                waiting.append(one)
    return held


def _as_file(copied: Copied, file: str, seen: Seen, place: Place, on: date, held: dict[str, Seen]) -> bytes:
    """A page as the copy shows it; a file to take away as it is."""
    if not seen.is_page:
        return seen.content
    language = _language(file, place)
    note = words(language, "ending")["copy"]["note"].format(day=spelled(on, language))

    def way(address: str, this_language: bool) -> Leads:
        to = copied.file_of(address)
        if to is None or not (to in held or address.startswith(ASSETS)):
            return WORDS_ALONE if is_for_everybody(address) else NOTHING
        same = f"{language}/{to}"
        return way_from(file, to if this_language or same not in held else same, address)

    return rewritten(seen.content.decode(), way, note).encode()


def _language(file: str, place: Place) -> str:
    folder = file.partition("/")[0]
    return folder if folder in available_languages() else str(place.languages[0])


def _assets() -> Iterator[tuple[str, bytes]]:
    """The style sheet of pages and the faces that it names."""
    made = assets()
    style = made["stylesheet"]
    text = style.content.decode()
    for asset in made.values():
        if asset.name.endswith(".woff2") and ASSETS + asset.name in text:
            yield f"static/{asset.name}", asset.content
    yield f"static/{style.name}", text.replace(ASSETS, "").encode()


def _read_me(place: Place, on: date) -> str:
    """What whoever puts the copy somewhere should know."""
    language = place.languages[0]
    said = words(language, "ending")["copy"]["read_me"]
    return "\n\n".join(str(one).format(place=place.name, day=spelled(on, language)) for one in said) + "\n"


def _links(seen: Seen) -> list[str]:
    reader = _LinkReader()
    reader.feed(seen.content.decode())
    reader.close()
    return reader.found


class _LinkReader(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (address := dict(attrs).get("href")):
            self.found.append(address_without_its_end(address))
