"""Reads of access tokens."""

from datetime import date

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.tokens import digest_of
from tallgrass.places.models import AccessToken, Place


def tokens_of(place: Place, person: User) -> list[AccessToken]:
    """A person's tokens in a place that have not been ended, the newest first."""
    return list(AccessToken.objects.filter(place=place, person=person, ended_at=None))


def token_in(place: Place, number: int) -> AccessToken | None:
    """The token of that number in a place; None where there is none."""
    return AccessToken.objects.filter(place=place, pk=number).select_related("person").first()


def token_with(place: Place, secret: str, today: date) -> AccessToken | None:
    """The token that this is the secret of, if it is good in the place today and its person may sign in."""
    token = (
        AccessToken.objects.filter(
            place=place, digest=digest_of(secret), ended_at=None, good_until__gte=today
        )
        .select_related("person")
        .first()
    )
    return token if token is not None and token.person.is_active else None


def note_use(token: AccessToken, today: date) -> None:
    """Remember the day on which a token was used last; one write a day."""
    if token.last_used_on != today:
        AccessToken.objects.filter(place=token.place_id, pk=token.pk).update(last_used_on=today)
