"""What each file of a round holds, column by column."""

from typing import Final

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.files import Column, Table
from tallgrass.strength.framework.method.document import FORM_IDS

ANSWER_WORDS: Final = ("0", "1", "2", "3", "4", "dk", "skip")

_CRITERION: Final = Column(
    "criterion", "one_of", filled=True, choices_from="criteria", unknown="unknown_criterion"
)
_KIND: Final = Column(
    "kind",
    "one_of",
    filled=True,
    choices=RESPONDENT_KINDS,
    unknown="unknown_kind",
    unclear={"unknown": "answers_as_unknown"},
)
_ANSWER: Final = Column("answer", "one_of", filled=True, choices=ANSWER_WORDS, unknown="not_an_answer")

ANSWERS: Final = Table(
    "answers", (Column("respondent", filled=True), _KIND, _CRITERION, _ANSWER), answers=True
)

ASKED: Final = Table(
    "asked",
    (
        _KIND,
        Column("form", "one_of", filled=True, choices=FORM_IDS, unknown="unknown_form"),
        Column("asked", "whole", least=0),
    ),
)

AGREED: Final = Table(
    "agreed",
    (
        _CRITERION,
        Column("level", "one_of", filled=True, choices=ANSWER_WORDS[:5], unknown="not_a_level"),
        Column("note"),
        Column("agreed_on", "date"),
        Column("kinds_in_room", "several_of", choices=RESPONDENT_KINDS, unknown="unknown_kind"),
        Column("disagreed", "yes_no"),
        Column("cleared", "yes_no"),
    ),
    answers=True,
)

RANKINGS: Final = Table(
    "rankings",
    (
        Column("respondent", filled=True),
        _KIND,
        Column("item", filled=True),
        Column("rank", "whole", filled=True, least=1),
        Column("cleared", "yes_no", present=False),
    ),
    answers=True,
)

COMMENTS: Final = Table(
    "comments",
    (
        Column("criterion", "one_of", choices_from="criteria", unknown="unknown_criterion"),
        Column("text", filled=True),
        Column("cleared", "yes_no"),
    ),
    answers=True,
)

SIGNED: Final = Table("signed", (Column("player_id", filled=True), _CRITERION, _ANSWER), answers=True)
