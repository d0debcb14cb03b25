"""Preparing a round: nothing opens before people can be told what they must be told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.languages import words
from tallgrass.places.actions import change_place
from tallgrass.places.permissions import NotAllowed
from tallgrass.strength.rounds.holding.actions import (
    NotNow,
    NotReady,
    ask_group,
    change_form,
    change_round,
    close_round,
    discard_round,
    invite,
    leave_out_group,
    open_round,
    prepare_round,
)
from tallgrass.strength.rounds.holding.actions.inviting import Guest
from tallgrass.strength.rounds.holding.actions.preparing import CHANGEABLE
from tallgrass.strength.rounds.holding.method.opening import Prepared, lacking
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Round
from tests.cast import Cast
from tests.rounds.held import Held

DAY = date(2026, 6, 30)
READY = Prepared(
    mode="confidential",
    kinds=("community",),
    languages=("en",),
    asked_by="Elmwood Library",
    closes_on=DAY + timedelta(days=10),
    result_by=DAY + timedelta(days=20),
    codes_until=DAY + timedelta(days=30),
)


def but(**changes: Any) -> Prepared:
    return Prepared(**{**{name: getattr(READY, name) for name in READY.__slots__}, **changes})


def test_a_round_that_says_everything_lacks_nothing() -> None:
    assert lacking(READY, DAY) == ()
    assert lacking(but(mode="anonymous", codes_until=None), DAY) == ()


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"kinds": ()}, "nobody_asked"),
        ({"languages": ()}, "no_language"),
        ({"asked_by": "  "}, "no_asker"),
        ({"closes_on": None}, "no_last_day"),
        ({"closes_on": DAY - timedelta(days=1)}, "last_day_is_over"),
        ({"result_by": None}, "no_result_day"),
        ({"result_by": READY.closes_on}, "result_before_close"),
        ({"codes_until": None}, "no_codes_day"),
        ({"codes_until": READY.closes_on}, "codes_before_close"),
    ],
)
def test_each_thing_that_is_lacking_is_named(changes: dict[str, Any], lacks: str) -> None:
    assert lacking(but(**changes), DAY) == (lacks,)


def test_the_last_day_may_be_today() -> None:
    assert lacking(but(closes_on=DAY), DAY) == ()


def test_a_draft_begins_with_what_the_place_says_of_itself(cast: Cast) -> None:
    change_place(
        place=cast.elmwood, by=cast.rosa, changes={"run_by": "The library", "languages": ["es", "en"]}
    )
    cast.elmwood.refresh_from_db()
    drafted = prepare_round(place=cast.elmwood, by=cast.rosa)
    assert (drafted.asked_by, drafted.languages, drafted.state) == ("The library", ["es", "en"], "draft")


def test_a_place_holds_one_round_at_a_time(draft: Held, cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        prepare_round(place=cast.elmwood, by=cast.rosa)
    assert refused.value.code == "one_at_a_time"
    prepare_round(place=cast.oakdale, by=cast.otto)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(place=cast.elmwood)


@pytest.mark.parametrize("who", ["bea", "cal", "otto", "ines"])
def test_stewards_alone_hold_rounds(draft: Held, cast: Cast, who: str) -> None:
    by: User = getattr(cast, who)
    number, at = draft.round.pk, {"place": cast.elmwood, "by": by}
    group = draft.groups["community"].pk
    before = Event.objects.count()
    for deed in (
        lambda: prepare_round(**at),
        lambda: change_round(**at, number=number, changes={"thanks": "x"}),
        lambda: ask_group(**at, number=number, kind="community", form="short"),
        lambda: leave_out_group(**at, number=number, kind="community", form="short"),
        lambda: change_form(**at, number=number, kind="community", before="short", after="full"),
        lambda: open_round(**at, number=number),
        lambda: close_round(**at, number=number),
        lambda: discard_round(**at, number=number),
        lambda: invite(**at, group=group, guests=[Guest("Ann")]),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert Event.objects.count() == before


def test_a_round_of_another_place_is_not_found(draft: Held, cast: Cast) -> None:
    for deed in (open_round, close_round, discard_round):
        with pytest.raises(Round.DoesNotExist):
            deed(place=cast.oakdale, number=draft.round.pk, by=cast.otto)
    with pytest.raises(AskedGroup.DoesNotExist):
        invite(place=cast.oakdale, group=draft.groups["community"].pk, by=cast.otto, guests=[Guest("Ann")])


@pytest.mark.parametrize("missing", ["result_by", "closes_on", "asked_by"])
def test_it_does_not_open_while_something_is_missing(draft: Held, cast: Cast, missing: str) -> None:
    at = {"place": cast.elmwood, "number": draft.round.pk, "by": cast.rosa}
    change_round(**at, changes={missing: "" if missing == "asked_by" else None})
    with pytest.raises(NotReady) as refused:
        open_round(**at)
    assert len(refused.value.lacks) == 1
    draft.round.refresh_from_db()
    assert draft.round.state == "draft"


def test_the_database_itself_refuses_an_open_round_without_a_result_day(draft: Held) -> None:
    draft.round.result_by, draft.round.state = None, "open"
    draft.round.opened_on = DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.round.save()


def test_opening_freezes_what_the_place_has_chosen(draft: Held, cast: Cast) -> None:
    change_place(place=cast.elmwood, by=cast.rosa, changes={"smallest_group": 8})
    opened = open_round(place=cast.elmwood, number=draft.round.pk, by=cast.rosa)
    assert (opened.smallest_group, opened.framework) == (8, cast.elmwood.framework)
    change_place(place=cast.elmwood, by=cast.rosa, changes={"smallest_group": 5})
    opened.refresh_from_db()
    assert opened.smallest_group == 8


def test_what_was_promised_stays_once_it_is_open(anonymous: Held, cast: Cast) -> None:
    at: dict[str, Any] = {"place": cast.elmwood, "number": anonymous.round.pk, "by": cast.rosa}
    for changes in (
        {"mode": "confidential"},
        {"result_by": DAY},
        {"thanks": ""},
        {"asked_by": "Somebody else"},
        {"languages": ["es"]},
    ):
        with pytest.raises(NotNow):
            change_round(**at, changes=changes)
    moved = anonymous.round.closes_on + timedelta(days=1)
    changed = change_round(**at, changes={"closes_on": moved, "telephone": "555-0199"})
    assert (changed.closes_on, changed.telephone) == (moved, "555-0199")


def test_own_words_in_another_language_were_promised_too_but_for_the_number(
    anonymous: Held, cast: Cast
) -> None:
    at: dict[str, Any] = {"place": cast.elmwood, "number": anonymous.round.pk, "by": cast.rosa}
    texts = {"es": {"telephone": "555-0142"}}
    assert change_round(**at, changes={"other_texts": texts}).text("telephone", "es") == "555-0142"
    with pytest.raises(NotNow):
        change_round(**at, changes={"other_texts": {"es": {"thanks": "una tarjeta de $20"}}})


@pytest.mark.parametrize(
    "texts", [{"xx": {"thanks": "a"}}, {"en": {"thanks": "a"}}, {"es": {"telephone": "5" * 101}}]
)
def test_own_words_are_for_the_other_languages_of_the_round(
    draft: Held, cast: Cast, texts: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        change_round(place=cast.elmwood, number=draft.round.pk, by=cast.rosa, changes={"other_texts": texts})


def test_where_nothing_was_said_in_a_language_the_first_one_counts(draft: Held) -> None:
    draft.round.other_texts = {"es": {"thanks": "una tarjeta"}}
    assert [draft.round.text("thanks", code) for code in ("en", "es")] == ["a $10 gift card", "una tarjeta"]
    assert draft.round.text("asked_by", "es") == draft.round.asked_by
    draft.round.thanks = ""
    assert draft.round.text("thanks", "es") == ""


def test_the_last_day_cannot_move_behind_the_day_of_the_result(anonymous: Held, cast: Cast) -> None:
    with pytest.raises(NotReady) as refused:
        change_round(
            place=cast.elmwood,
            number=anonymous.round.pk,
            by=cast.rosa,
            changes={"closes_on": anonymous.round.result_by},
        )
    assert refused.value.lacks == ("result_before_close",)


def test_people_can_be_added_to_an_open_round_and_not_taken_back(anonymous: Held, cast: Cast) -> None:
    at: dict[str, Any] = {"place": cast.elmwood, "number": anonymous.round.pk, "by": cast.rosa}
    ask_group(**at, kind="community", form="short", besides=30)
    with pytest.raises(ValidationError) as refused:
        ask_group(**at, kind="community", form="short", besides=20)
    assert refused.value.code == "cannot_take_back"
    with pytest.raises(ValidationError):
        ask_group(**at, kind="resident", form="resident", open_link=False)
    with pytest.raises(NotNow):
        leave_out_group(**at, kind="community", form="short")
    with pytest.raises(NotNow):
        change_form(**at, kind="community", before="short", after="full")


@pytest.mark.parametrize(
    ("kind", "form"), [("resident", "full"), ("community", "resident"), ("unknown", "short"), ("x", "full")]
)
def test_each_kind_is_asked_on_forms_of_its_own(draft: Held, cast: Cast, kind: str, form: str) -> None:
    with pytest.raises(ValidationError):
        ask_group(place=cast.elmwood, number=draft.round.pk, by=cast.rosa, kind=kind, form=form)


def test_links_that_were_made_survive_a_change_of_form(draft: Held, cast: Cast) -> None:
    group = draft.groups["community"].pk
    invite(place=cast.elmwood, group=group, by=cast.rosa, guests=[Guest("Ann")])
    at: dict[str, Any] = {"place": cast.elmwood, "number": draft.round.pk, "by": cast.rosa}
    change_form(**at, kind="community", before="short", after="full")
    assert Invitation.objects.get(place=cast.elmwood, label="Ann").group.form == "full"
    with pytest.raises(ValidationError) as refused:
        leave_out_group(**at, kind="community", form="full")
    assert refused.value.code == "has_invitations"


def test_a_draft_that_is_given_up_leaves_room_for_another(draft: Held, cast: Cast) -> None:
    discard_round(place=cast.elmwood, number=draft.round.pk, by=cast.rosa)
    assert not AskedGroup.objects.filter(place=cast.elmwood).exists()
    prepare_round(place=cast.elmwood, by=cast.rosa)


def test_an_unchanged_value_writes_no_history(draft: Held, cast: Cast) -> None:
    before = Event.objects.count()
    change_round(
        place=cast.elmwood,
        number=draft.round.pk,
        by=cast.rosa,
        changes={"asked_by": draft.round.asked_by, "mode": "anonymous"},
    )
    assert Event.objects.count() == before


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_history_has_words_for_whatever_can_change(language: str) -> None:
    assert set(CHANGEABLE) == set(words(language, "events")["values"]["changed_fields"])
