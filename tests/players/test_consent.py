"""A partner is seen only once it was told, says no without a reason, and comes back when it likes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from tallgrass.elements.players.actions import (
    AskedNotToBeListed,
    NoSuchPartner,
    add_partner,
    bring_back,
    change_partner,
    confirm_record,
    end_links,
    erase_partner,
    hide_partner,
    make_speaker,
    record_told,
    say_who_leads,
    tell_by_mail,
)
from tallgrass.elements.players.actions.telling import begin_telling
from tallgrass.elements.players.models import PartnerLink, Player, Standing, Telling
from tallgrass.elements.players.queries import interrupted, link_of_secret, not_through
from tallgrass.elements.players.tasks import NotAllTold, hand_over, hand_over_tellings
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.jobs.models import Job
from tallgrass.foundation.mail.models import OutboxMessage
from tallgrass.foundation.mail.send import NotSent
from tallgrass.places.permissions import NotAllowed
from tests.cast import Cast
from tests.players.conftest import LIBRARY, Partners, add

SITE = "https://tallgrass.example"


def tell_now(cast: Cast, *players: Player) -> int:
    """Ask for messages, and let the job do them."""
    asked = tell_by_mail(place=cast.elmwood, players=[one.pk for one in players], site=SITE, by=cast.rosa)
    hand_over_tellings.call(cast.elmwood.pk, SITE)
    return asked


def standing(player: Player) -> str:
    player.refresh_from_db()
    return str(player.standing)


@pytest.fixture
def library(cast: Cast) -> Player:
    return add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.bea)


class TestByMail:
    def test_a_partner_is_listed_once_its_message_has_gone(self, cast: Cast, library: Player) -> None:
        tell_by_mail(place=cast.elmwood, players=[library.pk], site=SITE, by=cast.rosa)
        assert (standing(library), len(mail.outbox)) == (Standing.PROPOSED, 0)
        hand_over_tellings.call(cast.elmwood.pk, SITE)
        assert (standing(library), library.told_by, len(mail.outbox)) == (Standing.LISTED, "mail", 1)
        last = Event.objects.filter(kind="players.told").get()
        assert (last.by, last.told) == (cast.rosa.pk, {"way": "mail"})

    def test_the_message_says_who_what_to_whom_and_how_to_say_no(self, cast: Cast, library: Player) -> None:
        cast.elmwood.languages = ["en", "es"]
        cast.elmwood.save()
        tell_now(cast, library)
        message = mail.outbox[0]
        assert message.to == ["desk@library.example"]
        assert message.reply_to == ["rosa@example.org"]
        said = str(message.body)
        assert "Bea added Elmwood Library to a record" in said
        assert "Everybody can read this" in said
        assert "You can say no at any time" in said
        assert "Bea agregó a Elmwood Library" in said
        link = next(line for line in said.splitlines() if line.startswith(SITE))
        assert link.startswith(f"{SITE}/elmwood/partner/")
        assert link_of_secret(place=cast.elmwood, secret=link.split("/")[-2]) is not None
        assert link.split("/")[-2] not in str(message.subject)

    def test_nobody_gets_two_messages(self, cast: Cast, library: Player) -> None:
        assert tell_by_mail(place=cast.elmwood, players=None, site=SITE, by=cast.rosa) == 1
        assert tell_by_mail(place=cast.elmwood, players=[library.pk], site=SITE, by=cast.rosa) == 0
        for _ in range(3):
            hand_over_tellings.call(cast.elmwood.pk, SITE)
        assert tell_now(cast, library) == 0
        assert len(mail.outbox) == 1

    def test_the_job_is_kept_with_the_wish_and_holds_no_secret(self, cast: Cast, library: Player) -> None:
        tell_by_mail(place=cast.elmwood, players=None, site=SITE, by=cast.rosa)
        job = Job.objects.get(task__contains="hand_over_tellings")
        assert "library" not in job.arguments

    def test_who_hides_meanwhile_gets_no_message(self, cast: Cast, library: Player) -> None:
        tell_by_mail(place=cast.elmwood, players=[library.pk], site=SITE, by=cast.rosa)
        hide_partner(place=cast.elmwood, player=library.pk, by=cast.rosa)
        hand_over_tellings.call(cast.elmwood.pk, SITE)
        assert (mail.outbox, standing(library)) == ([], Standing.HIDDEN)

    def test_who_hides_while_the_message_is_handed_over_stays_hidden(
        self, cast: Cast, library: Player, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_at_once(**_: Any) -> None:
            hide_partner(place=cast.elmwood, player=library.pk, by=None)

        monkeypatch.setattr("tallgrass.elements.players.tasks.send", no_at_once)
        tell_now(cast, library)
        assert standing(library) == Standing.HIDDEN

    def test_one_that_was_interrupted_is_never_sent_again_by_itself(
        self, cast: Cast, library: Player
    ) -> None:
        tell_by_mail(place=cast.elmwood, players=[library.pk], site=SITE, by=cast.rosa)
        telling = Telling.objects.get(place=cast.elmwood)
        assert begin_telling(place=cast.elmwood, telling=telling.pk) is not None  # and the power goes
        hand_over_tellings.call(cast.elmwood.pk, SITE)
        assert tell_by_mail(place=cast.elmwood, players=None, site=SITE, by=cast.rosa) == 0
        assert (mail.outbox, standing(library)) == ([], Standing.PROPOSED)
        Telling.objects.filter(place=cast.elmwood).update(begun_at=timezone.now() - timedelta(minutes=11))
        telling.refresh_from_db()
        assert interrupted(telling)
        assert not_through(place=cast.elmwood) == 1
        assert tell_now(cast, library) == 1  # somebody asks for another one, knowing that
        assert (len(mail.outbox), standing(library)) == (1, Standing.LISTED)

    def test_one_that_is_refused_is_tried_five_times_and_tells_it(
        self, cast: Cast, library: Player, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(**_: Any) -> None:
            raise NotSent

        monkeypatch.setattr("tallgrass.elements.players.tasks.send", refused)
        tell_by_mail(place=cast.elmwood, players=None, site=SITE, by=cast.rosa)
        for _ in range(5):
            with pytest.raises(NotAllTold):
                hand_over_tellings.call(cast.elmwood.pk, SITE)
        hand_over_tellings.call(cast.elmwood.pk, SITE)
        assert Telling.objects.get(place=cast.elmwood).state == "failed"
        assert (standing(library), not_through(place=cast.elmwood)) == (Standing.PROPOSED, 1)
        assert not PartnerLink.objects.filter(place=cast.elmwood).exists()

    def test_without_a_mail_server_the_message_waits_in_the_outbox_and_nobody_is_listed(
        self, cast: Cast, library: Player, settings: Any
    ) -> None:
        settings.EMAIL_BACKEND = "tallgrass.foundation.mail.outbox.OutboxBackend"
        tell_now(cast, library)
        assert OutboxMessage.objects.filter(to="desk@library.example").count() == 1
        assert standing(library) == Standing.PROPOSED
        record_told(place=cast.elmwood, players=[library.pk], way="mail", on=date(2026, 1, 5), by=cast.rosa)
        assert standing(library) == Standing.LISTED

    def test_a_message_of_another_place_is_not_taken(self, cast: Cast, library: Player) -> None:
        tell_by_mail(place=cast.elmwood, players=None, site=SITE, by=cast.rosa)
        telling = Telling.objects.get(place=cast.elmwood)
        assert hand_over(cast.oakdale, telling.pk, SITE) is None
        assert tell_by_mail(place=cast.oakdale, players=[library.pk], site=SITE, by=cast.otto) == 0

    @pytest.mark.parametrize("who", ["bea", "cal", "otto", "ines"])
    def test_only_stewards_tell(self, cast: Cast, library: Player, who: str) -> None:
        by = getattr(cast, who)
        with pytest.raises(NotAllowed):
            tell_by_mail(place=cast.elmwood, players=None, site=SITE, by=by)
        with pytest.raises(NotAllowed):
            record_told(place=cast.elmwood, players=[library.pk], way="phone", on=date(2026, 1, 5), by=by)


class TestInOtherWays:
    def test_a_steward_says_how_and_when(self, cast: Cast, library: Player) -> None:
        on = date(2026, 1, 5)
        assert record_told(place=cast.elmwood, players=[library.pk], way="letter", on=on, by=cast.rosa) == 1
        assert (standing(library), library.told_by, library.told_on) == (Standing.LISTED, "letter", on)
        assert record_told(place=cast.elmwood, players=[library.pk], way="phone", on=on, by=cast.rosa) == 0

    @pytest.mark.parametrize(("way", "days"), [("itself", 0), ("example", 0), ("dove", 0), ("phone", 2)])
    def test_other_ways_and_days_to_come_are_refused(
        self, cast: Cast, library: Player, way: str, days: int
    ) -> None:
        on = timezone.localdate() + timedelta(days=days)
        with pytest.raises(ValidationError):
            record_told(place=cast.elmwood, players=[library.pk], way=way, on=on, by=cast.rosa)
        assert standing(library) == Standing.PROPOSED


class TestSayingNo:
    def test_a_hidden_partner_comes_back_by_its_own_link_alone(self, cast: Cast, partners: Partners) -> None:
        place, clinic = cast.elmwood, partners.clinic
        for by in (cast.rosa, cast.bea):
            with pytest.raises(NotAllowed):
                bring_back(place=place, player=clinic.pk, by=by)
        with pytest.raises(NoSuchPartner):
            change_partner(place=place, player=clinic.pk, fields=LIBRARY, by=cast.rosa)
        with pytest.raises(NoSuchPartner):
            record_told(place=place, players=[clinic.pk], way="phone", on=date(2026, 1, 5), by=cast.rosa)
        link = link_of_secret(place=place, secret=partners.clinic_secret.text)
        bring_back(place=place, player=clinic.pk, by=link)
        assert (standing(clinic), clinic.told_by) == (Standing.LISTED, "itself")

    def test_the_link_of_another_partner_opens_nothing_of_this_one(
        self, cast: Cast, partners: Partners
    ) -> None:
        link = link_of_secret(place=cast.elmwood, secret=partners.library_secret.text)
        for act in (bring_back, hide_partner, confirm_record, erase_partner):
            with pytest.raises(NotAllowed):
                act(place=cast.elmwood, player=partners.clinic.pk, by=link)

    def test_a_link_that_was_ended_does_nothing(self, cast: Cast, partners: Partners) -> None:
        link = link_of_secret(place=cast.elmwood, secret=partners.library_secret.text)
        end_links(place=cast.elmwood, player=partners.library.pk, by=cast.rosa)
        with pytest.raises(NotAllowed):
            hide_partner(place=cast.elmwood, player=partners.library.pk, by=link)
        assert link_of_secret(place=cast.elmwood, secret=partners.library_secret.text) is None

    def test_an_editor_hides_nobody_and_a_speaker_its_own(self, cast: Cast, partners: Partners) -> None:
        with pytest.raises(NotAllowed):
            hide_partner(place=cast.elmwood, player=partners.library.pk, by=cast.bea)
        make_speaker(place=cast.elmwood, player=partners.library.pk, email=cast.ines.email, by=cast.rosa)
        hide_partner(place=cast.elmwood, player=partners.library.pk, by=cast.ines)
        assert standing(partners.library) == Standing.HIDDEN
        bring_back(place=cast.elmwood, player=partners.library.pk, by=cast.ines)
        with pytest.raises(NotAllowed):
            hide_partner(place=cast.elmwood, player=partners.ana.pk, by=cast.ines)

    def test_a_hidden_partner_is_not_added_again(self, cast: Cast, partners: Partners) -> None:
        with pytest.raises(AskedNotToBeListed):
            add_partner(place=cast.elmwood, fields=replace(LIBRARY, name="quiet  CLINIC"), by=cast.rosa)
        add_partner(place=cast.oakdale, fields=replace(LIBRARY, name="Quiet Clinic"), by=cast.otto)

    def test_records_that_were_merged_into_it_hide_with_it(self, cast: Cast, partners: Partners) -> None:
        old = add(cast, "Elmwood Public Library")
        Player.objects.filter(place=cast.elmwood, pk=old.pk).update(merged_into=partners.library)
        link = link_of_secret(place=cast.elmwood, secret=partners.library_secret.text)
        hide_partner(place=cast.elmwood, player=partners.library.pk, by=link)
        assert standing(old) == Standing.HIDDEN
        bring_back(place=cast.elmwood, player=partners.library.pk, by=link)
        assert standing(old) == Standing.LISTED


class TestOwnWords:
    @pytest.mark.parametrize("who", ["rosa", "bea", "cal", "otto", "ines"])
    def test_nobody_else_says_who_leads_a_partner(self, cast: Cast, partners: Partners, who: str) -> None:
        with pytest.raises(NotAllowed):
            say_who_leads(
                place=cast.elmwood,
                player=partners.library.pk,
                words="Renters lead it",
                shown=True,
                by=getattr(cast, who),
            )

    def test_its_words_stay_its_own_until_it_shows_them(self, cast: Cast, partners: Partners) -> None:
        link = link_of_secret(place=cast.elmwood, secret=partners.library_secret.text)
        for shown in (False, True):
            say_who_leads(
                place=cast.elmwood, player=partners.library.pk, words="Renters lead us", shown=shown, by=link
            )
            partners.library.refresh_from_db()
            assert (partners.library.led_by, partners.library.led_by_shown) == ("Renters lead us", shown)
        assert "Renters" not in str([event.told for event in Event.objects.all()])

    def test_words_that_were_taken_back_are_not_shown(self, cast: Cast, partners: Partners) -> None:
        link = link_of_secret(place=cast.elmwood, secret=partners.library_secret.text)
        say_who_leads(place=cast.elmwood, player=partners.library.pk, words=" ", shown=True, by=link)
        partners.library.refresh_from_db()
        assert (partners.library.led_by, partners.library.led_by_shown) == ("", False)

    def test_too_long_a_text_is_refused(self, cast: Cast, partners: Partners) -> None:
        link = link_of_secret(place=cast.elmwood, secret=partners.library_secret.text)
        with pytest.raises(ValidationError):
            say_who_leads(
                place=cast.elmwood, player=partners.library.pk, words="x" * 1001, shown=True, by=link
            )


class TestDeleting:
    def test_everything_goes_but_a_mark_that_keeps_it_from_being_added(
        self, cast: Cast, partners: Partners
    ) -> None:
        place, number = cast.elmwood, partners.library.pk
        old = add(cast, "Old Library")
        Player.objects.filter(place=place, pk=old.pk).update(merged_into=partners.library)
        link = link_of_secret(place=place, secret=partners.library_secret.text)
        erase_partner(place=place, player=number, by=link)
        assert not Player.objects.filter(place=place, pk__in=[number, old.pk]).exists()
        about = Event.objects.filter(place=place.pk, subject_type="partner", subject_id__in=[number, old.pk])
        assert not about.exists()
        assert "Library" not in str(list(Event.objects.values_list("told", flat=True)))
        last = Event.objects.order_by("-pk").first()
        assert last is not None
        assert (last.kind, last.subject_id, last.by) == ("players.erased", None, None)
        for name in ("Elmwood Library", "OLD library"):
            with pytest.raises(AskedNotToBeListed):
                add_partner(place=place, fields=replace(LIBRARY, name=name), by=cast.rosa)

    def test_a_steward_deletes_nobody_who_was_told(self, cast: Cast, partners: Partners) -> None:
        with pytest.raises(NotAllowed):
            erase_partner(place=cast.elmwood, player=partners.library.pk, by=cast.rosa)


def test_a_proposed_partner_that_says_this_is_right_is_listed(cast: Cast, library: Player) -> None:
    make_speaker(place=cast.elmwood, player=library.pk, email=cast.ines.email, by=cast.rosa)
    confirm_record(place=cast.elmwood, player=library.pk, by=cast.ines)
    assert (standing(library), library.told_by) == (Standing.LISTED, "itself")
