"""Every table that a folder or a workbook may hold."""

from typing import Final

from tallgrass.elements.players.files import PLAYERS, TIES
from tallgrass.foundation.files import Table
from tallgrass.strength.evidence.files import EVIDENCE, READINGS
from tallgrass.strength.rounds.files import AGREED, ANSWERS, ASKED, COMMENTS, RANKINGS, SIGNED

TABLES: Final[tuple[Table, ...]] = (
    PLAYERS,
    TIES,
    ANSWERS,
    ASKED,
    AGREED,
    RANKINGS,
    COMMENTS,
    SIGNED,
    EVIDENCE,
    READINGS,
)
