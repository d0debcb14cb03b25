"""People who send whole forms at once to a site that may be killed at any moment, and try again as browsers do."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Final
from urllib.parse import urlencode, urlsplit

from tallgrass.strength.framework.files import packaged

FORMS: Final = packaged("v1").forms
SENDERS: Final = 4
#: Statuses that tell a person that the form is kept: now, or when it was sent before.
KEPT: Final = frozenset({200, 409, 410})


@dataclass(frozen=True, slots=True)
class Form:
    """One form to be sent: by which link, what it says, and its own number."""

    secret: str
    kind: str
    levels: str
    number: str

    @property
    def body(self) -> str:
        criteria = FORMS["resident" if self.kind == "resident" else "short"]
        answers = {f"answer-{each}": sign for each, sign in zip(criteria, self.levels, strict=True)}
        return urlencode({**answers, "number": self.number, "do": "send", "pick-1": criteria[0]})


@dataclass
class Load:
    """Forms on their way. ``address`` is where the site is now; ``acknowledged`` are those of which somebody was told
    that they are kept; ``broken_off`` counts answers that never came.
    """

    forms: list[Form]
    address: str = ""
    acknowledged: list[Form] = field(default_factory=list)
    broken_off: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)

    def send_all(self) -> None:
        """What one sender does: take the next form and send it until it is known to be kept."""
        while not self._stop.is_set():
            with self._lock:
                if not self.forms:
                    return
                form = self.forms.pop()
            while not self._send(form):
                if self._stop.is_set():
                    return
                time.sleep(0.05)
            with self._lock:
                self.acknowledged.append(form)

    def stop(self) -> None:
        self._stop.set()

    def said(self) -> Counter[tuple[str, str]]:
        """What the forms say of which somebody was told that they are kept: kind and signs."""
        with self._lock:
            return Counter((form.kind, form.levels) for form in self.acknowledged)

    def _send(self, form: Form) -> bool:
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
        try:
            connection.request(
                "POST",
                f"/elmwood/answer/{form.secret}/questions/",
                form.body,
                {"Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            with self._lock:
                self.broken_off += 1
            return False
        finally:
            connection.close()
        assert answer.status in KEPT or answer.status >= 500, answer.status
        return answer.status in KEPT


@contextmanager
def under_load(load: Load) -> Iterator[list[threading.Thread]]:
    """Senders at work, until the block ends."""
    senders = [threading.Thread(target=load.send_all, daemon=True) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    try:
        yield senders
    finally:
        load.stop()
        for sender in senders:
            sender.join(timeout=60)


def forms_for(secrets: list[str], open_link: str, seed: int) -> list[Form]:
    """A form for each personal link, and as many residents who come by the open one."""
    random = Random(seed)

    def levels(count: int) -> str:
        return "".join(random.choice("01234ds") for _ in range(count))

    partners = [Form(each, "community", levels(12), f"{seed}-{at:030}") for at, each in enumerate(secrets)]
    residents = [
        Form(open_link, "resident", levels(6), f"{seed}-open-{at:030}") for at in range(len(secrets))
    ]
    return [form for pair in zip(partners, residents, strict=True) for form in pair]
