"""From a scorecard document and the words to what each page shows, before any markup."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal

from tallgrass.foundation.languages import words
from tallgrass.foundation.ui.charts import level_names, nearest_level
from tallgrass.strength.framework.method.document import ELEMENTS
from tallgrass.strength.scorecard.rendering import on_record, picture, said
from tallgrass.strength.scorecard.rendering.links import Download, Links
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.shown import (
    CriterionView,
    DownloadView,
    ElementView,
    Frame,
    HeardRow,
    LanguageView,
    LevelRow,
    NavItem,
    OverviewView,
    Priority,
    PriorityList,
    Row,
    SquareView,
    StepGroup,
    StepView,
)
from tallgrass.strength.scorecard.rendering.speech import capital, uncapital

Part = Mapping[str, Any]

#: So many priorities and comments are shown at once; the rest opens.
_SHOWN_FIRST: Final = 5
_SENTENCE_END: Final = re.compile(r"(?<=\w{3})([.!?])\s+(?=[^\W\d_a-z]|[¿¡“«])")


class Views:
    """Builds the view of each page from one scorecard document.

    Raises ``KeyError`` where the document names an element or criterion that its framework lacks.
    """

    def __init__(self, sentences: Sentences, links: Links) -> None:
        self.sentences = sentences
        self.links = links
        self.document = sentences.document
        self.criteria: Mapping[str, Part] = {item["id"]: item for item in self.document["criteria"]}
        self.elements: Mapping[str, Part] = {item["id"]: item for item in self.document["elements"]}

    # Around the page

    def frame(self, page: str, here: str | None, address: str | None = None) -> Frame:
        """The frame of the page called ``page``; ``here`` is the element shown, None for the overview.

        ``address`` is where the page itself is, the overview's where it is not given.
        """
        text, document = self.sentences.speech.text, self.document
        place = document["place"]["name"]
        navigation = [NavItem(text("page.strength"), self.links.overview, here is None)]
        navigation.extend(
            NavItem(self.sentences.element(element).name, self.links.element(element), here == element)
            for element in self.elements
        )
        return Frame(
            title=text("page.title", page=page, place=place),
            language=self.sentences.speech.language,
            texts_language=self.sentences.texts_language,
            place=place,
            example=bool(document["example"]),
            overview=self.links.overview,
            home=self.links.home,
            method=self.links.method or f"{self._top()}#reading",
            stylesheet=self.links.stylesheet,
            languages=tuple(
                LanguageView(one.code, words(one.code, "scorecard")["language_name"], one.address)
                for one in self.links.languages(address or self.links.overview)
            ),
            language_notes=self.sentences.language_notes(),
            level_names=level_names(self.sentences.texts.levels),
            navigation=tuple(navigation),
            downloads_title=text("page.downloads" if self.links.stylesheet else "page.beside"),
            downloads=tuple(self._download(item) for item in self.links.downloads),
            caution=text(f"caution.{document['caution']}"),
            caveats=self.sentences.caveats(),
            behind=self.sentences.behind(),
            colophon=self._colophon(),
            partners=self.links.partners,
            sign_in=self.links.sign_in,
            preview=self.links.preview,
        )

    def _top(self) -> str:
        return "" if self.links.overview.startswith("#") else self.links.overview

    def _download(self, item: Download) -> DownloadView:
        return DownloadView(self.sentences.speech.text(f"downloads.{item.format}"), item.address)

    def _colophon(self) -> tuple[str, ...]:
        speech, framework, place = self.sentences.speech, self.document["framework"], self.document["place"]
        said_ = [speech.text("meta.as_of", date=speech.date(self.document["as_of"]))]
        if place["population"] is not None:
            population = speech.whole(place["population"])
            said_.append(speech.text("colophon.population", place=place["name"], population=population))
        said_.append(speech.text("colophon.k", k=self.document["k"]))
        said_.append(
            speech.text("colophon.method", method=self.document["method"], version=framework["version"])
        )
        if framework["adapted"]:
            said_.append(capital(speech.text("colophon.adapted")))
        said_.append(capital(speech.text("colophon.digest", digest=framework["digest"][:12])))
        return tuple(said_)

    # Rows of the picture

    def element_row(self, element: Part) -> Row:
        """The row of an element, with a square for each of its questions."""
        texts = self.sentences.element(element["id"])
        squares = tuple(
            SquareView(
                picture.square(criterion),
                self.sentences.criterion(criterion["id"]).name,
                picture.square_in_words(self.sentences, criterion),
                self.links.criterion(criterion["id"]),
            )
            for criterion in self._of(element["id"])
        )
        return self._row(
            element,
            texts.name,
            texts.question,
            self.links.element(element["id"]),
            element["word"],
            element["show"]["mean"],
            squares,
        )

    def criterion_row(self, criterion: Part) -> Row:
        """The row of a criterion."""
        texts = self.sentences.criterion(criterion["id"])
        return self._row(
            criterion,
            texts.name,
            texts.wording.question,
            self.links.criterion(criterion["id"]),
            criterion["standing"],
            criterion["show"]["level"],
            (),
        )

    def _row(
        self,
        part: Part,
        name: str,
        question: str,
        address: str,
        word: int | None,
        records: int | float | None,
        squares: tuple[SquareView, ...],
    ) -> Row:
        sentences = self.sentences
        difference = sentences.difference(part)
        return Row(
            id=part["id"].lower(),
            name=name,
            question=question,
            address=address,
            word=sentences.level(word) if word is not None else sentences.speech.text("picture.no_word"),
            known=word is not None,
            middle=picture.middle_of(sentences, part) if squares and word is not None else "",
            marks=picture.marks_in_words(sentences, part, records),
            scale=picture.scale(sentences, name, part, records),
            squares=squares,
            difference=difference[0] if difference else "",
            notes=sentences.findings(part),
            people=sentences.ranged(part["say"]) + self._part(part, "say") + self._if_agreed(part),
            residents=sentences.mark(part["residents"]["estimate"], part["residents"]["bound"])
            + self._part(part, "residents"),
            records=sentences.mark(records) + self._part(part, "show"),
            gap=sentences.difference_figure(part),
        )

    def _if_agreed(self, part: Part) -> str:
        agreed = part["say"]["estimate"] is not None and self.sentences.origin(part) == "agreed"
        return self.sentences.speech.text("mark.agreed") if agreed else ""

    def _part(self, part: Part, voice: Literal["say", "residents", "show"]) -> str:
        mark = part["say" if voice == "say" else voice]
        known = mark.get("mean" if voice == "show" else "estimate") is not None
        return picture.part_of(self.sentences, part, voice) if known else ""

    def _of(self, element: str) -> Sequence[Part]:
        return [item for item in self.document["criteria"] if item["element"] == element]

    # Next steps

    def step(self, step: Part) -> StepView:
        """A next step with its words."""
        texts = self.sentences.step(step)
        criterion = step["criterion"]
        question = self.sentences.criterion(criterion).wording.question if criterion else None
        what = self.sentences.what(step)
        head, rest = (what, texts.what) if what != texts.what else _first_sentence_of(what)
        return StepView(
            what=head,
            why=self.sentences.why(step),
            question=question if step["key"] != "find_out" else None,
            address=self.links.criterion(criterion) if criterion else None,
            who=texts.who,
            how_long=texts.how_long,
            takes=uncapital(texts.how_long),
            first=texts.first_30_minutes,
            detail=rest or None,
            taken=self.links.taken.get((step["key"], criterion or "")),
        )

    # Pages

    def overview(self) -> OverviewView:
        """The first page."""
        sentences, speech = self.sentences, self.sentences.speech
        steps, comments = self.document["next_steps"], sentences.comments(None)
        left = len(steps) - 3
        return OverviewView(
            headline=speech.text("headline"),
            lead=sentences.first_sentence(),
            changes=sentences.changes(),
            not_compared=sentences.not_compared(),
            meta=sentences.meta(),
            next_step=self.step(steps[0]) if steps else None,
            rows=tuple(self.element_row(element) for element in self.document["elements"]),
            people_title=self._people_title(self.document["elements"]),
            each_question=speech.text("picture.each_question" + ("_agreed" if self._only_agreed() else "")),
            levels=tuple(sentences.texts.levels),
            more_steps=tuple(self.step(step) for step in steps[1:3]),
            later_steps=tuple(self.step(step) for step in steps[3:]),
            later=self._by_element(steps[3:]),
            steps_left=speech.counted("step.more", left) if left > 0 else None,
            gaps=sentences.gaps(),
            heard=self._heard(),
            heard_notes=sentences.heard(),
            priorities=self._priorities(),
            comments=comments[:_SHOWN_FIRST],
            more_comments=comments[_SHOWN_FIRST:],
            more_comments_title=speech.counted("comments.more", len(comments) - _SHOWN_FIRST),
            reading=self._reading(),
            notes=sentences.notes(),
        )

    def _by_element(self, steps: Sequence[Part]) -> tuple[StepGroup, ...]:
        """Next steps under their elements, in the order of the elements; first those that are of none."""
        groups: dict[str | None, list[StepView]] = {None: [], **{element: [] for element in self.elements}}
        for step in steps:
            criterion = step["criterion"]
            groups[self.criteria[criterion]["element"] if criterion else None].append(self.step(step))
        return tuple(
            StepGroup(
                self.sentences.element(element).name if element else self.sentences.speech.text("step.ask"),
                tuple(views),
            )
            for element, views in groups.items()
            if views
        )

    def _people_title(self, parts: Sequence[Part]) -> str:
        """The heading over the marks of people: those of a meeting never stand under *what people told us*."""
        origins = {self.sentences.origin(part) for part in parts if part["say"]["estimate"] is not None}
        ending = {frozenset({"agreed"}): "_agreed", frozenset({"agreed", "answers"}): "_or_agreed"}
        return self.sentences.speech.text("picture.people" + ending.get(frozenset(origins), ""))

    def _only_agreed(self) -> bool:
        sources = {item["say"]["source"] for item in self.document["criteria"]}
        return "agreed" in sources and "answers" not in sources

    def _heard(self) -> tuple[HeardRow, ...]:
        bars = picture.participation_bars(self.sentences)
        return tuple(
            HeardRow(
                self.sentences.speech.kind_name(row["kind"]),
                self.sentences.participation(row),
                bar,
                row["kind"] in ("resident", "other"),
            )
            for row, bar in zip(self.document["participation"], bars, strict=True)
        )

    def _priorities(self) -> tuple[PriorityList, ...]:
        speech = self.sentences.speech
        lists = []
        for who in ("partners", "residents"):
            part = (self.document["priorities"] or {}).get(who)
            if not part or part["state"] == "none":
                continue
            if part["state"] == "too_few":
                lists.append(
                    PriorityList(
                        speech.text(f"priorities.{who}"), "", (), (), "", (speech.text("priorities.too_few"),)
                    )
                )
                continue
            named = uncapital(speech.text(f"priorities.{who}"))
            notes = [speech.text("priorities.rankers", number=speech.whole(part["rankers"]), who=named)]
            if part["agreement"]:
                notes.append(speech.text(f"priorities.{part['agreement']}"))
            items = tuple(
                Priority(self._item(item["item"]), self._share(item["share"])) for item in part["items"]
            )
            more = items[_SHOWN_FIRST:]
            title = speech.counted("priorities.more", len(more))
            caption = speech.text("priorities.caption", rankers=named)
            name = speech.text(f"priorities.{who}")
            lists.append(PriorityList(name, caption, items[:_SHOWN_FIRST], more, title, tuple(notes)))
        return tuple(lists)

    def _item(self, item: str | None) -> str:
        """An item on a list: a question or an element by name, else as people wrote it."""
        if item is None:
            return self.sentences.speech.text("priorities.own")
        if item in self.sentences.texts.criteria:
            return self.sentences.criterion(item).name
        if item in self.sentences.texts.elements:
            return self.sentences.element(item).name
        return self.sentences.speech.text("quote", text=item)

    def _share(self, share: float | None) -> str:
        if share is None:
            return self.sentences.speech.text("priorities.few", k=self.document["k"])
        return self.sentences.speech.share(share)

    def _reading(self) -> tuple[str, ...]:
        text = self.sentences.speech.text
        named = [
            text("criterion.at", level=name, number=number)
            for number, name in enumerate(self.sentences.texts.levels)
        ]
        levels = text("reading.names", levels=self.sentences.speech.all_of(named))
        compared = () if self.document["change"] else (text("change.none"),)
        return (
            self.sentences.we(),
            text("reading.beside"),
            levels,
            text("reading.missing"),
            text("reading.equal"),
            text("reading.small", k=self.document["k"]),
            text("criterion.many_note"),
            text("reading.chance"),
            *compared,
        )

    def element(self, element_id: str) -> ElementView:
        """The page of an element."""
        element = self.elements[element_id]
        texts = self.sentences.element(element_id)
        return ElementView(
            id=element_id,
            name=texts.name,
            question=texts.question,
            source=texts.source,
            stands=self._element_stands(element, texts.name),
            row=self.element_row(element),
            rows=tuple(self.criterion_row(item) for item in self._of(element_id)),
            levels=tuple(self.sentences.texts.levels),
            notes=self.sentences.findings(element, gaps=False),
            people_title=self._people_title(self._of(element_id)),
            gaps=self.sentences.gaps(element=element_id),
            changes=self.sentences.changes_in(element_id),
            we=self.sentences.we(),
        )

    def _element_stands(self, element: Part, name: str) -> tuple[str, ...]:
        speech, show = self.sentences.speech, element["show"]
        said_ = list(self._element_word(element, name))
        criteria = speech.small(show["criteria"])
        if show["with_level"] == show["criteria"]:
            said_.append(speech.text("element.record_all", criteria=criteria))
        elif show["with_level"]:
            said_.append(speech.counted("element.record_part", show["with_level"], criteria=criteria))
        else:
            said_.append(speech.text("element.record_none", criteria=criteria))
        return tuple(said_)

    def _element_word(self, element: Part, name: str) -> Iterable[str]:
        """Where an element stands: at the middle of its questions, held by the one on fairness that is weakest."""
        speech, word = self.sentences.speech, element["word"]
        if word is None:
            yield speech.text("element.no_word", name=name)
            return
        questions = self._of(element["id"])
        stand = [item["standing"] for item in questions if item["standing"] is not None]
        named = {"name": name, "level": self.sentences.level(word), "total": speech.small(len(questions))}
        if len(stand) == len(questions):
            yield speech.text("element.stands_all", **named)
        else:
            yield speech.counted("element.stands", len(stand), **named)
        middle = (2 * sum(stand) + len(stand)) // (2 * len(stand)) if stand else word
        if word < middle and "fairness_not_answered" not in element["findings"]:
            yield speech.text("element.held")

    def criterion(self, criterion_id: str) -> CriterionView:
        """The page of a criterion."""
        part = self.criteria[criterion_id]
        texts = self.sentences.criterion(criterion_id)
        definition = self.sentences.criteria[criterion_id]
        voices = said.voices(self.sentences, part)
        return CriterionView(
            id=criterion_id,
            anchor=criterion_id.lower(),
            name=texts.name,
            question=texts.wording.question,
            help=texts.wording.help,
            we=self.sentences.we(),
            element=self.sentences.element(part["element"]).name,
            element_address=self.links.element(part["element"]),
            before=self._beside(criterion_id, -1),
            after=self._beside(criterion_id, 1),
            fairness=definition.equity,
            adapted="adapted" in part["findings"],
            row=self.criterion_row(part),
            stands=said.standing(self.sentences, part),
            difference=self.sentences.difference(part),
            change=self.sentences.change_of(criterion_id),
            level_names=tuple(self.sentences.texts.levels),
            levels=self._levels(part, texts.wording.levels),
            people=self.sentences.speech.text(
                "criterion.levels_agreed" if part["say"]["source"] == "agreed" else "criterion.levels_people"
            ),
            told_title=self.sentences.speech.text(
                "criterion.agreed_title" if part["say"]["source"] == "agreed" else "criterion.said_title"
            ),
            told=said.said_about(self.sentences, part),
            voices=voices,
            few=any((cell["answered"] or 0) < 10 for cell in part["say"]["cells"]),
            many=any(voice.counts for voice in voices),
            findings=tuple(
                self.sentences.speech.text(f"finding.{key}", level=self.sentences.level(2))
                for key in part["findings"]
                if key in ("blind_spot", "fairness_not_answered")
            ),
            gaps=self.sentences.gaps(criterion=criterion_id),
            agreed=said.agreed_in_meeting(self.sentences, part),
            signed=said.signed(self.sentences, part),
            comments=self.sentences.comments(criterion_id),
            record=on_record.record_sentences(self.sentences, part),
            measures=on_record.measures(self.sentences, part),
            proof=on_record.evidence_sentences(self.sentences, part),
            would=texts.evidence,
            step=self._step_of(part),
            top=part["standing"] == 4,
            why=texts.why,
            source=definition.source,
            source_language=self.sentences.framework.language,
        )

    def _beside(self, criterion_id: str, by: int) -> NavItem | None:
        """The question before or after, in the order of the framework."""
        ids = list(self.criteria)
        at = ids.index(criterion_id) + by
        if not 0 <= at < len(ids):
            return None
        return NavItem(self.sentences.criterion(ids[at]).name, self.links.criterion(ids[at]), here=False)

    def _levels(self, part: Part, texts: Sequence[str]) -> tuple[LevelRow, ...]:
        residents = part["residents"]["estimate"]
        residents_level = nearest_level(residents) if residents is not None else None
        return tuple(
            LevelRow(
                number=number,
                name=self.sentences.level(number),
                text=text,
                stands=part["standing"] == number,
                people=part["say"]["level"] == number,
                residents=residents_level == number,
                records=part["show"]["level"] == number,
            )
            for number, text in enumerate(texts)
        )

    def _step_of(self, part: Part) -> StepView | None:
        for step in self.document["next_steps"]:
            if step["criterion"] == part["id"]:
                return self.step(step)
        if part["standing"] is None or part["standing"] >= 4:
            return None
        level = part["standing"]
        unlisted = {
            "key": "raise",
            "criterion": part["id"],
            "from": level,
            "to": level + 1,
            "why": "low_standing",
        }
        return replace(self.step(unlisted), why="")


def _first_sentence_of(text: str) -> tuple[str, str]:
    """A text as its first sentence and the rest, so that the first can stand as a heading."""
    found = _SENTENCE_END.search(text)
    return (text, "") if found is None else (text[: found.end(1)], text[found.end() :])


def element_order(document: Part) -> tuple[str, ...]:
    """The elements of a document in the order of the source."""
    present = {item["id"] for item in document["elements"]}
    return tuple(element for element in ELEMENTS if element in present)
