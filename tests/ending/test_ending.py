"""Closing a place: everybody is told, the day is kept, and of people nothing is left but what was agreed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tallgrass.elements.players.ending.actions import say_whether_to_stay
from tallgrass.elements.players.models import NotToBeListed, PartnerLink, Player, Standing
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.messages.models import Message
from tallgrass.foundation.search.models import SearchDocument
from tallgrass.foundation.tokens import new_secret
from tallgrass.places.ending.actions import begin_ending, call_off_ending, end_place, tell_everybody
from tallgrass.places.ending.letting_go import of_places
from tallgrass.places.ending.tasks import end_places
from tallgrass.places.models import Ending, Membership, Place
from tallgrass.strength.rounds.holding.actions import NotReady, open_round
from tallgrass.strength.rounds.models import RoomMeeting, Round
from tallgrass.strength.scorecard.models import Publication, Snapshot
from tests.house.world import World, make_world
from tests.rounds.held import draft_round

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SITE = "https://tallgrass.example.org"


@pytest.fixture
def world(cast: Any) -> World:
    """Two places full of records, and in Elmwood a scorecard that everybody sees."""
    made = make_world(cast)
    number = Snapshot.objects.filter(place=cast.elmwood).values_list("pk", flat=True).latest("pk")
    Publication.objects.create(place=cast.elmwood, snapshot_id=number, shown=True, by=cast.rosa)
    return made


def day(days: int) -> date:
    """A day from today on."""
    return timezone.localdate() + timedelta(days=days)


def finished(place: Place) -> None:
    """Nothing is under way in the place."""
    Round.objects.filter(place=place).exclude(state=Round.State.CLOSED).delete()
    RoomMeeting.objects.filter(place=place).delete()


def begun(world: World) -> Ending:
    """Rosa has chosen a day."""
    finished(world.cast.elmwood)
    return begin_ending(
        place=world.cast.elmwood, ends_on=day(30), why="The work is done.", by=world.cast.rosa
    )


def counts(place: Place) -> dict[str, int]:
    """How many rows each model has of a place."""
    found = {}
    for model, name in of_places():
        relation = isinstance(model._meta.get_field(name), models.ForeignKey)
        rows: QuerySet[Any] = QuerySet(model).filter(**{name: place if relation else place.pk})
        found[model.__name__] = rows.count()
    return {name: count for name, count in found.items() if count}


def test_a_place_closes_only_after_two_weeks_and_within_a_year(world: World) -> None:
    finished(world.cast.elmwood)
    for days, code in ((13, "too_soon"), (367, "too_late")):
        with pytest.raises(ValidationError) as refused:
            begin_ending(place=world.cast.elmwood, ends_on=day(days), why="", by=world.cast.rosa)
        assert refused.value.error_dict["ends_on"][0].code == code
    assert not Ending.objects.exists()


def test_only_a_steward_closes_a_place(world: World) -> None:
    finished(world.cast.elmwood)
    for who in (world.cast.bea, world.cast.cal, world.cast.otto, world.cast.ines):
        with pytest.raises(PermissionDenied):
            begin_ending(place=world.cast.elmwood, ends_on=day(30), why="", by=who)


def test_an_open_round_is_closed_first(world: World) -> None:
    assert Round.objects.filter(place=world.cast.elmwood, state=Round.State.OPEN).exists()
    with pytest.raises(ValidationError) as refused:
        begin_ending(place=world.cast.elmwood, ends_on=day(30), why="", by=world.cast.rosa)
    assert refused.value.code == "round"


def test_no_round_opens_in_a_place_that_closes(cast: Any) -> None:
    held = draft_round(cast)
    begin_ending(place=cast.elmwood, ends_on=day(30), why="", by=cast.rosa)
    with pytest.raises(NotReady) as refused:
        open_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    assert refused.value.lacks == ("place_closes",)
    client = Client()
    client.force_login(cast.rosa)
    page = client.post(f"/elmwood/rounds/{held.round.pk}/check/").content.decode()
    assert "This place is being closed." in page
    call_off_ending(place=cast.elmwood, by=cast.rosa)
    open_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)


def test_everybody_who_can_be_reached_is_told_once(world: World) -> None:
    begun(world)
    place = world.cast.elmwood
    sent = tell_everybody(place=place, site=SITE, by=world.cast.rosa)
    messages = list(Message.objects.filter(place_id=place.pk, purpose="places.closing"))
    assert sent == len(messages) == len({message.to for message in messages})
    told = {message.to: message.body for message in messages}
    assert {world.cast.rosa.email, world.cast.bea.email, world.cast.cal.email} <= told.keys()
    listed = Player.objects.filter(place=place, standing=Standing.LISTED, merged_into=None)
    for player in listed.exclude(contact_email=""):
        assert f"{SITE}/elmwood/" in told[player.contact_email]
        assert "The work is done." in told[player.contact_email]
    # Who was never told that it is on record, and who said no, hears nothing.
    for player in (
        Player.objects.filter(place=place).exclude(standing=Standing.LISTED).exclude(contact_email="")
    ):
        assert player.contact_email not in told
    with pytest.raises(ValidationError) as refused:
        tell_everybody(place=place, site=SITE, by=world.cast.rosa)
    assert refused.value.code == "told"


def test_called_off_nothing_is_lost(world: World) -> None:
    before = counts(world.cast.elmwood)
    begun(world)
    call_off_ending(place=world.cast.elmwood, by=world.cast.rosa)
    assert not end_place(place=world.cast.elmwood, today=day(31))
    after = counts(world.cast.elmwood)
    assert after["Player"] == before["Player"]
    assert after["Membership"] == before["Membership"]


def test_whoever_was_told_hears_that_the_place_goes_on(world: World) -> None:
    begun(world)
    place = world.cast.elmwood
    told = tell_everybody(place=place, site=SITE, by=world.cast.rosa)
    assert call_off_ending(place=place, by=world.cast.rosa, site=SITE) == told
    waiting = Message.objects.filter(place_id=place.pk, purpose="places.closing", state="waiting")
    assert {message.subject for message in waiting} == {"Elmwood goes on"}
    assert waiting.count() == told


def test_nothing_happens_before_the_day(world: World) -> None:
    ending = begun(world)
    before = counts(world.cast.elmwood)
    end_places.call()
    assert not end_place(place=world.cast.elmwood, today=ending.ends_on - timedelta(days=1))
    assert counts(world.cast.elmwood) == before


def test_on_the_day_nothing_about_people_is_left(world: World) -> None:
    place, elsewhere = world.cast.elmwood, counts(world.cast.oakdale)
    ending = begun(world)
    staying = Player.objects.filter(
        place=place, standing=Standing.LISTED, merged_into=None, is_person=False
    ).first()
    assert staying is not None
    Player.objects.filter(pk=staying.pk).update(
        contact_email="desk@example.org", further={"note": "likes tea"}, led_by="By us.", led_by_shown=False
    )
    link = PartnerLink.objects.create(place=place, player=staying, digest=new_secret().digest)
    say_whether_to_stay(place=place, player=staying.pk, stays=True, by=link)
    shown = set(Publication.objects.filter(place=place, shown=True).values_list("snapshot", flat=True))

    assert end_place(place=place, today=ending.ends_on)

    left = counts(place)
    assert left.keys() <= {"Player", "NotToBeListed", "Snapshot", "Publication", "SearchDocument", "Event"}
    assert [player.pk for player in Player.objects.filter(place=place)] == [staying.pk]
    staying.refresh_from_db()
    assert (staying.contact_email, staying.further, staying.led_by) == ("", {}, "")
    assert set(Snapshot.objects.filter(place=place).values_list("pk", flat=True)) == shown != set()
    assert not Snapshot.objects.filter(place=place).exclude(made_by=None).exists()
    assert not Publication.objects.filter(place=place).exclude(by=None).exists()
    assert [event.kind for event in Event.objects.filter(place=place.pk)] == ["places.ended"]
    assert SearchDocument.objects.filter(place=place.pk).count() == 1
    assert counts(world.cast.oakdale) == elsewhere


def test_accounts_go_that_belong_nowhere_else(world: World) -> None:
    ending = begun(world)
    Membership.objects.create(place=world.cast.oakdale, person=world.cast.bea, role="viewer")
    end_place(place=world.cast.elmwood, today=ending.ends_on)
    left = set(User.objects.values_list("email", flat=True))
    assert world.cast.rosa.email not in left
    assert world.cast.cal.email not in left
    assert {world.cast.bea.email, world.cast.otto.email, world.cast.ines.email} <= left


def test_who_does_not_stay_is_not_named_in_scorecards_either(world: World) -> None:
    ending = begun(world)
    going = set(
        Player.objects.filter(place=world.cast.elmwood, merged_into=None).values_list("name", flat=True)
    )
    assert going
    end_place(place=world.cast.elmwood, today=ending.ends_on)
    assert NotToBeListed.objects.filter(place=world.cast.elmwood).count() >= len(going)


def test_the_public_pages_go_on_and_members_pages_do_not(world: World) -> None:
    ending = begun(world)
    client = Client()
    client.force_login(world.cast.otto)
    assert end_place(place=world.cast.elmwood, today=ending.ends_on)
    assert Client().get("/elmwood/").status_code == 200
    assert Client().get("/elmwood/partners/").status_code == 200
    assert "Elmwood (closed)" in Client().get("/").content.decode()
    assert client.get("/elmwood/home/").status_code == 404


def test_the_page_takes_a_steward_through_it(world: World) -> None:
    finished(world.cast.elmwood)
    client = Client()
    client.force_login(world.cast.rosa)
    page = client.get("/elmwood/settings/end/").content.decode()
    assert "What is deleted on the day" in page
    typed = {"ends_on": day(30).isoformat(), "why": "", "typed": "oakdale"}
    assert client.post("/elmwood/settings/end/", typed).status_code == 422
    assert not Ending.objects.exists()
    client.post("/elmwood/settings/end/", typed | {"typed": "elmwood"})
    assert Ending.objects.filter(place=world.cast.elmwood).exists()
    assert "This place closes in 30 days" in client.get("/elmwood/home/").content.decode()
    client.post("/elmwood/settings/end/", {"do": "tell"})
    assert Message.objects.filter(purpose="places.closing").exists()
    assert "The messages were made on" in client.get("/elmwood/settings/end/").content.decode()
    history = client.get("/elmwood/history/").content.decode()
    assert "told everybody who can be reached" in history
    client.post("/elmwood/settings/end/", {"do": "call_off"})
    assert not Ending.objects.exists()


def test_a_partner_says_by_its_link_whether_it_stays(world: World) -> None:
    begun(world)
    place = world.cast.elmwood
    player = Player.objects.filter(
        place=place, standing=Standing.LISTED, merged_into=None, is_person=False
    ).first()
    assert player is not None
    secret = new_secret()
    PartnerLink.objects.create(place=place, player=player, digest=secret.digest)
    page = reverse("partners:own", args=["elmwood", secret.text])
    client = Client()
    assert "Yes, keep it on the list" in client.get(page).content.decode()
    for do, kept in (("stay", True), ("go", False), ("stay", True)):
        client.post(page, {"do": do})
        player.refresh_from_db()
        assert player.stays is kept
