"""One-time links: how the operator of a site lets the first person in, and anybody who cannot come in otherwise."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.accounts.models import OneTimeLink, User
from tallgrass.foundation.tokens import digest_of, new_secret

#: How long a link is good.
GOOD_FOR: Final = timedelta(hours=24)


@transaction.atomic
def first_link() -> str | None:
    """The path of a link with which the first person makes the first place; None where somebody is here already.

    Made anew each time: the ones before end.
    """
    OneTimeLink.objects.filter(first=True, used_at=None).delete()
    return None if User.objects.exists() else _path(first=True)


@transaction.atomic
def make_link(*, person: User | None = None) -> str:
    """The path of a new link: it signs ``person`` in, or lets whoever has it make a place. For the operator alone."""
    return _path(person=person)


def good_link(secret: str) -> OneTimeLink | None:
    """The link with that secret; None where there is none, or it was used, has run out or is no longer needed."""
    found = OneTimeLink.objects.filter(_good(), digest=digest_of(secret)).select_related("person").first()
    if found is None or (found.first and User.objects.exists()):
        return None
    return found if found.person is None or found.person.is_active else None


@transaction.atomic
def use_link(secret: str) -> OneTimeLink | None:
    """Use the link with that secret up, in the caller's transaction; None where ``good_link`` gives none.

    Of two who try at the same moment one is too late.
    """
    link = good_link(secret)
    if link is None or not OneTimeLink.objects.filter(_good(), pk=link.pk).update(used_at=timezone.now()):
        return None
    return link


def _good() -> Q:
    return Q(used_at=None, expires_at__gt=timezone.now())


def _path(*, person: User | None = None, first: bool = False) -> str:
    secret = new_secret()
    now = timezone.now()
    OneTimeLink.objects.create(digest=secret.digest, person=person, first=first, expires_at=now + GOOD_FOR)
    return reverse("places:start", args=[secret.text])
