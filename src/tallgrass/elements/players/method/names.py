"""Names of organizations, read so that they can be compared.

A name is cut to its beginning, folded (case, accents, marks, what cannot be seen), and taken apart: its words with
short forms written out, the legal form at its end, a place or a note after it, its initials, other names that it says
it has. Work is bounded by `LONGEST_NAME`, whatever the name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from tallgrass.elements.players.method.names_lists import (
    COMMON_WORDS,
    LEGAL_FORMS,
    LONGEST_LEGAL_FORM,
    PARTS,
    PLACES,
    PLACES_AT_THE_END,
    SHORT_FORMS,
    SMALL_WORDS,
)
from tallgrass.foundation.search.method.folding import words_of

#: Characters of a text that are looked at; of these, once what cannot be seen is left out; and words of a name.
LONGEST_TEXT: Final = 2_000
LONGEST_NAME: Final = 200
MOST_WORDS: Final = 24
#: Letters of one word that are a name by themselves, in scripts that may put no blanks between words.
UNSPACED: Final = 5
#: Common words that tell something together.
TELLING_TOGETHER: Final = 4
#: Words of a name that is called by initials, at most.
MOST_SHORTENED: Final = 12
#: Letters of an acronym.
ACRONYM: Final = range(3, 9)

#: Signs that steer how a text runs, or join and part letters, and are not seen themselves.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_OTHER_NAME: Final = re.compile(
    r"\b(?:formerly(?: known as)?|previously|f/?k/?a|d/?b/?a|doing business as|a/?k/?a|also known as"
    r"|trading as|t/a|antes|tambi[eé]n conocid[ao] como)(?=[\s:,])[\s:,]*",
    re.IGNORECASE,
)
_WEB_NAME: Final = re.compile(
    r"(?:https?://)?(?:www\.)?([\w-]{3,})\.(?:org|com|net|info|io|us|co|edu|gov)/?", re.I
)
_BRACKETS: Final = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]?")
_DOTTED: Final = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
_FOUR: Final = re.compile(r"\b([^\W\d_]{3,})4(?=[^\W\d_]*\b)")
_FOUR_ALONE: Final = re.compile(r"^([^\W\d_]{3,}) 4 (?=[^\W\d_])")
_AND_CO: Final = re.compile(r"(?:&|\band) co\b\.?(?=\s+\w)", re.IGNORECASE)
_CO_OP: Final = re.compile(r"\bco-(?=op)", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")
#: What may follow a name: after a dash with blanks, a comma, a colon, a stroke, or "at".
_AFTER: Final = re.compile(r"\s+[-–—|/]+\s+|\s*[,:;]\s+|\s+at\s+", re.IGNORECASE)
_NUMBER_SIGNS: Final = frozenset({"no", "num", "number", "nr"})


#: Words that stay, and initials of the others.
Short = tuple[tuple[str, ...], str]


@dataclass(frozen=True)
class Reading:
    """The words of a name in their order: all as written, all with short forms written out, and the core.

    The core has neither small words nor the legal form, which stands in ``legal``.
    """

    plain: tuple[str, ...]
    words: tuple[str, ...]
    core: tuple[str, ...]
    legal: tuple[str, ...]

    @cached_property
    def joined(self) -> str:
        """The core without blanks."""
        return "".join(self.core)

    @cached_property
    def bag(self) -> tuple[str, ...]:
        """The words of the core in the order of the alphabet."""
        return tuple(sorted(self.core))

    @cached_property
    def telling(self) -> bool:
        """Whether a word of the core is one that few names have."""
        return telling(self.core)


@dataclass(frozen=True)
class Name:
    """A name, taken apart.

    ``whole`` is all of it, but for initials, other names and legal forms in brackets. ``main`` is what stands before a
    ``note`` (a place, a remark), None where there is none or the name needs it. ``initials`` are those it gives in
    brackets; ``others`` are former and second names. ``turned`` is "Library, Goldenrod Public" with its halves changed
    over, joined. ``acronym`` is the name itself, where it is nothing but initials; ``capitals`` are the places of words
    of the core, first or last, that are.
    """

    whole: Reading
    main: Reading | None = None
    note: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    others: tuple[Reading, ...] = ()
    turned: str = ""
    acronym: str | None = None
    capitals: tuple[int, ...] = ()

    def called(self) -> Iterator[str]:
        """All that this organization may be called, joined."""
        yield self.whole.joined
        yield from self.initials
        yield from (other.joined for other in self.others)


def name_of(text: str) -> Name:
    """A name, taken apart. Any text will do; without a letter or figure it has no words."""
    first, *others = _names_in(_UNSEEN.sub("", text[:LONGEST_TEXT])[:LONGEST_NAME])
    bare, inside = _brackets(first)
    acronym = _acronym(bare)
    for one in inside:
        if acronym and acronym in _initials_of(reading_of(one)):
            # "BMP (Bureau of Maps and Permits)" gives its name second.
            bare, inside = one, [bare]
    notes = [one for one in inside if not _acronym(one)]
    main, note = _before_note(bare)
    if notes:
        main = main or reading_of(bare)
        note = (*note, *reading_of(" ".join(notes)).words)
    return Name(
        whole=reading_of(" ".join((bare, *notes))),
        main=main if main and _may_stand_alone(main, note) else None,
        note=note,
        initials=tuple(letters for one in inside if (letters := _acronym(one))),
        others=tuple(reading for one in others if (reading := reading_of(_brackets(one)[0])).core),
        turned=_turned(bare),
        acronym=_acronym(bare),
        capitals=_capitals(bare),
    )


def stands_for(reading: Reading) -> Iterator[Short]:
    """What a name of three to twelve words may be called for short: words that stay, and initials of the rest."""
    words = reading.core
    if not ACRONYM.start <= len(words) <= MOST_SHORTENED:
        return
    yield from (((), letters) for letters in _initials_of(reading))
    for place in range(1, len(words) - ACRONYM.start + 1):
        yield words[:place], initials(words[place:])
        yield words[-place:], initials(words[:-place])
        if COMMON_WORDS.issuperset(words[:place]):
            yield (), initials(words[place:])


def reading_of(text: str) -> Reading:
    """The words of a name or of a part of it."""
    plain = tuple(islice(_plain_words(text), MOST_WORDS))
    words = tuple(islice(_written_out(plain), MOST_WORDS))
    kept = _without_legal_form(words)
    core = tuple(_without_small_words(words[:kept])) or words[:kept]
    return Reading(plain, words, core, words[kept:])


def telling(words: Iterable[str]) -> bool:
    """Whether one of the words is one that few names have."""
    return any(word not in COMMON_WORDS and not word.isdigit() for word in words)


def initials(words: tuple[str, ...]) -> str:
    """The first letters of words."""
    return "".join(word[0] for word in words)


def _plain_words(text: str) -> Iterator[str]:
    web = _WEB_NAME.fullmatch(text.strip())
    text = web[1] if web else text
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    text = _AND_CO.sub("", _CO_OP.sub("co", _FOUR.sub(r"\1 for ", text)))
    alone = _FOUR_ALONE.match(text)
    if alone and alone[1].casefold() not in PARTS:
        text = _FOUR_ALONE.sub(r"\1 for ", text)
    text = text.replace("&", " and ").replace("+", " and ")
    return ("".join(word) for word in words_of(text))


def _written_out(plain: tuple[str, ...]) -> Iterator[str]:
    for place, word in enumerate(plain):
        follows = plain[place + 1] if place + 1 < len(plain) else ""
        if word == "co" and follows and follows not in LEGAL_FORMS:
            yield "county"
        elif word in _NUMBER_SIGNS and follows.isdigit():
            continue
        elif ordinal := _ORDINAL.fullmatch(word):
            yield ordinal[1]
        else:
            yield from (SHORT_FORMS.get(word) or PLACES.get(word, word)).split()


def _without_small_words(words: tuple[str, ...]) -> Iterator[str]:
    last = len(words) - 1
    for place, word in enumerate(words):
        if word not in SMALL_WORDS or (place == last and word in PLACES_AT_THE_END):
            yield word


def _without_legal_form(words: tuple[str, ...]) -> int:
    """How many words stand before the legal form; all of them where nothing else would be left."""
    kept = len(words)
    while True:
        for size in range(min(LONGEST_LEGAL_FORM, kept - 1), 0, -1):
            if "".join(words[kept - size : kept]) in LEGAL_FORMS:
                kept -= size
                break
        else:
            return kept


def _names_in(text: str) -> list[str]:
    """The name and other names that it says it has or had."""
    parts = [part.strip(" ()[],;:-–—") for part in _OTHER_NAME.split(text)]
    if len(parts) == 1:
        return [text]
    return [part for part in parts if part] or [text]


def _brackets(text: str) -> tuple[str, list[str]]:
    """A name without brackets, and what stood in them, but for legal forms."""
    inside = [one.strip() for one in _BRACKETS.findall(text)]
    bare = _BRACKETS.sub(" ", text).strip()
    inside = [one for one in inside if (words := "".join(_plain_words(one))) and words not in LEGAL_FORMS]
    return (bare, inside) if bare else (" ".join(inside), [])


def _initials_of(reading: Reading) -> set[str]:
    """Initials of the large words, of all words, of all but "the"."""
    return {
        initials(reading.core),
        initials(reading.words),
        initials(tuple(word for word in reading.words if word != "the")),
    }


def _before_note(text: str) -> tuple[Reading | None, tuple[str, ...]]:
    pieces = _AFTER.split(text, maxsplit=1)
    if len(pieces) < 2:
        return None, ()
    main, note = reading_of(pieces[0]), reading_of(pieces[1])
    return (main, note.words) if note.core and "".join(note.words) not in LEGAL_FORMS else (None, ())


def _may_stand_alone(main: Reading, note: tuple[str, ...]) -> bool:
    """Whether a name may be known without the note: enough is left, and the note does not name one part of it."""
    part = any(word in PARTS or word.isdigit() for word in note)
    enough = len(main.core) >= 2 or (not main.joined.isascii() and len(main.joined) >= UNSPACED)
    return not part and ((enough and main.telling) or len(main.core) >= TELLING_TOGETHER)


def _turned(text: str) -> str:
    """The halves around the first comma changed over, joined; empty without a comma."""
    before, comma, after = text.partition(",")
    return reading_of(f"{after} {before}").joined if comma else ""


def _acronym(text: str) -> str | None:
    letters = text.replace(".", "").replace("&", "").strip()
    fits = len(letters) in ACRONYM and letters.isalpha() and letters.isupper()
    return letters.casefold() if fits else None


def _capitals(text: str) -> tuple[int, ...]:
    """Which words of the core, first or last, are all capitals in a name that is not."""
    if text.isupper():
        return ()
    capitals = {one.casefold() for one in re.findall(r"\b[A-Z]{3,6}\b", text.replace(".", ""))}
    if not capitals:
        return ()
    core = reading_of(text).core
    return tuple(place for place in {0, len(core) - 1} if len(core) > 1 and core[place] in capitals)
