"""What an organization gave, asked for and got, as it said itself or as a steward wrote down."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class TimeGiven(models.Model):
    """That a partner gave time to the place's work on a day. Nothing of it is taken from answers.

    ``itself``: it said so itself, not a steward.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    player = models.ForeignKey("elements_players.Player", on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveIntegerField("minutes")
    given_on = models.DateField("day")
    what_for = models.CharField("what for", max_length=200)
    itself = models.BooleanField("said by the partner itself", default=False)
    said_at = models.DateTimeField("written down", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1), name="strength_scorecard_time_is_something"),
            models.CheckConstraint(condition=~Q(what_for=""), name="strength_scorecard_time_for_something"),
        ]
        indexes = [models.Index(fields=["place", "player"], name="strength_scorecard_time_given")]

    def __str__(self) -> str:
        return f"{self.minutes} minutes: {self.what_for}"


class AskedFor(models.Model):
    """What a partner asked the others for, and what came of it, if anything has yet."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    player = models.ForeignKey("elements_players.Player", on_delete=models.CASCADE, related_name="+")
    what = models.CharField("what it asked for", max_length=300)
    asked_on = models.DateField("asked on")
    came = models.CharField("what came", max_length=300, blank=True)
    came_on = models.DateField("came on", null=True, blank=True)
    itself = models.BooleanField("said by the partner itself", default=False)
    said_at = models.DateTimeField("written down", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="strength_scorecard_asked_for_something"),
            models.CheckConstraint(
                condition=Q(came="", came_on__isnull=True) | (~Q(came="") & Q(came_on__isnull=False)),
                name="strength_scorecard_came_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["place", "player"], name="strength_scorecard_asked_for")]

    def __str__(self) -> str:
        return self.what
