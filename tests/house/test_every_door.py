"""Every door, tried by everybody: no page answers who should not be answered, and none shows what is not theirs.

The doors are found in the program, so a new one is tried from the day it is there: one that takes more than the place
needs an example of what it takes (``records``).
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from tallgrass.foundation.access import rule_of
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.messages.unsubscribing import Ending, secret_of
from tallgrass.places import access
from tallgrass.places.roles import PERMISSIONS, ROLES, STEWARD
from tests.cast import Cast
from tests.house.world import (
    CONTACT,
    HIDDEN,
    OAKDALE,
    PERSON,
    PROPOSED,
    UNSHOWN,
    HeldRound,
    World,
    make_world,
)

#: What ends a stream of mail to somebody.
ENDING = secret_of(Ending(None, "ab" * 32, "rounds.asking"))
#: Who tries, and the role that they have in Elmwood.
ROLE_OF = {"rosa": "steward", "bea": "editor", "cal": "viewer", "otto": None, "ines": None, "nobody": None}
#: What each may never meet on a page of Elmwood.
NEVER = {
    "rosa": {OAKDALE, HIDDEN, UNSHOWN},
    "bea": {OAKDALE, HIDDEN, UNSHOWN, PROPOSED, CONTACT},
    "cal": {OAKDALE, HIDDEN, UNSHOWN, PROPOSED, CONTACT},
    **{who: {OAKDALE, HIDDEN, UNSHOWN, PROPOSED, CONTACT, PERSON} for who in ("otto", "ines", "nobody")},
}


class Door(NamedTuple):
    """A route with the address at which it is tried."""

    name: str
    rule: str
    address: str


#: What routes take, wherever they lead.
ANYWHERE: dict[str, dict[str, Any]] = {
    "element": {"element": "players"},
    "criterion": {"element": "players", "criterion": "kp1"},
    "ending": {"ending": "json"},
    "pk": {"pk": 1},
}


def records(world: World) -> dict[str, dict[str, Any]]:
    """The records of Elmwood to which routes lead: by room, or by route (``room:name``)."""
    return {
        "tokens:end": {"number": world.token.pk},
        "texting:incoming": {"number": world.incoming},
        "texts:status": {"number": 1},
        "messages:unsubscribe": {"language": "en", "secret": ENDING},
        "places:person": {"number": world.cast.bea.pk},
        "places:trouble": {"number": world.trouble},
        "imports": {"number": world.imported},
        "partners": {"number": world.library.pk, "secret": world.link.text},
        "own_record": {"number": world.library.pk, "secret": world.link.text},
        "stipends": {"number": world.stipend},
        "giving_back": {"number": world.scorecard, "secret": "see-nothing"},
        "merging": {"one": world.library.pk, "other": world.twin.pk, "joined": world.joined.pk},
        "scorecard": {"number": world.scorecard, "step": 0},
        "scorecard:making": {"number": world.making},
        "scorecard:taken": {"number": world.taken},
        "rounds": _held(world.held),
        "reaching": _held(world.held),
        "keying": {**_held(world.held), "form": "short", "language": "en"},
        "kit": {**_held(world.held), "piece": "invitation", "language": "en"},
        "answering": {"secret": world.held.secret, "step": "check"},
        "room": {"number": world.room.number, "question": world.room.question},
        "phones": {"door": world.room.door, "phone": "a-phone-in-the-room"},
        "places:start": {"secret": world.link.text},
    }


def records_elsewhere(world: World) -> dict[str, dict[str, Any]]:
    """Records of the same sorts that belong to Oakdale."""
    return {
        "tokens:end": {"number": world.token_elsewhere.pk},
        "texting:incoming": {"number": world.incoming_elsewhere},
        "places:person": {"number": world.cast.otto.pk},
        "places:trouble": {"number": world.trouble_elsewhere},
        "imports": {"number": world.imported_elsewhere},
        "partners": {"number": world.elsewhere.pk, "secret": world.link.text},
        "own_record": {"number": world.elsewhere.pk, "secret": world.link.text},
        "stipends": {"number": world.stipend_elsewhere},
        "giving_back": {"number": world.scorecard_elsewhere, "secret": "see-nothing"},
        "merging": {"one": world.elsewhere.pk, "other": world.elsewhere.pk + 1, "joined": world.elsewhere.pk},
        "scorecard": {"number": world.scorecard_elsewhere, "step": 0},
        "scorecard:making": {"number": world.making_elsewhere},
        "scorecard:taken": {"number": world.taken_elsewhere},
        "rounds": _held(world.held_elsewhere),
        "reaching": _held(world.held_elsewhere),
        "keying": {**_held(world.held_elsewhere), "form": "short", "language": "en"},
        "kit": {**_held(world.held_elsewhere), "piece": "invitation", "language": "en"},
        "room": {"number": world.room_elsewhere.number, "question": world.room_elsewhere.question},
    }


def _held(held: HeldRound) -> dict[str, Any]:
    return {"number": held.number, "group": held.group, "invitation": held.invitation}


def addresses(resolver: Any, above: str = "", namespace: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every route: its name, its pattern as Django shows it, and the route."""
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            inner = entry.namespace or entry.app_name
            yield from addresses(entry, above + str(entry.pattern), f"{inner}:" if inner else namespace)
        else:
            yield f"{namespace}{entry.name}", above + str(entry.pattern), entry


