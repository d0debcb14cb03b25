"""Joins the sending of results: by mail or text to everybody of a round whose address is kept."""

from tallgrass.foundation.accounts.models import User
from tallgrass.strength.rounds.holding.result_seam import Result, Sender, send_results_with
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.rounds.reaching.actions import send_result
from tallgrass.strength.rounds.reaching.purposes import RESULT
from tallgrass.strength.rounds.reaching.queries import MOST_AT_ONCE, to_tell, who_can_be_sent


def send_results() -> None:
    """Join, when the site starts."""
    send_results_with("messages", Sender(_count, _send))


def _count(found: Round) -> int:
    return len(who_can_be_sent(list(to_tell(found)[:MOST_AT_ONCE]), RESULT))


def _send(found: Round, result: Result, by: User | None) -> int:
    return send_result(place=found.place, number=found.pk, by=by, result=result).waiting
