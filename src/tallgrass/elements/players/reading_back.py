"""A mark of what a form showed, to know whether somebody else changed the record before it came back."""

import json
from hmac import compare_digest

from django.utils.crypto import salted_hmac

from tallgrass.elements.players.method.fields import FIELDS, PartnerFields, plain


def read_mark(fields: PartnerFields) -> str:
    """A mark of these fields; nothing can be read or guessed from it."""
    text = json.dumps({name: plain(getattr(fields, name)) for name in FIELDS}, sort_keys=True)
    return salted_hmac("tallgrass.elements.players.read", text, algorithm="sha256").hexdigest()[:32]


def reads_as(mark: str, fields: PartnerFields) -> bool:
    """Whether the mark that came back is that of these fields."""
    return compare_digest(mark.encode("utf-8", "replace"), read_mark(fields).encode())
