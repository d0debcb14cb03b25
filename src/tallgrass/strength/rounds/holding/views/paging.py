"""Which page of a long list is asked for."""

from django.http import HttpRequest


def page_asked(request: HttpRequest, count: int, on_a_page: int) -> tuple[int, int]:
    """The page that the address asks for, and the last there is; what is no page is taken for the nearest."""
    last = max(1, -(-count // on_a_page))
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    return min(max(number, 1), last), last
