"""What becomes of every row of a list, decided before anything is written."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple

from tallgrass.elements.players.imports.method.recognising import (
    OnRecord,
    Recognised,
    Register,
    contradict,
    telling,
)
from tallgrass.elements.players.imports.method.rows import Given, changed_by
from tallgrass.elements.players.method.fields import Fault, PartnerFields, differences, plain_name

Fate = Literal["new", "changed", "same", "alike", "not_listed", "refused"]
#: In the order in which a person should look at them.
FATES: Final[tuple[Fate, ...]] = ("alike", "refused", "not_listed", "changed", "new", "same")
#: What a person may say about a row that looks like a partner on record; ``update`` goes with its id.
ADD: Final = "add"
LEAVE_OUT: Final = "leave_out"
UPDATE: Final = "update"
#: So many rows of one name are compared with a later one.
_SAME_NAME: Final = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """A partner on record that a row may mean, or an earlier row that may mean the same; and why: keys of reasons."""

    id: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowFate:
    """What becomes of a row. ``player`` is who it means, ``how`` by what that is known.

    ``changes`` holds fields with the value before and after; ``candidates`` whom it looks like; ``earlier`` the earlier
    rows of the file that it looks like, which are new as well; ``why`` and ``remarks`` what was wrong with it: field,
    key of a sentence, details.
    """

    row: int
    fate: Fate
    player: int | None = None
    how: str = ""
    changes: Mapping[str, Any] | None = None
    candidates: tuple[Candidate, ...] = ()
    earlier: tuple[Candidate, ...] = ()
    why: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The fate as plain JSON, without what is not there."""
        found: dict[str, Any] = {"row": self.row, "fate": self.fate}
        if self.player is not None:
            found |= {"player": self.player, "how": self.how}
        if self.changes:
            found["changes"] = dict(self.changes)
        for name, alike in (("candidates", self.candidates), ("earlier", self.earlier)):
            if alike:
                found[name] = [[one.id, list(one.reasons)] for one in alike]
        for name, faults in (("why", self.why), ("remarks", self.remarks)):
            if faults:
                found[name] = [[one.field, one.key, dict(one.details)] for one in faults]
        return found


class Looks(NamedTuple):
    """For new rows, by their numbers: the partners on record that they look like, and the earlier rows of the file."""

    partners: Mapping[int, Sequence[Candidate]]
    earlier: Mapping[int, Sequence[Candidate]]


#: Finds what new rows look like: the rows and the register in.
Likeness = Callable[[Sequence[Given], Register], Looks]


def plan(
    rows: Sequence[Given], register: Register, asked: Collection[int], alike: Likeness
) -> tuple[RowFate, ...]:
    """The fate of every row, in their order.

    ``asked`` holds the numbers of rows whose partner asked not to be listed.
    """
    planner = _Planner(register, frozenset(asked))
    fates = [planner.fate(given) for given in rows]
    new = [given for given, fate in zip(rows, fates, strict=True) if fate.fate == "new"]
    looks = alike(new, register)
    return tuple(_looked_at(fate, looks) if fate.fate == "new" else fate for fate in fates)


def _looked_at(fate: RowFate, looks: Looks) -> RowFate:
    """The fate of a new row with what it looks like."""
    partners, earlier = (tuple(found.get(fate.row, ())) for found in looks)
    if not partners and not earlier:
        return fate
    return replace(fate, fate="alike" if partners else "new", candidates=partners, earlier=earlier)


def tally(fates: Sequence[RowFate]) -> dict[str, int]:
    """How many rows have which fate."""
    return {fate: sum(one.fate == fate for one in fates) for fate in FATES}


class _Planner:
    """Decides row by row, and knows what earlier rows meant."""

    def __init__(self, register: Register, asked: frozenset[int]) -> None:
        self._register = register
        self._asked = asked
        self._taken: dict[int, int] = {}
        self._marks: dict[tuple[str, str], int] = {}
        self._named: dict[str, list[tuple[int, PartnerFields]]] = defaultdict(list)

    def fate(self, given: Given) -> RowFate:
        """What becomes of a row, whom it looks like aside."""
        meant = self._register.recognise(given)
        known = meant.partners[0] if meant and meant.sure else None
        if known.hidden if known else given.number in self._asked:
            return RowFate(given.number, "not_listed")
        if given.faults:
            return self._refused(given, given.faults)
        if (first := self._earlier(given)) is not None:
            return self._refused(given, (Fault("name", "twice", {"row": first}),))
        if meant is None:
            return RowFate(given.number, "new", remarks=given.remarks)
        if meant.sure and meant.how != "name" and (first := self._taken.get(meant.partners[0].id)):
            return self._refused(given, (Fault("name", "twice", {"row": first}),))
        if not meant.sure or meant.partners[0].id in self._taken:
            return self._unsure(given, meant)
        return self._known(given, meant.partners[0], meant.how)

    def _known(self, given: Given, partner: OnRecord, how: str) -> RowFate:
        self._taken[partner.id] = given.number
        if partner.merged:
            merged = Fault("name", "merged")
            return RowFate(given.number, "same", partner.id, how, remarks=(*given.remarks, merged))
        after = changed_by(given, partner.fields)
        if isinstance(after, tuple):
            return self._refused(given, after)
        changes = differences(partner.fields, after)
        fate: Fate = "changed" if changes else "same"
        return RowFate(given.number, fate, partner.id, how, changes or None, remarks=given.remarks)

    def _unsure(self, given: Given, meant: Recognised) -> RowFate:
        reason = "same_name" if meant.how == "name" else "same_identifier"
        seen = tuple(Candidate(one.id, (reason,)) for one in meant.partners if not one.hidden)
        if not seen:
            return RowFate(given.number, "new", remarks=given.remarks)
        return RowFate(given.number, "alike", candidates=seen, remarks=given.remarks)

    def _earlier(self, given: Given) -> int | None:
        """The earlier row that this one repeats. Ids of the file's own tell rows apart, whatever else they share."""
        fields = given.fields
        if fields is None:
            return None
        marks = [("key", given.key)] if given.key else []
        found = [self._marks[mark] for mark in marks if mark in self._marks]
        numbers, name = list(telling(fields.identifiers)), plain_name(fields.name)
        if not given.key:
            found += [self._marks[mark] for mark in numbers if mark in self._marks]
            found += [row for row, other in self._named[name] if not contradict(other, fields)]
        for mark in (*marks, *numbers):
            self._marks.setdefault(mark, given.number)
        if len(self._named[name]) < _SAME_NAME:
            self._named[name].append((given.number, fields))
        return min(found, default=None)

    @staticmethod
    def _refused(given: Given, why: tuple[Fault, ...]) -> RowFate:
        return RowFate(given.number, "refused", why=why, remarks=given.remarks)
