"""What the gateway tells us: a text that came in, how far one of ours has come. It is believed by its signature."""

import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tallgrass.foundation.access import AccessRule
from tallgrass.foundation.texts.account import TextAccount, account
from tallgrass.foundation.texts.actions import take_incoming, take_report
from tallgrass.foundation.texts.method.signature import is_signed

View = Callable[..., HttpResponseBase]

#: Who may tell us what came in and what became of what we sent.
GATEWAY: Final = AccessRule(
    "gateway",
    "The gateway for texts, which signs what it sends with the token that the operator has set up.",
)
#: An answer that asks the gateway to do nothing more.
_NOTHING_MORE: Final = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
_REFERENCE: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")

log = logging.getLogger("tallgrass.texts")


def from_gateway(view: Callable[Concatenate[HttpRequest, TextAccount, ...], HttpResponse]) -> View:
    """State that only the gateway of this site comes through, and only by sending. The view is given the account.

    The address that it signed is built from TALLGRASS_ADDRESS, never from what the request says of itself.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        known = account()
        if known is None:
            raise Http404
        parameters = [(name, value) for name, values in request.POST.lists() for value in values]
        given = request.headers.get("X-Twilio-Signature", "")
        address = known.origin + request.get_full_path()
        if not is_signed(given, token=known.token, address=address, parameters=parameters):
            log.warning("texts: a request that the gateway has not signed")
            return HttpResponseForbidden("This is not signed by the gateway.\n", content_type="text/plain")
        if request.POST.get("AccountSid", known.name) != known.name:
            return HttpResponseForbidden("This is of another account.\n", content_type="text/plain")
        return view(request, known, *args, **kwargs)

    door: View = csrf_exempt(never_cache(require_http_methods(["POST"])(guarded)))
    door.access_rule = GATEWAY  # type: ignore[attr-defined]
    return door


@from_gateway
def incoming(request: HttpRequest, known: TextAccount) -> HttpResponse:
    """Take in a text. What cannot be one is noted and let be, else the gateway would tell us again and again."""
    told = request.POST
    reference = told.get("MessageSid", "") or told.get("SmsSid", "")
    try:
        if not _REFERENCE.fullmatch(reference) or told.get("To") != known.sender:
            raise ValidationError("no text to our number")
        take_incoming(
            reference=reference,
            number=told.get("From", ""),
            body=told.get("Body", ""),
            gateway_answers=known.gateway_answers or bool(told.get("OptOutType")),
        )
    except ValidationError:
        log.warning("texts: something came in that is no text from a number to ours")
    return HttpResponse(_NOTHING_MORE, content_type="text/xml")


@from_gateway
def status(request: HttpRequest, known: TextAccount, number: int) -> HttpResponse:
    """Take in a report of how far one of our texts has come."""
    told = request.POST
    reference = told.get("MessageSid", "") or told.get("SmsSid", "")
    if _REFERENCE.fullmatch(reference):
        take_report(
            message=number,
            reference=reference,
            to=told.get("To", ""),
            reported=told.get("MessageStatus", "") or told.get("SmsStatus", ""),
            code=told.get("ErrorCode", ""),
        )
    return HttpResponse(_NOTHING_MORE, content_type="text/xml")
