"""What a record of a partner says, cleaned and checked: the same for the page, a file and a program.

Texts come in as somebody wrote them; what comes out is either a ``PartnerFields`` or every fault that was found.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from dataclasses import field as made_of
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from tallgrass.elements.players.method.kinds import PLAYER_KINDS

#: The longest that each may be, in characters; how many entries a list may have.
NAME_LENGTH: Final = 300
WORDS_LENGTH: Final = 100
WEBSITE_LENGTH: Final = 500
EMAIL_LENGTH: Final = 254
FURTHER_LENGTH: Final = 5000
LIST_LENGTH: Final = 50
FURTHER_COLUMNS: Final = 200
IDENTIFIERS: Final = 20
#: Between several words in one text, as in files; a line of its own does as well.
BETWEEN: Final = "|"
#: Identifiers that have a field of their own on the page, and are checked by their form.
CHECKED_SCHEMES: Final = ("ein", "wikidata")
#: Fields whose values no history keeps: how to reach somebody, and columns that nobody has looked at.
UNTOLD: Final = frozenset({"contact_email", "further"})

_YES: Final = frozenset({"yes", "y", "true", "1", "sí", "si", "on"})
_NO: Final = frozenset({"no", "n", "false", "0"})

#: Characters that are never written on purpose: controls, marks that turn the direction of what follows, blanks
#: without width, halves of characters, tags. Joiners stay: some scripts need them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANKS: Final = re.compile(r"\s+")
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_BARE_HOST: Final = re.compile(r"[\w-]+(\.[\w-]+)+(:[0-9]{1,5})?([/?#].*)?")
_HOST: Final = re.compile(r"(?=.{1,253}\Z)[\w-]{1,63}(\.[\w-]{1,63})+")
_NOT_IN_ADDRESSES: Final = re.compile(r"[\s<>\"\\`|]")
_EIN: Final = re.compile(r"([0-9]{2})[- ]?([0-9]{7})")
_WIKIDATA: Final = re.compile(
    r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,11})", re.IGNORECASE
)
_EMAIL: Final = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class PartnerFields:
    """Everything that others may say of a partner. Its own words (``led_by``) are not among them.

    ``kinds`` is never empty; the first is the main one. ``active`` is None where nobody has said. ``identifiers``
    maps a scheme (``ein``, ``wikidata``, ...) to a value; ``further`` keeps columns of files by their name.
    """

    name: str
    is_person: bool = False
    kinds: tuple[str, ...] = ("unknown",)
    roles: tuple[str, ...] = ()
    neighbourhoods: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    website: str = ""
    identifiers: Mapping[str, str] = made_of(default_factory=lambda: MappingProxyType({}))
    active: bool | None = None
    contact_email: str = ""
    further: Mapping[str, str] = made_of(default_factory=lambda: MappingProxyType({}))


#: The names of the fields, in order.
FIELDS: Final = tuple(one.name for one in fields(PartnerFields))


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be: the field (of the raw mapping), the key of the sentence, and what the sentence needs.

    Keys: ``blank``, ``too_long`` (``limit``), ``too_many`` (``limit``), ``unknown_kind`` (``value``), ``not_yes_or_no``
    (``value``), ``not_a_website`` (``value``), ``not_an_ein`` (``value``), ``not_a_wikidata_id`` (``value``),
    ``not_an_email`` (``value``), ``not_a_scheme`` (``value``).
    """

    field: str
    key: str
    details: Mapping[str, str | int] = made_of(default_factory=lambda: MappingProxyType({}))


class _Wrong(Exception):
    """One value that cannot be."""

    def __init__(self, key: str, **details: str | int) -> None:
        super().__init__(key)
        self.key, self.details = key, details


def normalised(
    raw: Mapping[str, str | None],
    *,
    identifiers: Mapping[str, str] | None = None,
    further: Mapping[str, str] | None = None,
) -> PartnerFields | tuple[Fault, ...]:
    """The fields of a partner as kept, or every fault in them, in the order of the fields.

    ``raw`` holds texts by field: ``name``, ``is_person``, ``kinds``, ``roles``, ``neighbourhoods``, ``communities``,
    ``website``, ``ein``, ``wikidata``, ``active``, ``contact_email``; lists are joined by ``|``. What is missing is
    blank; other names are not looked at. ``identifiers`` are those of any other scheme.
    """
    faults: list[Fault] = []
    found: dict[str, Any] = {}
    for name, read in _READERS.items():
        try:
            found[name] = read(raw.get(name) or "")
        except _Wrong as wrong:
            faults.append(Fault(name, wrong.key, MappingProxyType(wrong.details)))
    own = {scheme: found.pop(scheme, "") for scheme in CHECKED_SCHEMES}
    several: tuple[tuple[str, Callable[[Mapping[str, str]], dict[str, str]], Mapping[str, str]], ...] = (
        ("identifiers", _identifiers, {**(identifiers or {}), **_filled(own)}),
        ("further", _further, further or {}),
    )
    for name, read_all, given in several:
        try:
            found[name] = MappingProxyType(read_all(given))
        except _Wrong as wrong:
            faults.append(Fault(name, wrong.key, MappingProxyType(wrong.details)))
    return tuple(faults) if faults else PartnerFields(**found)


def differences(before: PartnerFields, after: PartnerFields) -> dict[str, list[Any]]:
    """What is not the same, by field: the value before and after, as plain JSON."""
    return {
        name: [plain(getattr(before, name)), plain(getattr(after, name))]
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    }


