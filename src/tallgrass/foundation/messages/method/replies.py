"""What a server for mail means by its answer (RFC 5321 4.2, enhanced codes of RFC 3463). Pure.

The first digit says whether to try again. Whether an address is no good for good is another question: 550 also means
that the server takes nothing from us. So an address is given up only where the answer is about the address.
"""

import re
from typing import Final

_ENHANCED: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
#: Enhanced codes, without the first digit, that say that there is no such mailbox (any more).
_NO_MAILBOX: Final = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "2.1"})
#: Enhanced codes that say that a mailbox, or the disk behind it, is full.
_FULL: Final = frozenset({"2.2", "3.1"})
#: Codes of refusal that may mean the mailbox, and the words that then tell so.
_PERHAPS: Final = frozenset({550, 551, 553})
_WORDS: Final = re.compile(
    r"no such|unknown|not exist|n't exist|not found|invalid|no mailbox|nobody|not a valid|unavailable|disabled",
    re.I,
)
_ADDRESS: Final = re.compile(r"<?[^\s<>@]+@[^\s<>]+>?")
_LONGEST: Final = 200


def is_passing(code: int) -> bool:
    """Whether the same may be taken later."""
    return 400 <= code < 500


def enhanced(text: str) -> str:
    """The enhanced code in an answer, as ``5.1.1``; blank where there is none."""
    found = _ENHANCED.search(text)
    return found[0] if found else ""


def is_no_mailbox(code: int, text: str) -> bool:
    """Whether an answer says that nothing will ever reach this address."""
    more = enhanced(text)
    if more:
        return more.startswith("5.") and more[2:] in _NO_MAILBOX
    return code in _PERHAPS and _WORDS.search(text) is not None


def cause_of(said: str) -> str:
    """Why a message did not arrive, from what was noted of the answer: a key that the words have a sentence for."""
    more, code = enhanced(said), int(said[:3]) if said[:3].isdecimal() else 0
    if is_no_mailbox(code, said):
        return "gone"
    if more[2:] in _FULL:
        return "full"
    if more[2:4] == "7.":
        return "policy"
    if is_passing(code) or more.startswith("4."):
        return "later"
    return "refused" if code else "other"


def without_addresses(text: str) -> str:
    """An answer as it is kept: on one line, no address in it, not too long."""
    line = " ".join(_ADDRESS.sub("…", text[:2000]).split())
    return "".join(one for one in line if one.isprintable())[:_LONGEST]
