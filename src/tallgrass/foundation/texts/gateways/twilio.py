"""A gateway that speaks as Twilio does (version 2010-04-01 of its interface); others do, too, under their own address.

Only the address of the account is ever asked, redirects are not followed, and no answer is read without end. A
connection serves one request: on one that was kept open, nobody could tell whether a text was heard.
"""

import json
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import quote, urlencode

from tallgrass.foundation.texts.account import TextAccount
from tallgrass.foundation.texts.gateways.line import Busy, Declined, Listed, NoAnswer, NotReached, Received

_VERSION: Final = "2010-04-01"
#: Seconds that the gateway is waited for.
_PATIENCE: Final = 15.0
#: The longest answer that is read, in bytes, and how many texts of a number are looked at.
_LONGEST: Final = 2_000_000
_LISTED: Final = 50
_RECEIVED: Final = 200
_TOO_MANY: Final = 429
_NO_ENTRY: Final = (401, 403)


class TwilioLine:
    """A way to the gateway of an account."""

    def __init__(self, account: TextAccount, *, patience: float = _PATIENCE) -> None:
        self._account = account
        self._patience = patience
        self._base = f"{account.path}/{_VERSION}/Accounts/{quote(account.name, safe='')}"
        self._messages = f"{self._base}/Messages.json"

    def check(self) -> None:
        """Ask whether the account is there and may send (``TextLine.check``)."""
        status, answer = self._read(f"{self._base}.json")
        if status != 200:
            raise NotReached(f"status {status}")
        if answer.get("status", "active") != "active":
            raise NotReached("the account is not active")

    def hand_over(self, *, to: str, body: str, report_to: str, sure: Callable[[], None]) -> str:
        """Hand over one text (``TextLine.hand_over``)."""
        form = {"To": to, "From": self._account.sender, "Body": body, "StatusCallback": report_to}
        with closing(self._connected()) as connection:
            sure()
            try:
                status, answer = self._asked(connection, "POST", self._messages, urlencode(form))
            except (OSError, HTTPException) as error:
                raise NoAnswer(type(error).__name__) from error
        return _reference(status, answer)

    def sent_to(self, to: str) -> list[Listed]:
        """What the gateway has taken for this number (``TextLine.sent_to``)."""
        entries = self._entries({"To": to, "From": self._account.sender, "PageSize": _LISTED})
        return [found for one in entries if (found := _listed(one)) is not None and found.to == to]

    def received(self) -> list[Received]:
        """What came in to our number (``TextLine.received``)."""
        entries = self._entries({"To": self._account.sender, "PageSize": _RECEIVED})
        return [found for one in entries if (found := _received(one)) is not None]

    def _entries(self, asked: dict[str, str | int]) -> list[Any]:
        """The first page of the gateway's list; where further ones are is not read."""
        status, answer = self._read(f"{self._messages}?{urlencode(asked)}")
        listed = answer.get("messages")
        if status != 200 or not isinstance(listed, list):
            raise NotReached(f"status {status}")
        return listed[: int(asked["PageSize"])]

    def _read(self, path: str) -> tuple[int, dict[str, Any]]:
        with closing(self._connected()) as connection:
            try:
                return self._asked(connection, "GET", path, None)
            except (OSError, HTTPException) as error:
                raise NotReached(type(error).__name__) from error

    def _connected(self) -> HTTPConnection:
        kind = HTTPSConnection if self._account.encrypted else HTTPConnection
        connection = kind(self._account.host, self._account.port, timeout=self._patience)
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            raise NotReached(type(error).__name__) from error
        return connection

    def _asked(
        self, connection: HTTPConnection, method: str, path: str, form: str | None
    ) -> tuple[int, dict[str, Any]]:
        """The status of an answer and what it says; nothing where that is no object of JSON."""
        secret = b64encode(f"{self._account.name}:{self._account.token}".encode()).decode("ascii")
        headers = {"Authorization": f"Basic {secret}", "Accept": "application/json", "Connection": "close"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, form, headers)
        response = connection.getresponse()
        text = response.read(_LONGEST)
        try:
            said = json.loads(text)
        except ValueError:
            said = None
        return response.status, said if isinstance(said, dict) else {}


def _reference(status: int, answer: dict[str, Any]) -> str:
    """What the gateway calls a text that it has just taken; else what its answer means.

    An error of its own (5xx), or a yes without a name, may or may not mean that it took the text.
    """
    if status == _TOO_MANY:
        raise Busy(f"status {status}")
    if 400 <= status < 500:
        code = answer.get("code")
        if status in _NO_ENTRY:
            raise Busy(f"status {status}")
        raise Declined(code if isinstance(code, int) else 0)
    reference = answer.get("sid")
    if status not in (200, 201) or not isinstance(reference, str) or not reference:
        raise NoAnswer(f"status {status}")
    return reference[:100]


def _listed(entry: Any) -> Listed | None:
    """A text that we sent; None for an entry that is none, or that cannot be read."""
    read = _read(entry, "outbound", "to")
    return None if read is None else Listed(*read)


def _received(entry: Any) -> Received | None:
    """A text that came in; None for an entry that is none, or that cannot be read."""
    read = _read(entry, "inbound", "from")
    return None if read is None else Received(*read)


def _read(entry: Any, direction: str, other: str) -> tuple[str, str, str, datetime] | None:
    """Of an entry of the list its name, the number of the other side, the text and the moment."""
    if not isinstance(entry, dict) or not str(entry.get("direction", "")).startswith(direction):
        return None
    made_at = _moment(entry.get("date_created"))
    reference, number, body = (entry.get(key) for key in ("sid", other, "body"))
    if not (isinstance(reference, str) and isinstance(number, str) and isinstance(body, str)):
        return None
    return None if made_at is None else (reference[:100], number, body, made_at)


def _moment(written: Any) -> datetime | None:
    """A moment as the gateway writes it (RFC 2822)."""
    try:
        moment = parsedate_to_datetime(str(written))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
