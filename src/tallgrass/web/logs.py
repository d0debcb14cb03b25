"""Logs that hold the names of routes, and nothing of what people ask, send or are called."""

import logging
import traceback
from copy import copy
from types import TracebackType


class RouteOnly(logging.Filter):
    """Replaces the message of a record that has a request by its status, method and route."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        request = getattr(record, "request", None)
        if request is not None or record.name.startswith("django.security"):
            match = getattr(request, "resolver_match", None)
            route = "no route" if match is None else match.view_name or match.route
            record.msg = (
                f"{getattr(record, 'status_code', 400)} {getattr(request, 'method', None) or '-'} {route}"
            )
            record.args = ()
        return True


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
