"""The page on which somebody ends a stream of mail. Whoever has the address may: nothing else says who they are.

Looking at it changes nothing, since programs look at links before people do. The button, and the one click of a mailbox
(RFC 8058: a POST without cookies, answered without a redirect), end it. A token against forgery would protect what a
cookie lets somebody do; here no cookie does anything.
"""

from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tallgrass.foundation.access import open_form
from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages, words
from tallgrass.foundation.messages.actions import begin_stream_again, end_stream
from tallgrass.foundation.messages.letters import stream_name
from tallgrass.foundation.messages.senders import sender
from tallgrass.foundation.messages.unsubscribing import Ending, read_secret
from tallgrass.foundation.site_pages import reader_language, site_page

_TEMPLATES: Final = Path(__file__).parent / "templates"
#: What the button sends that takes an ending back.
_AGAIN: Final = "again"


@open_form
@csrf_exempt
def unsubscribe(request: HttpRequest, language: str, secret: str) -> HttpResponse:
    """Ask whether to end a stream; end it; take that back."""
    own = language if language in available_languages() else SOURCE_LANGUAGE
    ending = read_secret(secret)
    if ending is None:
        return _page(request, own, None, "unknown", status=404)
    if request.method != "POST":
        return _page(request, own, ending, "asked")
    if _AGAIN in request.POST:
        begin_stream_again(ending=ending)
        return _page(request, own, ending, "again")
    end_stream(ending=ending)
    return _page(request, own, ending, "ended")


def _page(
    request: HttpRequest, own: str, ending: Ending | None, step: str, *, status: int = 200
) -> HttpResponse:
    language = reader_language(request, own)
    said: dict[str, Any] = words(language, "messages")["unsubscribe"]
    values = {"said": _filled(said[step], ending, language), "step": step, "form": said}
    page = site_page(
        request, "messages/unsubscribe.html", values, folder=_TEMPLATES, room="messages", otherwise=own
    )
    answer = HttpResponse(page, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _filled(said: dict[str, str], ending: Ending | None, language: str) -> dict[str, str]:
    if ending is None:
        return said
    place = sender(ending.place)
    name = place.name if place else words(language, "messages")["the_site"]
    stream = stream_name(ending.stream, language)
    return {key: text.format(place=name, stream=stream) for key, text in said.items()}
