"""Keys of closed lists become sentences. A scorecard document holds no sentence; this is where they come from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.translation import is_draft
from tallgrass.foundation.ui.charts import Figure, nearest_level
from tallgrass.strength.framework.method.document import (
    ELEMENTS,
    Criterion,
    CriterionTexts,
    ElementTexts,
    Framework,
    FrameworkTexts,
    NextStep,
)
from tallgrass.strength.scorecard.rendering.quotes import all_curled, curled
from tallgrass.strength.scorecard.rendering.speech import Speech, capital

#: A scorecard document, or a part of one, as read from its JSON.
Part = Mapping[str, Any]

#: The files of words that a page is made of.
_DRAFTED = ("scorecard", *(f"framework_v1/{part}" for part in ("general", *ELEMENTS)))
#: The six kinds, without ``resident`` and ``other``, as participation lists them.
_NOT_PARTNERS = ("resident", "other")


def readable_languages(framework: Framework) -> tuple[str, ...]:
    """The languages in which a scorecard can be read whole: there are words for the pages and for the questions."""
    return tuple(code for code in available_languages() if code in framework.texts)


class Sentences:
    """Everything a scorecard says in words, in one language, with the names of its framework."""

    def __init__(self, document: Part, framework: Framework, language: str) -> None:
        self.document = document
        self.framework = framework
        self.speech = Speech(language)
        #: The language of the framework's texts: the one asked for, or the framework's own.
        self.texts_language = language if language in framework.texts else framework.language
        self.texts: FrameworkTexts = framework.texts[self.texts_language]
        self.criteria: Mapping[str, Criterion] = {item.id: item for item in framework.criteria}
        self._criteria: dict[str, CriterionTexts] = {}

    # Names

    def element(self, element: str) -> ElementTexts:
        """The texts of an element."""
        return all_curled(self.texts.elements[element])

    def criterion(self, criterion: str) -> CriterionTexts:
        """The texts of a criterion."""
        if criterion not in self._criteria:
            self._criteria[criterion] = all_curled(self.texts.criteria[criterion])
        return self._criteria[criterion]

    def measure(self, reading: str) -> str:
        """What a reading measures, in words."""
        return curled(self.texts.readings.get(reading, reading))

    def formula(self, reading: str) -> str:
        """How a reading is counted, in words; blank where the framework does not say."""
        return curled(self.texts.reading_formulas.get(reading, ""))

    def level(self, level: int) -> str:
        """The name of a level."""
        return self.texts.levels[level]

    def mark(self, estimate: Figure | None, bound: str | None = None) -> str:
        """A printed mark: *2.6*, *3 or higher*, or *none*."""
        if estimate is None:
            return self.speech.text("mark.none")
        if bound:
            return self.speech.text(f"mark.{bound}", level=self.speech.figure(estimate))
        return self.speech.figure(estimate, 1)

    def named(self, estimate: Figure, bound: str | None = None) -> dict[str, str]:
        """The level nearest to a mark, by name, and the mark."""
        return {"level": self.level(nearest_level(estimate)), "mark": self.mark(estimate, bound)}

    def ranged(self, say: Part) -> str:
        """A mark with its range, or alone where there is none."""
        mark = self.mark(say["estimate"], say["bound"])
        low, high = say.get("low"), say.get("high")
        if low is None or high is None:
            return mark
        return self.speech.text(
            "mark.with_range", mark=mark, low=self.speech.figure(low, 1), high=self.speech.figure(high, 1)
        )

    def we(self) -> str:
        """Who "we" is in the questions, here."""
        return curled(self.texts.we).replace("{place}", self.document["place"]["name"])

    def language_notes(self) -> tuple[str, ...]:
        """What a reader should know of the words: still a draft, or a framework in another language."""
        said = []
        if is_draft(self.speech.language, _DRAFTED):
            said.append(self.speech.text("page.draft"))
        if self.texts_language != self.speech.language:
            said.append(self.speech.text("page.borrowed"))
        return tuple(said)

    # The first sentence

    def first_sentence(self) -> tuple[str, ...]:
        """What stands first: who rates lower, what stands out, where people and records differ, who is silent."""
        clauses: Sequence[Part] = self.document["first_sentence"]
        named = {clause["key"]: clause["element"] for clause in clauses}
        said: list[str] = []
        if "not_asked_yet" not in named and self._only_agreed():
            said.append(self.speech.counted("first.not_asked_yet_agreed", self._agreed_questions()))
        for clause in clauses:
            both = {"weakest", "strongest"} <= set(named)
            if both and clause["key"] in ("weakest", "strongest"):
                sentence = self.speech.text(
                    "first.strongest_and_weakest",
                    strongest=self.element(named["strongest"]).name,
                    weakest=self.element(named["weakest"]).name,
                )
            else:
                sentence = self._clause(clause)
            if sentence not in said:
                said.append(sentence)
        return tuple(said)

    def _clause(self, clause: Part) -> str:
        key, count = clause["key"], clause["count"]
        if key == "kind_lower":
            return self.speech.counted(
                "first.kind_lower",
                count or 1,
                Kind=capital(self.speech.kind(clause["kind"])),
                element=self.element(clause["element"]).name,
            )
        if key in ("weakest", "strongest"):
            return self.speech.text(f"first.{key}", **{key: self.element(clause["element"]).name})
        if key == "people_and_records_differ":
            return self.speech.counted("first.people_and_records_differ", count)
        if key == "not_heard":
            kind = self.speech.kind(clause["kind"])
            if (count or 1) < 2:
                return self.speech.counted("first.not_heard", 1, kind=kind)
            more = self.speech.small(count - 1)
            return self.speech.counted("first.not_heard", count, kind=kind, number=more)
        if key == "not_asked_yet":
            return self._not_asked_yet()
        return self.speech.text(f"first.{key}")

    def _not_asked_yet(self) -> str:
        if agreed := self._agreed_questions():
            return self.speech.counted("first.not_asked_yet_agreed", agreed)
        if any(item["show"]["level"] is not None for item in self.document["criteria"]):
            return self.speech.text("first.not_asked_yet")
        rows = {table["table"]: table["rows"] for table in self.document["inputs"] if table["rows"]}
        if not rows:
            return self.speech.text("first.nothing_listed")
        if set(rows) == {"players"}:
            listed = rows["players"]
            return self.speech.counted("first.nothing_but_the_list", listed, rows=self.speech.whole(listed))
        return self.speech.text("first.nothing_enough")

    def _only_agreed(self) -> bool:
        asked = any(row["state"] != "not_asked" for row in self.document["participation"])
        return not asked and self._agreed_questions() > 0

    def _agreed_questions(self) -> int:
        return sum(1 for item in self.document["criteria"] if item["say"]["source"] == "agreed")

    def questions_of(self, part: Part) -> Sequence[Part]:
        """The questions of an element; none for a part that is a question itself."""
        return [item for item in self.document["criteria"] if item["element"] == part["id"]]

    def origin(self, part: Part) -> str:
        """Where the people's mark of a part is from: ``answers``, ``agreed``, ``none`` or ``not_asked``."""
        own = [item for item in self.document["criteria"] if part["id"] in (item["element"], item["id"])]
        if part["say"]["estimate"] is None:
            return "none" if any(item["asked"] for item in own) else "not_asked"
        return "agreed" if self._by_meeting(own) else "answers"

    def _by_meeting(self, questions: Sequence[Part]) -> bool:
        """Whether every mark that these questions have was agreed in a meeting."""
        marked = {item["say"]["source"] for item in questions if item["say"]["estimate"] is not None}
        return marked == {"agreed"}

    # Change

    def changes(self) -> tuple[str, ...]:
        """What changed since the last round; empty where there was none."""
        change: Sequence[Part] = self.document["change"]
        if not change:
            return ()
        by_verdict: dict[str, list[Part]] = {}
        for item in change:
            by_verdict.setdefault(item["verdict"], []).append(item)
        said = [
            self.speech.counted(f"change.{verdict}", len(items), names=self._names(items))
            for verdict in ("up", "down")
            if (items := by_verdict.get(verdict, []))
        ]
        if not said:
            still = "no_clear_change" in by_verdict
            said.append(self.speech.text("change.still" if still else "change.nothing_comparable"))
        return tuple(said)

    def changes_in(self, element: str) -> tuple[str, ...]:
        """What changed in the questions of an element, and which of them cannot be compared; empty for a first time."""
        own = {item["id"] for item in self.document["criteria"] if item["element"] == element}
        change = [item for item in self.document["change"] if item["criterion"] in own]
        if not change:
            return ()
        said = [
            self.speech.counted(f"change.element.{verdict}", len(items), names=self._names(items))
            for verdict in ("up", "down")
            if (items := [item for item in change if item["verdict"] == verdict])
        ]
        if not said:
            still = any(item["verdict"] == "no_clear_change" for item in change)
            said.append(self.speech.text(f"change.element.{'still' if still else 'nothing_comparable'}"))
        return (*said, *self.not_compared(own))

    def not_compared(self, among: Collection[str] | None = None) -> tuple[str, ...]:
        """How many questions (of those ``among``) cannot be compared with last time, and why."""
        apart = [
            item
            for item in self.document["change"]
            if item["verdict"] == "not_comparable" and (among is None or item["criterion"] in among)
        ]
        if not apart:
            return ()
        reasons = dict.fromkeys(item["why"] for item in apart if item["why"])
        texts = [self.speech.text(f"change.why.{why}") for why in reasons]
        return (self.speech.counted("change.not_comparable", len(apart), reasons=self.speech.all_of(texts)),)

    def _names(self, items: Sequence[Part]) -> str:
        names = [self.speech.text("quote", text=self.criterion(item["criterion"]).name) for item in items]
        if len(names) <= 4:
            return self.speech.all_of(names)
        first = self.speech.text("list.comma").join(names[:3])
        return self.speech.text("change.more", names=first, number=self.speech.small(len(names) - 3))

    def change_of(self, criterion: str) -> str | None:
        """What changed for one criterion, or None where there was no last time."""
        for item in self.document["change"]:
            if item["criterion"] != criterion:
                continue
            verdict = item["verdict"]
            if verdict == "not_comparable":
                reason = self.speech.text(f"change.why.{item['why']}") if item["why"] else ""
                return self.speech.text("change.one.not_comparable", reason=reason)
            if verdict == "no_clear_change":
                return self.speech.text("change.one.no_clear_change")
            return self.speech.text(
                f"change.one.{verdict}",
                before=self.speech.figure(item["before"], 1),
                after=self.speech.figure(item["after"], 1),
            )
        return None

    # Differences and gaps

    def difference(self, part: Part) -> tuple[str, ...]:
        """Where people and records differ, with the two things it may mean; empty where it is no finding."""
        for finding, meaning in (("people_higher", "either"), ("records_higher", "either_records")):
            if finding in part["findings"]:
                path = f"finding.{finding}" + ("_both" if self._without_own_record(part) else "")
                if self._by_meeting(self.questions_of(part) or [part]):
                    said = self.speech.text(f"finding.{finding}_agreed")
                elif self.difference_bound(part):
                    size = self.speech.figure(abs(part["difference"]), 1)
                    said = self.speech.text(f"{path}_least", difference=size)
                else:
                    said = self.speech.text(path)
                return (said, self.speech.text(f"finding.{meaning}"))
        return ()

    def difference_bound(self, part: Part) -> str | None:
        """Whether a difference is made by a bound: its size is then ``at_least``, or ``at_most``, what is printed."""
        if part["difference"] is None:
            return None
        own = [item for item in self.questions_of(part) if item["difference"] is not None] or [part]
        bounds = {item["say"]["bound"] for item in own}
        bound: str | None = bounds.pop() if len(bounds) == 1 else None
        if bound is None:
            return None
        outward = part["difference"] >= 0 if bound == "at_least" else part["difference"] <= 0
        return "at_least" if outward else "at_most"

    def difference_figure(self, part: Part) -> str:
        """People minus records as it is printed; blank where there is none."""
        difference = part["difference"]
        if difference is None:
            return ""
        bound, size = self.difference_bound(part), self.speech.figure(abs(difference), 1)
        if bound is None:
            return self.speech.figure(difference, 1)
        way = "higher" if difference > 0 else "lower"
        return self.speech.text(f"mark.{way}_{bound}" if difference else "mark.none_apart", difference=size)

    def _without_own_record(self, part: Part) -> bool:
        """Whether this is an element with too few questions on record for a mark of its own."""
        return "mean" in part["show"] and part["show"]["mean"] is None

    def findings(self, part: Part, *, gaps: bool = True) -> tuple[str, ...]:
        """The findings of an element or criterion that its marks do not tell already, with or without ``gaps``."""
        told = ("people_higher", "records_higher", "too_few_answers", "not_enough_on_record")
        said: list[str] = []
        for key in part["findings"]:
            if key == "gap" and gaps:
                said.extend(self._sides(part))
            elif key == "changed" and (change := self.change_of(part["id"])):
                said.append(change)
            elif key not in (*told, "gap", "changed"):
                kinds = self.speech.kinds(self.large(part))
                said.append(self.speech.text(f"finding.{key}", level=self.level(2), kinds=kinds))
        return tuple(said)

    def _sides(self, part: Part) -> Iterable[str]:
        """Who rates an element, or a question, lower or higher than others do."""
        for gap in self.document["gaps"]:
            if (gap["criterion"] or gap["element"]) == part["id"]:
                side = "lower" if gap["difference"] < 0 else "higher"
                yield self.speech.text(f"finding.gap_{side}", Kind=capital(self.speech.kind(gap["kind"])))

    def large(self, part: Part) -> tuple[str, ...]:
        """The kinds whose answers to a question are counted by level: groups of ten or more."""
        cells = [cell for cell in part["say"].get("cells", ()) if cell["counts"]]
        return tuple(kind for cell in cells for kind in cell["kinds"])

    def gaps(self, *, element: str | None = None, criterion: str | None = None) -> tuple[str, ...]:
        """Who sees an element (or one of its criteria) differently; residents and community groups first."""
        wanted = [
            gap
            for gap in self.document["gaps"]
            if (gap["criterion"] == criterion if criterion else gap["criterion"] is None)
            and (element is None or gap["element"] == element)
        ]
        return tuple(self._gap(gap, with_element=element is None and criterion is None) for gap in wanted)

    def _gap(self, gap: Part, *, with_element: bool) -> str:
        path = "gap." + ("element_" if with_element else "")
        path += ("lower" if gap["difference"] < 0 else "higher") + ("_least" if gap["at_least"] else "")
        return self.speech.text(
            path,
            Kind=capital(self.speech.kind(gap["kind"])),
            difference=self.speech.figure(abs(gap["difference"]), 1),
            element=self.element(gap["element"]).name,
        )

    # Who was heard

    def participation(self, row: Part) -> str:
        """How many of a kind answered, as far as it may be said."""
        state, answered, asked = row["state"], row["answered"], row["asked"]
        if state == "counted" and asked is not None:
            return self.speech.text(
                "heard.of", answered=self.speech.whole(answered), asked=self.speech.whole(asked)
            )
        if state == "counted":
            return self.speech.counted("heard.open", answered, answered=self.speech.whole(answered))
        if state == "none_yet" and asked:
            return self.speech.text("heard.none_yet_of", asked=self.speech.whole(asked))
        return self.speech.text(f"heard.{state}", k=self.document["k"])

    def meta(self) -> tuple[str, ...]:
        """Date, who answered, how much is on record: one line under the first sentence."""
        return (
            self.speech.text("meta.as_of", date=self.speech.date(self.document["as_of"])),
            *self._answered(),
            self._on_record(),
        )

    def _answered(self) -> Iterable[str]:
        agreed = self._agreed_questions()
        rows = [row for row in self.document["participation"] if row["kind"] not in _NOT_PARTNERS]
        states = {row["state"] for row in rows}
        asked_rows = [row for row in rows if row["state"] != "not_asked"]
        if "fewer_than_k" in states:
            heard = sum(1 for row in rows if row["state"] in ("counted", "fewer_than_k"))
            yield self.speech.counted("meta.partners_few", heard, asked=self.speech.small(len(asked_rows)))
        elif "counted" in states:
            answered = sum(row["answered"] or 0 for row in rows)
            if all(row["asked"] is not None for row in asked_rows):
                yield self.speech.counted(
                    "meta.partners",
                    answered,
                    answered=self.speech.whole(answered),
                    asked=self.speech.whole(sum(row["asked"] for row in asked_rows)),
                )
            else:
                yield self.speech.counted("meta.partners_open", answered)
        elif asked_rows or not agreed:
            yield self.speech.text("meta.partners_none")
        if agreed:
            yield self.speech.counted("meta.agreed", agreed)
        for row in self.document["participation"]:
            if row["kind"] == "resident" and row["state"] == "counted":
                yield self.speech.counted("meta.residents", row["answered"])
            elif row["kind"] == "resident" and row["state"] == "fewer_than_k":
                yield self.speech.text("meta.residents_few", k=self.document["k"])

    def _on_record(self) -> str:
        criteria = self.document["criteria"]
        with_level = sum(1 for item in criteria if item["show"]["level"] is not None)
        if not with_level:
            return self.speech.text("meta.records_none")
        return self.speech.counted("meta.records", with_level, asked=len(criteria))

    def behind(self) -> tuple[str, ...]:
        """Who ran it, who paid, who chose whom to ask; *not said* where that is so."""
        return tuple(
            self.speech.text(f"who.{key}", who=who)
            if (who := self.document[key])
            else self.speech.text(f"who.{key}_not_said")
            for key in ("run_by", "paid_by", "asked_chosen_by")
        )

    def caveats(self) -> tuple[str, ...]:
        """What nobody has tested yet: the questions (until residents have tried them), and the cut points."""
        judgement = self.speech.text("reading.judgement")
        if self.framework.tried_with_residents:
            return (judgement,)
        return (self.speech.text("reading.untried"), judgement)

    def heard(self) -> tuple[str, ...]:
        """What there is to say beside the list of who was heard."""
        return (*self._heard_notes(), *self._agreed_notes(), *self._list_notes())

    def _heard_notes(self) -> Iterable[str]:
        rows = self.document["participation"]
        states = {row["state"] for row in rows}
        if states <= {"not_asked"}:
            if not self._agreed_questions():
                yield self.speech.text("heard.nobody")
        else:
            for key, path in (("not_heard", "heard.not_heard"), ("not_asked", "heard.not_asked_list")):
                if self.document[key]:
                    yield self.speech.text(path, kinds=self.speech.kinds(self.document[key]))
        merged = self._merged_kinds()
        if merged:
            yield self.speech.text("heard.merged", k=self.document["k"], kinds=self.speech.kinds(merged))
        if "fewer_than_k" in states:
            yield self.speech.text("heard.fewer_note", k=self.document["k"])
        unknown = [row["kind"] for row in rows if row["state"] == "counted" and row["asked"] is None]
        if unknown:
            yield self.speech.text("heard.open_note", kinds=self.speech.kinds(unknown))

    def _merged_kinds(self) -> Sequence[str]:
        """The kinds that every merged cell holds alike and that are all fewer than k, else none."""
        few = {row["kind"] for row in self.document["participation"] if row["state"] == "fewer_than_k"}
        merged = {
            tuple(cell["kinds"])
            for item in self.document["criteria"]
            for cell in item["say"]["cells"]
            if cell["rule"] == "merged"
        }
        if len(merged) == 1 and set(next(iter(merged))) <= few:
            return next(iter(merged))
        return ()

    def _agreed_notes(self) -> Iterable[str]:
        agreed = [item["agreed"] for item in self.document["criteria"] if item["say"]["source"] == "agreed"]
        if not agreed:
            return
        room = list(dict.fromkeys(kind for item in agreed for kind in item["kinds_in_room"]))
        if room:
            yield self.speech.counted("heard.agreed", len(agreed), kinds=self.speech.kinds(room))
        else:
            yield self.speech.counted("heard.agreed_nobody", len(agreed))

    def _list_notes(self) -> Iterable[str]:
        for table in self.document["inputs"]:
            if table["table"] != "players":
                continue
            if not table["rows"]:
                yield self.speech.text("heard.no_players")
                continue
            yield self.speech.counted("heard.players", table["rows"], rows=self.speech.whole(table["rows"]))
            for noted in table["noted"]:
                if noted["key"] == "unknown_kind" and noted["count"]:
                    yield self.speech.counted("heard.unknown_kind", noted["count"])
                    if 2 * noted["count"] >= table["rows"]:
                        yield self.speech.text("heard.unknown_most")

    def notes(self) -> tuple[str, ...]:
        """What was odd in the tables that came in."""
        return tuple(
            self.noted(table["table"], noted["key"], noted["count"])
            for table in self.document["inputs"]
            for noted in table["noted"]
            if noted["count"]
        )

    def noted(self, table: str, key: str, count: int) -> str:
        """What is odd about ``count`` records of a table."""
        return self.speech.counted(f"notes.{key}", count, table=self.speech.text(f"tables.{table}"))

    def comments(self, criterion: str | None) -> tuple[str, ...]:
        """What people wrote about a criterion, or about none, where a person has cleared it."""
        return tuple(
            self.speech.text("quote", text=item["text"])
            for item in self.document.get("comments") or ()
            if item["criterion"] == criterion
        )

    # Next steps

    def step(self, step: Part) -> NextStep:
        """What to do, who could, about how long, and the first 30 minutes."""
        if step["key"] == "raise":
            return self.criterion(step["criterion"]).next_steps[min(step["from"] or 0, 3)]
        return all_curled(self.texts.general_steps[step["key"]])

    def what(self, step: Part) -> str:
        """What to do, in one line; where nothing is known yet, which question to find out about."""
        if step["key"] == "find_out" and step["criterion"]:
            question = self.criterion(step["criterion"]).wording.question
            return self.speech.text("step.find_out", question=question)
        return self.step(step).what

    def why(self, step: Part) -> str:
        """Why a step stands where it stands."""
        key = step["why"]
        path = f"step.why.{key}"
        if key.startswith("gap_"):
            path += self._direction(step["criterion"], key.removeprefix("gap_"))
        level = self.level(step["from"]) if step["from"] is not None else ""
        return self.speech.text(path, k=self.document["k"], level=level)

    def _direction(self, criterion: str | None, kind: str) -> str:
        for gap in self.document["gaps"]:
            if gap["kind"] == kind and criterion is not None and gap["criterion"] == criterion:
                return "_lower" if gap["difference"] < 0 else "_higher"
        return ""
