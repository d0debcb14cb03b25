"""Numbers in addresses: one that no database holds is nobody's."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

#: The largest number that a database holds.
LARGEST: Final = 2**63 - 1


def are_too_large(arguments: Mapping[str, Any]) -> bool:
    """Whether one of the arguments of a route is a number that no record can have."""
    return any(isinstance(value, int) and value > LARGEST for value in arguments.values())


class IdsInAddresses:
    """Middleware: answers an address with such a number as one that leads nowhere, before any view asks a database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], arguments: dict[str, Any]
    ) -> None:
        """Raise ``Http404``; the API says so in its own way (``places/tokens/door.py``)."""
        rule = getattr(view, "access_rule", None)
        if are_too_large(arguments) and getattr(rule, "name", "") != "api":
            raise Http404
