"""A form in one language, as plain data: what is said before the first question, the questions, their answers."""

from dataclasses import dataclass

from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.translation import is_draft
from tallgrass.strength.framework.method.document import ELEMENTS, Framework, FrameworkTexts, Wording

#: Who is asked which type of partner they are; residents are not.
PARTNER_KINDS = (
    "civic_tech", "government", "community", "issue_expert", "philanthropy", "tech_company", "other",
)  # fmt: skip
#: The files of words that a form is made of.
_DRAFTED = ("paper", "framework_v1/general", *(f"framework_v1/{element}" for element in ELEMENTS))
#: Residents name the problem first that they then speak of.
PROBLEM_FIRST = frozenset({"CA8"})


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind the questions. None is printed as a line to write on; ``smallest_group`` is k."""

    place: str | None = None
    run_by: str | None = None
    paid_by: str | None = None
    asked_chosen_by: str | None = None
    smallest_group: int = 5
    example: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its number, which is the same in every language. ``levels`` are the answers 0 to 4."""

    number: int
    criterion: str
    name: str
    part: str
    question: str
    help: str | None
    levels: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. ``place`` is blank where it is not known; ``before`` stands before the first question;
    ``kinds`` is empty where the type is known.
    """

    id: str
    language: str
    name: str
    place: str
    title: str
    example: str | None
    draft: str | None
    before_title: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    we: str | None
    kind_question: str
    kind_help: str
    kinds: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    dont_know: str
    skip: str
    unfit: str
    thanks: str
    untried: str | None
    source: str


def form_of(framework: Framework, form: str, language: str, behind: Behind) -> Form:
    """The form ``full``, ``short`` or ``resident`` in a language.

    Raises ``KeyError`` for a form that the framework lacks, ``LookupError`` for a language without its texts.
    """
    texts = texts_in(framework, language)
    told = words(language, "paper")
    said, common = told["forms"], told["common"]
    resident = form == "resident"
    ids = framework.forms[form]
    place = behind.place or common["here"]
    promises = said["resident" if resident else "partner"]
    return Form(
        id=form,
        language=language,
        name=said["names"][form],
        place=behind.place or "",
        title=titled(common, said["names"][form], behind.place),
        example=common["example"] if behind.example else None,
        draft=common["draft"] if is_draft(language, _DRAFTED) else None,
        before_title=said["before"],
        before=tuple(filled(text, count=len(ids), k=behind.smallest_group) for text in promises),
        behind=who_asks(said, common, behind),
        we=None if resident else filled(texts.we, place=place),
        kind_question=said["kind_question"],
        kind_help=said["kind_help"],
        kinds=() if resident else tuple((kind, said["kinds"][kind]) for kind in PARTNER_KINDS),
        items=tuple(
            _item(framework, texts, number, criterion, resident, said)
            for number, criterion in enumerate(ids, 1)
        ),
        dont_know=said["dont_know"],
        skip=said["skip"],
        unfit=said["unfit"],
        thanks=said["thanks"],
        untried=None if framework.tried_with_residents else common["untried"],
        source=common["source"],
    )


def titled(common: Words, title: str, place: str | None) -> str:
    """A title with the place it is about, where that is known."""
    return filled(common["page_title"], title=title, place=place) if place else title


def texts_in(framework: Framework, language: str) -> FrameworkTexts:
    """The framework's words in a language. Raises ``LookupError`` where it has none."""
    if language not in framework.texts:
        raise LookupError(language)
    return framework.texts[language]


def who_asks(said: Words, common: Words, behind: Behind) -> tuple[str, ...]:
    """Who asks, who pays and who chose whom to ask, each with a line to write on where it is not known."""
    blank = common["blank"]
    return (
        filled(said["who"], run_by=behind.run_by or blank),
        filled(said["paid"], paid_by=behind.paid_by or blank),
        filled(said["chose"], asked_chosen_by=behind.asked_chosen_by or blank),
    )


def _item(
    framework: Framework, texts: FrameworkTexts, number: int, criterion: str, resident: bool, said: Words
) -> Item:
    told = texts.criteria[criterion]
    wording: Wording = told.resident if resident and told.resident else told.wording
    element = next(one.id for one in framework.elements if criterion in one.criteria)
    return Item(
        number=number,
        criterion=criterion,
        name=told.name,
        part="" if resident else texts.elements[element].name,
        question=wording.question,
        help=wording.help,
        levels=wording.levels,
        problem=said["resident_problem"] if resident and criterion in PROBLEM_FIRST else None,
    )


def filled(text: str, /, **values: object) -> str:
    """The text with its ``{placeholders}`` filled; a value is never read as a text with placeholders."""
    parts = [text]
    for name, value in values.items():
        mark = "{" + name + "}"
        parts = [
            piece
            for part in parts
            for piece in ([part] if isinstance(part, _Value) else _split(part, mark, _Value(value)))
        ]
    return "".join(parts)


class _Value(str):
    __slots__ = ()


def _split(text: str, mark: str, value: _Value) -> list[str]:
    pieces: list[str] = []
    for piece in text.split(mark):
        pieces += [piece, value]
    return pieces[:-1]
