"""Doors of the API into a place: an operation states what it needs, and is given the caller.

A caller is somebody with a token, or anybody where the operation is open to all. A token that is not good is refused
everywhere: a program should learn that it has expired, and not be read as a stranger.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer

from tallgrass.foundation.access import AccessRule
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.ids import are_too_large
from tallgrass.places.models import AccessToken, Place
from tallgrass.places.permissions import role_in
from tallgrass.places.queries import place_by_slug
from tallgrass.places.roles import Permission
from tallgrass.places.tokens.queries import note_use, token_with
from tallgrass.places.tokens.scopes import covers

#: How every route of the API is guarded; what each operation needs is stated with it.
API: Final = AccessRule(
    "api", "Each operation states what it needs: open to anyone, or a token with a scope for it."
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and of which place. ``person`` and ``token`` are None for anybody."""

    place: Place
    person: User | None = None
    token: AccessToken | None = None

    def may(self, permission: Permission) -> bool:
        """Whether both the person's role and the token's scopes hold the permission."""
        if self.token is None or not covers(self.token.scopes, permission):
            return False
        role = role_in(self.place, self.person)
        return role is not None and permission in role.may


class InPlace(HttpBearer):
    """Lets through whoever has a token for the place in the address that holds ``permission``."""

    def __init__(self, permission: Permission) -> None:
        super().__init__()
        self.permission = permission
        self.rule = AccessRule(f"api:{permission.name}", f"A token of somebody who may: {permission.meaning}")

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The caller; None (401) for a token that is not good here. Raises ``HttpError`` 403 for too narrow a one."""
        caller = _caller(request, token)
        if caller is not None and not caller.may(self.permission):
            raise HttpError(403, f"This token may not {self.permission.name}.")
        return caller


class Anyone(HttpBearer):
    """Lets everybody through: who sends no token sees what is public."""

    rule: ClassVar[AccessRule] = AccessRule(
        "api:anyone", "Anyone, without a token: it shows only what is public."
    )

    def __call__(self, request: HttpRequest) -> Caller | None:
        """The caller; None (401) where a token is sent that is not good here."""
        if not request.headers.get(self.header):
            return Caller(_place(request))
        found: Caller | None = super().__call__(request)
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The caller behind a token."""
        return _caller(request, token)


def _place(request: HttpRequest) -> Place:
    match = request.resolver_match
    nowhere = match is None or are_too_large(match.kwargs)
    place = None if match is None or nowhere else place_by_slug(str(match.kwargs["place"]))
    if place is None:
        raise Http404
    return place


def _caller(request: HttpRequest, secret: str) -> Caller | None:
    place, today = _place(request), timezone.now().date()
    token = token_with(place, secret, today)
    if token is None or role_in(place, token.person) is None:
        return None
    note_use(token, today)
    return Caller(place, token.person, token)
