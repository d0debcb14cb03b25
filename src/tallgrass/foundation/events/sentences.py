"""Events as sentences. Names are those of today; nothing of a person is kept in an event."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.events.subjects import known
from tallgrass.foundation.languages import words

#: The file of the words.
WORDS: Final = "events"
#: The type of events about people, whose names are known here.
PERSON: Final = "person"
_LONGEST_VALUE: Final = 120


@dataclass(frozen=True, slots=True)
class Told:
    """An event for a reader: when, in sentences, and where the thing that it is about is found (blank: nowhere)."""

    at: datetime
    sentences: tuple[str, ...]
    kind: str
    address: str


def told(events: Sequence[Event], *, place: int, slug: str, language: str) -> list[Told]:
    """The events of a place as sentences in ``language``: two queries for people and one a type of thing."""
    said = words(language, WORDS)
    people = _people(events)
    names = _names(events, place)
    return [
        Told(
            event.at, tuple(_sentences(event, said, people, names)), event.kind, _address(event, names, slug)
        )
        for event in events
    ]


def _sentences(
    event: Event, said: Mapping[str, Any], people: Mapping[int, str], names: Mapping[str, Mapping[int, str]]
) -> Iterator[str]:
    own = {**names, PERSON: people}.get(event.subject_type, {})
    nameless = said["nameless"].get(event.subject_type, said["nameless"]["other"])
    values = {
        "name": own.get(event.subject_id or 0, nameless),
        "other": own.get(event.other_id or 0, nameless),
        "who": _who(event, said, people, own.get(event.subject_id or 0, nameless)),
    }
    told: Mapping[str, Any] = event.told if isinstance(event.told, dict) else {}
    values |= {
        key: _value(key, value[-1] if isinstance(value, list) and len(value) == 2 else value, said)
        for key, value in told.items()
        if key not in values and key not in ("changed", "also")
    }
    if isinstance(told.get("person"), int):
        values["person"] = people.get(told["person"], said["who"]["gone_object"])
    room, _, what = event.kind.partition(".")
    sentence = said.get(room, {}).get(what) if room not in _NOT_ROOMS else None
    if "changed" in told or told.get("also"):
        yield from _changes(event, told, said, values)
    elif sentence is None:
        yield _filled(said["unknown_kind"], values)
    else:
        yield _filled(sentence, values)


#: Words of ``events.json`` that are no rooms.
_NOT_ROOMS: Final = frozenset({"who", "nameless", "changes", "fields", "values", "page", "unknown_kind"})


def _changes(
    event: Event, told: Mapping[str, Any], said: Mapping[str, Any], values: Mapping[str, str]
) -> Iterator[str]:
    """One sentence for each field: what it was and what it is, or that it was changed where no value is kept."""
    fields, changes = said["fields"].get(event.subject_type, {}), said["changes"]
    # Databases keep the fields of an event in an order of their own.
    order = {field: place for place, field in enumerate(fields)}
    changed = dict(told.get("changed") or {})
    for field, pair in sorted(changed.items(), key=lambda one: (order.get(one[0], len(order)), one[0])):
        before, after = (_value(field, value, said) for value in pair)
        way = "changed" if before and after else "set" if after else "emptied"
        named = {**values, "field": fields.get(field, field), "before": before, "after": after}
        yield _filled(changes[way], named)
    for field in told.get("also") or ():
        yield _filled(changes["untold"], {**values, "field": fields.get(field, field)})


def _who(event: Event, said: Mapping[str, Any], people: Mapping[int, str], name: str) -> str:
    who = said["who"]
    if event.by is not None:
        return people.get(event.by, str(who["gone"]))
    if event.told.get("itself"):
        return str(who["itself"]).format_map({"name": name})
    return str(who["operator"])


def _value(field: str, value: Any, said: Mapping[str, Any]) -> str:
    """A value as a sentence holds it; blank for nothing."""
    known_words = said["values"].get(field, {})
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return str(known_words.get(str(value).lower(), said["values"]["flag"][str(value).lower()]))
    if isinstance(value, Mapping):
        return _short(", ".join(f"{key}: {entry}" for key, entry in value.items()))
    if isinstance(value, list | tuple):
        return _short(", ".join(str(known_words.get(str(entry), entry)) for entry in value))
    found = known_words.get(str(value))
    return str(found) if found is not None else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    """A sentence with its values; what an event does not tell stays a gap."""
    made = sentence.format_map(defaultdict(lambda: "…", values))
    if made.endswith("..") and not made.endswith("..."):  # "Neighbors Inc." ends its sentence itself
        made = made[:-1]
    return made[:1].upper() + made[1:]


def _people(events: Iterable[Event]) -> dict[int, str]:
    ids: set[int] = set()
    for event in events:
        about = (event.subject_id, event.other_id) if event.subject_type == PERSON else ()
        person = event.told.get("person") if isinstance(event.told, dict) else None
        ids.update(one for one in (event.by, person, *about) if isinstance(one, int))
    rows = User.objects.filter(pk__in=ids) if ids else ()
    return {row.pk: row.name or row.email.partition("@")[0] for row in rows}


def _names(events: Iterable[Event], place: int) -> dict[str, Mapping[int, str]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for event in events:
        wanted[event.subject_type].update(
            one for one in (event.subject_id, event.other_id) if one is not None
        )
    return {subject_type: _names_of(subject_type, place, ids) for subject_type, ids in wanted.items() if ids}


def _names_of(subject_type: str, place: int, ids: Collection[int]) -> Mapping[int, str]:
    subjects = known().get(subject_type)
    return {} if subjects is None else subjects.names(place, ids)


def _address(event: Event, names: Mapping[str, Mapping[int, str]], slug: str) -> str:
    subjects = known().get(event.subject_type)
    if subjects is None or subjects.address is None or event.subject_id is None:
        return ""
    there = event.subject_id in names.get(event.subject_type, {})
    return subjects.address(slug, event.subject_id) if there else ""
