"""What a browser says of a passkey comes from outside: anything at all may be sent in its place."""

import struct
from abc import ABC, abstractmethod
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

#: What the reader of passkeys raises on what is none, besides what allauth turns into a mistake of its form.
UNREADABLE: Final = (
    ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError, struct.error,
)  # fmt: skip


class Readable(ABC):
    """Mixed into a view of allauth's that takes a passkey's answer: what cannot be read is refused, not an error."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the answer; ``unreadable`` says what becomes of one that cannot be read."""
        try:
            answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        except UNREADABLE:
            if "credential" not in request.POST:
                raise
            return self.unreadable()
        return answer

    @abstractmethod
    def unreadable(self) -> HttpResponse:
        """Where somebody is sent whose answer cannot be read."""
