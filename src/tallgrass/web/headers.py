"""Response headers that neither Django nor django-csp sends, and those of django-csp built once."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

_HEADERS: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
#: What django-csp's decorators besides ``csp_update`` leave on an answer.
_RARE: Final = frozenset({"_csp_config", "_csp_replace", "_csp_exempt"})


def quiet_browser(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the browser offers us nothing of the device, and other sites cannot embed what is ours."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


class PolicyOnce(CSPMiddleware):
    """The policy of what a page may load, as django-csp says it, but built once for all pages that ask for the same."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the header. Whatever asks for more than a few sources of its own is built as ever."""
        if HEADER in response or hasattr(request, "_csp_nonce") or vars(response).keys() & _RARE:
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        sources: Mapping[str, Sequence[str]] = getattr(response, "_csp_update", {})
        response.headers[HEADER] = _policy(tuple((name, *given) for name, given in sources.items()))
        return response


@lru_cache(maxsize=100)
def _policy(sources: tuple[tuple[str, ...], ...]) -> str:
    return str(build_policy(update={name: given for name, *given in sources}))