def doors(taken: Mapping[str, dict[str, Any]]) -> list[Door]:
    """Every door of the site but those of the API, which are tried with tokens. ``taken`` says what routes take."""
    found = []
    examples = {**ANYWHERE, **taken}
    for name, pattern, route in addresses(get_resolver()):
        rule = rule_of(route.callback)
        assert rule is not None, f"{name} states no rule"
        if rule.name == "api":
            continue
        wanted = set(route.pattern.regex.groupindex) | ({"place"} if "<slug:place>" in pattern else set())
        given: dict[str, Any] = {"place": "elmwood"}
        for argument in wanted:
            given |= examples.get(argument, {})
        given |= examples.get(name.partition(":")[0], {}) | examples.get(name, {})
        missing = wanted - set(given)
        assert not missing, f"say in `records` what {name} takes: {sorted(missing)}"
        found.append(Door(name, rule.name, _filled(pattern, given)))
    return found


def _filled(pattern: str, given: dict[str, Any]) -> str:
    """The address of a pattern: ``<slug:place>/`` with the place in it."""
    address = pattern
    for argument, value in given.items():
        for kind in ("slug", "int", "str", "path", "uuid"):
            address = address.replace(f"<{kind}:{argument}>", str(value))
        address = address.replace(f"(?P<{argument}>[0-9]{{1,18}})", str(value))
    address = re.sub(r"\(\?P<ending>([a-z]+)[|a-z]*\)", r"\1", address)  # the first of the endings
    address = address.replace("^", "").replace("$", "").replace("\\", "")
    assert "<" not in address, f"{pattern} has an argument that nobody gave: {address}"
    return "/" + address


def faults(world: World, who: str) -> list[str]:
    """Every door that answers this person as it should not."""
    found = []
    for door in doors(records(world)):
        for method in ("get", "post"):
            with taken_back():
                answer = getattr(_client(world, who), method)(door.address)
                said = _wrong(door, method, who, answer)
            if said:
                found.append(f"{who} {method} {door.name} ({door.rule}): {said}")
    return found


@contextmanager
def taken_back() -> Iterator[None]:
    """What a door does is undone, so that the next one is tried in the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _client(world: World, who: str) -> Client:
    client = Client(raise_request_exception=False)
    if who != "nobody":
        client.force_login(getattr(world.cast, who))
    return client


def _wrong(door: Door, method: str, who: str, answer: Any) -> str | None:
    """What is wrong about an answer; None where it is as it should be."""
    status = answer.status_code
    if status >= 500 and door.name != "health":  # which says that there is no worker in a test
        return f"answered {status}"
    body = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
    shown = [mark for mark in NEVER[who] if mark in body]
    if shown and not door.address.startswith("/elmwood/partner/"):
        return f"shows {shown}"
    if door.rule == "public":
        return "can be sent" if method == "post" and status != 405 else None
    if door.rule == "signed_in":
        return "let somebody in who is not signed in" if who == "nobody" and not _to_sign_in(answer) else None
    if door.rule.startswith("in_place:"):
        return _wrong_in_place(door.rule.removeprefix("in_place:"), who, answer)
    return None


def _wrong_in_place(permission: str, who: str, answer: Any) -> str | None:
    """Members with the permission come through; other members are refused; strangers are told that nothing is there."""
    role = ROLE_OF[who]
    if who == "nobody":
        return None if _to_sign_in(answer) else f"answered nobody with {answer.status_code}"
    if role is None:
        return (
            None
            if answer.status_code == 404
            else f"answered a stranger with {answer.status_code} {answer.headers.get('Location', '')}"
        )
    if PERMISSIONS[permission] in ROLES[role].may:
        return None if answer.status_code not in (401, 403) else f"refused a {role}"
    return (
        None
        if answer.status_code == 403
        else f"answered a {role} with {answer.status_code} {answer.headers.get('Location', '')}"
    )


def _to_sign_in(answer: Any) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/")


@pytest.fixture
def world(cast: Cast) -> World:
    """Two places full of records."""
    return make_world(cast)


@pytest.mark.parametrize("who", list(ROLE_OF))
def test_every_door_answers_everybody_as_it_should(world: World, who: str) -> None:
    assert faults(world, who) == []


def test_the_walk_comes_by_every_rule(world: World) -> None:
    rules = {door.rule for door in doors(records(world))}
    assert rules >= {"public", "open_form", "signed_in"}
    assert {rule for rule in rules if rule.startswith("in_place:")}


def test_without_the_check_of_the_door_the_walk_finds_leaks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were every member and stranger taken for a steward, the walk would say so, of every door into the place."""
    monkeypatch.setattr(access, "role_in", lambda place, person: STEWARD)
    found = faults(world, "otto")
    into_the_place = [door for door in doors(records(world)) if door.rule.startswith("in_place:")]
    assert len(found) >= len(into_the_place)
    assert any("shows" in one or "answered a stranger" in one for one in found)


def test_ids_of_another_place_lead_nowhere(world: World) -> None:
    """Rosa may do everything in Elmwood, and guesses ids of Oakdale."""
    client = Client(raise_request_exception=False)
    client.force_login(world.cast.rosa)
    own = {door.name: door for door in doors(records(world))}
    others = doors({**records(world), **records_elsewhere(world)})
    tried = [door for door in others if door.address != own[door.name].address]
    assert {door.name.partition(":")[0] for door in tried} >= {
        "texting",
        "tokens",
        "places",
        "imports",
        "partners",
        "rounds",
        "keying",
        "kit",
        "scorecard",
    }
    before = Event.objects.filter(place=world.cast.oakdale.pk).count()
    for door in tried:
        for method in (client.get, client.post):
            with taken_back():
                answer = method(door.address, follow=True)
                changed = Event.objects.filter(place=world.cast.oakdale.pk).count() - before
            # Told that nothing is there, that it cannot be sent or done, or led back to the list.
            assert answer.status_code in (404, 405, 422) or answer.redirect_chain, (
                f"{door.name} at {door.address}"
            )
            assert OAKDALE not in answer.content.decode(), f"{door.name} shows Oakdale"
            assert not changed, f"{door.name} changes Oakdale"
