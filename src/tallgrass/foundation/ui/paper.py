"""Pages for print as tagged PDF (PDF/UA-1), set by typst, which the extra ``pdf`` brings.

A sheet is a typst source of ours, read after ``house.typ``; everything that is said on it comes as data beside it,
never as source, so no name from a spreadsheet can be read as markup.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

_HOUSE: Final = Path(__file__).parent / "typst" / "house.typ"
_VENDOR: Final = Path(__file__).parents[2] / "vendor"
#: The folders of the faces that go on paper.
FACES: Final = ("fraunces_print", "public_sans_print")
#: Characters that no PDF may hold, that hide or turn text, or that stand for nothing.
_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff]"
)
_NO_GLYPH: Final = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")
#: What stands for a character that no face on this computer can draw.
STAND_IN: Final = "?"


class PaperFailed(Exception):
    """A sheet could not be set; the text says what typst said."""


def available() -> bool:
    """Whether the extra ``pdf`` is installed."""
    return find_spec("typst") is not None


def pdf(source: Path, data: Mapping[str, Any], *, dated: date | None = None) -> bytes:
    """The sheet ``source`` filled with ``data`` (plain JSON data), as PDF/UA-1.

    ``dated`` is written down as the day it was made, so that equal data give equal files. Faces of this computer
    are used only where ours lack a letter, and a letter that none has becomes ``?``.

    Raises ``ImportError`` without the extra ``pdf``, ``PaperFailed`` where the sheet cannot be set.
    """
    day = [dated.year, dated.month, dated.day] if dated else None
    stamp = int(datetime(dated.year, dated.month, dated.day, tzinfo=UTC).timestamp()) if dated else None
    return _set(source, {**data, "date": day}, pdf_standards="ua-1", timestamp=stamp)


def first_page_as_picture(source: Path, data: Mapping[str, Any], *, dots_per_inch: int) -> bytes:
    """The first page of a sheet as PNG, to show what paper looks like. Raises as ``pdf`` does."""
    return _set(source, {**data, "date": None}, format="png", ppi=dots_per_inch)


def _set(source: Path, data: Mapping[str, Any], **options: Any) -> bytes:
    """The sheet as typst sets it; of several pages that are files of their own, the first."""
    import typst

    clean, error = _printable(data), ""
    sources = _HOUSE.read_bytes() + source.read_bytes()
    for faces_of_system in (False, True, True):
        said = {"data": json.dumps(clean, ensure_ascii=False)}
        compiler = typst.Compiler(sources, font_paths=_faces(faces_of_system), sys_inputs=said)
        try:
            made = compiler.compile(sources, sys_inputs=said, **options)
        except typst.TypstError as failed:
            error = str(getattr(failed, "diagnostic", failed))
            missing = _without_glyph(error)
            if not missing:
                break
            if faces_of_system:
                clean = _printable(clean, missing)
            continue
        if made:
            return made if isinstance(made, bytes) else made[0]
    raise PaperFailed(error.strip().partition("\n")[0])


@cache
def _faces(with_system: bool) -> Any:
    """Our faces, and where asked those of this computer after them."""
    import typst

    return typst.Fonts(
        include_system_fonts=with_system,
        include_embedded_fonts=with_system,
        font_paths=[str(_VENDOR / folder) for folder in FACES],
    )


def _without_glyph(error: str) -> str:
    """The characters that typst says no face can draw."""
    found = "".join(_NO_GLYPH.findall(error))
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)


def _printable(value: Any, missing: str = "") -> Any:
    """``value`` without characters that cannot stand on paper; those in ``missing`` become a stand-in."""
    if isinstance(value, str):
        text = _UNPRINTABLE.sub("", value)
        return text.translate({ord(letter): STAND_IN for letter in missing}) if missing else text
    if isinstance(value, Mapping):
        return {key: _printable(one, missing) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_printable(one, missing) for one in value]
    return value
