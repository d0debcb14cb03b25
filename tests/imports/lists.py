"""Lists of partners as people keep them, and the few words that bring them in."""

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tallgrass.elements.players.imports.actions import apply_import, preview_import
from tallgrass.elements.players.models import Import, Player
from tests.cast import Cast


def csv(*lines: str) -> bytes:
    """A CSV file of these lines."""
    return ("\n".join(lines) + "\n").encode()


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sent(content: bytes, name: str = "list.csv") -> dict[str, SimpleUploadedFile]:
    """What a browser sends along with the form."""
    return {"file": SimpleUploadedFile(name, content)}


def previewed(cast: Cast, *lines: str, name: str = "list.csv") -> Import:
    """The preview of a list in Elmwood."""
    return preview_import(place=cast.elmwood, name=name, pieces=[csv(*lines)], by=cast.rosa)


def brought(cast: Cast, *lines: str) -> Import:
    """A list that was brought into Elmwood."""
    return apply_import(place=cast.elmwood, imported=previewed(cast, *lines).pk, by=cast.rosa)


def fates(imported: Import) -> dict[int, str]:
    """What becomes of each row, by its number."""
    return {one["row"]: one["fate"] for one in imported.plan["fates"]}


def partner(cast: Cast, name: str) -> Player:
    """The partner of that name in Elmwood."""
    return Player.objects.get(place=cast.elmwood, name=name)


def names(cast: Cast) -> list[str]:
    """Everyone on record in Elmwood, by name."""
    return sorted(Player.objects.filter(place=cast.elmwood).values_list("name", flat=True))
