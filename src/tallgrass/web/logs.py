"""Logs that hold the names of routes, and nothing of what people ask, send or are called."""

import logging
import traceback
from copy import copy
from types import TracebackType

from django.http import HttpRequest

from tallgrass.web.request_log import id_of, method_of, route_of


class RouteOnly(logging.Filter):
    """Replaces the message of a record that has a request by its status, method, route and id.

    Messages of the web server name paths and quote headers; of those only where they arose is kept.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        request = getattr(record, "request", None)
        if record.name.split(".")[0] == "waitress":
            record.msg = f"The web server had trouble ({record.module}.{record.funcName})"
            record.args = ()
        elif request is not None or record.name.startswith("django.security"):
            status = getattr(record, "status_code", 400)
            record.msg = f"{status} {_asked(request) if isinstance(request, HttpRequest) else '- no route'}"
            record.args = ()
        return True


def _asked(request: HttpRequest) -> str:
    return f"{method_of(request)} {route_of(request)} request={id_of(request)}"


class WithoutValues(logging.Formatter):
    """Formats an error by where it arose and its type: its message may quote what somebody sent."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text; what another handler has made of its error is not taken over."""
        own = copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(  # noqa: N802 (the name is the standard library's)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The frames and the type of the error, without its message."""
        kind, _, trail = ei
        frames = "".join(traceback.format_tb(trail))
        return f"{frames}{kind.__name__ if kind else 'no error'}"
