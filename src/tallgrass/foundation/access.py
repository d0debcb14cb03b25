"""Who may come through which door. Every route states a rule; a test fails on a route without one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe


@dataclass(frozen=True, slots=True)
class AccessRule:
    """A rule by name, with the sentence that says what it means."""

    name: str
    meaning: str


PUBLIC: Final = AccessRule(
    "public",
    "Anyone may read this, without signing in: it shows only what has been published. It changes nothing.",
)


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """State that anyone may read what this view shows. Anything but reading (GET, HEAD) is refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = require_safe(view)(request, *args, **kwargs)
        return answer

    guarded.access_rule = PUBLIC  # type: ignore[attr-defined]
    return guarded


def rule_of(view: Callable[..., Any]) -> AccessRule | None:
    """The rule that a view states; None where it states none."""
    rule = getattr(view, "access_rule", None)
    return rule if isinstance(rule, AccessRule) else None
