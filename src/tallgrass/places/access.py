"""Doors into a place: a view states which permission it needs, and is given the place itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tallgrass.foundation.access import AccessRule, signed_in_person, to_sign_in
from tallgrass.places.models import Place
from tallgrass.places.permissions import role_in
from tallgrass.places.queries import place_by_slug
from tallgrass.places.roles import Permission

View = Callable[..., HttpResponseBase]


def in_place(permission: Permission) -> Callable[[Callable[Concatenate[HttpRequest, Place, ...], Any]], View]:
    """State that only people whose role in the place holds ``permission`` come through. The view is given the place.

    Nobody is sent to the sign-in page; a stranger is told what somebody is told who asks for a place that is not
    there; a member without the permission is refused.
    """
    rule = AccessRule(f"in_place:{permission.name}", f"Members of the place who may: {permission.meaning}")

    def state(view: Callable[Concatenate[HttpRequest, Place, ...], Any]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, place: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = signed_in_person(request)
            if person is None:
                return to_sign_in(request)
            found = place_by_slug(place)
            role = None if found is None else role_in(found, person)
            if found is None or role is None:
                raise Http404
            if permission not in role.may:
                raise PermissionDenied
            answer: HttpResponseBase = view(request, found, *args, **kwargs)
            return answer

        door: View = never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))
        door.access_rule = rule  # type: ignore[attr-defined]
        return door

    return state
