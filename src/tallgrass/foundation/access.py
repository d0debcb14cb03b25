"""Who may come through which door. Every route states a rule; a test fails on a route without one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tallgrass.foundation.accounts.models import User


@dataclass(frozen=True, slots=True)
class AccessRule:
    """A rule by name, with the sentence that says what it means."""

    name: str
    meaning: str


PUBLIC: Final = AccessRule(
    "public",
    "Anyone may read this, without signing in: it shows only what has been published. It changes nothing.",
)
OPEN_FORM: Final = AccessRule(
    "open_form",
    "Anyone may read and send this without signing in: signing in itself, and what a secret link opens.",
)
SIGNED_IN: Final = AccessRule("signed_in", "Whoever is signed in, about themselves alone.")

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """State that anyone may read what this view shows. Anything but reading (GET, HEAD) is refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = require_safe(view)(request, *args, **kwargs)
        return answer

    return _stating(PUBLIC, guarded)


def open_form(view: View) -> View:
    """State that anyone may read and send this: the view itself looks at a code or a secret link."""
    return _stating(OPEN_FORM, never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))


def signed_in(view: View) -> View:
    """State that whoever is signed in comes through; others are sent to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return to_sign_in(request) if signed_in_person(request) is None else view(request, *args, **kwargs)

    return _stating(SIGNED_IN, never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded)))


def signed_in_person(request: HttpRequest) -> User | None:
    """Who is signed in; None for nobody, and for who may no longer sign in."""
    person = getattr(request, "user", None)
    return person if isinstance(person, User) and person.is_active else None


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """The way to the sign-in page, and back to what was asked for where that was reading."""
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method in ("GET", "HEAD") else ""
    return HttpResponseRedirect(reverse("account_login") + back)


def rule_of(view: Callable[..., Any]) -> AccessRule | None:
    """The rule that a view states; None where it states none."""
    rule = getattr(view, "access_rule", None)
    return rule if isinstance(rule, AccessRule) else None


def _stating(rule: AccessRule, view: View) -> View:
    view.access_rule = rule  # type: ignore[attr-defined]
    return view
