"""The questions as a page to read aloud from: docs/reference/questions.md.

``python -m tests.examples.publish`` writes it.
"""

from collections.abc import Iterator
from pathlib import Path

from tallgrass.strength.framework.files import load_framework
from tallgrass.strength.framework.method.document import Framework, Wording

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "questions.md"

HEAD = """\
# The questions

The 43 questions of framework v1, with the five answers to each. This page is written from the framework itself by
`python -m tests.examples.publish`, and a test fails where the two differ.

{we}

In the files, an answer is its number, 0 to 4, or `dk` for "I don't know". "I don't know" is a fair answer. Questions
of the short set are marked. Some of the questions are also put to residents, in words of their own; those stand at
the end.

The questions have not yet been tried with residents.
"""


def questions_page() -> str:
    """The whole page."""
    framework = load_framework("v1")
    texts = framework.texts["en"]
    lines = [HEAD.format(we=texts.we.format(place="your place"))]
    for element in framework.elements:
        lines.append(f"## {texts.elements[element.id].name}\n")
        for criterion in element.criteria:
            mark = " (short set)" if criterion in framework.forms["short"] else ""
            found = texts.criteria[criterion]
            lines += _question(f"{criterion} {found.name}{mark}", found.wording)
    lines += _for_residents(framework)
    return "\n".join(lines).rstrip() + "\n"


def _question(title: str, wording: Wording) -> Iterator[str]:
    yield f"### {title}\n"
    yield f"**{wording.question}**" + (f" {wording.help}" if wording.help else "") + "\n"
    yield from (f"- {level}: {text}" for level, text in enumerate(wording.levels))
    yield ""


def _for_residents(framework: Framework) -> Iterator[str]:
    yield "## For residents\n"
    for criterion in framework.forms["resident"]:
        found = framework.texts["en"].criteria[criterion]
        assert found.resident is not None
        yield from _question(criterion, found.resident)


if __name__ == "__main__":
    PAGE.write_text(questions_page(), encoding="utf-8", newline="\n")
