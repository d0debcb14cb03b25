"""Every operation of the API, tried with every token and with none, and every action, tried by everybody."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

import tallgrass
from tallgrass.api.site import api
from tallgrass.elements.players.actions import Addition
from tallgrass.elements.players.asks.asked import Asked
from tallgrass.elements.players.asks.stipends.actions import Payment
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.texts.models import IncomingText
from tallgrass.places.actions import change_place
from tallgrass.places.roles import PERMISSIONS, ROLES, VIEWER
from tallgrass.places.tokens.door import Anyone
from tallgrass.places.tokens.scopes import SCOPES, covers
from tallgrass.strength.rounds.asked_for import ANSWERS
from tallgrass.strength.rounds.holding.actions import Guest
from tallgrass.strength.scorecard.taking_up.actions import Owner
from tests.cast import Cast
from tests.house.test_every_door import NEVER, ROLE_OF, taken_back
from tests.house.world import AS_OF, NOW, TODAY, World, make_world


@pytest.fixture
def world(cast: Cast) -> World:
    """Two places full of records."""
    return make_world(cast)


class Operation(NamedTuple):
    """An operation of the API as it is tried."""

    name: str
    method: str
    address: str
    permission: str | None


def operations(world: World) -> Iterator[Operation]:
    """Every operation, of Elmwood. ``permission`` None: open to anyone."""
    given = {"place": "elmwood", "partner_id": world.library.pk, "number": 1}
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                address = f"/api/v1{prefix}{path}"
                for name, value in given.items():
                    for kind in ("slug", "int"):
                        address = address.replace(f"{{{kind}:{name}}}", str(value))
                assert "{" not in address, f"say what {operation.operation_id} takes"
                auth = operation.auth_callbacks
                opened = not auth or isinstance(auth[0], Anyone)
                permission = None if opened else auth[0].permission.name
                yield Operation(
                    str(operation.operation_id), operation.methods[0].lower(), address, permission
                )


def test_every_operation_answers_every_token_as_it_should(world: World) -> None:
    found = []
    for operation in operations(world):
        for who in ("nobody", "otto", "bea", "rosa"):
            headers = {} if who == "nobody" else {"Authorization": f"Bearer {world.tokens[who]}"}
            with taken_back():
                client = Client(headers=headers, raise_request_exception=False)
                answer = getattr(client, operation.method)(
                    operation.address, data="{}", content_type="application/json"
                ) if operation.method != "get" else client.get(operation.address)  # fmt: skip
                status, body = answer.status_code, answer.content.decode()
            expected = _refusal(operation, who)
            if status >= 500 or (expected or status) != status or (not expected and status in (401, 403)):
                found.append(f"{operation.name} as {who}: {status}")
            if any(mark in body for mark in NEVER[who]):
                found.append(f"{operation.name} shows {who} what is not theirs")
    assert found == []


def _refusal(operation: Operation, who: str) -> int | None:
    """With what an operation refuses somebody; None where they come through."""
    if who == "otto":
        return None if operation.name == "places" else 401
    if operation.permission is None:
        return None
    if who == "nobody":
        return 401
    role = ROLES[str(ROLE_OF[who])]
    return None if PERMISSIONS[operation.permission] in role.may else 403


@pytest.mark.parametrize("scope", list(SCOPES))
def test_a_scope_opens_only_what_it_names(world: World, scope: str) -> None:
    from tallgrass.places.tokens.actions import make_token

    today = date.today()  # noqa: DTZ011
    _, secret = make_token(
        place=world.cast.elmwood,
        name=scope,
        scopes=[scope],
        good_until=today + timedelta(days=1),
        today=today,
        by=world.cast.rosa,
    )
    for operation in operations(world):
        if operation.permission is None:
            continue
        with taken_back():
            client = Client(headers={"Authorization": f"Bearer {secret}"})
            answer = getattr(client, operation.method)(operation.address, content_type="application/json")
        opened = covers([scope], PERMISSIONS[operation.permission])
        assert (answer.status_code != 403) == opened, f"{operation.name} with {scope}: {answer.status_code}"


def actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public verb of every ``actions`` module that acts in a place for somebody."""
    for module in pkgutil.walk_packages(tallgrass.__path__, "tallgrass."):
        parts = module.name.split(".")
        if "actions" not in parts or module.name.startswith("tallgrass.vendor"):
            continue
        loaded = importlib.import_module(module.name)
        for name, verb in vars(loaded).items():
            own = inspect.isfunction(verb) and verb.__module__ == module.name and not name.startswith("_")
            if own and {"place", "by"} <= set(inspect.signature(verb).parameters):
                yield f"{module.name.removeprefix('tallgrass.')}.{name}", verb


