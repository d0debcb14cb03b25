"""What a place keeps so that nobody is asked too much, and of what people were paid for their time.

Neither leads to an answer: an ask says that somebody was asked, never that they answered; a stipend says that somebody
was paid, never for which answer.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Ask(models.Model):
    """That somebody was asked for something, whichever room asked: all rooms are counted in this one table.

    Somebody is a partner, or the keyed digest of an address or a telephone number (``marks.py``), or both. ``purpose``
    is the name of what they were asked for (``purposes.py``); ``subject`` is the room's own row, such as a round: who
    is asked again for the same one was asked once, so a reminder is no new ask. ``minutes`` is how long it takes.
    There is no time, only a day.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    player = models.ForeignKey(
        "elements_players.Player", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    digest = models.CharField("keyed digest of an address or number", max_length=64, blank=True)
    purpose = models.CharField("what for", max_length=60)
    subject = models.PositiveBigIntegerField("the room's own row", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("minutes it takes", default=0)
    asked_on = models.DateField("day")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(player__isnull=False) | ~Q(digest=""), name="elements_players_ask_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(digest="") | Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="elements_players_ask_digest",
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="elements_players_ask_for_something"),
        ]
        indexes = [
            models.Index(fields=["place", "player", "asked_on"], name="elements_players_asks_partner"),
            models.Index(fields=["place", "digest", "asked_on"], name="elements_players_asks_address"),
            models.Index(fields=["place", "purpose", "subject"], name="elements_players_asks_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} on {self.asked_on:%Y-%m-%d}"


class Stipend(models.Model):
    """That somebody was paid for their time, apart from all answers: nothing here leads to a sheet, a code or a link.

    ``to`` is whom, in the steward's words, and may stay blank (*a resident*); ``player`` where it is a partner.
    ``round`` is the number of a round where it was paid for one, and no key to it. One that was taken back stays, for
    whoever keeps the books, without saying to whom, and counts in no total.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    player = models.ForeignKey(
        "elements_players.Player", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    to = models.CharField("to whom", max_length=200, blank=True)
    what_for = models.CharField("what for", max_length=200)
    round = models.PositiveBigIntegerField("number of a round", null=True, blank=True)
    amount = models.DecimalField("amount", max_digits=11, decimal_places=2)
    currency = models.CharField("currency", max_length=3)
    minutes = models.PositiveIntegerField("minutes that were paid for", null=True, blank=True)
    paid_on = models.DateField("paid on")
    recorded_by = models.ForeignKey(
        "foundation_accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField("recorded", default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField("taken back", null=True, blank=True)

    class Meta:
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="elements_players_stipend_is_something"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="elements_players_stipend_currency"
            ),
            models.CheckConstraint(condition=~Q(what_for=""), name="elements_players_stipend_for_something"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(to="", player__isnull=True),
                name="elements_players_stipend_taken_back_names_nobody",
            ),
        ]
        indexes = [models.Index(fields=["place", "-paid_on"], name="elements_players_stipends")]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} for {self.what_for}"
