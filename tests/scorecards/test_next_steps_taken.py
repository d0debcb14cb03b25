"""Somebody takes up a next step: who, by when; what becomes of it; and who sees that."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.events.models import Event
from tallgrass.places.permissions import NotAllowed
from tallgrass.places.roles import EDITOR, STEWARD, VIEWER
from tallgrass.places.tasks import tasks_for
from tallgrass.strength.scorecard.models import NextStepTaken, Snapshot
from tallgrass.strength.scorecard.taking_up.actions import (
    Owner,
    drop_step,
    finish_step,
    show_step,
    take_up_step,
)
from tests.cast import Cast
from tests.scorecards.conftest import Reader

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


def take(cast: Cast, snapshot: Snapshot, owner: Owner, **more: Any) -> NextStepTaken:
    given = {"step": 1, "until": SOON, "today": TODAY, "by": cast.rosa, **more}
    return take_up_step(place=cast.elmwood, number=snapshot.pk, owner=owner, **given)


def list_partner(cast: Cast) -> None:
    """Partner 1 was told, and is listed."""
    rows = Player.objects.filter(place=cast.elmwood, key="p1")
    rows.update(standing=Standing.LISTED, told_by="letter", told_on=TODAY)


def code_of(error: ValidationError) -> str:
    errors = (
        [one for many in error.error_dict.values() for one in many]
        if hasattr(error, "error_dict")
        else [error]
    )
    return str(errors[0].code)


def test_an_editor_takes_one_up_for_herself_on_a_page(
    elmwood: Cast, made: Snapshot, as_reader: Reader
) -> None:
    client, root = as_reader(elmwood.bea), f"/elmwood/scorecards/{made.pk}/steps/"
    page = client.get(f"{root}1/").content.decode()
    assert 'name="owner"' not in page
    assert 'name="public"' not in page
    sent = client.post(f"{root}1/", {"until": SOON.isoformat(), "note": "With the library"})
    assert sent.headers["Location"] == root
    taken = NextStepTaken.objects.get(place=elmwood.elmwood)
    assert (taken.person, taken.public, taken.note) == (elmwood.bea, False, "With the library")
    listed = as_reader(elmwood.cal).get(root).content.decode()
    assert "Bea" in listed
    assert "By when" in listed
    assert (
        "Taken up by Bea until"
        in as_reader(elmwood.cal).get(f"/elmwood/scorecards/{made.pk}/").content.decode()
    )


def test_a_steward_notes_that_a_partner_takes_one_up(
    elmwood: Cast, made: Snapshot, as_reader: Reader
) -> None:
    list_partner(elmwood)
    client, address = as_reader(elmwood.rosa), f"/elmwood/scorecards/{made.pk}/steps/0/"
    refused = client.post(address, {"owner": "partner", "partner": "Nobody", "until": SOON.isoformat()})
    assert refused.status_code == 422
    assert "No listed partner has this name" in refused.content.decode()
    client.post(address, {"owner": "partner", "partner": " partner  1 ", "until": SOON.isoformat()})
    assert NextStepTaken.objects.get(place=elmwood.elmwood).partner == Player.objects.get(
        place=elmwood.elmwood, key="p1"
    )


def test_it_stays_on_the_home_until_it_is_done(elmwood: Cast, made: Snapshot, as_reader: Reader) -> None:
    taken = take(elmwood, made, Owner(elmwood.bea))
    address = f"/elmwood/scorecards/taken/{taken.pk}/"
    for role, seen in ((STEWARD, True), (EDITOR, True), (VIEWER, False)):
        assert (address in {one.address for one in tasks_for(elmwood.elmwood, role, "en")}) is seen
    NextStepTaken.objects.filter(place=elmwood.elmwood).update(until=TODAY - timedelta(days=1))
    (late,) = (one for one in tasks_for(elmwood.elmwood, STEWARD, "en") if one.address == address)
    assert late.tag == "Late"
    as_reader(elmwood.bea).post(address, {"what": "done"})
    assert address not in {one.address for one in tasks_for(elmwood.elmwood, STEWARD, "en")}
    assert "Done" in as_reader(elmwood.rosa).get(f"/elmwood/scorecards/{made.pk}/steps/").content.decode()


def test_everybody_sees_it_where_its_owner_agrees_and_a_steward_says_so(
    elmwood: Cast, shown: Snapshot, as_reader: Reader
) -> None:
    nobody = as_reader(None)

    def public() -> bool:
        return "Taken up by Bea" in nobody.get("/elmwood/").content.decode()

    taken = take(elmwood, shown, Owner(elmwood.bea), owner_agrees=True, step=0)
    assert not public()
    show_step(place=elmwood.elmwood, taken=taken.pk, public=True, by=elmwood.rosa)
    assert public()
    assert "Tomado" not in nobody.get("/elmwood/?lang=es").content.decode()
    assert "A cargo de Bea hasta el" in nobody.get("/elmwood/?lang=es").content.decode()
    show_step(place=elmwood.elmwood, taken=taken.pk, public=False, by=elmwood.rosa)
    assert not public()
    show_step(place=elmwood.elmwood, taken=taken.pk, public=True, by=elmwood.rosa)
    finish_step(place=elmwood.elmwood, taken=taken.pk, by=elmwood.bea)
    assert not public()


def test_a_partner_that_hides_itself_is_named_no_longer(
    elmwood: Cast, shown: Snapshot, as_reader: Reader
) -> None:
    list_partner(elmwood)
    take(elmwood, shown, Owner(partner="Partner 1"), owner_agrees=True, public=True, step=0)
    assert "Taken up by Partner 1" in as_reader(None).get("/elmwood/").content.decode()
    Player.objects.filter(place=elmwood.elmwood, key="p1").update(standing=Standing.HIDDEN)
    assert "Partner 1" not in as_reader(None).get("/elmwood/").content.decode()


def test_without_its_owner_agreeing_nobody_shows_it(elmwood: Cast, made: Snapshot) -> None:
    taken = take(elmwood, made, Owner(elmwood.bea))
    with pytest.raises(ValidationError) as refused:
        show_step(place=elmwood.elmwood, taken=taken.pk, public=True, by=elmwood.rosa)
    assert code_of(refused.value) == "not_agreed"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"step": 999}, "no_such_step"),
        ({"step": -1}, "no_such_step"),
        ({"until": TODAY - timedelta(days=1)}, "past"),
        ({"note": "x" * 501}, "too_long"),
        ({"public": True}, "not_agreed"),
        ({"owner": Owner()}, "no_owner"),
        ({"owner": Owner(partner="Partner 1")}, "no_such_partner"),  # nobody has told it yet
    ],
)
def test_what_cannot_be_taken_up_is_refused(
    elmwood: Cast, made: Snapshot, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        take(elmwood, made, **{"owner": Owner(elmwood.bea), **more})
    assert code_of(refused.value) == code
    assert not NextStepTaken.objects.filter(place=elmwood.elmwood).exists()


def test_one_step_has_one_owner_at_a_time(elmwood: Cast, made: Snapshot) -> None:
    first = take(elmwood, made, Owner(elmwood.bea))
    with pytest.raises(ValidationError) as refused:
        take(elmwood, made, Owner(elmwood.rosa))
    assert code_of(refused.value) == "taken"
    drop_step(place=elmwood.elmwood, taken=first.pk, by=elmwood.bea)
    take(elmwood, made, Owner(elmwood.rosa))


def test_editors_act_for_themselves_alone(elmwood: Cast, made: Snapshot) -> None:
    taken = take(elmwood, made, Owner(elmwood.rosa))
    for attempt in (
        lambda: take(elmwood, made, Owner(elmwood.rosa), by=elmwood.bea, step=0),
        lambda: take(elmwood, made, Owner(partner="Partner 1"), by=elmwood.bea, step=0),
        lambda: take(
            elmwood, made, Owner(elmwood.bea), by=elmwood.bea, step=0, owner_agrees=True, public=True
        ),
        lambda: take(elmwood, made, Owner(elmwood.cal), by=elmwood.cal, step=0),
        lambda: finish_step(place=elmwood.elmwood, taken=taken.pk, by=elmwood.bea),
        lambda: drop_step(place=elmwood.elmwood, taken=taken.pk, by=elmwood.cal),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_nobody_of_elsewhere_is_given_a_step(elmwood: Cast, made: Snapshot) -> None:
    with pytest.raises(ValidationError) as refused:
        take(elmwood, made, Owner(elmwood.otto))
    assert code_of(refused.value) == "no_such_member"


def test_history_says_what_was_done_and_names_nobody(elmwood: Cast, made: Snapshot) -> None:
    taken = take(elmwood, made, Owner(elmwood.bea), owner_agrees=True, note="Private")
    show_step(place=elmwood.elmwood, taken=taken.pk, public=True, by=elmwood.rosa)
    finish_step(place=elmwood.elmwood, taken=taken.pk, by=elmwood.bea)
    events = Event.objects.filter(subject_type="next_step").order_by("pk")
    assert [one.kind for one in events] == [
        "scorecards.step_taken", "scorecards.step_shown", "scorecards.step_done",
    ]  # fmt: skip
    assert all(one.told == {"until": SOON.isoformat()} for one in events)
