"""The outbox: where messages stay on a site that has no server for mail, and who may read them there."""

import ipaddress
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tallgrass.foundation.mail.models import OutboxMessage

#: The setting ``EMAIL_BACKEND`` of a site without a server for mail.
BACKEND: Final = "tallgrass.foundation.mail.outbox.OutboxBackend"
#: How long a message is kept.
KEPT: Final = timedelta(days=7)
#: The attribute of a message that says for how long it is good (a ``timedelta``).
GOOD_FOR: Final = "good_for"
#: How many messages are shown, the newest first.
MOST_SHOWN: Final = 50

_THIS_COMPUTER: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
#: What a proxy adds. One that stands in front may pass on what anybody in the world asks.
_ADDED_BY_PROXIES: Final = (
    "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)  # fmt: skip


class OutboxBackend(BaseEmailBackend):
    """Keeps messages in the table of the outbox, one row for each address, and lets old ones go."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; returns how many."""
        let_old_ones_go()
        for message in email_messages:
            for to in message.recipients():
                keep_in_outbox(
                    to=to,
                    subject=str(message.subject),
                    body=str(message.body),
                    language=message.extra_headers.get("Content-Language", ""),
                    good_for=getattr(message, GOOD_FOR, None),
                )
        return len(email_messages)


def keep_in_outbox(
    *, to: str, subject: str, body: str, language: str, good_for: timedelta | None = None
) -> None:
    """Keep one message, for a week or as long as it is good for something."""
    OutboxMessage.objects.create(
        to=to,
        subject=subject[:300],
        body=body,
        language=language,
        good_until=None if good_for is None else timezone.now() + good_for,
    )


@transaction.atomic
def pass_on(number: int) -> bool:
    """Empty a message that somebody has passed on; whether there was one to empty."""
    there = _readable().filter(pk=number)
    return there.update(passed_on_at=timezone.now(), to="", subject="", body="") == 1


def let_old_ones_go() -> None:
    """Delete what has been kept long enough, and what is good for nothing any more."""
    now = timezone.now()
    OutboxMessage.objects.filter(Q(made_at__lt=now - KEPT) | Q(good_until__lt=now)).delete()


def messages() -> list[OutboxMessage]:
    """What is in the outbox, the newest first, ``MOST_SHOWN`` at most."""
    return list(_readable()[:MOST_SHOWN])


def _readable() -> "QuerySet[OutboxMessage]":
    now = timezone.now()
    return OutboxMessage.objects.filter(
        Q(good_until__isnull=True) | Q(good_until__gte=now),
        made_at__gte=now - KEPT,
        passed_on_at__isnull=True,
    )


def sends_nothing() -> bool:
    """Whether this site has no server for mail, and keeps its messages here."""
    return settings.EMAIL_BACKEND == BACKEND


def has_outbox() -> bool:
    """Whether the kept messages can be read on a page: not on a site that has an address for others to reach it."""
    address: Any = getattr(settings, "ADDRESS", None)
    return sends_nothing() and (address is None or address.host in _THIS_COMPUTER)


def may_read(request: HttpRequest) -> bool:
    """Whether the outbox is open to who asks: there is one, and they sit at the computer that the site runs on."""
    return has_outbox() and _from_this_computer(request)


def _from_this_computer(request: HttpRequest) -> bool:
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    host = request.get_host()
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return (
        (mapped or address).is_loopback
        and name in _THIS_COMPUTER
        and not any(header in request.META for header in _ADDED_BY_PROXIES)
        and request.META.get("SERVER_PROTOCOL") != "HTTP/1.0"  # no browser speaks it, proxies do
        # What every browser says of the line to the next machine: proxies must take it off (RFC 9110, 7.6.1), also
        # those that put this computer's name in the place of the one that was asked for and add nothing of their own.
        and request.META.get("HTTP_CONNECTION", "").casefold() == "keep-alive"
    )
