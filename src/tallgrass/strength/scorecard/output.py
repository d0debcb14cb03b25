"""A scorecard on disk: a folder that is replaced as a whole, and the digests that stay at home."""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tallgrass import __version__
from tallgrass.foundation.files import Problem, Refused, digests
from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.ui import paper
from tallgrass.strength.scorecard.assess import SCORECARD_FILE, Assessed
from tallgrass.strength.scorecard.method.document import digest, to_bytes
from tallgrass.strength.scorecard.rendering.html import scorecard_file
from tallgrass.strength.scorecard.rendering.links import FileLinks, InLanguage
from tallgrass.strength.scorecard.rendering.paper import scorecard_pdf
from tallgrass.strength.scorecard.rendering.sentences import readable_languages
from tallgrass.strength.scorecard.rendering.table import scorecard_csv_file

OUT_FOLDER: Final = "scorecard"
PRIVATE_FILE: Final = "private.json"
HTML_FILE: Final = "scorecard.html"
CSV_FILE: Final = "scorecard.csv"
PDF_FILE: Final = "scorecard.pdf"
#: What a folder may hold to be taken for an earlier scorecard of ours; a page may be there in other languages too.
OUR_FILES: Final = frozenset({SCORECARD_FILE, HTML_FILE, CSV_FILE, PDF_FILE})
_OUR_PAGES: Final = re.compile(r"scorecard\.[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\.(html|pdf)")


@dataclass(frozen=True, slots=True)
class OnPaper:
    """How it went with ``scorecard.pdf``: ``key`` names its sentence in ``paper.json``, ``reason`` fills it."""

    key: str
    reason: str = ""

    def sentence(self, language: str) -> str:
        """What to tell whoever made the scorecard."""
        return str(words(language, "paper")[self.key]).replace("{reason}", self.reason)


def check_out(out: Path, folder: Path) -> None:
    """Raise ``Refused`` if replacing ``out`` would lose anything but an earlier scorecard."""
    inputs, target = folder.resolve(), out.resolve()
    if inputs == target or target in inputs.parents:
        raise Refused([Problem("out_holds_inputs", details={"folder": str(out)})])
    if out.is_dir():
        others = tuple(sorted(one.name for one in out.iterdir() if not _is_ours(one.name)))
        if others:
            raise Refused(
                [Problem("out_holds_other_files", details={"folder": str(out), "files": others[:3]})]
            )
    elif out.exists():
        raise Refused([Problem("cannot_write", details={"folder": str(out), "reason": "it is a file"})])


def _is_ours(name: str) -> bool:
    return name in OUR_FILES or _OUR_PAGES.fullmatch(name) is not None


def languages_of(assessed: Assessed, first: str) -> tuple[str, ...]:
    """The languages to write: ``first``, then the others that the place names and that can be read whole."""
    readable = readable_languages(assessed.framework)
    named = [code for code in assessed.document["languages"] if code in readable]
    return tuple(dict.fromkeys((first, *named)))


def in_language(file: str, language: str, first: str) -> str:
    """The name of a page in ``language``: ``scorecard.es.html`` beside ``scorecard.html``, which is in ``first``."""
    if language == first:
        return file
    stem, _, ending = file.rpartition(".")
    return f"{stem}.{language}.{ending}"


def write_scorecard(assessed: Assessed, out: Path, language: str) -> OnPaper:
    """Write ``scorecard.json``, ``.html`` and ``.csv`` into ``out``, all of them or none, and ``.pdf`` where it can be.

    The page and the paper are written once more for each other language that the place names. Says how it went with
    the paper. Raises ``Refused`` where the folder cannot be written.
    """
    document, framework = assessed.document, assessed.framework
    languages = languages_of(assessed, language)
    contents = {
        SCORECARD_FILE: to_bytes(document),
        CSV_FILE: scorecard_csv_file(document, framework, language).encode(),
    }
    for code in languages:
        links = FileLinks(beside=_beside(languages, code, language))
        page = scorecard_file(document, framework, code, links)
        contents[in_language(HTML_FILE, code, language)] = page.encode()
    on_paper = OnPaper("pdf_add")
    if paper.available():
        try:
            for code in languages:
                contents[in_language(PDF_FILE, code, language)] = scorecard_pdf(document, framework, code)
            on_paper = OnPaper("pdf_written")
        except paper.PaperFailed as failed:
            on_paper = OnPaper("pdf_failed", str(failed))
    try:
        _replace(out, contents)
    except OSError as error:
        details = {"folder": str(out), "reason": error.strerror or str(error)}
        raise Refused([Problem("cannot_write", details=details)]) from None
    return on_paper


def _beside(languages: tuple[str, ...], here: str, first: str) -> tuple[InLanguage, ...]:
    if len(languages) < 2:
        return ()
    # In the same order on every page, whichever was made first.
    return tuple(
        InLanguage(code, None if code == here else in_language(HTML_FILE, code, first))
        for code in available_languages()
        if code in languages
    )


def keep_digests(assessed: Assessed, folder: Path) -> Problem | None:
    """Keep the digests of what was read and made in ``private.json`` beside the inputs, never in the output.

    Answers a problem where that folder cannot be written.
    """
    kept = {
        "files": digests(assessed.files),
        "scorecard": digest(assessed.document),
        "framework": assessed.framework.digest,
        "tallgrass": __version__,
    }
    try:
        (folder / PRIVATE_FILE).write_text(
            json.dumps(kept, sort_keys=True, indent=1) + "\n", encoding="utf-8"
        )
    except OSError as error:
        return Problem("private_not_kept", details={"reason": error.strerror or str(error)})
    return None


def _replace(out: Path, contents: Mapping[str, bytes]) -> None:
    """Put a whole new folder in the place of ``out``; an earlier one stays until the new one is complete."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tallgrass-", dir=out.parent) as temporary:
        made = Path(temporary) / "new"
        made.mkdir()
        for name, content in contents.items():
            (made / name).write_bytes(content)
        former = Path(temporary) / "former"
        if out.exists():
            out.rename(former)
        try:
            made.rename(out)
        except OSError:
            if former.exists():
                shutil.move(former, out)
            raise
