"""What a text says besides its own words: who sends it, and how to end it."""

import re
from typing import Final, NamedTuple

from tallgrass.foundation.search.method.folding import folded_text
from tallgrass.foundation.texts.method.plainer import plainer

#: The longest text as it is sent: ten parts of one alphabet. Gateways take no more than 1,600 characters.
LONGEST: Final = 1530


class Endings(NamedTuple):
    """How to end texts, in a language: ``first`` for somebody who gets the first one, ``later`` for the others.

    ``mentions`` are the words, written so, of which one in a text says that it can be ended.
    """

    first: str
    later: str
    mentions: tuple[str, ...]


def as_sent(body: str, *, name: str, endings: Endings, first: bool) -> str:
    """A text as it is sent: it names the sender first and says how to end it, once each; plain quotes and dashes.

    ``first``: nothing was texted to that person before, so it also says that carriers may charge, and how to get help.
    """
    text = plainer(body.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if name and folded_text(name, LONGEST) not in folded_text(text, LONGEST):
        text = f"{name}: {text}"
    said = set(re.findall(r"\w+", text))
    if first:
        return f"{text}\n{endings.first}"
    return text if said & set(endings.mentions) else f"{text}\n{endings.later}"
