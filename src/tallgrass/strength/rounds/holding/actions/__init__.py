"""What people can do with a round of their place."""

from tallgrass.strength.rounds.holding.actions.clearing import clear_remark
from tallgrass.strength.rounds.holding.actions.closing import (
    close_round,
    delete_codes,
    delete_names,
)
from tallgrass.strength.rounds.holding.actions.inviting import (
    Guest,
    WayIn,
    end_invitation,
    invite,
    make_open_link,
    make_paper_codes,
)
from tallgrass.strength.rounds.holding.actions.participation import note_participation
from tallgrass.strength.rounds.holding.actions.preparing import (
    NotReady,
    ask_group,
    change_form,
    change_round,
    discard_round,
    leave_out_group,
    open_round,
    prepare_round,
)
from tallgrass.strength.rounds.holding.actions.telling import say_result_sent
from tallgrass.strength.rounds.holding.locked import NotNow, today
from tallgrass.strength.rounds.holding.queries import NAMES_KEPT_DAYS

__all__ = [
    "NAMES_KEPT_DAYS",
    "Guest",
    "NotNow",
    "NotReady",
    "WayIn",
    "ask_group",
    "change_form",
    "change_round",
    "clear_remark",
    "close_round",
    "delete_codes",
    "delete_names",
    "discard_round",
    "end_invitation",
    "invite",
    "leave_out_group",
    "make_open_link",
    "make_paper_codes",
    "note_participation",
    "open_round",
    "prepare_round",
    "say_result_sent",
    "today",
]