STEWARDS = {"rosa"}
EDITORS = {"rosa", "bea"}
NOBODY_BY_ROLE: set[str] = set()


def tried(world: World) -> dict[str, tuple[set[str], dict[str, Any]]]:
    """Who may do it by their role, and with what it is tried, for every verb."""
    fields = PartnerFields("Food Bank")
    library, proposed = world.library.pk, world.proposed.pk
    own = (NOBODY_BY_ROLE, {"player": library})
    players = "elements.players.actions."
    imports = "elements.players.imports.actions."
    merging = "elements.players.merging.actions."
    holding = "strength.rounds.holding.actions."
    held = {"number": world.held.number}
    steps = "strength.scorecard.taking_up.actions."
    asks, stipends = "elements.players.asks.actions.", "elements.players.asks.stipends.actions."
    somebody = {"people": [Asked("Dee", address="dee@example.org")], "purpose": ANSWERS}
    payment = Payment("An hour", Decimal(25), "USD", TODAY)
    own_record = "strength.scorecard.own_record.actions."
    texting = "places.texting.actions."
    text = {"text": IncomingText.objects.get(pk=world.incoming)}
    room = "strength.rounds.room.actions."
    met = {"meeting": world.room.number}
    asked = {**met, "question": world.room.question}
    return {
        f"{players}adding.add_partner": (EDITORS, {"fields": fields}),
        f"{players}adding.add_partners": (STEWARDS, {"additions": [Addition(fields)]}),
        f"{players}adding.remove_partners": (STEWARDS, {"players": [library]}),
        f"{players}changing.change_partner": (EDITORS, {"player": library, "fields": fields}),
        f"{players}changing.change_partners": (STEWARDS, {"changes": [(library, fields)]}),
        f"{players}own.correct_own_record": (NOBODY_BY_ROLE, {"player": library, "fields": fields}),
        f"{players}own.say_who_leads": (NOBODY_BY_ROLE, {"player": library, "words": "x", "shown": True}),
        f"{players}own.confirm_record": own,
        f"{players}own.hide_partner": (STEWARDS, {"player": library}),  # for who says no by telephone
        f"{players}own.bring_back": (NOBODY_BY_ROLE, {"player": world.hidden.pk}),
        f"{players}own.erase_partner": own,
        f"{players}voices.heard": own,
        f"{players}speaking.make_speaker": (STEWARDS, {"player": library, "email": "dee@example.org"}),
        f"{players}speaking.end_speaker": (STEWARDS, {"player": library, "person": world.cast.rosa.pk}),
        f"{players}telling.tell_by_mail": (
            STEWARDS,
            {"players": [proposed], "site": "http://127.0.0.1:8000"},
        ),
        f"{players}telling.record_told": (
            STEWARDS,
            {"players": [proposed], "way": "phone", "on": date(2026, 1, 1)},
        ),
        f"{players}telling.make_link": (STEWARDS, {"player": library}),
        f"{players}telling.end_links": (STEWARDS, {"player": library}),
        f"{imports}previewing.preview_import": (
            STEWARDS,
            {"name": "x.csv", "pieces": [b"name\nFood Bank\n"]},
        ),
        f"{imports}previewing.settle_columns": (
            STEWARDS,
            {"imported": world.imported, "roles": ["name"], "first_row_too": False},
        ),
        f"{imports}previewing.decide": (STEWARDS, {"imported": world.imported, "choices": {}}),
        f"{imports}previewing.decide_rest": (STEWARDS, {"imported": world.imported, "choice": "new"}),
        f"{imports}previewing.drop_import": (STEWARDS, {"imported": world.imported}),
        f"{imports}applying.apply_import": (STEWARDS, {"imported": world.imported}),
        f"{imports}undoing.undo_import": (STEWARDS, {"imported": world.imported}),
        f"{merging}merge_partners": (STEWARDS, {"kept": library, "other": world.twin.pk}),
        f"{merging}part_partners": (STEWARDS, {"joined": world.joined.pk}),
        f"{merging}say_not_the_same": (STEWARDS, {"one": library, "other": world.twin.pk}),
        f"{merging}ask_again": (STEWARDS, {"one": library, "other": world.twin.pk}),
        f"{texting}change_terms": (STEWARDS, {"changes": {"name": "Elmwood"}}),
        f"{texting}note_agreements": (STEWARDS, {"numbers": [], "agreement": None}),
        f"{texting}send_test_text": (STEWARDS, {"to": "+13145550123", "language": "en"}),
        f"{texting}note_stop": (STEWARDS, text),
        f"{texting}take_stop_back": (STEWARDS, text),
        f"{texting}note_read": (STEWARDS, text),
        "places.actions.change_place": (STEWARDS, {"changes": {"name": "Elsewhere"}}),
        "places.actions.give_role": (STEWARDS, {"email": "dee@example.org", "role": VIEWER}),
        "places.actions.take_role": (STEWARDS, {"person": world.cast.rosa}),
        "places.digest.actions.choose_digest": (
            {"rosa", "bea", "cal"},
            {"wanted": True, "language": "en"},
        ),
        "places.ending.actions.begin_ending": (STEWARDS, {"ends_on": TODAY, "why": ""}),
        "places.ending.actions.call_off_ending": (STEWARDS, {}),
        "places.ending.actions.tell_everybody": (STEWARDS, {"site": "http://127.0.0.1:8000"}),
        "elements.players.ending.actions.say_whether_to_stay": (
            NOBODY_BY_ROLE,
            {"player": library, "stays": True},
        ),
        "places.mail.actions.send_me_a_test": (STEWARDS, {"language": "en", "site": ""}),
        "places.mail.actions.send_once_more": (STEWARDS, {"numbers": [1]}),
        "places.mail.actions.count_as_sent": (STEWARDS, {"numbers": [1]}),
        "places.mail.actions.let_back": (STEWARDS, {"to": "gone@example.org"}),
        "places.tokens.actions.make_token": (
            EDITORS,
            {"name": "x", "scopes": ["read"], "good_until": TODAY, "today": TODAY},
        ),
        "places.tokens.actions.end_token": (STEWARDS, {"token": world.token, "now": NOW}),
        "places.troubles.run_again": (STEWARDS, {"number": world.trouble}),
        f"{holding}clearing.clear_remark": (STEWARDS, {**held, "remark": 1, "cleared": True}),
        f"{holding}closing.close_round": (STEWARDS, held),
        f"{holding}inviting.invite": (STEWARDS, {"group": world.held.group, "guests": [Guest("Dee")]}),
        f"{holding}inviting.make_paper_codes": (STEWARDS, {"group": world.held.group, "count": 1}),
        f"{holding}inviting.make_open_link": (STEWARDS, {"group": world.held.group}),
        f"{holding}inviting.end_invitation": (STEWARDS, {"invitation": world.held.invitation}),
        f"{holding}participation.note_participation": (STEWARDS, held),
        f"{holding}preparing.prepare_round": (STEWARDS, {}),
        f"{holding}preparing.change_round": (STEWARDS, {**held, "changes": {"telephone": "555-0100"}}),
        f"{holding}preparing.discard_round": (STEWARDS, held),
        f"{holding}preparing.ask_group": (STEWARDS, {**held, "kind": "community", "form": "short"}),
        f"{holding}preparing.leave_out_group": (STEWARDS, {**held, "kind": "community", "form": "short"}),
        f"{holding}preparing.change_form": (
            STEWARDS,
            {**held, "kind": "community", "before": "short", "after": "full"},
        ),
        f"{holding}preparing.open_round": (STEWARDS, held),
        "strength.rounds.reaching.actions.send_invitations": (STEWARDS, {**held, "site": ""}),
        "strength.rounds.reaching.actions.send_reminders": (STEWARDS, {**held, "site": ""}),
        "strength.rounds.reaching.actions.send_result": (STEWARDS, {**held, "result": None}),
        "strength.rounds.keying.actions.key_sheet": (
            STEWARDS,
            {**held, "group": world.held.group, "filled": None, "criteria": (), "sheet": "1"},
        ),
        f"{room}begin_meeting": (STEWARDS, {"criteria": ["KP7"], "languages": ["en"]}),
        f"{room}change_room": (STEWARDS, {**met, "kinds_in_room": ["community"], "people": 12}),
        f"{room}open_question": (STEWARDS, asked),
        f"{room}type_counts": (STEWARDS, {**asked, "counts": [1, 2, 3, 0, 0, 0]}),
        f"{room}begin_anew": (STEWARDS, asked),
        f"{room}close_question": (STEWARDS, asked),
        f"{room}talk_without_showing": (STEWARDS, asked),
        f"{room}settle": (STEWARDS, {**asked, "level": 2}),
        f"{room}end_meeting": (STEWARDS, met),
        f"{room}discard_meeting": (STEWARDS, met),
        "strength.rounds.kit.actions.change_kit_text": (
            STEWARDS,
            {"piece": "poster", "language": "en", "subject": "Ask", "body": "Ask us."},
        ),
        "strength.rounds.kit.actions.back_to_original": (STEWARDS, {"piece": "poster", "language": "en"}),
        "strength.scorecard.actions.make_scorecard": (STEWARDS, {"as_of": AS_OF}),
        "strength.scorecard.actions.show_scorecard": (STEWARDS, {"number": 1}),
        "strength.scorecard.actions.stop_showing": (STEWARDS, {"number": 1}),
        "strength.scorecard.actions.publish_snapshot": (STEWARDS, {"document": {}, "framework": None}),
        "strength.scorecard.making.actions.ask_for_scorecard": (STEWARDS, {"as_of": AS_OF}),
        f"{asks}ask": (STEWARDS, {**somebody, "minutes": 5}),
        f"{asks}ask_those_within": (STEWARDS, {**somebody, "minutes": 5}),
        f"{asks}unask": (STEWARDS, {"purpose": ANSWERS, "subject": world.held.number}),
        f"{stipends}record_stipend": (STEWARDS, {"payment": payment}),
        f"{stipends}correct_stipend": (STEWARDS, {"number": world.stipend, "payment": payment}),
        f"{stipends}take_back_stipend": (STEWARDS, {"number": world.stipend}),
        f"{holding}telling.say_result_sent": (STEWARDS, held),
        f"{own_record}write_down_time": (
            STEWARDS,
            {"player": library, "minutes": 60, "on": TODAY, "what_for": "x"},
        ),
        f"{own_record}write_down_asked": (STEWARDS, {"player": library, "what": "x", "on": TODAY}),
        f"{own_record}say_what_came": (
            STEWARDS,
            {"player": library, "line": 1, "came": "x", "on": TODAY},
        ),
        f"{own_record}strike_out": (STEWARDS, {"player": library, "time": 1}),
        f"{steps}take_up_step": (
            STEWARDS,
            {
                "number": world.scorecard,
                "step": 0,
                "owner": Owner(partner="x"),
                "until": TODAY,
                "today": TODAY,
            },
        ),
        f"{steps}finish_step": (STEWARDS, {"taken": world.taken}),
        f"{steps}drop_step": (STEWARDS, {"taken": world.taken}),
        f"{steps}show_step": (STEWARDS, {"taken": world.taken, "public": True}),
        "strength.scorecard.place_folder.actions.load_folder": (NOBODY_BY_ROLE, {"folder": None}),
        "strength.scorecard.place_folder.actions.export_place": (
            NOBODY_BY_ROLE,
            {"out": Path("nowhere"), "as_of": AS_OF},
        ),
    }


