"""The kinds of player and of respondent (METHOD 1, section 1)."""

from typing import Final

#: The six kinds of the source framework, each with an equal voice.
SIX_KINDS: Final = (
    "civic_tech",
    "government",
    "community",
    "issue_expert",
    "philanthropy",
    "tech_company",
)

#: What a player may be: the six, something else, or not known. Never guessed from a name.
PLAYER_KINDS: Final = (*SIX_KINDS, "other", "unknown")

#: Under which hat a person may answer. Nobody answers as ``unknown``.
RESPONDENT_KINDS: Final = (*SIX_KINDS, "other", "resident")
