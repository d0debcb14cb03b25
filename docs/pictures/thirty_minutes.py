"""Makes docs/pictures/thirty-minutes from what the tutorial says to type.

``.venv/bin/python -m docs.pictures.thirty_minutes``. Needs what ``make test`` installs, LibreOffice and ``pdftoppm``.
"""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from PIL import Image, ImageChops

from tallgrass.foundation.ui.paper import first_page_as_picture
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.rendering.paper import SHEET, sheet
from tallgrass.strength.scorecard.workbook.writing import write_workbook
from tests.examples.pages import blocks, type_cells

FOLDER = Path(__file__).with_name("thirty-minutes")
TUTORIAL = Path(__file__).parents[1] / "tutorial" / "thirty-minutes.md"
SHOWN = "players"


def make(folder: Path = FOLDER) -> None:
    """Draw the filled sheet of partners as LibreOffice prints it, and page 1; "example" stands on the page."""
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as temporary:
        file = write_workbook(Path(temporary) / "my-city", packaged(), "en")
        for block in blocks(TUTORIAL):
            if block.kind == "table":
                type_cells(block, Path(temporary))
        book = load_workbook(file)
        book["place"]["B11"] = "yes"
        book.save(file)
        _save(_printed(file, Path(temporary)), folder / "players.png")
        assessed = assess_folder(file.parent)
    data = sheet(assessed.document, assessed.framework, "en")
    page = first_page_as_picture(SHEET, data, dots_per_inch=88)
    _save(Image.open(BytesIO(page)).convert("RGB"), folder / "page-1.png")


def _printed(file: Path, temporary: Path) -> Image.Image:
    """The sheet of partners with its rows numbered and its columns lettered, cut to what is on it."""
    book = load_workbook(file)
    for each in book:
        each.sheet_state = "visible" if each.title == SHOWN else "hidden"
    shown = book[SHOWN]
    book.active = book.index(shown)
    shown.print_options.gridLines = shown.print_options.headings = True
    shown.page_setup.orientation = "landscape"
    shown.print_area = "A1:D12"
    shown.column_dimensions["A"].width = 10
    shown.row_dimensions[1].height = 42
    book.save(temporary / "shown.xlsx")
    office = [
        str(shutil.which("soffice")), "--headless", f"-env:UserInstallation={(temporary / 'office').as_uri()}",
        "--convert-to", "pdf", "shown.xlsx",
    ]  # fmt: skip
    draw = ["pdftoppm", "-r", "96", "-png", "-singlefile", "shown.pdf", "shown"]
    for command in (office, draw):
        subprocess.run(command, cwd=temporary, check=True, capture_output=True)  # noqa: S603
    picture = Image.open(temporary / "shown.png").convert("RGB")
    left, top, right, bottom = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox() or (
        0, 0, *picture.size,
    )  # fmt: skip
    return picture.crop((left - 8, top - 8, right + 8, bottom + 8))


def _save(picture: Image.Image, path: Path) -> None:
    picture.quantize(160).save(path, optimize=True)


if __name__ == "__main__":
    make()
    for one in sorted(FOLDER.glob("*.png")):
        print(f"{one.name}: {one.stat().st_size // 1000} kB")
