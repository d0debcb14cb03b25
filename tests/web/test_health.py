"""Whether the instance is well, for whoever watches over it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from tallgrass.foundation.jobs.models import Job, State
from tallgrass.foundation.jobs.pulse import pulse, worker_state
from tallgrass.foundation.jobs.worker import run_waiting

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def done(at: datetime) -> Job:
    return Job.objects.create(task="a.task", state=State.DONE, due_at=None, finished_at=at)


def test_all_is_well_where_the_worker_was_seen_lately(client: Client) -> None:
    done(timezone.now() - timedelta(seconds=40))
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.text.splitlines()[:3] == ["ok", "database: answers", "migrations: none waiting"]
    assert answer.text.splitlines()[3].startswith("worker: last seen 4")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_worker_that_was_never_seen_is_said(client: Client) -> None:
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.text.splitlines()[0] == "not well"
    assert "worker: not seen yet" in answer.text


def test_a_worker_that_stands_still_is_said(client: Client) -> None:
    done(timezone.now() - timedelta(hours=3, minutes=1))
    answer = client.get("/health")
    assert answer.status_code == 503
    assert "worker: last seen 3 hours ago" in answer.text


def test_a_migration_that_waits_is_said(client: Client) -> None:
    done(timezone.now())
    MigrationRecorder(connection).record_unapplied("places", "0001_initial")
    answer = client.get("/health")
    assert answer.status_code == 503
    assert "migrations: 1 waiting" in answer.text


def test_a_database_that_is_away_is_said_and_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("connection to server at 10.0.0.3, user rosa, failed")

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = client.get("/health")
    assert (answer.status_code, answer.text) == (503, "not well\ndatabase: does not answer\n")


def test_a_long_job_whose_lease_is_kept_is_a_sign_of_life() -> None:
    done(NOON - timedelta(hours=1))
    assert not worker_state(NOON).well
    Job.objects.create(task="a.long.one", state=State.RUNNING, due_at=NOON + timedelta(seconds=25), lease="x")
    assert worker_state(NOON) == type(worker_state(NOON))(NOON - timedelta(seconds=5), True)


@pytest.mark.django_db(transaction=True)
def test_the_pulse_leaves_one_row_behind_however_long_the_site_runs() -> None:
    for minute in range(3):
        slot = NOON + timedelta(minutes=minute)
        Job.objects.create(task=pulse.module_path, schedule=pulse.module_path, slot=slot)
        assert [outcome.state for outcome in run_waiting()] == ["done"]
    assert Job.objects.filter(schedule=pulse.module_path).count() == 1
    assert worker_state(timezone.now()).well
