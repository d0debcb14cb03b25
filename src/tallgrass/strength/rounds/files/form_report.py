"""How the columns of a form were read, as a person reads it; and what to write down where it is not clear."""

from collections.abc import Iterator

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.files import quoted
from tallgrass.foundation.files.grid import letters
from tallgrass.foundation.languages import words
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.files.form_memory import memory_file, written
from tallgrass.strength.rounds.files.forms import Form, suggestions
from tallgrass.strength.rounds.method.matching import IGNORE, ColumnMatch


def report(form: Form, framework: Framework, language: str) -> list[str]:
    """One line for each column that is read, then those that are not."""
    told = words(language, "workbook")["form"]["report"]
    texts = framework.texts.get(language) or framework.texts[framework.language]
    lines = [str(told["heading"].format(file=form.name))]
    for each in form.matching.columns:
        if each.role == "question" and each.target is not None:
            criterion = each.target.criterion
            sentence = told["resident" if each.target.resident else "question"]
            name = texts.criteria[criterion].name
            how = told["how"][each.how]
            lines.append(f"  {sentence.format(column=letter(each), criterion=criterion, name=name, how=how)}")
        elif each.role == "kind":
            lines.append(f"  {told['kind'].format(column=letter(each), how=told['how'][each.how])}")
    if form.said.everybody is not None:
        kind = words(language, "workbook")["kinds"][form.said.everybody]
        lines.append(f"  {told['everybody'].format(kind=kind)}")
    left = [each for each in form.matching.columns if each.role == "not_read"]
    for key, columns in (
        ("not_read", [each for each in left if each.how != "personal"]),
        ("personal", [each for each in left if each.how == "personal"]),
    ):
        if columns:
            lines.append(f"  {told[key].format(columns=', '.join(named(each) for each in columns))}")
    return lines


def letter(match: ColumnMatch) -> str:
    """The letter of a column."""
    return letters(match.column.position)


def named(match: ColumnMatch) -> str:
    """A column's letter and header."""
    header = quoted(" ".join(match.column.header.split()))
    return f"{letter(match)} “{header}”" if header else letter(match)


def remedy(form: Form, language: str) -> list[str]:
    """A sentence, and the lines of the small file to start from: one for each thing that is open."""
    told = words(language, "workbook")["form"]
    lines = [str(told["remedy"].format(file=memory_file(form.path)))]
    return lines + [f"  {line}" for line in _entries(form, language)]


def _entries(form: Form, language: str) -> Iterator[str]:
    told = words(language, "workbook")["form"]["lines"]
    kinds = ", ".join(RESPONDENT_KINDS)
    if form.matching.kind_missing:
        guessed = any(each.how == "values" for each in form.matching.open)
        yield f'{"# " if guessed else ""}kind = ""  # {told["everybody"]}: {kinds}'
    if form.matching.scale_unclear:
        yield f"counted_from = 0  # {told['scale']}"
    columns = [each for each in form.matching.columns if each.role == "open"]
    if columns:
        yield "[columns]"
    for each in columns:
        near = ", ".join(suggestions(each))
        hint = told["near"].format(near=near) if near else told["column"]
        yield f"{written(each.column.header.strip())} = {written(IGNORE)}  # {hint}"
    unread = [each for each in form.matching.columns if each.role == "kind" and each.unread]
    if unread:
        yield "[kinds]"
    for text in dict.fromkeys(text for each in unread for text in each.unread):
        yield f"{written(text)} = {written(IGNORE)}  # {told['kind_word'].format(kinds=kinds)}"
    answers: dict[str, list[str]] = {}
    for each in form.matching.columns:
        if each.role == "question" and each.target is not None and each.unread:
            answers.setdefault(each.target.criterion, []).extend(each.unread)
    for criterion, texts in answers.items():
        yield f"[answers.{criterion}]"
        for text in dict.fromkeys(texts):
            yield f"{written(text)} = {written(IGNORE)}  # {told['answer']}"