def plain(value: Any) -> Any:
    """A value of a field as plain JSON."""
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def clean(text: str) -> str:
    """A text on one line, as it is kept: composed characters, single blanks, nothing that cannot be seen."""
    if text.isascii() and text.isprintable():  # as most texts are: nothing to compose, blanks alone to mend
        return " ".join(text.split())
    return _BLANKS.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", _whole(text)))).strip()


def plain_name(name: str) -> str:
    """A name as names are compared: case, accents, signs and blanks do not matter."""
    cleaned = clean(name)
    bare = cleaned.casefold()
    if not cleaned.isascii():
        taken_apart = unicodedata.normalize("NFKD", cleaned).casefold()
        bare = "".join(one for one in taken_apart if not unicodedata.combining(one))
    return _NOT_LETTERS.sub(" ", bare.replace("&", " and ")).strip()


def plain_word(text: str) -> str:
    """A word as it is compared: case, blanks, hyphens and commas do not matter (as in files)."""
    return re.sub(r"[\s,\-_]+", "_", clean(text).casefold()).strip("_")


def listed(text: str) -> Iterator[str]:
    """The entries of a list that was written in one text, each once."""
    entries = (clean(entry) for entry in re.split(r"[|\r\n]", text))
    yield from dict.fromkeys(entry for entry in entries if entry)


def _whole(text: str) -> str:
    """A text without halves of characters, which nothing can be made of."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "", text)


def _bounded(text: str, limit: int) -> str:
    if len(text) > limit:
        raise _Wrong("too_long", limit=limit)
    return text


def _name(text: str) -> str:
    made = _bounded(clean(text[: NAME_LENGTH * 100]), NAME_LENGTH)
    if not plain_name(made):
        raise _Wrong("blank")
    return made


def _flag(text: str) -> bool | None:
    word = clean(text[:WORDS_LENGTH]).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    if word in ("", "unknown"):
        return None
    raise _Wrong("not_yes_or_no", value=_quoted(text))


def _kinds(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for entry in listed(text[:FURTHER_LENGTH]):
        word = plain_word(entry)
        if word not in PLAYER_KINDS:
            raise _Wrong("unknown_kind", value=_quoted(entry))
        found.append(word)
    known = tuple(dict.fromkeys(word for word in found if word != "unknown"))
    return known or ("unknown",)


def _texts(text: str) -> tuple[str, ...]:
    found = tuple(_bounded(entry, WORDS_LENGTH) for entry in listed(text))
    if len(found) > LIST_LENGTH:
        raise _Wrong("too_many", limit=LIST_LENGTH)
    return found


def _roles(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for entry in _texts(text) if (word := plain_word(entry))))


def _website(text: str) -> str:
    """An address on the web. A bare host gets ``https://``; one that hides another behind an @ is refused."""
    made = _bounded(clean(text), WEBSITE_LENGTH)
    if not made:
        return ""
    if "://" not in made and _BARE_HOST.fullmatch(made):
        made = _bounded(f"https://{made}", WEBSITE_LENGTH)
    try:
        parts = urlsplit(made)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _Wrong("not_a_website", value=_quoted(made)) from None
    whole = parts.scheme in ("http", "https") and _HOST.fullmatch(host) and "@" not in parts.netloc
    if not whole or _NOT_IN_ADDRESSES.search(made):
        raise _Wrong("not_a_website", value=_quoted(made))
    return made


def _ein(text: str) -> str:
    made = clean(text[:WORDS_LENGTH])
    found = _EIN.fullmatch(made)
    if made and not found:
        raise _Wrong("not_an_ein", value=_quoted(made))
    return f"{found[1]}-{found[2]}" if found else ""


def _wikidata(text: str) -> str:
    made = clean(text[:WORDS_LENGTH])
    found = _WIKIDATA.fullmatch(made)
    if made and not found:
        raise _Wrong("not_a_wikidata_id", value=_quoted(made))
    return found[1].upper() if found else ""


def _email(text: str) -> str:
    made = _bounded(clean(text), EMAIL_LENGTH).lower()
    if made and not _EMAIL.fullmatch(made):
        raise _Wrong("not_an_email", value=_quoted(made))
    return made


def _identifiers(given: Mapping[str, str]) -> dict[str, str]:
    if len(given) > IDENTIFIERS:
        raise _Wrong("too_many", limit=IDENTIFIERS)
    found = {}
    for scheme, value in given.items():
        if not _SCHEME.fullmatch(scheme):
            raise _Wrong("not_a_scheme", value=_quoted(scheme))
        found[scheme] = _bounded(clean(value), WORDS_LENGTH)
    return dict(sorted(_filled(found).items()))


def _further(given: Mapping[str, str]) -> dict[str, str]:
    if len(given) > FURTHER_COLUMNS:
        raise _Wrong("too_many", limit=FURTHER_COLUMNS)
    return {
        _bounded(clean(name), WORDS_LENGTH): _bounded(_UNSEEN.sub("", value), FURTHER_LENGTH)
        for name, value in given.items()
    }


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _quoted(text: str) -> str:
    """A value as a sentence can hold it."""
    short = clean(text[:400])
    return short if len(short) <= 80 else f"{short[:80]}…"


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "name": _name,
    "is_person": lambda text: bool(_flag(text)),
    "kinds": _kinds,
    "roles": _roles,
    "neighbourhoods": _texts,
    "communities": _texts,
    "website": _website,
    "ein": _ein,
    "wikidata": _wikidata,
    "active": _flag,
    "contact_email": _email,
}
