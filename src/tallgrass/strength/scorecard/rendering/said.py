"""What people told us about one criterion, in words and rows, and where the criterion stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tallgrass.foundation.ui.charts import Strip, nearest_level
from tallgrass.strength.scorecard.rendering.picture import counts_in_words, strip
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.speech import capital

Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Voice:
    """One group by itself, or several shown together: a row of the picture and of its table."""

    who: str
    mark: str
    range: str
    answered: str
    counts: str
    strip: Strip


@dataclass(frozen=True, slots=True)
class Signed:
    """What an organisation has said on the record."""

    organisation: str
    level: str


def standing(sentences: Sentences, criterion: Part) -> tuple[str, ...]:
    """Where a criterion stands, and by which rule (METHOD 1, section 5)."""
    text = sentences.speech.text
    stands = criterion["standing"]
    if stands is None:
        return (text("criterion.no_standing"),)
    people, records = criterion["say"]["level"], criterion["show"]["level"]
    source = "agreed" if criterion["say"]["source"] == "agreed" else "answers"
    told = text(f"criterion.told_{source}")
    grade = criterion["evidence"]["grade"]
    said = [text("criterion.stands", level=sentences.level(stands))]
    if people is None:
        alone = min(records if records is not None else stands, 2)
        said.append(text("criterion.stands_records", cap=sentences.level(2)))
    elif records is None:
        top = {2: 3, 3: 4}.get(grade, 2)
        alone = min(people, top)
        path = "criterion.stands_people" + {2: "_2", 3: "_3"}.get(grade, "")
        said.append(text(path, cap=sentences.level(top), told=told))
    else:
        alone = min(people, records)
        said.append(text("criterion.stands_both", told=told))
    if stands < alone and sentences.criteria[criterion["id"]].equity:
        said.append(text("criterion.stands_voice"))
    return tuple(said)


def said_about(sentences: Sentences, criterion: Part) -> tuple[str, ...]:
    """What partners and residents told us, how sure it is, and how far they agree."""
    return (
        *_partners(sentences, criterion),
        *_agreement(sentences, criterion),
        *_residents(sentences, criterion),
    )


def _partners(sentences: Sentences, criterion: Part) -> Iterable[str]:
    speech, say = sentences.speech, criterion["say"]
    if say["source"] == "agreed":
        return
    if say["estimate"] is None:
        yield speech.text("criterion.said_none" if criterion["asked"] else "criterion.said_not_asked")
        return
    yield speech.text("criterion.said", **sentences.named(say["estimate"], say["bound"]))
    if say["low"] is not None and say["high"] is not None:
        yield speech.text(
            "criterion.said_range", low=speech.figure(say["low"], 1), high=speech.figure(say["high"], 1)
        )


def _residents(sentences: Sentences, criterion: Part) -> Iterable[str]:
    speech, residents = sentences.speech, criterion["residents"]
    if residents["estimate"] is None:
        return
    named = sentences.named(residents["estimate"], residents["bound"])
    wording = sentences.criterion(criterion["id"]).resident
    if wording is None:
        yield speech.text("criterion.said_residents_plain", **named)
        return
    answer = wording.levels[nearest_level(residents["estimate"])]
    yield speech.text(
        "criterion.said_residents",
        question=speech.text("quote", text=wording.question),
        answer=speech.text("quote", text=answer),
        **named,
    )


def _agreement(sentences: Sentences, criterion: Part) -> Iterable[str]:
    """How far those agree whose answers are counted by level: groups of ten or more, and nobody else."""
    speech, say = sentences.speech, criterion["say"]
    if say["agreement"]:
        answers = sum(sum(cell["counts"]) for cell in say["cells"] if cell["counts"])
        yield speech.counted(
            "criterion.agreement.among",
            answers,
            kinds=speech.kinds(sentences.large(criterion)),
            answers=speech.whole(answers),
            how=speech.text(f"criterion.agreement.{say['agreement']['key']}"),
        )
        if say["agreement"]["rough"]:
            yield speech.text("criterion.agreement.rough")
    if say["dont_know_share"]:
        yield speech.text("criterion.dont_know", share=speech.share(say["dont_know_share"]))


def agreed_in_meeting(sentences: Sentences, criterion: Part) -> tuple[str, ...]:
    """What a meeting agreed on, with who was in the room; empty where there was none."""
    agreed = criterion["agreed"]
    if not agreed:
        return ()
    text, named = sentences.speech.text, sentences.named(agreed["level"])
    if agreed["agreed_on"]:
        said = [text("criterion.agreed", date=sentences.speech.date(agreed["agreed_on"]), **named)]
    else:
        said = [text("criterion.agreed_undated", **named)]
    if agreed["kinds_in_room"]:
        said.append(text("criterion.agreed_room", kinds=sentences.speech.kinds(agreed["kinds_in_room"])))
    else:
        said.append(text("criterion.agreed_room_unknown"))
    said.append(text("criterion.agreed_disagreed" if agreed["disagreed"] else "criterion.agreed_all"))
    if agreed["note"]:
        said.append(text("criterion.agreed_note", note=text("quote", text=agreed["note"])))
    if criterion["say"]["source"] != "agreed":
        said.append(text("criterion.agreed_beside"))
    return tuple(said)


def voices(sentences: Sentences, criterion: Part) -> tuple[Voice, ...]:
    """Each cell, residents and other partners, as far as each has something to show."""
    rows = [_cell(sentences, cell, first=not at) for at, cell in enumerate(criterion["say"]["cells"])]
    shapes: tuple[tuple[str, str, Literal["tri", "ring"]], ...] = (
        ("residents", "resident", "tri"),
        ("other", "other", "ring"),
    )
    for key, kind, shape in shapes:
        part = criterion[key]
        if part["estimate"] is not None:
            who = sentences.speech.kind_name(kind)
            rows.append(_voice(sentences, who, part, strip(sentences, part, shape, first=not rows)))
    return tuple(rows)


def _cell(sentences: Sentences, cell: Part, *, first: bool) -> Voice:
    if len(cell["kinds"]) > 1:
        who = capital(
            sentences.speech.text("criterion.together", kinds=sentences.speech.kinds(cell["kinds"]))
        )
    else:
        who = sentences.speech.kind_name(cell["kinds"][0])
    return _voice(sentences, who, cell, strip(sentences, cell, "dot", first=first))


def _voice(sentences: Sentences, who: str, part: Part, drawn: Strip) -> Voice:
    counts = part.get("counts")
    return Voice(
        who,
        _mark(sentences, part),
        _range(sentences, part),
        _answered(sentences, part),
        counts_in_words(sentences, counts) if counts else "",
        drawn,
    )


def _mark(sentences: Sentences, part: Part) -> str:
    if part["estimate"] is None:
        return sentences.speech.text("mark.none")
    return sentences.speech.text("mark.named", **_renamed(sentences.named(part["estimate"], part["bound"])))


def _renamed(named: Mapping[str, str]) -> dict[str, str]:
    return {"name": named["level"], "mark": named["mark"]}


def _range(sentences: Sentences, part: Part) -> str:
    low, high = part.get("low"), part.get("high")
    if low is None or high is None:
        return ""
    figure = sentences.speech.figure
    return sentences.speech.text("number.range", low=figure(low, 1), high=figure(high, 1))


def _answered(sentences: Sentences, part: Part) -> str:
    answered, asked = part.get("answered"), part.get("asked")
    if answered is None:
        return ""
    if asked is None:
        return sentences.speech.text("criterion.answered_open", answered=sentences.speech.whole(answered))
    return sentences.speech.text(
        "criterion.answered_of",
        answered=sentences.speech.whole(answered),
        asked=sentences.speech.whole(asked),
    )


def signed(sentences: Sentences, criterion: Part) -> tuple[Signed, ...]:
    """Answers that organisations have signed."""
    return tuple(
        Signed(
            item["organisation"],
            sentences.level(item["level"])
            if isinstance(item["level"], int)
            else sentences.speech.text("criterion.signed_none"),
        )
        for item in criterion["on_record"]
    )
