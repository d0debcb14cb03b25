"""Scorecards as they were made, which of them everybody may see, and how the tables of a place were written.

Scorecards and words about them are never changed: a new one is added beside the old.
"""

from django.db import models
from django.utils import timezone

from tallgrass.foundation.kept import KeptModel
from tallgrass.strength.scorecard.own_record.models import AskedFor, TimeGiven  # noqa: F401 (for Django to know them)

_DIGEST = r"^[0-9a-f]{64}$"


class KeptFramework(KeptModel):
    """A framework that some scorecard was made with, kept once, so that the scorecard stays readable."""

    digest = models.CharField("SHA-256 of the text that is kept", max_length=64, unique=True)
    identifier = models.CharField("id", max_length=100)
    version = models.CharField("version", max_length=100)
    document = models.TextField("the framework as JSON")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest__regex=_DIGEST), name="strength_scorecard_framework_digest"
            ),
            models.CheckConstraint(
                condition=~models.Q(document="") & ~models.Q(identifier=""),
                name="strength_scorecard_framework_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.identifier} {self.version}"


class Snapshot(KeptModel):
    """One scorecard of one place. ``document`` is ``scorecard.json``, byte for byte.

    ``languages`` are those of the document, so that a page need not read it to know. ``asked_as_of`` is the day of the
    round that it was made from; None where people were not asked, or where nobody noted it down.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="snapshots")
    as_of = models.DateField("the day it speaks of")
    document = models.TextField("scorecard.json")
    digest = models.CharField("SHA-256 of the document", max_length=64)
    framework = models.ForeignKey(KeptFramework, on_delete=models.PROTECT, related_name="snapshots")
    method = models.CharField("method version", max_length=20)
    program = models.CharField("version of the program that made it", max_length=40)
    languages = models.JSONField("languages of the document, the place's own first", default=list)
    asked_as_of = models.DateField("the day of the round it was made from", null=True, blank=True)
    made_by = models.ForeignKey(
        "foundation_accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="made by (nobody: the operator's own command)",
    )
    created_at = models.DateTimeField("made", default=timezone.now, editable=False)

    shown: bool  # whether everybody may see it, as ``queries`` finds out

    class Meta:
        get_latest_by = ["as_of", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "digest"], name="strength_scorecard_snapshot_once_per_place"
            ),
            models.CheckConstraint(
                condition=models.Q(digest__regex=_DIGEST), name="strength_scorecard_snapshot_digest"
            ),
            models.CheckConstraint(
                condition=~models.Q(document="") & ~models.Q(method=""),
                name="strength_scorecard_snapshot_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-as_of", "-created_at"], name="strength_scorecard_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.place} as of {self.as_of:%Y-%m-%d}"


class Publication(KeptModel):
    """That a kept scorecard is shown to everybody from then on, or no longer. The latest word on a scorecard counts.

    ``before_telling`` is why it was shown before those who were asked had its result; blank where they had.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="publications")
    shown = models.BooleanField("shown to everybody")
    before_telling = models.CharField(
        "why before those asked had the result", max_length=500, blank=True, default="", db_default=""
    )
    by = models.ForeignKey(
        "foundation_accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("when", default=timezone.now, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["place", "snapshot", "-id"], name="strength_scorecard_last_word"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {'shown' if self.shown else 'not shown'}"


class TableOrder(models.Model):
    """How a table of a place was written in the folder that it came from, so that it can be written so again.

    ``columns`` are the titles in their order, further ones included. That there is a row says that the place has the
    table, also where it holds nothing: a table that is absent is unknown, never empty.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    table = models.CharField("table", max_length=40)
    columns = models.JSONField("titles of its columns, in order", default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "table"], name="strength_scorecard_table_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table} of {self.place}"


class Making(models.Model):
    """That a scorecard of a day is being made while nobody waits for it, and how far it is.

    ``people`` counts the sheets that are to be counted, ``counted`` those that were. ``refused``: something must be
    mended first; making it by hand says what.
    """

    class State(models.TextChoices):
        """How it stands."""

        WAITING = "waiting"
        MADE = "made"
        REFUSED = "refused"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField("the day it speaks of")
    state = models.CharField("state", max_length=10, choices=State, default=State.WAITING)
    people = models.PositiveIntegerField("sheets to count", default=0)
    counted = models.PositiveIntegerField("sheets that were counted", default=0)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(
        "foundation_accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField("asked for", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "as_of"],
                condition=models.Q(state="waiting"),
                name="strength_scorecard_made_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "refused"], snapshot__isnull=True)
                | models.Q(state="made", snapshot__isnull=False),
                name="strength_scorecard_made_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} as of {self.as_of:%Y-%m-%d}: {self.state}"


class NextStepTaken(models.Model):
    """That somebody has taken up a next step of a scorecard: a member, or a partner that is on record.

    ``key`` and ``criterion`` say which step, as the scorecard does. It is public only where its owner agrees and a
    steward says so. ``changes`` counts how often it was changed, so that pages know when to be made anew.
    """

    class State(models.TextChoices):
        """How it stands."""

        TAKEN = "taken"
        DONE = "done"
        DROPPED = "dropped"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="steps_taken")
    key = models.CharField("which step", max_length=40)
    criterion = models.CharField("question, where it is about one", max_length=20, blank=True)
    person = models.ForeignKey(
        "foundation_accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    partner = models.ForeignKey(
        "elements_players.Player", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    until = models.DateField("by when")
    note = models.CharField("note for members", max_length=500, blank=True)
    owner_agrees = models.BooleanField("its owner agrees that everybody may see it", default=False)
    public = models.BooleanField("everybody sees it", default=False)
    state = models.CharField("state", max_length=10, choices=State, default=State.TAKEN)
    changes = models.PositiveIntegerField("changed so often", default=0)
    taken_at = models.DateTimeField("taken up", default=timezone.now, editable=False)

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "key", "criterion"],
                condition=models.Q(state="taken"),
                name="strength_scorecard_step_taken_once",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(partner__isnull=True),
                name="strength_scorecard_step_has_one_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(owner_agrees=True),
                name="strength_scorecard_step_is_public_where_its_owner_agrees",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["taken", "done", "dropped"]),
                name="strength_scorecard_step_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.criterion}: {self.state}"
