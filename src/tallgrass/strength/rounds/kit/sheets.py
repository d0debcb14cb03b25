"""A piece of the kit on paper, as plain data: a page to print, and a PDF."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from tallgrass.foundation.ui import paper
from tallgrass.foundation.ui.qr import QrCode, qr_code
from tallgrass.strength.rounds.asking.form import filled as put
from tallgrass.strength.rounds.asking.sheets import plain_words
from tallgrass.strength.rounds.keying.wording import as_typed
from tallgrass.strength.rounds.kit.method.blocks import Block, lead_in, quoted
from tallgrass.strength.rounds.kit.method.facts import Facts, Said
from tallgrass.strength.rounds.kit.method.filling import Filled
from tallgrass.strength.rounds.kit.method.pieces import Piece

TEMPLATES: Final = Path(__file__).parent / "templates"
#: How a piece lies on paper: pages of text, the same half page twice, one page to be read from afar.
Layout = Literal["pages", "half", "poster"]
_LAYOUTS: Final[dict[str, Layout]] = {"half_page": "half", "poster": "poster"}
#: From so many characters on letters are smaller, and smaller still.
_FULL: Final[dict[Layout, tuple[int, int]]] = {
    "pages": (1_700, 2_300),
    "half": (1_150, 1_450),
    "poster": (620, 780),
}
#: A drawing for the foot of posters.
_PRAIRIE: Final = TEMPLATES / "kit" / "prairie.svg"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sheet. ``lines`` are pairs of words that stand out, blank for none, and the rest. A part of the kind
    ``way_in`` has a picture for telephones, and its line is the address beneath it.
    """

    kind: str
    lines: tuple[tuple[str, str], ...]
    qr: QrCode | None = None


@dataclass(frozen=True, slots=True)
class KitSheet:
    """A sheet in a language. A ``letter`` has more room between its lines. ``one_page``: it gets smaller letters rather
    than a second page; in a browser, of ``size`` 1 (large) to 3. ``notes`` stand above all: an example, a draft.
    ``scan`` is said beside the picture of a poster.
    """

    language: str
    layout: Layout
    letter: bool
    one_page: bool
    size: int
    title: str
    place: str
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
    scan: str
    footer: str


def kit_sheet(
    piece: Piece, made: Filled, said: Said, facts: Facts, language: str, notes: Sequence[str]
) -> KitSheet:
    """A filled piece as it is printed. An address that stands alone in its paragraph becomes a picture as well."""
    told, layout = said.kit["paper"], _LAYOUTS.get(piece.key, "pages")
    return KitSheet(
        language=language,
        layout=layout,
        letter=piece.sort == "mail" or piece.moment == "paying",
        one_page=piece.moment != "meeting",
        size=_size(layout, made),
        title=made.subject,
        place=facts.place,
        notes=tuple(notes),
        parts=tuple(_part(block, facts, told["qr"]) for block in made.blocks),
        scan=told["scan"],
        footer=put(told["footer"], place=facts.place[:60], name=said.kit["pieces"][piece.key]["name"]),
    )


def kit_pdf(sheet: KitSheet) -> bytes:
    """The sheet as PDF. Raises as ``foundation.ui.paper.pdf`` does."""
    data: dict[str, Any] = asdict(sheet) | {
        "title": f"{sheet.title} · {sheet.place}"[:300],
        "heading": sheet.title,
        "author": "",
        "example": None,
        "parts": [_printed(part) for part in sheet.parts],
        "prairie": _PRAIRIE.read_text(encoding="utf-8"),
    }
    return paper.pdf(TEMPLATES / "kit" / "kit.typ", plain_words(data))


def _size(layout: Layout, made: Filled) -> int:
    """1 for a sheet with few words, to 3: a browser cannot try which letters fit."""
    return 1 + bisect_right(
        _FULL[layout], len(made.subject) * (4 if layout == "poster" else 1) + len(made.body)
    )


def _part(block: Block, facts: Facts, about: str) -> Part:
    alone = block.lines[0] if block.kind == "text" and len(block.lines) == 1 else ""
    if alone and alone == facts.link:
        typed = as_typed(alone)
        return Part("way_in", (("", typed),), qr_code(alone, put(about, address=typed)))
    if block.kind in ("points", "boxes"):
        return Part(block.kind, tuple(lead_in(line) for line in block.lines))
    lines = (quoted(line) if block.kind == "say" else line for line in block.lines)
    return Part(block.kind, tuple(("", line) for line in lines))


def _printed(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "lines": [list(line) for line in part.lines],
        "picture": None if part.qr is None else _svg(part.qr),
        "about": "" if part.qr is None else part.qr.about,
    }


def _svg(qr: QrCode) -> str:
    ground = f'<rect width="{qr.size}" height="{qr.size}" fill="#fff"/><path d="{qr.path}" fill="#000"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {qr.size} {qr.size}">{ground}</svg>'
