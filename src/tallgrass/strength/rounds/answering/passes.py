"""Addresses for people who came in by typing: signed, so that the words of a code stand in no address.

A pass is good for as long as what it leads to. Nobody without the site's key can make one, so passes are never
limited, as links are not.
"""

import re
from typing import Final, Literal, NamedTuple

from django.core.signing import BadSignature, Signer

#: Stands in every pass, and in no link.
MARK: Final = "~"
_SALT: Final = "tallgrass.answering"
_SHAPE: Final = re.compile(r"([poc])([0-9]{1,18})(?:\.([^~]{1,200}))?")

#: What a pass leads to: an invitation on paper, an open link with a code of one's own, or a code of one's own alone.
Leads = Literal["p", "o", "c"]


class Pass(NamedTuple):
    """What a pass leads to: the number of its row, and for an open link one's own code."""

    leads: Leads
    number: int
    code: str = ""


def pass_of(one: Pass) -> str:
    """A pass as it stands in an address."""
    return _signer().sign(f"{one.leads}{one.number}{f'.{one.code}' if one.code else ''}")


def read_pass(text: str) -> Pass | None:
    """The pass in an address; None for one that is forged."""
    try:
        found = _SHAPE.fullmatch(_signer().unsign(text))
    except BadSignature:
        return None
    return Pass(found[1], int(found[2]), found[3] or "") if found else None  # type: ignore[arg-type]  # one of the three


def _signer() -> Signer:
    return Signer(sep=MARK, salt=_SALT)
