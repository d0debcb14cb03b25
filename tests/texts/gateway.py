"""A gateway for texts on this computer that speaks as Twilio does, does what a test tells it, and remembers."""

import json
import threading
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

ACCOUNT, TOKEN = "AC" + "0" * 32, "test-token"
OUR_NUMBER = "+13145550199"

#: What the server does with a text, instead of taking it: a status with what it says; ``hang up`` before it takes it,
#: or ``swallow``: it takes it and hangs up. None lets it take it as usual.
Reaction = tuple[int, dict[str, Any]] | str | None


class Taken(NamedTuple):
    """A text that the gateway took."""

    reference: str
    to: str
    body: str
    report_to: str
    made_at: datetime


class Gateway(ThreadingHTTPServer):
    """The server. ``reaction(to, body)`` is asked for each text; ``account`` is what it says of the account."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[Taken] = []
        self.came_in: list[Taken] = []
        self.listed = 0
        self.lock = threading.Lock()
        self.account: tuple[int, dict[str, Any]] = (200, {"status": "active"})
        self.list_status = 200
        self.reaction: Callable[[str, str], Reaction] = lambda to, body: None

    @property
    def address(self) -> str:
        return f"twilio://{ACCOUNT}:{TOKEN}@127.0.0.1:{self.server_address[1]}?tls=no"

    def received(self) -> Counter[str]:
        """How many texts each number got."""
        return Counter(taken.to for taken in self.taken)

    def take(self, form: dict[str, str]) -> Taken:
        with self.lock:
            reference = f"SM{len(self.taken) + 1:032x}"
            taken = Taken(
                reference, form["To"], form["Body"], form.get("StatusCallback", ""), datetime.now(UTC)
            )
            self.taken.append(taken)
        return taken

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no fault of the server's."""


class Conversation(BaseHTTPRequestHandler):
    """One request."""

    server: Gateway
    protocol_version = "HTTP/1.1"
    base = f"/2010-04-01/Accounts/{ACCOUNT}"

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if not self._allowed():
            self._say(401, {"code": 20003})
        elif asked.path == f"{self.base}.json":
            self._say(*self.server.account)
        elif asked.path == f"{self.base}/Messages.json":
            self._list({name: values[0] for name, values in parse_qs(asked.query).items()})
        else:
            self._say(404, {"code": 20404})

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        form = {name: values[0] for name, values in parse_qs(text, strict_parsing=True).items()}
        if not self._allowed() or self.path != f"{self.base}/Messages.json":
            self._say(401, {"code": 20003})
            return
        reaction = self.server.reaction(form["To"], form["Body"])
        if isinstance(reaction, tuple):
            self._say(*reaction)
        elif reaction == "hang up":
            self.close_connection = True
        elif form["From"] != OUR_NUMBER or len(form["Body"]) > 1600:
            self._say(400, {"code": 21602})
        else:
            taken = self.server.take(form)
            if reaction == "swallow":
                self.close_connection = True
            else:
                self._say(201, _shown(taken))

    def _list(self, asked: dict[str, str]) -> None:
        if asked.get("To") == OUR_NUMBER:
            came_in = [_shown(taken, inbound=True) for taken in reversed(self.server.came_in)]
            self._say(self.server.list_status, {"messages": came_in})
            return
        self.server.listed += 1
        found = [taken for taken in reversed(self.server.taken) if taken.to == asked.get("To", taken.to)]
        shown = [_shown(taken) for taken in found[: int(asked.get("PageSize", 50))]]
        self._say(self.server.list_status, {"messages": shown, "next_page_uri": "http://elsewhere.example/"})

    def _allowed(self) -> bool:
        secret = b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        return self.headers.get("Authorization") == f"Basic {secret}"

    def _say(self, status: int, said: dict[str, Any]) -> None:
        text = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def _shown(taken: Taken, *, inbound: bool = False) -> dict[str, Any]:
    to, sender = (OUR_NUMBER, taken.to) if inbound else (taken.to, OUR_NUMBER)
    return {
        "sid": taken.reference, "to": to, "from": sender, "body": taken.body, "status": "queued",
        "direction": "inbound" if inbound else "outbound-api", "date_sent": None,
        "date_created": format_datetime(taken.made_at),
    }  # fmt: skip


@contextmanager
def gateway() -> Iterator[Gateway]:
    """A gateway that runs until the block ends."""
    with Gateway() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
