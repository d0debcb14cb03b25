"""How long a browser is remembered: two weeks for who has signed in, minutes for who is on the way."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from tallgrass.foundation.accounts.models import User


def on_the_way(request: HttpRequest) -> None:
    """Remember a browser for no longer than signing in may take: anybody at all may begin."""
    if not request.user.is_authenticated:
        request.session.set_expiry(settings.ACCOUNT_LOGIN_TIMEOUT)


def signed_in_from_now(request: HttpRequest, person: User) -> None:
    """Begin the session of a person: a new one, for as long as somebody stays signed in."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(None)
