"""From what is on record to the one page: every sentence of it, in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from tallgrass.elements.players.asks.stipends.method.amounts import written_amount, written_hours
from tallgrass.elements.players.models import Player, Tie
from tallgrass.foundation.days import spelled
from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import NextStepTaken
from tallgrass.strength.scorecard.own_record.method.sections import Days, Line, Record, Section, shortened
from tallgrass.strength.scorecard.own_record.models import AskedFor, TimeGiven
from tallgrass.strength.scorecard.own_record.queries import (
    asked_for,
    asked_of,
    confirmed_links,
    paid_to,
    records_of,
    shown_to_everybody,
    steps_of,
    time_given,
)
from tallgrass.strength.scorecard.taking_up.sentences import what_of

#: So many lines of a sort stand on the page, so that it stays one.
ON_THE_PAGE: Final = 8
#: A table takes every line.
ALL: Final = 10_000


def record_of(
    place: Place, player: Player, days: Days, language: str, *, made_on: date, most: int = ON_THE_PAGE
) -> Record:
    """The record of a partner of certain days, with ``most`` lines in each part."""
    said = words(language, "asks")["own_record"]
    writer = _Writer(place, player, days, language, said, most)
    named = {"name": player.name, "place": place.name}
    notes = [
        said["made"].format(day=spelled(made_on, language), **named),
        *([said["run_by"].format(who=place.run_by)] if place.run_by else []),
        said["not_from_answers"],
        said["not_for_ranking"],
    ]
    return Record(
        title=said["title"].format(**named),
        days=said["days"].format(since=spelled(days.since, language), until=spelled(days.until, language)),
        sections=tuple(section for section in writer.sections() if section is not None),
        notes=tuple(notes),
        example=said["example"] if place.example else None,
    )


class _Writer:
    """Writes the parts of one record."""

    def __init__(
        self, place: Place, player: Player, days: Days, language: str, said: Mapping[str, Any], most: int
    ) -> None:
        self.place, self.player, self.days, self.language = place, player, days, language
        self.said, self.most = said, most
        self.players = records_of(place, player)

    def sections(self) -> list[Section | None]:
        """Every part; None where there is nothing to say."""
        return [self._time(), self._links(), self._asked_for(), self._steps(), self._asked_of(), self._paid()]

    def _time(self) -> Section:
        rows = time_given(self.place, self.players, self.days)
        hours = written_hours(sum(row.minutes for row in rows))
        return self._section("time", [self._time_line(row) for row in rows], hours=hours)

    def _time_line(self, row: TimeGiven) -> Line:
        who = self.said["itself" if row.itself else "steward"]
        hours = self._counted("hours", written_hours(row.minutes))
        return Line(spelled(row.given_on, self.language), row.what_for, f"{hours} ({who})")

    def _links(self) -> Section:
        links = confirmed_links(self.place, self.players)
        others = {self._other(link).pk for link in links}
        shown = shown_to_everybody(self.place, others)
        lines = [self._link_line(link) for link in links if self._other(link).pk in shown]
        new = sum(self.days.hold(link.confirmed_on) for link in links)
        section = self._section("links", lines, total=len(links), new=new)
        unnamed = len(links) - len(lines)
        if not unnamed:
            return section
        sentence = f"{section.sentence} {self._counted('unnamed', str(unnamed))}"
        return Section(section.key, section.title, sentence, section.lines, section.more)

    def _link_line(self, link: Tie) -> Line:
        day = spelled(link.confirmed_on, self.language) if link.confirmed_on else ""
        return Line(day, self._other(link).name, link.type.replace("_", " "))

    def _other(self, link: Tie) -> Player:
        return link.other if link.one_id in self.players else link.one

    def _asked_for(self) -> Section:
        rows = asked_for(self.place, self.players, self.days)
        came = sum(bool(row.came) for row in rows)
        return self._section("asked_for", [self._asked_line(row) for row in rows], came=came)

    def _asked_line(self, row: AskedFor) -> Line:
        came = self.said["nothing_yet"]
        if row.came_on is not None:
            came = self.said["came_on"].format(what=row.came, day=spelled(row.came_on, self.language))
        return Line(spelled(row.asked_on, self.language), row.what, came)

    def _steps(self) -> Section:
        rows = list(steps_of(self.place, self.players, self.days))
        return self._section("steps", [self._step_line(row) for row in rows])

    def _step_line(self, row: NextStepTaken) -> Line:
        state = words(self.language, "scorecards")["steps"]["states"][row.state]
        return Line(spelled(row.until, self.language), what_of(row, self.language), state)

    def _asked_of(self) -> Section:
        asks = asked_of(self.place, self.player, self.days)
        minutes = sum(ask.minutes for ask in asks)
        return self._section("asked_of", [], total=len(asks), minutes=minutes)

    def _paid(self) -> Section | None:
        sums = paid_to(self.place, self.players, self.days)
        if not sums:
            return None
        amounts = ", ".join(written_amount(amount, currency) for currency, amount in sums)
        return self._section("paid", [], total=1, amounts=amounts)

    def _section(
        self, key: str, lines: Sequence[Line], *, total: int | None = None, **values: Any
    ) -> Section:
        said, count = self.said[key], len(lines) if total is None else total
        some, left = shortened(lines, self.most)
        form = "none" if count == 0 else "one" if count == 1 and "one" in said else "many"
        sentence = said[form].format(count=count, name=self.player.name, **values)
        return Section(key, said["title"], sentence, some, self._counted("more", str(left)) if left else "")

    def _counted(self, key: str, count: str) -> str:
        return str(self.said[f"{key}_one" if count == "1" else f"{key}_many"]).format(count=count)
