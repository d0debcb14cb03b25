"""The page of the outbox, for whoever sits at the computer that the site runs on."""

from functools import wraps
from pathlib import Path
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tallgrass.foundation.access import AccessRule, View
from tallgrass.foundation.mail.outbox import may_read, messages, pass_on
from tallgrass.foundation.site_pages import site_page

#: Who may read what the site would have sent.
THIS_COMPUTER: Final = AccessRule(
    "this_computer",
    "Whoever sits at the computer that the site runs on, where it has no server for mail: what it would have sent.",
)
_TEMPLATES: Final = Path(__file__).parent / "templates"


def this_computer(view: View) -> View:
    """State that only somebody at this very computer comes through, and only where there is an outbox."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        if not may_read(request):
            raise Http404
        return view(request)

    door: View = never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))
    door.access_rule = THIS_COMPUTER  # type: ignore[attr-defined]
    return door


@this_computer
def outbox(request: HttpRequest) -> HttpResponse:
    """What the site would have sent, the newest first. Whoever has passed one on empties it."""
    if request.method == "POST":
        number = request.POST.get("number", "")
        pass_on(int(number) if number.isdecimal() and len(number) < 19 else 0)
        return HttpResponseRedirect(reverse("mail:outbox"))
    listed = [
        {
            "number": message.pk,
            "to": message.to,
            "subject": message.subject,
            "lines": message.body.splitlines(),
            "language": message.language,
            "made_at": f"{message.made_at:%Y-%m-%d %H:%M} UTC",
        }
        for message in messages()
    ]
    values = {"messages": listed}
    return HttpResponse(site_page(request, "mail/outbox.html", values, folder=_TEMPLATES, room="accounts"))
