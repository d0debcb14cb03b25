"""Rounds of asking, and what people told us, as a place keeps them.

What we promise people before the first question is kept here, by what there is no column for: answers have no name,
no address, no invitation and no time. Their keys are random, so that not even their order says when they came.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tallgrass.places.files import SMALLEST_GROUP, USUAL_FRAMEWORK
from tallgrass.strength.rounds.keys import RandomKey, random_key
from tallgrass.strength.rounds.kit.models import KitText
from tallgrass.strength.rounds.method.promise import ANONYMOUS, CONFIDENTIAL
from tallgrass.strength.rounds.reaching.models import Reached
from tallgrass.strength.rounds.room.models import (
    RoomCell,
    RoomMeeting,
    RoomQuestion,
    RoomTyped,
    RoomVote,
)

__all__ = [
    "AskedGroup",
    "Invitation",
    "KitText",
    "OutsideRound",
    "RandomKey",
    "Reached",
    "Remark",
    "RoomCell",
    "RoomMeeting",
    "RoomQuestion",
    "RoomTyped",
    "RoomVote",
    "Round",
    "SentForm",
    "Sheet",
    "SheetCode",
    "ShownParticipation",
    "random_key",
]

#: What forms there are (METHOD 1, section 1).
FORMS = ("full", "short", "resident")
#: What a steward types for people to read, in each language of a round.
OWN_TEXTS = ("asked_by", "thanks", "telephone")


class OutsideRound(models.Model):
    """A round that was held outside of the site (on paper, in a meeting, with a form) and brought in whole.

    ``tables`` maps the name of a table (``answers``, ``asked``, ``agreed``, ``rankings``, ``comments``, ``signed``) to
    its CSV text, read by the same code that reads a folder. It holds answers: no page and no API reads it, only the
    computation of a scorecard and the operator's own command line (METHOD 1, section 3, rule 9).
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="outside_rounds")
    as_of = models.DateField("the day it speaks of")
    tables = models.JSONField("tables as CSV text, by name", default=dict)
    brought_in_at = models.DateTimeField("brought in", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "as_of"], name="strength_rounds_outside_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.place} as of {self.as_of:%Y-%m-%d}"


class Round(models.Model):
    """One time of asking. A draft is prepared, an open one takes answers, a closed one is only counted.

    ``mode`` is what people are promised (``method/promise.py``) and never changes once it is open. ``asked_by`` stands
    in the first sentence; ``thanks`` says how people are paid, blank: they are not. ``other_texts`` holds these texts
    as they are said in languages after the first one, by language and field. ``result_by`` is the day by which
    everybody asked will hear the result; without it no round opens. ``codes_until``: on that day the codes of a
    confidential round are deleted. ``told_on`` is the day by which everybody asked had been sent the result, and
    ``told_how`` says how in the steward's words. What the place has chosen as its framework and smallest group is
    frozen at opening.
    """

    class Mode(models.TextChoices):
        """What people are promised."""

        ANONYMOUS = ANONYMOUS
        CONFIDENTIAL = CONFIDENTIAL

    class State(models.TextChoices):
        """Where a round stands."""

        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="rounds")
    mode = models.CharField("what people are promised", max_length=20, choices=Mode, default=Mode.ANONYMOUS)
    state = models.CharField("state", max_length=10, choices=State, default=State.DRAFT)
    languages = models.JSONField("languages it is asked in, the first one first", default=list)
    asked_by = models.CharField("who asks", max_length=300, blank=True)
    thanks = models.CharField("how people are paid", max_length=200, blank=True)
    telephone = models.CharField("number to call instead", max_length=100, blank=True)
    other_texts = models.JSONField("the same in other languages", default=dict, blank=True)
    closes_on = models.DateField("last day to answer", null=True, blank=True)
    result_by = models.DateField("day by which people hear the result", null=True, blank=True)
    codes_until = models.DateField("day on which codes are deleted", null=True, blank=True)
    smallest_group = models.PositiveSmallIntegerField(
        "smallest group that is shown", default=SMALLEST_GROUP, validators=[MinValueValidator(SMALLEST_GROUP)]
    )
    framework = models.CharField("framework", max_length=200, default=USUAL_FRAMEWORK)
    framework_document = models.TextField("own framework as JSON", blank=True)
    opened_on = models.DateField("opened", null=True, blank=True)
    closed_on = models.DateField("closed", null=True, blank=True)
    told_on = models.DateField("everybody asked was sent the result", null=True, blank=True)
    told_how = models.CharField("how they were told", max_length=300, blank=True)
    created_at = models.DateTimeField("prepared", default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(opened_on__isnull=False, result_by__isnull=False) & ~Q(asked_by="")),
                name="strength_rounds_opens_with_a_promise",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(mode="anonymous") | Q(codes_until__isnull=False),
                name="strength_rounds_codes_end_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="strength_rounds_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_how="") | Q(state="closed", told_on__isnull=False),
                name="strength_rounds_told_once_closed",
            ),
            models.CheckConstraint(
                condition=Q(smallest_group__gte=SMALLEST_GROUP), name="strength_rounds_group_protects"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["anonymous", "confidential"]), name="strength_rounds_mode"
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(state__in=["draft", "open"]),
                name="strength_rounds_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.state}"

    def text(self, field: str, language: str) -> str:
        """What a steward typed into one of ``OWN_TEXTS``, in a language: as in the first one where nothing else was
        said, and blank where nothing was said in the first one.
        """
        first = str(getattr(self, field))
        return first and str(self.other_texts.get(language, {}).get(field) or first)


