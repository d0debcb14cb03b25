"""The words that the kit is made of, in a language."""

from tallgrass.foundation.languages import words
from tallgrass.strength.rounds.kit.method.facts import Said


def said_in(language: str) -> Said:
    """The words of the kit, and those that people read before the first question."""
    return Said(words(language, "kit"), words(language, "answering"))
