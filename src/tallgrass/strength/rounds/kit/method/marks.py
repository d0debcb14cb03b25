"""Marks as stewards read and write them: ``[who asks]`` for ``{who}``, in the words of their language."""

import re
from collections.abc import Mapping
from typing import Final

from tallgrass.strength.rounds.kit.method.facts import Said

_TYPED: Final = re.compile(r"\[([^\[\]\n]{2,60})\]")
_KEPT: Final = re.compile(r"\{(\w+)\}")


def typed(text: str, said: Said) -> str:
    """The text as it is shown to change it."""
    names: Mapping[str, str] = said.kit["marks"]
    return _KEPT.sub(lambda found: f"[{names[found[1]]}]" if found[1] in names else found[0], text)


def kept(text: str, said: Said) -> str:
    """The text as it is kept. Words in brackets that name no mark stay as they were typed."""
    keys = {name.casefold(): key for key, name in said.kit["marks"].items()}

    def one(found: re.Match[str]) -> str:
        key = keys.get(" ".join(found[1].split()).casefold())
        return found[0] if key is None else f"{{{key}}}"

    return _TYPED.sub(one, text)


def unknown(text: str, said: Said) -> tuple[str, ...]:
    """Words in brackets that name no mark, as they were typed, in a text that is kept."""
    names = {name.casefold() for name in said.kit["marks"].values()}
    found = dict.fromkeys(one[1] for one in _TYPED.finditer(text))
    return tuple(word for word in found if " ".join(word.split()).casefold() not in names)
