"""A person who signs in, known by e-mail address alone."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Finds and makes people by their address."""

    def create_user(self, email: str, *, name: str = "", password: str | None = None) -> "User":
        """A new person, who has no way to sign in without a password. An empty address is a ``ValueError``."""
        if not email.strip():
            raise ValueError("a person needs an e-mail address")
        user = self.model(email=email, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with that address, however it is capitalised."""
        return self.get(email=address(username or ""))


class User(AbstractBaseUser):
    """Somebody who signs in. There is no username: the e-mail address, in lower case, is the login name."""

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField("name", max_length=200, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField("joined", default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")) & ~models.Q(email=""),
                name="foundation_accounts_address_in_lower_case",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the person, the address in lower case."""
        self.email = address(self.email)
        super().save(*args, **kwargs)

    def clean(self: Self) -> None:
        """Normalise the address before it is validated."""
        super().clean()
        self.email = address(self.email)


class OneTimeLink(models.Model):
    """A secret address that lets somebody in once: the operator's door where there is no other yet.

    Only the digest of the secret is kept. With a ``person`` it signs that person in; without one it opens the page on
    which whoever holds it makes a place and becomes its steward. ``first``: it was made because nobody was on the
    site yet, and is no longer good as soon as somebody is.
    """

    digest = models.CharField("SHA-256 of the secret", max_length=64, unique=True)
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    first = models.BooleanField("made for a site without anybody", default=False)
    made_at = models.DateTimeField("made", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("good until")
    used_at = models.DateTimeField("used", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first=False) | models.Q(person__isnull=True),
                name="foundation_accounts_first_link_is_for_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"one-time link {self.pk}"


class Attempt(models.Model):
    """How often something was tried of late, so that guessing has an end: the table of Django's cache.

    Django reads and writes it by its own queries; the rows hold digests, internet addresses and times, and lapse
    within the hour. It is a table because several processes must count together.
    """

    cache_key = models.CharField("what is counted", max_length=255, primary_key=True)
    value = models.TextField("times")
    expires = models.DateTimeField("lapses", db_index=True)

    class Meta:
        db_table = "foundation_accounts_attempt"

    def __str__(self) -> str:
        return "attempts"


def address(written: str) -> str:
    """An e-mail address as it is kept: without spaces around it, in lower case."""
    return written.strip().lower()
