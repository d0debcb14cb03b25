"""The style sheet: cascade layers in their order, with the faces it names put where the page finds them."""

import base64
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

_CSS: Final = Path(__file__).parent / "css"
#: The layers in their order; what people fill in is on the site alone, never in a page that is one file.
_LAYERS: Final = ("reset", "tokens", "base", "components", "forms", "print")
_SITE_ONLY: Final = frozenset({"forms"})

#: The layers of what people meet who answer: small, with one face, and no part of the rest.
_ANSWERING: Final = ("reset", "tokens", "answering")

#: What rounds on paper need besides: forms and slips to print, and the page on which they are typed in.
_SHEET: Final = (*_LAYERS, "sheet")

#: The layers of what a projector shows in a meeting, and of the cards that are raised there.
_WALL: Final = ("reset", "tokens", "wall")

#: The vendored faces by the name the style sheet gives them: the folder and file under ``tallgrass/vendor``.
FACES: Final = {
    "fraunces": ("fraunces", "fraunces-latin-wght-normal.woff2"),
    "public-sans": ("public_sans", "public-sans-latin-wght-normal.woff2"),
}


def stylesheet(address_of: Callable[[str], str], *, site: bool = True) -> str:
    """The style sheet; ``address_of`` says where a face (a key of ``FACES``) is found.

    ``site=False`` leaves out what only pages of the site have: forms, and lists of what is kept.
    """
    return _joined([layer for layer in _LAYERS if site or layer not in _SITE_ONLY], address_of)


def answering_stylesheet(address_of: Callable[[str], str]) -> str:
    """The style sheet of the pages on which people answer, in which headings too have the face of the text."""
    return _joined(_ANSWERING, address_of)


def wall_stylesheet(address_of: Callable[[str], str]) -> str:
    """The style sheet of what a projector shows."""
    return _joined(_WALL, address_of)


def sheet_stylesheet(address_of: Callable[[str], str]) -> str:
    """The style sheet of rounds on paper."""
    return _joined(_SHEET, address_of)


def _joined(layers: Sequence[str], address_of: Callable[[str], str]) -> str:
    parts = [f"@layer {', '.join(layers)};"]
    for layer in layers:
        parts.append(f"@layer {layer} {{\n{(_CSS / f'{layer}.css').read_text(encoding='utf-8')}}}")
    text = "\n".join(parts)
    for face in FACES:
        text = text.replace(f"face:{face}", address_of(face))
    return text + "\n"


@cache
def inlined_stylesheet() -> str:
    """The style sheet with both faces inside, for a page that is one file."""
    return stylesheet(inlined_face, site=False)


@cache
def inlined_face(face: str) -> str:
    """A vendored face as an address that holds it. Raises ``KeyError`` for a name that is not one."""
    return f"data:font/woff2;base64,{base64.b64encode(face_bytes(face)).decode()}"


def face_bytes(face: str) -> bytes:
    """The bytes of a vendored face. Raises ``KeyError`` for a name that is not one."""
    folder, name = FACES[face]
    return (files("tallgrass") / "vendor" / folder / name).read_bytes()
