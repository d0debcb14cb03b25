"""The fields of a form as a browser sends them, read in one go: Django's own reading keeps lists of all values of each,
which takes longer than all else about a whole form but the database (``benchmarks/answers.py``).
"""

from typing import Final
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest

_PLAIN: Final = "application/x-www-form-urlencoded"


def typed_of(request: HttpRequest) -> dict[str, str]:
    """What was sent, by the name of the field; of a name that comes twice the last value counts.

    Raises ``RequestDataTooBig`` and ``TooManyFieldsSent`` as Django does, which answers them by itself.
    """
    if request.method != "POST":
        return {}
    if request.META.get("CONTENT_TYPE") == _PLAIN:
        body = request.body
        if body.count(b"&") < (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 0):
            return fields_of(body)
    return request.POST.dict()


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of a body, decoded; what is no text becomes the mark for what cannot be read."""
    text = body.replace(b"+", b" ").decode(errors="replace")
    pairs = [pair.partition("=") for pair in text.split("&") if pair]
    if "%" not in text:
        return {name: value for name, _, value in pairs}
    return {unquote(name): unquote(value) for name, _, value in pairs}
