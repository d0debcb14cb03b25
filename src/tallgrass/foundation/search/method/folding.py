"""Texts as they are searched: words without capitals, accents and marks, with one space between.

Letters are folded by Unicode's own rules (NFKD, case folding, marks that stand on a letter left out), and a few that
have no such rule by hand. Scripts that put no space between words are cut into single characters; a run of them is
found as a phrase. The same text gives the same words on every database.
"""

import re
import unicodedata
from typing import Final

#: A written word as the tokens that it is cut into: one, or several where the script has no spaces.
Word = tuple[str, ...]

#: Longest token that is kept; a longer one is found by its beginning.
LONGEST_TOKEN: Final = 64

#: Left out without a gap: apostrophes inside names ("O'Brien", "Hawaiʻi").
_APOSTROPHES: Final = {ord(mark): None for mark in "'’‘ʼʻʹ`´＇"}
#: Letters that Unicode does not take apart.
_BY_HAND: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
#: The same for texts of plain letters, which most are: small letters and figures, all else a gap.
_PLAIN: Final = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_NO_LETTER: Final = re.compile(r"[\W_]")
#: Han, kana, Thai, Lao, Burmese, Khmer: written without spaces.
_ONE_BY_ONE: Final = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
_TOKENS: Final = re.compile(f"[{_ONE_BY_ONE}]|[^{_ONE_BY_ONE}]+")
_ZERO_WIDTH_SPACE: Final = "\u200b"


def words_of(text: str) -> list[Word]:
    """The words of a text in their order; empty where it holds no letter and no figure."""
    words = _folded(text).split()
    if text.isascii():
        return [(word[:LONGEST_TOKEN],) for word in words]
    return [tuple(token[:LONGEST_TOKEN] for token in _TOKENS.findall(word)) for word in words]


def folded_text(text: str, longest: int) -> str:
    """The tokens of the first ``longest`` characters of a text, with one space between, at most ``longest`` long."""
    tokens = " ".join(token for word in words_of(text[:longest]) for token in word)
    return tokens if len(tokens) <= longest else tokens[:longest].rpartition(" ")[0] or tokens[:longest]


def _folded(text: str) -> str:
    text = text.translate(_APOSTROPHES)
    if text.isascii():
        return text.translate(_PLAIN)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", _NO_LETTER.sub(_in_between, text.translate(_BY_HAND)))


def _in_between(found: re.Match[str]) -> str:
    """What becomes of a character that is no letter: marks beside letters stay, what cannot be seen goes."""
    character = found[0]
    category = unicodedata.category(character)
    if category == "Mc":
        return character
    return "" if category == "Cf" and character != _ZERO_WIDTH_SPACE else " "
