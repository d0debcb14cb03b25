"""Slips with four words: who asks, where to go, and a picture for telephones. Each is for one person, once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tallgrass.foundation.files.writing import table_text
from tallgrass.foundation.ui import paper
from tallgrass.foundation.ui.qr import QrCode, qr_code
from tallgrass.strength.rounds.answering.asked import asked, languages_of
from tallgrass.strength.rounds.answering.pages import day_text
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.asking.sheets import plain_words
from tallgrass.strength.rounds.keying.wording import as_typed, said_in
from tallgrass.strength.rounds.models import AskedGroup

TEMPLATES: Final = Path(__file__).parent / "templates"
#: So many slips are printed on a page: two columns of four.
ON_A_PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What every slip says in one language."""

    language: str
    asks: str
    how: str
    type: str
    until: str
    call: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its four words, the address behind its picture, and the picture."""

    four: str
    address: str
    qr: QrCode


@dataclass(frozen=True, slots=True)
class Slips:
    """Slips of a group, as they are printed. ``site`` is where the words are typed, without what a browser adds."""

    place: str
    site: str
    example: str | None
    said: list[SlipWords]
    slips: list[Slip]


def slips_of(group: AskedGroup, codes: Sequence[tuple[str, str]], code_address: str, language: str) -> Slips:
    """The slips for ``codes``, pairs of four words and the address that they are typed in by a picture.

    ``code_address`` is where people type them; ``language`` is the reader's, for who cannot see the pictures.
    """
    held, said = group.round, said_in(language)["slip"]
    return Slips(
        place=held.place.name,
        site=as_typed(code_address),
        example=said["example"] if held.place.example else None,
        said=[_said(group, code) for code in languages_of(held)],
        slips=[_slip(spaced(four), address, str(said["qr"])) for four, address in codes],
    )


def spaced(four: str) -> str:
    """Four words as they are printed."""
    return " ".join(four.replace("-", " ").split())


def slips_pdf(slips: Slips, language: str, title: str) -> bytes:
    """The slips as PDF, ``ON_A_PAGE`` of them on each page. Raises as ``foundation.ui.paper.pdf`` does."""
    data: dict[str, Any] = asdict(slips) | {
        "language": language,
        "title": title[:300],
        "author": "",
        "example": slips.example,
        "footer": "",
        "slips": [
            {"four": slip.four, "picture": _svg(slip.qr), "about": slip.qr.about} for slip in slips.slips
        ],
    }
    return paper.pdf(TEMPLATES / "keying" / "slips.typ", plain_words(data))


def slips_csv(group: AskedGroup, slips: Slips, language: str) -> str:
    """The slips as a table, for whoever prints them elsewhere."""
    rows = [
        (slips.place, slip.address, slip.four, "|".join(languages_of(group.round))) for slip in slips.slips
    ]
    return table_text(list(said_in(language)["slips"]["columns"]), rows)


def _said(group: AskedGroup, language: str) -> SlipWords:
    held, said = group.round, said_in(language)["slip"]
    count = len(asked(held, group.form, language).criteria)
    gap = said_in(language)["paper"]["gap"]
    who = filled(
        said["resident" if group.kind == "resident" else "partner"],
        who=held.text("asked_by", language) or gap,
        count=count,
    )
    number = held.text("telephone", language)
    phone = filled(said["call"], phone=number) if number else ""
    until = filled(said["until"], date=day_text(held.closes_on, language)) if held.closes_on else ""
    return SlipWords(language, who, said["how"], said["type"], until, phone)


def _slip(four: str, address: str, about: str) -> Slip:
    return Slip(four, address, qr_code(address, filled(about, words=four)))


def _svg(qr: QrCode) -> str:
    ground = f'<rect width="{qr.size}" height="{qr.size}" fill="#fff"/><path d="{qr.path}" fill="#000"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {qr.size} {qr.size}">{ground}</svg>'
