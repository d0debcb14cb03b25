"""What rounds ask people for, as asks are counted over all rooms (``elements/players/asks``)."""

from typing import Final

from tallgrass.elements.players.asks.purposes import declare
from tallgrass.places.roles import RUN_ROUNDS

#: To answer a round. Its ``subject`` is the round's key, so a reminder, or a second link, is no new ask.
ANSWERS: Final = declare("rounds.invitation", needs=RUN_ROUNDS, a_round=True)