def test_every_verb_is_tried(world: World) -> None:
    """A new verb that acts in a place is added to ``tried``, with who may do it."""
    assert {name for name, _ in actions()} - set(tried(world)) == set()


@pytest.mark.parametrize("who", ["rosa", "bea", "cal", "otto", "ines"])
def test_every_verb_refuses_who_may_not_and_leaves_no_trace(world: World, who: str) -> None:
    found = []
    cases = tried(world)
    for name, verb in actions():
        allowed, given = cases[name]
        events = Event.objects.filter(place=world.cast.elmwood.pk).count()
        with taken_back():
            refused = _refused(verb, {"place": world.cast.elmwood, **given}, getattr(world.cast, who))
            left = Event.objects.filter(place=world.cast.elmwood.pk).count() - events
        if refused == (who in allowed):
            found.append(f"{name} {'refused' if refused else 'let through'} {who}")
        if refused and left:
            found.append(f"{name} refused {who}, and left {left} events")
    assert found == []


def test_a_verb_without_its_check_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallgrass.places.actions.require", lambda by, place, permission: None)
    given = tried(world)["places.actions.change_place"][1]
    with taken_back():
        assert not _refused(change_place, {"place": world.cast.elmwood, **given}, world.cast.otto)


def _refused(verb: Callable[..., Any], given: dict[str, Any], by: User) -> bool:
    """Whether a verb says that somebody may not; any other objection is none to who asks."""
    try:
        with transaction.atomic():
            verb(**given, by=by)
    except PermissionDenied:
        return True
    except Exception:
        return False
    return False
