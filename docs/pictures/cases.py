"""Makes the pictures of small places in docs/pictures/cases: ``.venv/bin/python docs/pictures/cases.py``.

Each is the first page of ``scorecard.pdf`` of an invented place, in every language that has all the words. Needs
what ``make test`` installs.
"""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tallgrass.examples.prairie_junction.cases import CASES
from tallgrass.foundation.ui.paper import first_page_as_picture
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.rendering.paper import SHEET, sheet
from tallgrass.strength.scorecard.rendering.sentences import readable_languages

FOLDER = Path(__file__).with_name("cases")
SHOWN = ("one_meeting", "nine_people", "one_kind_silent", "no_records")


def make(folder: Path = FOLDER) -> None:
    """Draw the first page of each case in each language; "example" stands in every picture."""
    folder.mkdir(exist_ok=True)
    for case in SHOWN:
        with TemporaryDirectory() as temporary:
            place = Path(temporary) / "place"
            CASES[case](place)
            assessed = assess_folder(place)
        for language in readable_languages(assessed.framework):
            data = sheet(assessed.document, assessed.framework, language)
            picture = first_page_as_picture(SHEET, data, dots_per_inch=88)
            few_colours = Image.open(BytesIO(picture)).convert("RGB").quantize(160)
            few_colours.save(folder / f"{case}-{language}.png", optimize=True)


if __name__ == "__main__":
    make()
    for one in sorted(FOLDER.glob("*.png")):
        print(f"{one.name}: {one.stat().st_size // 1000} kB")
