"""The localities. Every record of every room belongs to one."""

from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone

from tallgrass.foundation.languages import SOURCE_LANGUAGE
from tallgrass.places.files import SMALLEST_GROUP, USUAL_FRAMEWORK
from tallgrass.places.roles import ROLES
from tallgrass.places.zones import check_zone

slug_of_a_place = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens, as in prairie-junction."
)

#: How often one person is asked at most, where a place has chosen nothing else, and what it may choose at most.
ASKS_A_MONTH: Final = 2
ROUNDS_A_YEAR: Final = 1
MOST_ASKS_A_MONTH: Final = 10
MOST_ROUNDS_A_YEAR: Final = 6


def _between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(least), MaxValueValidator(most)]


def source_language_alone() -> list[str]:
    """The languages of a place that has chosen none."""
    return [SOURCE_LANGUAGE]


class Place(models.Model):
    """A locality with its own ecosystem. ``slug`` is its word in addresses; ``example``: it is invented.

    ``languages`` lists language codes, the first is the place's own. ``smallest_group`` is k of METHOD 1,
    section 3. ``framework`` is the name of a framework that ships with Tallgrass, or of one of its own in
    ``framework_document``. ``asks_a_month`` and ``rounds_a_year`` are how often one person may be asked at most.
    ``listed_as`` is its identifier in the packaged list of places, where it was found there. ``time_zone`` is a name of
    the IANA database, blank where nobody has said it.
    """

    slug = models.CharField("word in addresses", max_length=60, unique=True, validators=[slug_of_a_place])
    name = models.CharField("name", max_length=200)
    population = models.PositiveIntegerField("people who live there", null=True, blank=True)
    example = models.BooleanField("invented, as an example", default=False)
    languages = models.JSONField("languages, the place's own first", default=source_language_alone)
    smallest_group = models.PositiveSmallIntegerField(
        "smallest group that is shown", default=SMALLEST_GROUP, validators=[MinValueValidator(SMALLEST_GROUP)]
    )
    public_body = models.BooleanField("run by a public body", null=True, blank=True)
    listed_as = models.CharField("identifier in the packaged list", max_length=40, blank=True)
    time_zone = models.CharField("time zone", max_length=60, blank=True, validators=[check_zone])
    framework = models.CharField("framework", max_length=200, default=USUAL_FRAMEWORK)
    framework_document = models.TextField("own framework as JSON", blank=True)
    run_by = models.CharField("who runs it", max_length=300, blank=True)
    paid_by = models.CharField("who pays for it", max_length=300, blank=True)
    asked_chosen_by = models.CharField("who chose whom to ask", max_length=300, blank=True)
    asks_a_month = models.PositiveSmallIntegerField(
        "asks a person a month", default=ASKS_A_MONTH, validators=_between(1, MOST_ASKS_A_MONTH)
    )
    rounds_a_year = models.PositiveSmallIntegerField(
        "rounds a person a year", default=ROUNDS_A_YEAR, validators=_between(1, MOST_ROUNDS_A_YEAR)
    )
    created_at = models.DateTimeField("added", default=timezone.now, editable=False)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug="") & ~models.Q(name=""), name="places_place_has_slug_and_name"
            ),
            models.CheckConstraint(
                condition=models.Q(population__isnull=True) | models.Q(population__gte=1),
                name="places_place_population_is_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(smallest_group__gte=SMALLEST_GROUP),
                name="places_place_smallest_group_protects",
            ),
            models.CheckConstraint(
                condition=models.Q(asks_a_month__gte=1, asks_a_month__lte=MOST_ASKS_A_MONTH),
                name="places_place_asks_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(rounds_a_year__gte=1, rounds_a_year__lte=MOST_ROUNDS_A_YEAR),
                name="places_place_rounds_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a person has a role in a place. A person has one role in a place."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        "foundation_accounts.User", on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField("role", max_length=20)
    since = models.DateTimeField("since", default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "person"], name="places_membership_one_role"),
            models.CheckConstraint(
                condition=models.Q(role__in=list(ROLES)), name="places_membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} of {self.place}"


class AccessToken(models.Model):
    """A secret with which a program acts in one place in a person's name. Only its digest is kept.

    ``scopes`` are names of ``places/tokens/scopes.py``. ``last_used_on`` is no finer than a day.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="tokens")
    person = models.ForeignKey("foundation_accounts.User", on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField("what it is for", max_length=100)
    scopes = models.JSONField("what it may be used for", default=list)
    digest = models.CharField("SHA-256 of the secret", max_length=64, unique=True)
    made_at = models.DateTimeField("made", default=timezone.now, editable=False)
    good_until = models.DateField("good until, that day included")
    last_used_on = models.DateField("last used", null=True, blank=True)
    ended_at = models.DateTimeField("ended", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="places_access_token_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Ending(models.Model):
    """That a place closes: on ``ends_on`` all that is about people is deleted (``places/ending``).

    ``why`` is read by everybody who is told. ``told_on`` is the day on which messages about it were asked for,
    ``ended_on`` the day on which it was done. Until then it can be called off, which deletes this row.
    """

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="ending")
    begun_on = models.DateField("begun")
    ends_on = models.DateField("the day on which all about people is deleted")
    why = models.CharField("why it closes", max_length=500, blank=True)
    told_on = models.DateField("everybody was told", null=True, blank=True)
    ended_on = models.DateField("done", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("begun_on")), name="places_ending_leaves_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} closes on {self.ends_on:%Y-%m-%d}"


class DigestWish(models.Model):
    """What a member chose about the digest; without a row they get it, in the place's own language.

    ``language`` is a language code, blank where they chose none.
    """

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="digest_wish")
    wanted = models.BooleanField("wants it", default=True)
    language = models.CharField("language", max_length=20, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"digest: {self.wanted} {self.language}"


class Digest(models.Model):
    """That the digest of a week was settled for a member: it was posted, or there was no reason to (``sent``).

    ``week`` is the Tuesday. One row a member and week, written in the transaction that posts it: a worker that is
    killed sends it neither twice nor never. ``waiting`` is a digest (SHA-256) of what waited for them.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="digests")
    week = models.DateField("its Tuesday")
    sent = models.BooleanField("posted", default=False)
    waiting = models.CharField("digest of what waited", max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "week"], name="places_digest_once_a_week"),
        ]

    def __str__(self) -> str:
        return f"digest of {self.week:%Y-%m-%d}"
