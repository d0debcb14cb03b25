"""The files of a round: what people answered, agreed on, ranked, wrote and signed, and who was asked."""

from tallgrass.strength.rounds.files.answers import read_answers
from tallgrass.strength.rounds.files.small_tables import (
    read_agreed,
    read_asked,
    read_comments,
    read_rankings,
    read_signed,
)
from tallgrass.strength.rounds.files.tables import AGREED, ANSWERS, ASKED, COMMENTS, RANKINGS, SIGNED

__all__ = [
    "AGREED",
    "ANSWERS",
    "ASKED",
    "COMMENTS",
    "RANKINGS",
    "SIGNED",
    "read_agreed",
    "read_answers",
    "read_asked",
    "read_comments",
    "read_rankings",
    "read_signed",
]
