"""Tells Django about the room."""

from django.apps import AppConfig


class PlayersConfig(AppConfig):
    """Who takes part, and how they work together."""

    name = "tallgrass.elements.players"
    label = "elements_players"
    verbose_name = "Key players"

    def ready(self) -> None:
        """Add the room's parts and tasks to a place, and let the history speak of partners."""
        from tallgrass.elements.players.actions.own import forgotten_with_partners
        from tallgrass.elements.players.asks.actions import forget_with_partners
        from tallgrass.elements.players.asks.stipends.reading_history import join_history as tell_of_stipends
        from tallgrass.elements.players.ending.taking_part import take_part as take_part_in_the_end
        from tallgrass.elements.players.imports.taking_part import take_part
        from tallgrass.elements.players.own_tasks import own_tasks
        from tallgrass.elements.players.reading_history import join_history
        from tallgrass.places.navigation import Part, add_part
        from tallgrass.places.roles import IMPORT, PAY_STIPENDS, SEE_HISTORY
        from tallgrass.places.tasks import add_source

        add_part(Part("partners", "partners:list", None, 20))
        add_part(Part("imports", "imports:files", IMPORT, 50))
        add_part(Part("stipends", "stipends:list", PAY_STIPENDS, 35))
        add_part(Part("history", "history:list", SEE_HISTORY, 60))
        add_source("partners", own_tasks)
        join_history()
        tell_of_stipends()
        forgotten_with_partners(forget_with_partners)
        take_part()
        take_part_in_the_end()
