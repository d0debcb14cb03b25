"""Meetings that answer question by question, as a place keeps them.

Single answers (``RoomVote``, ``RoomTyped``) are there while their question is open, and deleted in the moment in which
it is closed. What is kept of a question is what the whole room was shown (``RoomCell``), which never changes.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tallgrass.foundation.kept import KeptModel
from tallgrass.places.files import SMALLEST_GROUP, USUAL_FRAMEWORK
from tallgrass.strength.rounds.keys import RandomKey
from tallgrass.strength.rounds.method.cells import SPREAD_FROM

#: What one phone may say: a level, or *I don't know*.
SIGNS = ("0", "1", "2", "3", "4", "d")


class RoomMeeting(models.Model):
    """One meeting, from its beginning to its end.

    ``door`` stands in the address that phones open, ``code`` is typed where no camera reads it; both are gone once the
    meeting has ended. ``people`` in the room: None where nobody counted. What the place has chosen as its framework and
    smallest group is frozen at the beginning. ``current`` is the question that the wall shows.
    """

    class State(models.TextChoices):
        """Where a meeting stands."""

        RUNNING = "running"
        ENDED = "ended"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="room_meetings")
    state = models.CharField("state", max_length=10, choices=State, default=State.RUNNING)
    languages = models.JSONField("languages on the wall, one or two", default=list)
    kinds_in_room = models.JSONField("types of people in the room", default=list)
    people = models.PositiveIntegerField("people in the room", null=True, blank=True)
    smallest_group = models.PositiveSmallIntegerField(
        "smallest group that is shown", default=SMALLEST_GROUP, validators=[MinValueValidator(SMALLEST_GROUP)]
    )
    framework = models.CharField("framework", max_length=200, default=USUAL_FRAMEWORK)
    framework_document = models.TextField("own framework as JSON", blank=True)
    door = models.CharField("word in the address of phones", max_length=40, blank=True)
    code = models.CharField("code to type", max_length=10, blank=True)
    began_on = models.DateField("began")
    ended_on = models.DateField("ended", null=True, blank=True)
    current = models.ForeignKey(
        "RoomQuestion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("made", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", ended_on__isnull=True) & ~Q(door="") & ~Q(code="")
                | Q(state="ended", ended_on__isnull=False, door="", code=""),
                name="strength_rounds_meeting_shuts_its_door",
            ),
            models.CheckConstraint(
                condition=Q(smallest_group__gte=SMALLEST_GROUP),
                name="strength_rounds_meeting_group_protects",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(state="running"),
                name="strength_rounds_one_meeting_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["door"], condition=~Q(door=""), name="strength_rounds_meeting_door_once"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="strength_rounds_meeting_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, meeting of {self.began_on:%Y-%m-%d}"


class RoomQuestion(models.Model):
    """A question of a meeting: waiting, open to answers, talked about, or settled.

    ``turn`` counts how often it was begun anew: an answer of an earlier turn counts for nothing. ``level``, ``note``
    and ``disagreed`` are what the room agreed on in the end (METHOD 1, section 1); a settled question without a level
    was talked about and left.
    """

    class State(models.TextChoices):
        """Where a question stands."""

        WAITING = "waiting"
        OPEN = "open"
        TALK = "talk"
        SETTLED = "settled"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(RoomMeeting, on_delete=models.CASCADE, related_name="questions")
    criterion = models.CharField("question", max_length=20)
    number = models.PositiveSmallIntegerField("its turn in the meeting, from 1")
    state = models.CharField("state", max_length=10, choices=State, default=State.WAITING)
    turn = models.PositiveIntegerField("how often it was begun anew", default=0)
    level = models.PositiveSmallIntegerField("agreed level", null=True, blank=True)
    note = models.TextField("note", blank=True, max_length=2000)
    note_cleared = models.BooleanField("the note may be shown", default=False)
    disagreed = models.BooleanField("somebody disagreed", default=False)
    agreed_on = models.DateField("agreed on", null=True, blank=True)

    cell: "RoomCell"

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "criterion"], name="strength_rounds_room_question_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"], name="strength_rounds_room_question_in_order"
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state__in=["open", "talk"]),
                name="strength_rounds_one_question_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "open", "talk"], level__isnull=True, agreed_on__isnull=True)
                | Q(state="settled"),
                name="strength_rounds_agreed_once_settled",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True, agreed_on__isnull=True)
                | Q(level__lte=4, agreed_on__isnull=False),
                name="strength_rounds_agreed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.criterion}"


class RoomVote(models.Model):
    """What one phone says to the open question. Deleted with the closing of the question; in no backup.

    ``phone`` is a digest of the phone's own secret, the question and its turn: it leads from no answer to another one.
    """

    key = RandomKey("random key")
    question = models.ForeignKey(RoomQuestion, on_delete=models.CASCADE, related_name="votes")
    phone = models.CharField("digest of the phone's secret and the question", max_length=64)
    sign = models.CharField("answer", max_length=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "phone"], name="strength_rounds_one_phone_one_vote"),
            models.CheckConstraint(condition=Q(sign__in=SIGNS), name="strength_rounds_room_sign_is_known"),
        ]

    def __str__(self) -> str:
        return "an answer"


class RoomTyped(models.Model):
    """How many showed which card, or wrote what on paper, as a steward typed it. Deleted like ``RoomVote``."""

    question = models.OneToOneField(RoomQuestion, on_delete=models.CASCADE, related_name="typed")
    counts = models.JSONField("how many at levels 0 to 4, and who don't know", default=list)

    def __str__(self) -> str:
        return "counted cards"


class RoomCell(KeptModel):
    """What the whole room was shown of a question, as it was printed and no more (METHOD 1, section 2).

    5 to 9 answers: ``value`` is a half level, or an end (``bound``), without range and counts. From 10 on: ``value``
    and range to one decimal, and how many chose each level (``counts``). ``dont_know_share`` stands where counts do;
    else ``many_dont_know`` says it in words. ``people`` is how many were in the room, where that was known.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    question = models.OneToOneField(RoomQuestion, on_delete=models.CASCADE, related_name="cell")
    answered = models.PositiveIntegerField("how many chose a level")
    people = models.PositiveIntegerField("people in the room", null=True, blank=True)
    value = models.DecimalField("printed mark", max_digits=2, decimal_places=1)
    bound = models.CharField("end", max_length=10, blank=True)
    low = models.DecimalField("lower limit", max_digits=2, decimal_places=1, null=True, blank=True)
    high = models.DecimalField("upper limit", max_digits=2, decimal_places=1, null=True, blank=True)
    counts = models.JSONField("how many chose each level", null=True, blank=True)
    dont_know_share = models.DecimalField(
        "share of I don't know", max_digits=2, decimal_places=1, null=True, blank=True
    )
    many_dont_know = models.BooleanField("many don't know", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered__gte=SMALLEST_GROUP), name="strength_rounds_room_cell_protects"
            ),
            models.CheckConstraint(
                condition=Q(
                    answered__lt=SPREAD_FROM,
                    low__isnull=True,
                    high__isnull=True,
                    counts__isnull=True,
                    dont_know_share__isnull=True,
                )
                | Q(answered__gte=SPREAD_FROM, low__isnull=False, high__isnull=False, counts__isnull=False),
                name="strength_rounds_room_cell_band_or_spread",
            ),
            models.CheckConstraint(
                condition=Q(bound__in=["", "at_most", "at_least"]), name="strength_rounds_room_cell_bound"
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__gte=F("answered")),
                name="strength_rounds_room_cell_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}, of {self.answered}"