class AskedGroup(models.Model):
    """That people of a kind are asked on a form, and how many (N of METHOD 1, section 1).

    ``number`` counts those whom no invitation counts (a list read out, forms handed round); ``open_link``: anybody who
    has the link may answer, so nobody can know how many were asked.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField("type", max_length=20)
    form = models.CharField("form", max_length=10)
    number = models.PositiveIntegerField("how many are asked besides invitations", default=0)
    open_link = models.BooleanField("by an open link as well", default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind", "form"], name="strength_rounds_group_once"),
            models.CheckConstraint(condition=Q(form__in=FORMS), name="strength_rounds_group_form_is_known"),
            models.CheckConstraint(
                condition=Q(kind="resident", form="resident") | (~Q(kind="resident") & ~Q(form="resident")),
                name="strength_rounds_residents_have_their_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.form}"


class Invitation(models.Model):
    """A way in: a personal link, a code on paper, or the open link of a group. Only the digest of its secret is kept.

    ``used`` says that somebody has answered with it, and nothing of when or what; an open link is never used up.
    ``label``, ``email`` and ``phone`` say for whom it was made, so that they can be asked once more, and ``seed`` lets
    their link be written again (``foundation/tokens.py``); all four are deleted after the round.
    """

    class Sort(models.TextChoices):
        """How somebody comes in."""

        PERSONAL = "personal"
        PAPER = "paper"
        OPEN = "open"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    group = models.ForeignKey(AskedGroup, on_delete=models.CASCADE, related_name="invitations")
    sort = models.CharField("how somebody comes in", max_length=10, choices=Sort)
    digest = models.CharField("SHA-256 of the secret", max_length=64, unique=True)
    label = models.CharField("for whom", max_length=200, blank=True)
    email = models.EmailField("address", max_length=254, blank=True)
    phone = models.CharField("number for texts", max_length=20, blank=True)
    seed = models.CharField("what its link is written again from", max_length=32, blank=True)
    language = models.CharField("language", max_length=20, blank=True)
    used = models.BooleanField("answered", default=False)
    ended = models.BooleanField("no longer good", default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sort="open") | Q(used=False), name="strength_rounds_open_link_is_not_used_up"
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.sort


class Sheet(models.Model):
    """What one person answered, in one row: cheap to add, and nothing beside it.

    ``levels`` holds one sign a question, in the order of the form: ``0`` to ``4``, ``d`` for *I don't know*, ``s`` for
    skipped, ``-`` for not reached (``method/sheets.py``). ``picks`` are the ids of what to work on first, joined by
    ``|``, the first one first. There is no time, no invitation, no address; the key is random. Only a row of a
    confidential round that was not sent may still change.
    """

    key = RandomKey("random key")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    kind = models.CharField("type", max_length=20)
    form = models.CharField("form", max_length=10)
    levels = models.CharField("answers", max_length=200)
    picks = models.CharField("what to work on first", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.kind}: {self.form}"


class SheetCode(models.Model):
    """Between a secret code and a sheet of a confidential round, until the day on which codes are deleted."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="codes")
    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="code"
    )
    digest = models.CharField("SHA-256 of the code", max_length=64, unique=True)
    sheet = models.OneToOneField(Sheet, on_delete=models.CASCADE, related_name="code")

    def __str__(self) -> str:
        return "a code"


class SentForm(models.Model):
    """The digest of a form that was sent, so that sending it twice counts once. It leads to no answer."""

    key = RandomKey("random key")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField("SHA-256 of the form's own number", max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "digest"], name="strength_rounds_sent_once"),
        ]

    def __str__(self) -> str:
        return "a form that was sent"


class Remark(models.Model):
    """Words of somebody, apart from all answers: to a question, that it did not fit, what we missed, or something else
    to work on first than what could be picked.

    It leaves only where a person has cleared it, never with a type or respondent (METHOD 1, section 3, rule 8).
    """

    class Sort(models.TextChoices):
        """What the words are."""

        DID_NOT_FIT = "did_not_fit"
        MISSED = "missed"
        SOMETHING_ELSE = "something_else"

    key = RandomKey("random key")
    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="remarks")
    sort = models.CharField("what it is", max_length=20, choices=Sort)
    criterion = models.CharField("question", max_length=20, blank=True)
    text = models.TextField("words", blank=True, max_length=2000)
    cleared = models.BooleanField("may be shown", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | (Q(sort="did_not_fit") & ~Q(criterion="")),
                name="strength_rounds_remark_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.sort


class ShownParticipation(models.Model):
    """The number of a kind that stewards are shown while a round is open; it moves in steps of k alone."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="shown_participation")
    kind = models.CharField("type", max_length=20)
    number = models.PositiveIntegerField("how many answered, as shown", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "kind"], name="strength_rounds_participation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.number}"
