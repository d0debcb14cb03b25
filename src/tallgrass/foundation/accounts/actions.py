"""What happens to people as such, whatever the place."""

from typing import Final

from allauth.mfa.models import Authenticator
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


@transaction.atomic
def change_name(*, person: User, name: str) -> None:
    """Call a person by another name. Only they themselves do that."""
    person.name = " ".join(name.split())[:200]
    person.save(update_fields=["name"])


@transaction.atomic
def end_sessions(*, person: User) -> None:
    """End every session of a person, on every device: each holds a digest of what is renewed here."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


@transaction.atomic
def forget_passkeys(*, person: User) -> None:
    """Take away a person's passkeys and recovery codes, for the operator alone; a code from a message is enough again.

    Their sessions end: whoever found the lost passkey may have one.
    """
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person=person)
