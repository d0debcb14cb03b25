"""What a framework says in a language that does not have all of it: the rest in the language it was written in."""

from collections.abc import Mapping
from typing import Any


def filled(source: Any, own: Any, base_source: Any = None, base_own: Any = None) -> Any:
    """The texts of a language with those it lacks taken from ``source``, the same texts in the source language.

    Beside a framework that this one began as (``base_source`` and ``base_own``), a text is lacking too where the
    source was changed and the translation was not: it says what is no longer asked.
    """
    if isinstance(source, Mapping):
        mine, before, before_own = (
            one if isinstance(one, Mapping) else {} for one in (own, base_source, base_own)
        )
        rest = {key: value for key, value in mine.items() if key not in source}
        both = {
            key: filled(value, mine.get(key), before.get(key), before_own.get(key))
            for key, value in source.items()
        }
        return {**both, **rest}
    if own is None:
        return source
    left_behind = base_source is not None and source != base_source and own == base_own and own != source
    return source if left_behind else own
