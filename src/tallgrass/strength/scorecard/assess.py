"""From a folder of files to a scorecard, in memory. Nothing is written here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from tallgrass.foundation.files import Problem, Refused
from tallgrass.strength.framework.files import load_framework
from tallgrass.strength.framework.interviews import FILE as INTERVIEWS_FILE
from tallgrass.strength.framework.interviews import NEEDED, NotCounted, interviews_on_record
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.files.forms import Form
from tallgrass.strength.scorecard.files import read_folder
from tallgrass.strength.scorecard.method.compute import compute
from tallgrass.strength.scorecard.method.document import SCHEMA, Document, to_document
from tallgrass.strength.scorecard.method.earlier import can_be_compared, made_on
from tallgrass.strength.scorecard.method.noticed import Noticed

SCORECARD_FILE: Final = "scorecard.json"
#: An earlier scorecard larger than this is refused unread, in bytes.
LARGEST_SCORECARD: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Assessed:
    """A scorecard with all that was odd on the way.

    ``reported`` and those of ``noticed`` that are problems want a person's look; ``noted`` is only good to know.
    ``files`` are the files it was read from, ``forms`` the exports of forms among them.
    """

    document: Document
    framework: Framework
    reported: tuple[Problem, ...]
    noted: tuple[Problem, ...]
    noticed: tuple[Noticed, ...]
    files: tuple[Path, ...]
    forms: tuple[Form, ...] = ()

    @property
    def has_problems(self) -> bool:
        """True if a person should look into something."""
        return bool(self.reported) or any(one.is_problem for one in self.noticed)


def assess_folder(
    folder: Path, *, as_of: date | None = None, previous: Path | None = None, forms: Sequence[Path] = ()
) -> Assessed:
    """Read and compute a folder, or a workbook. ``previous`` is an earlier ``scorecard.json`` or the folder that
    holds one, ``forms`` are exports of forms that lie elsewhere.

    Raises ``Refused`` with a sentence for each thing that must be mended first.
    """
    earlier = read_scorecard(previous) if previous is not None else None
    read = read_folder(folder, load_framework, as_of=as_of, previous=earlier, forms=forms)
    made = made_on(earlier) if earlier else None
    if made is not None and made > read.inputs.place.as_of:
        raise Refused([Problem("previous_not_earlier", details={"day": made.isoformat()})])
    computed = compute(read.inputs)
    home = folder.parent if folder.is_file() else folder
    framework, told = _tried(read.inputs.framework, home, read.inputs.place.as_of)
    return Assessed(
        to_document(computed),
        framework,
        read.reported,
        (*read.noted, *told),
        computed.noticed,
        read.files,
        read.forms,
    )


def _tried(framework: Framework, folder: Path, as_of: date) -> tuple[Framework, tuple[Problem, ...]]:
    """The framework, as one that residents have tried where enough interviews are on record, and what to say of it."""
    try:
        count = interviews_on_record(folder, as_of)
    except NotCounted:
        return framework, (Problem("interviews_not_counted", INTERVIEWS_FILE),)
    if count is None:
        return framework, ()
    told = Problem("interviews_counted", INTERVIEWS_FILE, details={"interviews": count, "needed": NEEDED})
    if count < NEEDED:
        return framework, (told,)
    return tried(framework), (told,)


def tried(framework: Framework) -> Framework:
    """The framework, as one that residents have tried."""
    document = {**framework.document, "tried_with_residents": True}
    return replace(framework, tried_with_residents=True, document=document)


def read_scorecard(path: Path) -> Mapping[str, Any]:
    """The document of a ``scorecard.json``, or of the folder that holds one. Raises ``Refused``."""
    file = path / SCORECARD_FILE if path.is_dir() else path
    try:
        if file.stat().st_size > LARGEST_SCORECARD:
            raise Refused([Problem("previous_too_large", file.name)])
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused([Problem("cannot_open", str(file), details={"reason": error.strerror or ""})]) from None
    except (ValueError, RecursionError):
        raise Refused([Problem("previous_not_json", file.name)]) from None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise Refused([Problem("previous_not_a_scorecard", file.name)])
    if not can_be_compared(found):
        raise Refused([Problem("previous_not_whole", file.name)])
    return found
