"""Tells Django about the room."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """What people told us."""

    name = "tallgrass.strength.rounds"
    label = "strength_rounds"
    verbose_name = "Rounds"

    def ready(self) -> None:
        """Add the room's part and tasks to a place, and let the history speak of rounds."""
        from tallgrass.elements.players.asks.stipends.occasions import paid_for
        from tallgrass.places.digest.coming import add_coming
        from tallgrass.places.navigation import Part, add_part
        from tallgrass.places.roles import RUN_ROUNDS
        from tallgrass.places.tasks import add_source
        from tallgrass.strength.rounds.answering.actions import mix_sheets
        from tallgrass.strength.rounds.ending import take_part_in_the_end
        from tallgrass.strength.rounds.holding.closing_seam import when_closed
        from tallgrass.strength.rounds.holding.coming import coming
        from tallgrass.strength.rounds.holding.occasions import occasions
        from tallgrass.strength.rounds.holding.own_tasks import own_tasks
        from tallgrass.strength.rounds.reaching.closing import stop_asking
        from tallgrass.strength.rounds.reaching.own_tasks import own_tasks as its_tasks
        from tallgrass.strength.rounds.reaching.sending_results import send_results
        from tallgrass.strength.rounds.reading_history import join_history

        add_part(Part("rounds", "rounds:list", RUN_ROUNDS, 30))
        add_source("rounds", own_tasks)
        add_coming("rounds", coming)
        when_closed("rows", mix_sheets)
        when_closed("waiting", stop_asking)
        paid_for("rounds", occasions)
        join_history()
        take_part_in_the_end()
        send_results()
        add_source("reaching", its_tasks)
