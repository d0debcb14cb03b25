"""QR codes as plain data for a picture in the page (``ui/qr.svg``), so that no other file and no style is needed."""

from dataclasses import dataclass
from typing import Final

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

#: The white frame that readers need, in squares.
QUIET: Final = 4


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
    made: QRCode[object] = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    made.add_data(text)
    made.make()
    rows = made.get_matrix()
    path = "".join(_runs(line, row) for line, row in enumerate(rows))
    return QrCode(len(rows), path, about)


def _runs(line: int, row: list[bool]) -> str:
    parts, begun = [], None
    for column, dark in enumerate([*row, False]):
        if dark and begun is None:
            begun = column
        elif not dark and begun is not None:
            parts.append(f"M{begun} {line}h{column - begun}v1h-{column - begun}z")
            begun = None
    return "".join(parts)
