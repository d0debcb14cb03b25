"""A round of any number of people: as answers, as counts, as files. The generator of the speed benchmark.

The six kinds answer all 43 questions, residents theirs; one answer in ten is *I don't know*. Community groups and
residents see things a level lower, so that gaps are found and both of their steps have work to do.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.chunks import SEED
from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.places.method.records import PlaceRecord
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.rounds.method.records import Answers, Asked, Count
from tallgrass.strength.scorecard.method.inputs import Inputs

#: Share of the people by group; the rest are residents.
SHARES = dict(zip(SIX_KINDS, (0.2, 0.18, 0.2, 0.14, 0.1, 0.08), strict=True))
DONT_KNOW = -1
#: Twice as many were asked as answered.
ASKED_TIMES = 2
WORDS = ("0", "1", "2", "3", "4", "dk")
AS_OF = date(2026, 9, 30)
LOWER = ("community", "resident")


def columns(group: str) -> tuple[str, ...]:
    """The questions that a group is asked."""
    return packaged().forms["resident" if group == "resident" else "full"]


def people(number: int) -> dict[str, np.ndarray]:
    """Answers of ``number`` people by group: people by questions, levels 0 to 4 or -1 for *I don't know*."""
    random = np.random.default_rng((SEED, number))
    sizes = {kind: round(number * share) for kind, share in SHARES.items()}
    sizes["resident"] = number - sum(sizes.values())
    found = {}
    for group, size in sizes.items():
        shape = (size, len(columns(group)))
        centre = 2.3 - (group in LOWER)
        level = np.clip(np.rint(centre + 0.9 * random.standard_normal(shape)), 0, 4)
        found[group] = np.where(random.random(shape) < 0.1, DONT_KNOW, level).astype(np.int8)
    return found


def inputs(answers: Mapping[str, np.ndarray]) -> Inputs:
    """What the program computes a scorecard from: counts alone."""
    counts = {}
    for group, said in answers.items():
        for name, column in zip(columns(group), said.T, strict=True):
            unknown, zero, one, two, three, four = np.bincount(column + 1, minlength=6).tolist()
            counts[group, name] = Count((zero, one, two, three, four), unknown)
    return Inputs(
        place=PlaceRecord("A generated place", 300_000, AS_OF, "v1", example=True),
        framework=packaged(),
        players=(),
        answers=Answers(counts, {group: len(said) for group, said in answers.items()}),
        asked=tuple(
            Asked(group, "resident" if group == "resident" else "full", ASKED_TIMES * len(said))
            for group, said in answers.items()
        ),
    )


def write_folder(answers: Mapping[str, np.ndarray], folder: Path) -> int:
    """The same round as files. Returns the number of answers written."""
    (folder / "place.toml").write_text(
        f'name = "A generated place"\npopulation = 300000\nas_of = {AS_OF.isoformat()}\nframework = "v1"\n'
        'k = 5\nlanguage = "en"\nexample = true\n',
        encoding="utf-8",
    )
    (folder / "players.csv").write_text("player_id,name,kind,active\nP1,Example Hackers,civic_tech,yes\n")
    with (folder / "asked.csv").open("w", encoding="utf-8") as file:
        file.write("kind,form,asked\n")
        for group, said in answers.items():
            form = "resident" if group == "resident" else "full"
            file.write(f"{group},{form},{ASKED_TIMES * len(said)}\n")
    rows = 0
    with (folder / "answers.csv").open("w", encoding="utf-8") as file:
        file.write("respondent,kind,criterion,answer\n")
        for group, said in answers.items():
            names = columns(group)
            for person, row in enumerate(said.tolist()):
                who = f"{group[:3]}{person:06d},{group},"
                file.writelines(
                    f"{who}{name},{WORDS[level]}\n" for name, level in zip(names, row, strict=True)
                )
            rows += said.size
    return rows
