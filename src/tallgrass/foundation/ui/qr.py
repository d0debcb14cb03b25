"""QR codes: as plain data for a picture in the page (``ui/qr.svg``), with no other file and no style, and as text."""

from dataclasses import dataclass
from typing import Final

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

#: The white frame that readers need, in squares.
QUIET: Final = 4
#: The letter of two squares above each other, by whether each is dark: what is light is drawn.
_HALVES: Final = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code: its width in squares, the frame included, the dark squares as a path, and what it is for whoever cannot
    see it.
    """

    size: int
    path: str
    about: str


def qr_code(text: str, about: str) -> QrCode:
    """The code of a text, which must not be empty. Squares that lie beside each other are drawn as one."""
    rows = _squares(text, QUIET)
    path = "".join(_runs(line, row) for line, row in enumerate(rows))
    return QrCode(len(rows), path, about)


def qr_lines(text: str) -> list[str]:
    """The code of a text as lines for a terminal with light letters on a dark ground, two rows of squares a line.

    The squares are of the letters ``█ ▀ ▄`` and the space, which old code pages have too.
    """
    rows = _squares(text, 2)
    if len(rows) % 2:
        rows.append([True] * len(rows))  # below the frame: the ground of the terminal
    return [
        "".join(_HALVES[above, below] for above, below in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]


def _squares(text: str, border: int) -> list[list[bool]]:
    """Whether each square is dark, row by row, a light frame of ``border`` squares around them."""
    made: QRCode[object] = QRCode(error_correction=ERROR_CORRECT_M, border=border)
    made.add_data(text)
    made.make()
    rows: list[list[bool]] = made.get_matrix()
    return rows


def _runs(line: int, row: list[bool]) -> str:
    parts, begun = [], None
    for column, dark in enumerate([*row, False]):
        if dark and begun is None:
            begun = column
        elif not dark and begun is not None:
            parts.append(f"M{begun} {line}h{column - begun}v1h-{column - begun}z")
            begun = None
    return "".join(parts)
