"""What the pages and papers of this room say, in a language."""

from tallgrass.foundation.languages import Words, words
from tallgrass.strength.rounds.keying.method.keys import key_of
from tallgrass.strength.rounds.method.sheets import DONT_KNOW, LEVELS, NOT_REACHED, SKIPPED

#: Stands in an address for every language of the round, one after the other.
BOTH = "all"


def said_in(language: str) -> Words:
    """Every word of the room in a language."""
    return words(language, "keying")


def own_keys(language: str) -> dict[str, str]:
    """The keys of a language that are letters, by sign."""
    said = said_in(language)["keys"]
    return {DONT_KNOW: said[DONT_KNOW], SKIPPED: said[SKIPPED]}


def answers_with_keys(
    levels: tuple[str, ...], dont_know: str, skip: str, language: str
) -> list[tuple[str, str]]:
    """The answers of a question, each after its key."""
    own = own_keys(language)
    return [
        *zip(LEVELS, levels, strict=True),
        (key_of(DONT_KNOW, own), dont_know),
        (key_of(SKIPPED, own), skip),
    ]


def shown_keys(language: str) -> list[tuple[str, str]]:
    """The keys with what each says, for the legend."""
    said, own = said_in(language)["sheet"], own_keys(language)
    return [
        (f"{LEVELS[0]}–{LEVELS[-1]}", said["level"]),
        (key_of(DONT_KNOW, own), said["d"]),
        (key_of(SKIPPED, own), said["s"]),
        (NOT_REACHED, said["blank"]),
    ]


def as_typed(address: str) -> str:
    """An address as people type it from paper, without what a browser adds."""
    return (address.partition("://")[2] or address).rstrip("/")
