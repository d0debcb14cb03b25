"""What somebody sees whose form is not taken: it comes from elsewhere, is too old, or is one of too many."""

from django.http import HttpRequest, HttpResponse

from tallgrass.foundation.accounts.pages import account_page, said_in


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form carries no token of ours: it was open for too long, or another site sent it."""
    return account_page(
        request, "accounts/refused.html", {"refused": said_in(request)["refused"]["form"]}, status=403
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody tries too often."""
    values = {"refused": said_in(request)["refused"]["too_many"]}
    return account_page(request, "accounts/refused.html", values, status=429)
