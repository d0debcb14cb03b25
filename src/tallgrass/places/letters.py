"""The message to somebody who was given a role: who gave it, what they may do, how they come in and how they leave."""

from tallgrass.foundation.languages import words
from tallgrass.foundation.mail.send import send
from tallgrass.places.models import Membership
from tallgrass.places.roles import ROLES


def tell_of_role(membership: Membership, *, by_name: str, by_email: str, sign_in: str, leave: str) -> None:
    """Tell a member of their role, in the place's language; an answer goes to who gave it.

    ``sign_in`` and ``leave`` are whole addresses. Raises ``NotSent``.
    """
    place = membership.place
    language = place.languages[0]
    said = words(language, "places")
    role = said["roles"][ROLES[membership.role].key]
    values = {
        "by": by_name,
        "place": place.name,
        "role": role["name"],
        "help": role["help"],
        "email": membership.person.email,
        "sign_in": sign_in,
        "leave": leave,
    }
    letter = said["letters"]["role"]
    send(
        to=membership.person.email,
        subject=letter["subject"].format_map(values),
        body="\n\n".join(letter["body"]).format_map(values),
        language=language,
        reply_to=by_email,
    )
