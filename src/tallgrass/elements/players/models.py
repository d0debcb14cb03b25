"""Who takes part, as a place keeps it: partners, who speaks for them, their working links, and imports of lists."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tallgrass.elements.players.asks.models import Ask, Stipend  # noqa: F401 (for Django to know them)
from tallgrass.elements.players.method.kinds import PLAYER_KINDS

#: A tie's state, as in ``ties.csv``.
TIE_STATES = ("confirmed", "one_sided_silent", "one_sided_unticked", "disputed")


class Standing(models.TextChoices):
    """Whether a partner knows that it is on record, and wants to be.

    *Proposed*: somebody else added it and it has not been told, so only stewards see it. *Listed*: it was told who
    added it, what is shown to whom and how to say no; or it added itself. *Hidden*: it said no.
    """

    PROPOSED = "proposed"
    LISTED = "listed"
    HIDDEN = "hidden"


class ToldBy(models.TextChoices):
    """How a partner learned that it is on record."""

    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"
    ITSELF = "itself"
    EXAMPLE = "example"


class Player(models.Model):
    """A partner: an organisation or a person.

    ``key`` is the ``player_id`` of files, unique in the place. ``kinds`` holds one or more kinds joined by ``|``, the
    first is the main one (``unknown`` where nobody has said). ``active`` is None where nobody has said.
    ``identifiers`` maps a scheme (``ein``, ``wikidata``, ...) to a value. ``led_by`` is what the partner itself says
    about being led by the people it serves: only who speaks for it writes it, and it leaves only where
    ``led_by_shown``. ``contact_email`` is for stewards and the program's own messages, and never leaves.
    ``further`` keeps columns of files that Tallgrass has no field for. ``stays`` is what the partner said to staying on
    the public list after the place has closed; None where it has not said. A record that was merged into another one
    stays, so that both can be parted again.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="players")
    key = models.CharField("id in files", max_length=100)
    name = models.CharField("name", max_length=300)
    is_person = models.BooleanField("a person", default=False)
    kinds = models.CharField("types of partner, the main one first", max_length=120, default="unknown")
    main_kind = models.CharField("main type of partner", max_length=20, default="unknown")
    roles = models.JSONField("role tags", default=list, blank=True)
    neighbourhoods = models.JSONField("neighbourhoods served", default=list, blank=True)
    communities = models.JSONField("communities served", default=list, blank=True)
    led_by = models.CharField("led by the people it serves, in its own words", max_length=1000, blank=True)
    led_by_shown = models.BooleanField("its owner shows these words to everybody", default=False)
    website = models.URLField("website", max_length=500, blank=True)
    identifiers = models.JSONField("external identifiers", default=dict, blank=True)
    active = models.BooleanField("active", null=True, blank=True)
    contact_email = models.EmailField("address for messages", max_length=254, blank=True)
    further = models.JSONField("further columns of files", default=dict, blank=True)
    stays = models.BooleanField("stays on the public list after the place has closed", null=True, blank=True)
    standing = models.CharField(
        "standing", max_length=20, choices=Standing.choices, default=Standing.PROPOSED
    )
    told_on = models.DateField("told on", null=True, blank=True)
    told_by = models.CharField("told by", max_length=20, choices=ToldBy.choices, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="merged"
    )
    created_at = models.DateTimeField("added", default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "key"], name="elements_players_key_once_per_place"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(key="") & ~Q(kinds=""), name="elements_players_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(main_kind__in=PLAYER_KINDS), name="elements_players_main_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="elements_players_standing_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.LISTED) | (Q(told_on__isnull=False) & ~Q(told_by="")),
                name="elements_players_listed_only_when_told",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="elements_players_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(led_by_shown=False) | ~Q(led_by=""),
                name="elements_players_nothing_shown_of_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "standing", "name"], name="elements_players_by_name"),
            models.Index(fields=["place", "main_kind"], name="elements_players_by_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Speaker(models.Model):
    """That a person speaks for a partner: may change what it says of itself, hide it, and bring it back."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        "foundation_accounts.User", on_delete=models.CASCADE, related_name="speaks_for"
    )
    since = models.DateTimeField("since", default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["player", "person"], name="elements_players_speaks_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.player}"


class PartnerLink(models.Model):
    """A secret address with which a partner sees and changes its own record without an account.

    Only the digest of the secret is kept.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField("SHA-256 of the secret", max_length=64, unique=True)
    made_at = models.DateTimeField("made", default=timezone.now, editable=False)
    ended_at = models.DateTimeField("no longer good since", null=True, blank=True)

    def __str__(self) -> str:
        return f"a link of {self.player}"


class Telling(models.Model):
    """A message that tells a partner that it is on record.

    It *waits* to be handed over, is *being handed over*, was *sent*, *failed* for good, or was *dropped* as it was no
    longer needed. At most one of a partner is on its way. One that is being handed over for long was interrupted:
    nobody knows whether it arrived, and it is not sent again by itself.
    """

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        DROPPED = "dropped"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    player = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="tellings")
    state = models.CharField("state", max_length=20, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField("times that it was refused", default=0)
    asked_by = models.ForeignKey(
        "foundation_accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField("asked for", default=timezone.now, editable=False)
    begun_at = models.DateTimeField("handing over begun", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["player"],
                condition=Q(state__in=["waiting", "sending"]),
                name="elements_players_telling_one_on_its_way",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "sent"]) | Q(begun_at__isnull=False),
                name="elements_players_telling_begun_when",
            ),
        ]
        indexes = [models.Index(fields=["place", "state"], name="elements_players_tellings")]

    def __str__(self) -> str:
        return f"a message to {self.player}"


