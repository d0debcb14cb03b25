"""What was sent to whom of a round."""

from typing import Final

from django.db import models


class Reached(models.Model):
    """That somebody was sent something: once, whatever is pressed. It says nothing of whether they answered.

    It goes with the invitation's name and address after the round.
    """

    class Sort(models.TextChoices):
        """What was sent."""

        INVITATION = "invitation"
        REMINDER_1 = "reminder_1"
        REMINDER_2 = "reminder_2"
        RESULT = "result"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    invitation = models.ForeignKey(
        "strength_rounds.Invitation", on_delete=models.CASCADE, related_name="reached"
    )
    sort = models.CharField("what was sent", max_length=12, choices=Sort)
    channel = models.CharField("how", max_length=10)
    on = models.DateField("on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "sort"], name="strength_rounds_reached_once"),
            models.CheckConstraint(
                condition=models.Q(sort__in=["invitation", "reminder_1", "reminder_2", "result"]),
                name="strength_rounds_at_most_two_reminders",
            ),
        ]

    def __str__(self) -> str:
        return self.sort


#: The reminders, in their order. There is no third one.
REMINDERS: Final = (Reached.Sort.REMINDER_1, Reached.Sort.REMINDER_2)
