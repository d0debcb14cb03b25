"""Which column of a list holds what: by its title, in any language and as people usually call it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tallgrass.elements.players.method.fields import WORDS_LENGTH, clean, plain_name

#: What a column can be taken for; each at most once.
FIELDS: Final = (
    "player_id", "name", "kinds", "is_person", "active", "roles", "neighbourhoods", "communities", "website", "ein",
    "wikidata", "org_id", "identifiers", "contact_email",
)  # fmt: skip
#: A column that is kept as it stands, and one that is never taken from a file.
FURTHER: Final = "further"
NOT_TAKEN: Final = "not_taken"
#: In front of a further column that would be taken for one of ours by its title alone.
MARK: Final = "further: "


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every way in which a column's title and a type of partner may be written, in its plain form.

    ``titles`` maps to a field or to ``not_taken``, ``kinds`` to a kind, ``flags`` to yes or no.
    """

    titles: Mapping[str, str]
    kinds: Mapping[str, str]
    flags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its title, as it is kept where it is a further one, and what it is taken for."""

    title: str
    role: str


def match_columns(titles: Sequence[str], known: Vocabulary) -> tuple[Column, ...]:
    """What each column is taken for. Of two columns for one field the first counts, the other is a further one."""
    roles = []
    for title in titles:
        role = FURTHER if is_marked(title) else known.titles.get(plain_name(title), FURTHER)
        roles.append(FURTHER if role in FIELDS and role in roles else role)
    return columns_of(titles, roles)


def columns_of(titles: Sequence[str], roles: Sequence[str]) -> tuple[Column, ...]:
    """The columns with these roles. Titles that a further column cannot have are mended: blank, doubled, too long."""
    numbered = list(enumerate(zip(titles, roles, strict=True), start=1))
    # Further columns choose first: theirs is the name under which they are kept.
    numbered.sort(key=lambda one: one[1][1] != FURTHER)
    seen: Counter[str] = Counter()
    made: dict[int, Column] = {}
    for number, (title, role) in numbered:
        bare = _bare(title) or f"({number})"
        seen[bare] += 1
        told = bare if seen[bare] == 1 else f"{bare[: WORDS_LENGTH - 6]} {seen[bare]}"
        made[number] = Column(told, role)
    return tuple(made[number] for number in sorted(made))


def is_marked(title: str) -> bool:
    """Whether a title says itself that its column is a further one."""
    return clean(title).casefold().startswith(MARK.strip())


def _bare(title: str) -> str:
    """A title as it is kept: the mark taken off, no longer than may be."""
    text = clean(title[: WORDS_LENGTH * 10])
    return (text[len(MARK.strip()) :].strip() if is_marked(text) else text)[:WORDS_LENGTH].strip()
