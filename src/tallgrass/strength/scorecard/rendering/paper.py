"""``scorecard.pdf``: one page to hand over, then the whole as a booklet. The data; the sheet is ``scorecard.typ``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from tallgrass.foundation.languages import words
from tallgrass.foundation.ui import paper
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering.html import TEMPLATES
from tallgrass.strength.scorecard.rendering.links import FileLinks
from tallgrass.strength.scorecard.rendering.pages import Views, element_order
from tallgrass.strength.scorecard.rendering.sentences import Sentences

SHEET: Final = TEMPLATES / "scorecard" / "scorecard.typ"
#: A name longer than this, in characters, is cut on the first page and in the foot of each page.
LONGEST: Final = 120
_COLUMN: Final = re.compile(r"M([\d.]+) (\d+)V(-?\d+)")


def scorecard_pdf(document: Mapping[str, Any], framework: Framework, language: str) -> bytes:
    """The scorecard on paper, tagged, in one language.

    Raises ``ImportError`` without the extra ``pdf``, ``PaperFailed`` where it cannot be set.
    """
    return paper.pdf(SHEET, sheet(document, framework, language), dated=date.fromisoformat(document["as_of"]))


def sheet(document: Mapping[str, Any], framework: Framework, language: str) -> dict[str, Any]:
    """Everything that the paper says, as plain data made from the views of the pages."""
    views = Views(Sentences(document, framework, language), FileLinks())
    speech, overview = views.sentences.speech, views.overview()
    frame = views.frame(overview.headline, None)
    said = words(language, "paper")
    day = speech.date(document["as_of"])
    return {
        "language": speech.language,
        "title": _cut(frame.title),
        "author": _cut(document["run_by"] or ""),
        "place": _cut(frame.place),
        "example": speech.text("page.example") if document["example"] else None,
        "footer": f"{_cut(frame.place, 60)} · {day} · {frame.caution}",
        "w": _plain(speech.words),
        "p": _plain(said["scorecard"]),
        "page": _drawn(asdict(overview)),
        "frame": asdict(frame),
        "heard_in_words": all(row["state"] == "not_asked" for row in document["participation"]),
        "behind": [_cut(sentence) for sentence in frame.behind],
        "language_notes": views.sentences.language_notes(),
        "limit": limit(document, views.sentences, said["scorecard"]["limits"]),
        "elements": [
            {
                "page": _drawn(asdict(views.element(element))),
                "criteria": [
                    _drawn(asdict(views.criterion(item["id"])))
                    for item in document["criteria"]
                    if item["element"] == element
                ],
            }
            for element in element_order(document)
        ],
    }


def limit(document: Mapping[str, Any], sentences: Sentences, said: Mapping[str, str]) -> str:
    """The one thing that most limits what this scorecard can tell, in a sentence."""
    criteria = document["criteria"]
    heard = [row for row in document["participation"] if row["state"] in ("counted", "fewer_than_k")]
    if not heard:
        met = any(item["say"]["source"] == "agreed" for item in criteria)
        return said["meeting" if met else "nobody"]
    if all(row["state"] == "fewer_than_k" for row in heard):
        return said["few"]
    silent = [*document["not_heard"], *document["not_asked"]]
    if silent:
        return said["silent"].replace("{kinds}", sentences.speech.kinds(silent))
    if all(item["show"]["level"] is None for item in criteria):
        return said["no_records"]
    return said["judgement" if sentences.framework.tried_with_residents else "untried"]


def _cut(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _plain(value: Any) -> Any:
    """Words as plain JSON data."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value


def _drawn(value: Any) -> Any:
    """The same data with every place in a picture as a number: per cent of the width, and columns as bars."""
    if isinstance(value, Mapping):
        return {key: _place(key, one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_drawn(one) for one in value]
    return value


def _place(key: str, value: Any) -> Any:
    if (
        key in ("x", "x1", "x2", "width", "answered", "asked")
        and isinstance(value, str)
        and value.endswith("%")
    ):
        return float(value[:-1])
    if key == "columns" and isinstance(value, str):
        return [
            {"x": float(x), "ground": int(ground), "top": int(top)}
            for x, ground, top in _COLUMN.findall(value)
        ]
    return _drawn(value)
