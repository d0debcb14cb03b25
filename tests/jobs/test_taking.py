"""Taking a job is one look at an index, and never two workers' at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tallgrass.foundation.jobs.leases import take_next
from tallgrass.foundation.jobs.models import Job, State
from tests.jobs.tasks import make_person

T = TypeVar("T")
postgresql_alone = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time, so nobody can come in between"
)


def elsewhere(do: Callable[[], T]) -> T:
    """What another process would find, with a connection of its own."""

    def done() -> T:
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result(timeout=60)


@pytest.mark.django_db(transaction=True)
@postgresql_alone
def test_a_worker_passes_over_what_another_one_is_taking() -> None:
    first, second = make_person.enqueue("Bea"), make_person.enqueue("Cal")
    with transaction.atomic():
        Job.objects.select_for_update().get(pk=int(first.id))
        taken = elsewhere(take_next)
    assert taken
    assert str(taken.pk) == second.id


@pytest.mark.django_db(transaction=True)
@postgresql_alone
def test_a_job_found_under_its_key_is_not_begun_before_the_change_can_be_seen() -> None:
    task = make_person.using(key="search")
    waiting = task.enqueue("Bea")
    with transaction.atomic():
        assert task.enqueue("Bea").id == waiting.id
        assert elsewhere(take_next) is None
    taken = elsewhere(take_next)
    assert taken
    assert str(taken.pk) == waiting.id


@pytest.mark.django_db(transaction=True)
@postgresql_alone
def test_two_who_ask_under_one_key_at_once_get_one_job() -> None:
    task = make_person.using(key="search")
    with ThreadPoolExecutor(1) as pool:

        def ask() -> Any:
            try:
                return task.enqueue("Bea").id
            finally:
                connections.close_all()

        with transaction.atomic():
            first = task.enqueue("Bea").id
            second = pool.submit(ask)
        assert second.result(timeout=60) == first
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_ten_thousand_jobs_that_wait_are_not_read_to_take_one() -> None:
    Job.objects.bulk_create((Job(task=make_person.module_path) for _ in range(10_000)), batch_size=500)
    now = timezone.now()
    Job.objects.bulk_create(
        (
            Job(task=make_person.module_path, state=State.DONE, due_at=None, finished_at=now)
            for _ in range(5_000)
        ),
        batch_size=500,
    )
    with CaptureQueriesContext(connection) as captured:
        assert take_next()
    looks = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    assert len(looks) == 2
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for look in looks:
            cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{look}")
            plan = "\n".join(str(row) for row in cursor.fetchall())
            assert "foundation_jobs_due" in plan
            assert "Sort" not in plan
            assert "TEMP B-TREE" not in plan
