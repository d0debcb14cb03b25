"""What is kept of texts besides the queue: how a place texts, who agreed, what came in, what was delivered.

``place_id`` is a plain number: this room knows no places.
"""

from decimal import Decimal
from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone

from tallgrass.foundation.texts.method.keywords import LONGEST as LONGEST_TEXT
from tallgrass.foundation.texts.method.keywords import Meaning
from tallgrass.foundation.texts.method.phone_numbers import USUAL_COUNTRY

#: The longest name with which texts begin: every letter of it is paid for in each text.
LONGEST_NAME: Final = 30
#: The highest price of a part that is taken for one, in whole units of a currency.
HIGHEST_PRICE: Final = Decimal(10)


class Registration(models.TextChoices):
    """Whether carriers let this number send to many: in the United States they block what is not registered."""

    NOT_YET = "not_yet"
    WAITING = "waiting"
    DONE = "done"
    NOT_NEEDED = "not_needed"


class TextTerms(models.Model):
    """How a place texts: the name that its texts begin with, what a part costs, and how its number is registered.

    ``country`` (ISO 3166) says how numbers are read that are written without a plus sign.
    """

    place_id = models.BigIntegerField("id of the place", unique=True)
    name = models.CharField("name that texts begin with", max_length=LONGEST_NAME)
    price = models.DecimalField(
        "price of one part",
        max_digits=7,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(HIGHEST_PRICE)],
    )
    currency = models.CharField(
        "currency", max_length=3, default="USD", validators=[RegexValidator(r"\A[A-Z]{3}\Z")]
    )
    registration = models.CharField(
        "registration", max_length=20, choices=Registration, default=Registration.NOT_YET
    )
    country = models.CharField("country", max_length=2, default=USUAL_COUNTRY)
    changed_at = models.DateTimeField("last changed", default=timezone.now, editable=False)

    class Meta:
        ordering = ["place_id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="foundation_texts_terms_have_a_name"),
            models.CheckConstraint(
                condition=models.Q(registration__in=Registration.values),
                name="foundation_texts_registration_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(price__isnull=True) | models.Q(price__gte=0, price__lte=HIGHEST_PRICE),
                name="foundation_texts_price_can_be",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Source(models.TextChoices):
    """Where somebody agreed to get texts."""

    FORM = "form"
    PAPER = "paper"
    SPOKEN = "spoken"
    TEXT = "text"


class Consent(models.Model):
    """The proof that somebody agreed to texts from a place: when, to which words, where.

    Only a digest of the number is kept (``foundation/messages/addresses.py``) and its last four digits. ``words`` is
    what they were shown or told, exactly. ``noted_by`` is the id of who noted it, None where the program did.
    ``ended_at``: they have taken it back.
    """

    place_id = models.BigIntegerField("id of the place")
    digest = models.CharField("digest of the number", max_length=64)
    ending = models.CharField("last four digits", max_length=4)
    agreed_at = models.DateTimeField("agreed")
    words = models.TextField("what they agreed to, word by word", max_length=LONGEST_TEXT)
    language = models.CharField("language", max_length=20)
    source = models.CharField("where", max_length=10, choices=Source)
    noted_by = models.BigIntegerField("id of who noted it", null=True, blank=True)
    noted_at = models.DateTimeField("noted", default=timezone.now, editable=False)
    ended_at = models.DateTimeField("taken back", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place_id", "digest"],
                condition=models.Q(ended_at__isnull=True),
                name="foundation_texts_one_consent_that_holds",
            ),
            models.CheckConstraint(
                condition=models.Q(source__in=Source.values) & ~models.Q(words=""),
                name="foundation_texts_consent_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["digest", "place_id"], name="foundation_texts_consent_of")]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Reading(models.TextChoices):
    """What a person still has to do about a text that came in."""

    NOTHING = "nothing"
    WAITING = "waiting"
    DONE = "done"


class IncomingText(models.Model):
    """A text that somebody sent to our number. The gateway may tell us of it more than once: ``reference`` is its name.

    ``place_id`` is the place that texted the number last, none where no place did. ``number`` and ``body`` are
    emptied after a month. ``exact``: it was a word of the rules and nothing else, so nobody needs to read it.
    """

    reference = models.CharField("what the gateway calls it", max_length=100, unique=True)
    place_id = models.BigIntegerField("id of the place", null=True, blank=True)
    digest = models.CharField("digest of the number", max_length=64)
    number = models.CharField("number", max_length=20, blank=True)
    body = models.TextField("text", blank=True)
    meaning = models.CharField(
        "what it means", max_length=10, choices=[(one.value, one.value) for one in Meaning]
    )
    exact = models.BooleanField("a word of the rules")
    reading = models.CharField("to be read", max_length=10, choices=Reading)
    came_at = models.DateTimeField("came in", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meaning__in=[one.value for one in Meaning]) & ~models.Q(reference=""),
                name="foundation_texts_incoming_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(reading__in=Reading.values), name="foundation_texts_reading_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["place_id", "reading", "-id"], name="foundation_texts_to_read"),
            models.Index(fields=["digest", "came_at"], name="foundation_texts_came_from"),
        ]

    def __str__(self) -> str:
        return f"incoming text {self.pk}"


class Status(models.TextChoices):
    """How far a text has come, as the gateway reports it; a later one never gives way to an earlier one."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"


class Delivery(models.Model):
    """How far a text of the queue has come. ``code`` is the gateway's number for what went wrong, 0 for nothing."""

    message_id = models.BigIntegerField("id of the message", unique=True)
    place_id = models.BigIntegerField("id of the place", null=True, blank=True)
    status = models.CharField("status", max_length=20, choices=Status)
    code = models.PositiveIntegerField("what went wrong, as the gateway numbers it", default=0)
    at = models.DateTimeField("when", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="foundation_texts_status_is_known"
            ),
        ]
        indexes = [models.Index(fields=["place_id", "status", "at"], name="foundation_texts_delivered")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.status}"
