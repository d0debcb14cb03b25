"""A site's processes for tests that kill them: ``python -m tests.messages.site work|post|settle|look``.

Leases are short. The messages are the site's own and belong to no place, so no quiet hours hold.
"""

import json
import os
import sys
from datetime import timedelta
from typing import Any


def main(what: str, *arguments: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tallgrass.web.settings"
    import django

    django.setup()
    from tallgrass.foundation.jobs import leases
    from tallgrass.foundation.messages import purposes, queue

    leases.LEASE = timedelta(seconds=1)
    queue.LEASE, queue.ANSWER = timedelta(seconds=2), timedelta(seconds=2)
    purposes.declare("test.invitation", stream="test.asking")
    {"work": work, "post": post, "settle": settle, "look": look}[what](*arguments)


def post(number: str) -> None:
    """Post so many messages, each to an address of its own."""
    from tallgrass.foundation.messages.actions import Letter, post_many

    letters = [
        Letter(
            f"p{one}@example.org", "How strong are we?", f"Hello {one},\n\n.\nplease take part.\n", "en", one
        )
        for one in range(int(number))
    ]
    posted = post_many(place=None, channel="mail", letters=letters, purpose="test.invitation", bulk=True)
    print(sum(one.refusal is None for one in posted), flush=True)


def work() -> None:
    """Do jobs until stopped; say when that begins."""
    from tallgrass.foundation.jobs import stopping

    begin = stopping.run_worker

    def say_and_begin(**given: Any) -> None:
        print("working", flush=True)
        begin(**given)

    stopping.run_worker = say_and_begin
    stopping.work_until_stopped(with_parent=False, poll_seconds=0.05)


def settle(arrived: str) -> None:
    """Find what no answer came for; what a person has looked up counts as sent, the rest is sent again."""
    from tallgrass.foundation.messages.actions import send_once_more, take_as_sent
    from tallgrass.foundation.messages.carrying import clear_up
    from tallgrass.foundation.messages.models import Message, State

    clear_up("mail")
    doubted = list(Message.objects.filter(state=State.IN_DOUBT).values_list("pk", "to"))
    for number, to in doubted:
        verb = take_as_sent if to in arrived.split(",") else send_once_more
        assert verb(place=None, message=number)
    print(json.dumps([to for _, to in doubted]), flush=True)


def look(paths: str) -> None:
    """Follow links as programs do that look through mail, and say whether any table has other rows than before."""
    from django.apps import apps
    from django.test import Client

    def rows() -> dict[str, list[Any]]:
        return {model._meta.label: list(model._default_manager.values()) for model in apps.get_models()}

    before, client = rows(), Client(headers={"host": "tallgrass.example.org"})
    for path in paths.split(","):
        for method in (client.get, client.head, client.options):
            answer = method(path, secure=True)
            assert answer.status_code in (200, 405), (path, answer.status_code)
            assert not answer.cookies
    print(rows() == before, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
