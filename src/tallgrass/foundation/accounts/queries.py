"""Reads of people."""

from tallgrass.foundation.accounts.models import User, address


def person_by_email(email: str) -> User | None:
    """The person with that address who may sign in; None where there is none."""
    return User.objects.filter(email=address(email), is_active=True).first()
