"""Tells Django about the room."""

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """Scorecards, kept as they were published."""

    name = "tallgrass.strength.scorecard"
    label = "strength_scorecard"
    verbose_name = "Scorecards"

    def ready(self) -> None:
        """Add the kept scorecards to the navigation of a place, and what waits to its home; make the scorecard of a
        round that closes; forget with partners what they signed.
        """
        from tallgrass.elements.players.actions import forgotten_with_partners
        from tallgrass.places.navigation import Part, add_part
        from tallgrass.places.roles import SEE_PLACE
        from tallgrass.places.tasks import add_source
        from tallgrass.strength.rounds.holding.closing_seam import when_closed
        from tallgrass.strength.rounds.holding.result_seam import result_is_sent_at
        from tallgrass.strength.rounds.room.ended_seam import when_meeting_ends
        from tallgrass.strength.scorecard.ending import take_part_in_the_end
        from tallgrass.strength.scorecard.giving_back.queries import where_to_send
        from tallgrass.strength.scorecard.making.actions import make_of_closed, make_of_meeting
        from tallgrass.strength.scorecard.own_tasks import own_tasks
        from tallgrass.strength.scorecard.place_folder.forgetting import forget_signatures

        add_part(Part("strength", "scorecard:kept", SEE_PLACE, 10))
        add_source("scorecards", own_tasks)
        when_closed("scorecard", make_of_closed)
        when_meeting_ends("scorecard", make_of_meeting)
        result_is_sent_at("scorecard", where_to_send)
        forgotten_with_partners(forget_signatures)
        take_part_in_the_end()
