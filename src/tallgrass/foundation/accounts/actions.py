"""What happens to people as such, whatever the place."""

from typing import Final

from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction

from tallgrass.foundation.accounts.models import User, address

validate_length: Final = MaxLengthValidator(254)  # the longest that mail can have (RFC 5321)


@transaction.atomic
def person_with(*, email: str, name: str = "") -> User:
    """The person with that address, made now where there is none yet; they have no password and never get one.

    Raises ``ValidationError`` for what is no address. The name of a person who is known already stays theirs.
    """
    written = address(email)
    validate_email(written)
    validate_length(written)
    person = User.objects.filter(email=written).first()
    return person or User.objects.create_user(written, name=name.strip()[:200])
