"""Five thousand texts, and a worker that is killed in the worst moments: each text reaches its person exactly once."""

import time
from pathlib import Path

import pytest

from tests.instances import Instance, new_database
from tests.texts.conftest import ORIGIN
from tests.texts.gateway import OUR_NUMBER, Gateway, Reaction, gateway

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("socket_enabled")]

TEXTS = 5000
#: At which text the worker is killed: before the gateway takes it, or right after.
KILLS: dict[int, Reaction] = {
    400: "swallow",
    1300: "hang up",
    2200: "swallow",
    3100: "hang up",
    4000: "swallow",
}
#: Texts that the gateway does not have until they are sent again.
KILLS_BEFORE = list(KILLS.values()).count("hang up")
PATIENCE = 150.0

_POST = f"""
from datetime import datetime, UTC
from decimal import Decimal
from tallgrass.foundation.messages import purposes
from tallgrass.foundation.texts import actions
from tallgrass.foundation.texts.before import Planned
from tallgrass.foundation.texts.models import Source
from tallgrass.places.actions import add_place
purposes.declare("test.text")
place = add_place(slug="elmwood", name="Elmwood", by=None)
place.time_zone = "UTC"
place.save()
terms = {{"name": "Elmwood", "price": Decimal("0.01"), "registration": "done"}}
actions.set_terms(place=place.pk, changes=terms)
numbers = [f"+1314555{{number:04d}}" for number in range({TEXTS})]
agreement = actions.Agreement(datetime.now(UTC), "Text me.", "en", Source.PAPER)
actions.agree(place=place.pk, numbers=numbers, to=agreement, noted_by=None)
texts = {{number: Planned("How strong are we?", "en") for number in numbers}}
actions.post_texts(place=place.pk, texts=texts, purpose="test.text", bulk=True)
"""
#: A worker whose patience is short, so that a test need not wait for minutes; it works at any hour.
_WORK = """
from datetime import timedelta, time
from tallgrass.foundation.jobs import leases
from tallgrass.foundation.jobs.stopping import work_until_stopped
from tallgrass.foundation.messages import carrying, purposes, queue
from tallgrass.foundation.messages.method.quiet import Hours
from tallgrass.foundation.texts import carrying as texts
purposes.declare("test.text")
leases.LEASE = queue.LEASE = queue.ANSWER = timedelta(seconds=2)
texts.SURELY_LISTED = timedelta(seconds=1)
carrying._HOURS["text"] = Hours(time(0), time(23, 59, 59, 999999))
work_until_stopped(with_parent=True, poll_seconds=0.05)
"""
_LOOK_AFTER = """
from django.utils import timezone
from tallgrass.foundation.messages.models import Message
from tallgrass.foundation.messages.tasks import look_after_messages
Message.objects.filter(state="waiting").update(due_at=timezone.now())
look_after_messages.using(key="now").enqueue()
print(*sorted(Message.objects.exclude(state="sent").values_list("state", flat=True)))
"""


class Killer:
    """Keeps a worker running on an instance, and kills it where the gateway has so many texts before it."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._seen = 0
        self.kills = 0
        self.worker = instance.start_program(_WORK)

    def react(self, to: str, body: str) -> Reaction:
        """What the gateway does with a text."""
        self._seen += 1
        reaction = KILLS.get(self._seen)
        if reaction is not None:
            self.worker.kill()
            self.worker.wait()
            self.kills += 1
        return reaction

    def keep_running(self) -> None:
        """Start another worker where the last one is dead."""
        if self.worker.poll() is not None:
            self.worker.communicate()
            self.worker = self._instance.start_program(_WORK)

    def end(self) -> None:
        """Leave nothing behind."""
        self.worker.kill()
        self.worker.communicate()


def test_five_thousand_texts_and_a_worker_killed_five_times(tmp_path: Path) -> None:
    with gateway() as server, new_database() as database:
        settings = {
            "TALLGRASS_TEXTS": server.address,
            "TALLGRASS_TEXTS_FROM": OUR_NUMBER,
            "TALLGRASS_ADDRESS": ORIGIN,
        }
        instance = Instance(tmp_path, database, settings)
        instance.make()
        instance.program(_POST)
        killer = Killer(instance)
        server.reaction = killer.react
        try:
            _until_all_are_sent(server, instance, killer)
        finally:
            killer.end()
    assert killer.kills == len(KILLS)
    assert server.listed >= len(KILLS), "those in doubt were looked up"
    assert len(server.taken) == TEXTS
    assert set(server.received().values()) == {1}


def _until_all_are_sent(server: Gateway, instance: Instance, killer: Killer) -> None:
    end = time.monotonic() + PATIENCE
    while len(server.taken) < TEXTS - KILLS_BEFORE or instance.program(_LOOK_AFTER):
        killer.keep_running()
        assert time.monotonic() < end, f"{len(server.taken)} taken after {killer.kills} kills"
        time.sleep(0.5)
