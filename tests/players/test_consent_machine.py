"""Whatever people do, in whatever order: nobody is shown who was not told, who hid, or what is not theirs to show."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from tallgrass.elements.players.actions import (
    AskedNotToBeListed,
    NoSuchPartner,
    add_partner,
    bring_back,
    change_partner,
    confirm_record,
    correct_own_record,
    erase_partner,
    hide_partner,
    make_link,
    record_told,
    remove_partners,
    say_who_leads,
    tell_by_mail,
)
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.merging.actions import merge_partners, part_partners
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import PartnerLink, Player
from tallgrass.elements.players.queries import found_by_words, link_of_secret, partners_visible
from tallgrass.elements.players.tasks import hand_over_tellings
from tallgrass.foundation.events.queries import events_readable
from tallgrass.foundation.events.sentences import told
from tallgrass.foundation.search.models import SeenBy
from tallgrass.places.roles import STEWARD, VIEWER
from tests.cast import Cast, gather_cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir")


@dataclass
class Known:
    """What a test knows of a partner, without looking."""

    pk: int
    name: str
    person: bool
    link: PartnerLink
    told: bool = False
    hidden: bool = False
    words: str = ""
    shown: bool = False
    into: "Known | None" = None

    @property
    def stands(self) -> bool:
        return self.into is None


class Consent(RuleBasedStateMachine):
    """A place in which people add, tell, change, join, hide and delete partners."""

    partners = Bundle("partners")

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.cast: Cast = gather_cast()
        self.place = self.cast.elmwood
        self.alive: list[Known] = []
        self.gone: set[str] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @rule(
        target=partners,
        name=st.sampled_from(NAMES),
        person=st.booleans(),
        who=st.sampled_from(["rosa", "bea"]),
    )
    def add(self, name: str, person: bool, who: str) -> Any:
        refused = name in self.gone or any(one.name == name and one.hidden for one in self.alive)
        fields = PartnerFields(
            f"Group {name}", is_person=person, contact_email=f"{name.lower()}@secret.example"
        )
        if refused:
            with pytest.raises(AskedNotToBeListed):
                add_partner(place=self.place, fields=fields, by=getattr(self.cast, who))
            return multiple()
        player = add_partner(place=self.place, fields=fields, by=getattr(self.cast, who))
        secret = make_link(place=self.place, player=player.pk, by=self.cast.rosa)
        link = link_of_secret(place=self.place, secret=secret.text)
        assert link is not None
        known = Known(player.pk, name, person, link)
        self.alive.append(known)
        return known

    def there(self, one: Known) -> bool:
        """Whether stewards may do something with a partner."""
        return one in self.alive and one.stands and not one.hidden

    @rule(one=partners)
    def tell_by_phone(self, one: Known) -> None:
        if not self.there(one):
            with pytest.raises(NoSuchPartner):
                record_told(
                    place=self.place, players=[one.pk], way="phone", on=date(2026, 1, 1), by=self.cast.rosa
                )
            return
        record_told(place=self.place, players=[one.pk], way="phone", on=date(2026, 1, 1), by=self.cast.rosa)
        one.told = True

    @rule()
    def tell_all_by_mail(self) -> None:
        tell_by_mail(place=self.place, players=None, site="https://x.example", by=self.cast.rosa)
        hand_over_tellings.call(self.place.pk, "https://x.example")
        for one in self.alive:
            one.told = one.told or (one.stands and not one.hidden)

    @rule(one=partners, itself=st.booleans())
    def hide(self, one: Known, itself: bool) -> None:
        if one not in self.alive or not one.stands:
            return
        hide_partner(place=self.place, player=one.pk, by=one.link if itself else self.cast.rosa)
        one.hidden = True

    @rule(one=partners)
    def come_back(self, one: Known) -> None:
        if one not in self.alive or not one.stands:
            return
        bring_back(place=self.place, player=one.pk, by=one.link)
        if one.hidden:
            one.hidden, one.told = False, True
            for other in self.alive:
                other.told = other.told or other.into is one

    @rule(one=partners)
    def confirm(self, one: Known) -> None:
        if one in self.alive and one.stands and not one.hidden:
            confirm_record(place=self.place, player=one.pk, by=one.link)
            one.told = True

    @rule(one=partners, shown=st.booleans(), words=st.sampled_from(["", "led by renters"]))
    def say(self, one: Known, shown: bool, words: str) -> None:
        if one in self.alive and one.stands:
            own = words and f"{words} at {one.pk}"
            say_who_leads(place=self.place, player=one.pk, words=own, shown=shown, by=one.link)
            one.words, one.shown = own, shown and bool(own)

    @rule(one=partners, itself=st.booleans(), person=st.booleans(), active=st.booleans())
    def change(self, one: Known, itself: bool, person: bool, active: bool) -> None:
        if not self.there(one):
            return
        row = Player.objects.get(place=self.place, pk=one.pk)
        fields = replace(fields_of(row), is_person=person, active=active)
        if itself:
            correct_own_record(place=self.place, player=one.pk, fields=fields, by=one.link)
        else:
            change_partner(place=self.place, player=one.pk, fields=fields, by=self.cast.rosa)
            one.told = one.told and not (one.person and not person)
        one.person = person

    @rule(one=partners, other=partners)
    def join(self, one: Known, other: Known) -> None:
        if one is other or not self.there(one) or not self.there(other):
            return
        merge_partners(place=self.place, kept=one.pk, other=other.pk, by=self.cast.rosa)
        other.into = one
        was_told, was_person = one.told, one.person
        self.look(one)
        # It may count as told only as far as one of the two was: a person heard that members alone read it.
        told_enough = was_told and (one.person or not was_person)
        assert not one.told or told_enough or (other.told and (one.person or not other.person))

    @rule(one=partners)
    def part(self, one: Known) -> None:
        stays = one.into
        if one not in self.alive or stays is None or stays.hidden or not stays.stands:
            return
        part_partners(place=self.place, joined=one.pk, by=self.cast.rosa)
        one.into = None
        self.look(one)
        self.look(stays)

    def look(self, one: Known) -> None:
        """What joining and parting make of a record is for their own tests to say; from here on it is known again."""
        row = Player.objects.get(place=self.place, pk=one.pk)
        one.person, one.words, one.shown = row.is_person, row.led_by, row.led_by_shown
        one.told = row.standing == "listed"
        one.name = row.name.removeprefix("Group ")

    @rule(one=consumes(partners), whole=st.booleans())
    def go(self, one: Known, whole: bool) -> None:
        """Deleted by its own wish, or taken out as a proposal."""
        if one not in self.alive or not one.stands or any(other.into is not None for other in self.alive):
            return
        if whole:
            erase_partner(place=self.place, player=one.pk, by=one.link)
            self.gone.add(one.name)
        elif one.hidden or one.told:
            return
        else:
            remove_partners(place=self.place, players=[one.pk], by=self.cast.rosa)
        self.alive.remove(one)

    def seen(self, level: SeenBy) -> set[int]:
        return {
            one.pk
            for one in self.alive
            if one.stands
            and not one.hidden
            and (one.told or level == SeenBy.STEWARDS)
            and (not one.person or level > SeenBy.PUBLIC)
        }

    @invariant()
    def each_reader_sees_theirs(self) -> None:
        for level in SeenBy:
            visible = partners_visible(place=self.place, level=level)
            assert set(visible.values_list("pk", flat=True)) == self.seen(level)
            assert set(found_by_words(place=self.place, level=level, words="group")) == self.seen(level)

    @invariant()
    def the_public_page_holds_nobody_else_and_no_address(self) -> None:
        page = Client().get("/elmwood/partners/").content.decode()
        public = {one.name for one in self.alive if one.pk in self.seen(SeenBy.PUBLIC)}
        assert {name for name in NAMES if f"Group {name}" in page} == public
        assert "@secret.example" not in page

    @invariant()
    def own_words_are_shown_by_their_owner_alone(self) -> None:
        for one in self.alive:
            answer = Client().get(f"/elmwood/partners/{one.pk}/")
            if answer.status_code == 200 and one.words and one.stands:
                assert (one.words in answer.content.decode()) == one.shown
            assert "@secret.example" not in answer.content.decode()

    @invariant()
    def history_speaks_of_nobody_else(self) -> None:
        for role, level in ((VIEWER, SeenBy.MEMBERS), (STEWARD, SeenBy.STEWARDS)):
            may = frozenset(permission.name for permission in role.may)
            events = list(events_readable(place=self.place.pk, may=may))
            text = str(told(events, place=self.place.pk, slug="elmwood", language="en"))
            allowed = {
                one.name for one in self.alive if not one.hidden and (one.told or level == SeenBy.STEWARDS)
            }
            hidden = {one.name for one in self.alive if one.hidden} | self.gone
            named = {name for name in NAMES if f"Group {name}" in text}
            assert named <= allowed
            assert not named & (hidden - allowed)
            assert "@secret.example" not in text


def test_nobody_is_ever_shown_who_must_not_be() -> None:
    run_state_machine_as_test(
        Consent, settings=settings(max_examples=5, stateful_step_count=20, deadline=None)
    )


@pytest.mark.slow
def test_nobody_is_ever_shown_who_must_not_be_in_long() -> None:
    run_state_machine_as_test(
        Consent, settings=settings(max_examples=100, stateful_step_count=40, deadline=None)
    )
