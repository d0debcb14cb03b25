"""A form of a round on paper, as plain data: what is promised first, then the questions, each answer with its key."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.ui import paper
from tallgrass.strength.rounds.answering.asked import Asked, Item, asked
from tallgrass.strength.rounds.answering.method.typed import MOST_PICKS
from tallgrass.strength.rounds.answering.queries import WayIn
from tallgrass.strength.rounds.answering.start import start_values
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.asking.sheets import plain_words
from tallgrass.strength.rounds.keying.method.keys import pick_marks
from tallgrass.strength.rounds.keying.wording import answers_with_keys, as_typed, said_in
from tallgrass.strength.rounds.models import Round

#: The form that people fill in who may never have seen one of ours.
RESIDENT_FORM: Final = "resident"
TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A question on paper. ``answers`` are pairs of key and words; ``problem`` asks to name one, for some questions."""

    number: int
    part: str
    question: str
    help: str | None
    problem: str | None
    answers: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A form in one language. ``notes`` stand above all (an example, a draft), ``before`` above the questions;
    ``small`` and ``big`` are what can be picked, with the mark of each. ``large``: one sheet of paper, both sides,
    with letters that most eyes read.
    """

    language: str
    large: bool
    place: str
    title: str
    name: str
    notes: list[str]
    before_title: str
    before: list[str]
    how: str
    box: str
    box_hint: str
    online: str
    items: list[PaperItem]
    unfit: str
    picks_title: str
    picks_help: str
    picks: list[str]
    picks_other: str
    small_title: str
    small: list[tuple[str, str]]
    big_title: str
    big: list[tuple[str, str]]
    missed_title: str
    missed_help: str
    foot: str


def paper_form(held: Round, form: str, language: str, code_address: str) -> PaperForm:
    """The form of a round in one of its languages; ``code_address`` is where the words of a slip are typed."""
    said, online = said_in(language)["paper"], words(language, "answering")
    one = asked(held, form, language)
    marks = pick_marks([item.id for item in one.items], len(one.items) - len(one.criteria))
    big = len(one.items) - len(one.criteria)
    first = online["first"]
    return PaperForm(
        language=language,
        large=form == RESIDENT_FORM,
        place=held.place.name,
        title=_start(held, one)["title"],
        name=one.form.name,
        notes=_notes(held, one, said),
        before_title=online["start"]["what_happens"],
        before=_before(held, one, said),
        how=said["how"],
        box=said["box"],
        box_hint=said["box_hint"],
        online=filled(said["online"], address=as_typed(code_address)),
        items=[_item(one, number) for number in range(len(one.form.items))],
        unfit=said["unfit"],
        picks_title=first["title"],
        picks_help=said["picks_help"],
        picks=[first[str(number)] for number in range(1, MOST_PICKS + 1)],
        picks_other=first["other"],
        small_title=first["small"],
        small=_marked(one.items[big:], marks),
        big_title=first["big"],
        big=_marked(one.items[:big], marks),
        missed_title=online["missed"]["title"],
        missed_help=online["missed"]["help"],
        foot=" ".join(text for text in (one.form.untried, one.form.source) if text),
    )


def paper_pdf(forms: Sequence[PaperForm]) -> bytes:
    """Forms one after the other as one PDF. Raises as ``foundation.ui.paper.pdf`` does."""
    first = forms[0]
    footer = filled(said_in(first.language)["paper"]["footer"], place=first.place[:60], form=first.name)
    data = {
        "language": first.language,
        "title": f"{first.title} · {first.place}"[:300],
        "author": "",
        "example": None,
        "footer": footer,
        "forms": [asdict(form) for form in forms],
    }
    return paper.pdf(TEMPLATES / "keying" / "form.typ", plain_words(data))


def _start(held: Round, one: Asked) -> dict[str, Any]:
    kind = "resident" if one.form.id == "resident" else "other"
    way = WayIn(held, kind, one.form.id, None, "", None, from_paper=True)
    return start_values(way, one, following="", code_address="")


def _before(held: Round, one: Asked, said: Words) -> list[str]:
    """Each string is a paragraph. Where a records law may want the paper, nobody says that it is torn up."""
    start, gap = _start(held, one), said["gap"]
    lines = [
        [start["asks"] if held.asked_by else gap],
        start["promises"],
        [said["no_name"], said["kept" if held.place.public_body else "torn"]],
        [start["result"] if held.result_by else gap, start["until"], start["call"]],
        start["behind"],
        [start["we"]],
    ]
    paragraphs = [" ".join(sentence for sentence in line if sentence) for line in lines]
    return [paragraph for paragraph in paragraphs if paragraph]


def _notes(held: Round, one: Asked, said: Words) -> list[str]:
    draft = said["draft"] if held.state == Round.State.DRAFT else None
    return [note for note in (one.form.example, one.form.draft, draft) if note]


def _item(one: Asked, number: int) -> PaperItem:
    form, item = one.form, one.form.items[number]
    before = form.items[number - 1].part if number else ""
    return PaperItem(
        number=item.number,
        part=item.part if item.part != before else "",
        question=item.question,
        help=item.help,
        problem=item.problem,
        answers=answers_with_keys(item.levels, form.dont_know, form.skip, form.language),
    )


def _marked(items: Sequence[Item], marks: dict[str, str]) -> list[tuple[str, str]]:
    return [(marks[item.id], item.name) for item in items]
