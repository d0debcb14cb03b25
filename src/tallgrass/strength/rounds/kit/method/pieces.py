"""The pieces of the kit: what each is for, how long it may be, and what it should not leave out."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

#: A message with a subject, a text of one part for telephones, or a sheet of paper.
Sort = Literal["mail", "text", "sheet"]
#: When a piece is of use.
Moment = Literal["asking", "reminding", "thanking", "showing", "meeting", "paying"]
MOMENTS: Final[tuple[Moment, ...]] = ("asking", "reminding", "thanking", "showing", "meeting", "paying")
#: What is still of use once a round is closed, when nobody is asked any more.
MOMENTS_AFTER: Final[tuple[Moment, ...]] = ("thanking", "meeting", "paying")

#: A text for telephones stays under so many characters.
LONGEST_TEXT: Final = 299
#: Longer subjects are cut off on telephones.
LONGEST_SUBJECT: Final = 78

#: What a text should say, each as marks of which one is enough: who asks, for how long, paid or not, what is promised,
#: the way in, how to say no, when the result is heard.
_WHO, _TIME = ("who",), ("minutes",)
_PAID, _PROMISE = ("paid", "paid_short", "paid_word"), ("promise", "promise_short")
_LINK, _RESULT = ("link",), ("result_by",)
_NO: Final = ("no", "stop")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece. ``most`` is the length in characters that its filled text should not pass; ``needs`` lists what it
    should say, each as marks of which one is enough. ``on_a_wall``: anybody reads it, so its link is an open one;
    ``without_link``: it is handed out beside a form or slip, and says enough without one.
    """

    key: str
    sort: Sort
    moment: Moment
    most: int
    needs: tuple[tuple[str, ...], ...] = ()
    on_a_wall: bool = False
    without_link: bool = False


_ALL: Final = (
    Piece("invitation", "mail", "asking", 2_400, (_WHO, _TIME, _PAID, _PROMISE, _LINK, _RESULT, _NO)),
    Piece("invitation_text", "text", "asking", LONGEST_TEXT, (_WHO, _TIME, _PAID, _LINK, _NO)),
    Piece("phone", "sheet", "asking", 4_500, (_WHO, _TIME, _PAID, _PROMISE, _RESULT)),
    Piece("reminder_1", "mail", "reminding", 2_000, (_WHO, _TIME, _PAID, _PROMISE, _LINK, _NO)),
    Piece("reminder_1_text", "text", "reminding", LONGEST_TEXT, (_WHO, _LINK, _NO)),
    Piece("reminder_2", "mail", "reminding", 2_000, (_WHO, _TIME, _PAID, _PROMISE, _LINK, _NO)),
    Piece("reminder_2_text", "text", "reminding", LONGEST_TEXT, (_WHO, _LINK, _NO)),
    Piece("thanks", "mail", "thanking", 2_400, (_WHO, ("result",), ("result_link",))),
    Piece("thanks_text", "text", "thanking", LONGEST_TEXT, (_WHO, ("result_link",))),
    Piece("half_page", "sheet", "showing", 2_100, (_WHO, _TIME, _PAID, _PROMISE, _RESULT, _NO), True, True),
    Piece("poster", "sheet", "showing", 900, (_WHO, _TIME, _PAID, _PROMISE, _LINK, _RESULT), True),
    Piece("guide_60", "sheet", "meeting", 9_000, (("k",), _RESULT)),
    Piece("guide_90", "sheet", "meeting", 11_000, (("k",), _RESULT)),
    Piece("funder_letter", "sheet", "paying", 4_500, (_WHO, ("pay",))),
)
#: Every piece by its key, in the order in which they are of use.
PIECES: Final[Mapping[str, Piece]] = MappingProxyType({piece.key: piece for piece in _ALL})