class NotToBeListed(models.Model):
    """That somebody had all deleted that was held about them, and must not be added again.

    Holds digests of a name or of an identifier, with a salt of the place's own, and nothing else.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    salt = models.CharField("salt of the place", max_length=32)
    digest = models.CharField("salted SHA-256", max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "digest"], name="elements_players_not_listed_once"),
        ]

    def __str__(self) -> str:
        return "somebody who asked not to be listed"


class Tie(models.Model):
    """A working link between two partners, as in ``ties.csv``."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="ties")
    one = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="ties_from", verbose_name="from")
    other = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="ties_to", verbose_name="to")
    type = models.CharField("type", max_length=100, blank=True)
    state = models.CharField("state", max_length=20)
    since = models.DateField("since", null=True, blank=True)
    confirmed_on = models.DateField("confirmed by both on", null=True, blank=True)
    further = models.JSONField("further columns of files", default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "type"], name="elements_players_tie_once"),
            models.CheckConstraint(
                condition=Q(state__in=TIE_STATES), name="elements_players_tie_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(one=F("other")), name="elements_players_tie_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"


class Import(models.Model):
    """A list of partners that was brought in from a file, or is about to be.

    ``plan`` holds the fate of every row, made once when the file was read; ``tally`` counts the fates. The file itself
    is not kept.
    """

    class State(models.TextChoices):
        """What has become of it."""

        PREVIEWED = "previewed"
        APPLIED = "applied"
        UNDONE = "undone"
        DROPPED = "dropped"

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="imports")
    file_name = models.CharField("name of the file", max_length=200)
    state = models.CharField("state", max_length=20, choices=State.choices, default=State.PREVIEWED)
    plan = models.JSONField("fate of every row", default=list)
    tally = models.JSONField("rows by fate", default=dict)
    by = models.ForeignKey(
        "foundation_accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    previewed_at = models.DateTimeField("read", default=timezone.now, editable=False)
    applied_at = models.DateTimeField("applied", null=True, blank=True)
    undone_at = models.DateTimeField("taken back", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False) | ~Q(state__in=["applied", "undone"]),
                name="elements_players_import_applied_when",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class NotTheSame(models.Model):
    """That somebody looked at two partners that seem to be one, and said that they are two.

    ``one`` is the record that was added first, so that a pair is kept once.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField("said", default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="elements_players_not_the_same_once"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="elements_players_not_the_same_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"


class Merge(models.Model):
    """That two records of one partner were joined, and what it takes to part them again.

    ``kept`` stays on the list, ``joined`` is merged into it. ``undo`` holds what was there before: fields that were
    filled (value before and after), working links that were moved or fell together, speakers and secret links.
    """

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+")
    kept = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="took_in")
    joined = models.ForeignKey(Player, on_delete=models.CASCADE, related_name="went_into")
    undo = models.JSONField("what was there before", default=dict)
    merged_at = models.DateTimeField("joined", default=timezone.now, editable=False)
    parted_at = models.DateTimeField("parted again", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["joined"], condition=Q(parted_at__isnull=True), name="elements_players_joined_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("joined")), name="elements_players_merge_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.joined} into {self.kept}"
