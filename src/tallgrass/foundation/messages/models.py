"""What waits to be sent and what became of it; whom nothing is sent to; whether a channel works.

``place_id`` is a plain number: this room knows no places, and one queue serves all of them.
"""

from typing import Any, Final

from django.db import models
from django.utils import timezone


class Channel(models.TextChoices):
    """How a message travels."""

    MAIL = "mail"
    TEXT = "text"


class State(models.TextChoices):
    """Where a message stands.

    ``handing_over`` is the one moment that cannot be taken back: the last word to the other side is being said. Who is
    interrupted there cannot know whether it was heard, so the message becomes ``in_doubt`` and is never sent again by
    itself. ``kept``: the site has no server for mail, and the message lies in the outbox of this computer.
    """

    WAITING = "waiting"
    SENDING = "sending"
    HANDING_OVER = "handing_over"
    SENT = "sent"
    KEPT = "kept"
    FAILED = "failed"
    DROPPED = "dropped"
    IN_DOUBT = "in_doubt"


#: The states of a message that a worker still takes, or has.
OPEN: Final = (State.WAITING.value, State.SENDING.value, State.HANDING_OVER.value)
#: The states of which nothing needs to be kept but that it was so.
OVER: Final = (State.SENT.value, State.KEPT.value, State.DROPPED.value, State.FAILED.value)
#: What is emptied of a message that is over.
EMPTY: Final[dict[str, Any]] = {"to": "", "subject": "", "body": ""}


class Message(models.Model):
    """A message to one address.

    ``due_at`` decides alone when a worker looks at it: for one that waits, from when on; for one that is being sent,
    when the lease of the worker that has it (``taken_by``) ends. None once it is over. ``purpose`` is a declared
    purpose (``purposes.py``), ``about`` the id of the row of the room that posted it. ``bulk``: it goes to many, so
    quiet hours hold and who gets it can end it. ``to``, ``subject`` and ``body`` are emptied as soon as it is over or
    has failed; its ``digest`` and its ``hint`` stay (``addresses.py``). ``said`` is what the other side answered
    last, without addresses; ``reference`` what it calls the message. ``site``: the address of this site, for links.
    """

    place_id = models.BigIntegerField("id of the place (none: the instance)", null=True, blank=True)
    channel = models.CharField("channel", max_length=10, choices=Channel)
    to = models.CharField("address or number", max_length=254, blank=True)
    digest = models.CharField("digest of the address", max_length=64)
    hint = models.CharField("what is shown of the address", max_length=100)
    subject = models.CharField("subject", max_length=300, blank=True)
    body = models.TextField("text", blank=True)
    language = models.CharField("language", max_length=20)
    purpose = models.CharField("purpose", max_length=100)
    about = models.BigIntegerField("id of what it is about", null=True, blank=True)
    bulk = models.BooleanField("to many")
    reply_to = models.CharField("address for answers", max_length=254, blank=True)
    site = models.CharField("address of this site", max_length=300, blank=True)
    state = models.CharField("state", max_length=20, choices=State, default=State.WAITING)
    due_at = models.DateTimeField("looked at from", null=True, blank=True, default=timezone.now)
    good_until = models.DateTimeField("pointless after", null=True, blank=True)
    taken_by = models.CharField("secret of the worker that has it", max_length=32, blank=True)
    tries = models.PositiveIntegerField("times put off by the other side", default=0)
    said = models.CharField("what the other side answered last", max_length=300, blank=True)
    reference = models.CharField("what the other side calls it", max_length=100, blank=True, db_index=True)
    made_at = models.DateTimeField("made", default=timezone.now, editable=False)
    handed_over_at = models.DateTimeField("last word said", null=True, blank=True)
    finished_at = models.DateTimeField("over", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values) & models.Q(channel__in=Channel.values),
                name="foundation_messages_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN, due_at__isnull=False, finished_at__isnull=True)
                | (~models.Q(state__in=OPEN) & models.Q(due_at__isnull=True, finished_at__isnull=False)),
                name="foundation_messages_only_open_ones_are_due",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=(State.SENDING, State.HANDING_OVER)) & ~models.Q(taken_by="")
                | ~models.Q(state__in=(State.SENDING, State.HANDING_OVER)) & models.Q(taken_by=""),
                name="foundation_messages_who_sends_it_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=OVER) | models.Q(to="", subject="", body=""),
                name="foundation_messages_nothing_is_kept_of_what_is_over",
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "due_at", "id"], name="foundation_messages_due"),
            models.Index(fields=["place_id", "purpose", "about"], name="foundation_messages_about"),
            models.Index(fields=["place_id", "state", "finished_at"], name="foundation_messages_state"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk} {self.state}"


class Reason(models.TextChoices):
    """Why nothing is sent to an address."""

    UNSUBSCRIBED = "unsubscribed"
    STOP = "stop"
    BOUNCED = "bounced"
    COMPLAINT = "complaint"


class Suppression(models.Model):
    """That an address gets nothing of a stream any more (blank: nothing at all), in one place or in all (none).

    Only the digest of the address is kept, and a ``hint`` such as ``b...@example.org`` by which a steward who knows
    the address recognises it.
    """

    place_id = models.BigIntegerField("id of the place (none: all)", null=True, blank=True)
    channel = models.CharField("channel", max_length=10, choices=Channel)
    digest = models.CharField("digest of the address", max_length=64)
    stream = models.CharField("stream (blank: all)", max_length=100, blank=True)
    reason = models.CharField("reason", max_length=20, choices=Reason)
    hint = models.CharField("what is shown of the address", max_length=100, blank=True)
    said = models.CharField("what the other side answered", max_length=300, blank=True)
    since = models.DateTimeField("since", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place_id", "channel", "digest", "stream"],
                condition=models.Q(place_id__isnull=False),
                name="foundation_messages_suppressed_once_in_a_place",
            ),
            models.UniqueConstraint(
                fields=["channel", "digest", "stream"],
                condition=models.Q(place_id__isnull=True),
                name="foundation_messages_suppressed_once_in_all",
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=Reason.values) & models.Q(channel__in=Channel.values),
                name="foundation_messages_reason_is_known",
            ),
        ]
        indexes = [models.Index(fields=["channel", "digest"], name="foundation_messages_suppressed")]

    def __str__(self) -> str:
        return f"{self.channel} {self.reason} {self.stream}"


class SoftFailure(models.Model):
    """That a message did not reach an address for a reason that may pass: one row a message, kept for a month."""

    channel = models.CharField("channel", max_length=10, choices=Channel)
    digest = models.CharField("digest of the address", max_length=64)
    message_id = models.BigIntegerField("id of the message", unique=True)
    at = models.DateTimeField("when", default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["channel", "digest", "at"], name="foundation_messages_soft")]

    def __str__(self) -> str:
        return f"{self.channel} {self.message_id}"


class Line(models.Model):
    """Whether a channel works: since when it does not, what was said last, and until when it is left alone."""

    channel = models.CharField("channel", max_length=10, choices=Channel, unique=True)
    faults = models.PositiveIntegerField("times in a row that it failed", default=0)
    down_since = models.DateTimeField("does not work since", null=True, blank=True)
    rests_until = models.DateTimeField("left alone until", null=True, blank=True)
    said = models.CharField("what the other side answered last", max_length=300, blank=True)

    class Meta:
        ordering = ["channel"]

    def __str__(self) -> str:
        return self.channel
