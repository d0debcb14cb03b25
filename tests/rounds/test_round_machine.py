"""Whatever a steward does with rounds, in whatever order: promises stand, and nothing opens half prepared."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tallgrass.foundation.events.models import Event
from tallgrass.strength.rounds.holding.actions import (
    Guest,
    NotNow,
    NotReady,
    ask_group,
    change_round,
    close_round,
    discard_round,
    end_invitation,
    invite,
    leave_out_group,
    make_open_link,
    make_paper_codes,
    note_participation,
    open_round,
    prepare_round,
    today,
)
from tallgrass.strength.rounds.holding.queries import asked_by_kind, remarks_of, silent
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Remark, Round, Sheet
from tests.cast import gather_cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]

KINDS = ("community", "government", "resident")
PROMISED = (
    "mode",
    "languages",
    "asked_by",
    "thanks",
    "result_by",
    "codes_until",
    "smallest_group",
    "framework",
)


class Rounds(RuleBasedStateMachine):
    """A place whose steward holds rounds, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.cast = gather_cast()
        self.place = self.cast.elmwood
        self.number = 0
        self.promised: dict[int, dict[str, Any]] = {}
        self.shown: dict[str, int] = {}
        self.wrote = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @property
    def at(self) -> dict[str, Any]:
        return {"place": self.place, "number": self.number, "by": self.cast.rosa}

    @property
    def held(self) -> Round | None:
        return Round.objects.filter(place=self.place, pk=self.number).first()

    @property
    def state(self) -> str:
        return "" if self.held is None else self.held.state

    def group(self, kind: str) -> AskedGroup | None:
        return AskedGroup.objects.filter(place=self.place, round=self.number, kind=kind).first()

    @rule()
    def prepare(self) -> None:
        if self.state in ("draft", "open"):
            with pytest.raises(ValidationError):
                prepare_round(place=self.place, by=self.cast.rosa)
        else:
            self.number = prepare_round(place=self.place, by=self.cast.rosa).pk
            self.shown = {}

    @precondition(lambda self: self.state in ("draft", "open"))
    @rule(
        field=st.sampled_from(["mode", "asked_by", "thanks", "closes_on", "result_by", "codes_until"]),
        days=st.none() | st.integers(-3, 40),
        mode=st.sampled_from(["anonymous", "confidential"]),
        text=st.sampled_from(["", "The library"]),
    )
    def change(self, field: str, days: int | None, mode: str, text: str) -> None:
        day = None if days is None else today() + timedelta(days=days)
        value = {"mode": mode, "asked_by": text, "thanks": text}.get(field, day)
        try:
            change_round(**self.at, changes={field: value})
        except NotNow:
            assert self.state == "open"
        except NotReady:
            assert self.state == "open"

    @precondition(lambda self: self.state == "draft")
    @rule()
    def say_everything(self) -> None:
        days = {"closes_on": 10, "result_by": 20, "codes_until": 30}
        changes = {name: today() + timedelta(days=left) for name, left in days.items()}
        change_round(**self.at, changes={"asked_by": "The library", "languages": ["en"], **changes})

    @precondition(lambda self: self.state)
    @rule(kind=st.sampled_from(KINDS), besides=st.integers(0, 9), open_link=st.booleans())
    def ask(self, kind: str, besides: int, open_link: bool) -> None:
        form = "resident" if kind == "resident" else "short"
        before = self.group(kind)
        try:
            ask_group(**self.at, kind=kind, form=form, besides=besides, open_link=open_link)
        except NotNow:
            assert self.state == "closed"
        except ValidationError:
            assert self.state == "open"
            assert before is not None
            assert besides < before.number or before.open_link

    @precondition(lambda self: self.state)
    @rule(kind=st.sampled_from(KINDS))
    def leave_out(self, kind: str) -> None:
        try:
            leave_out_group(**self.at, kind=kind, form="resident" if kind == "resident" else "short")
        except NotNow:
            assert self.state in ("open", "closed")
        except ValidationError:
            assert Invitation.objects.filter(place=self.place, group=self.group(kind), ended=False).exists()

    @precondition(lambda self: self.state)
    @rule(kind=st.sampled_from(KINDS), sort=st.sampled_from(["personal", "paper", "open"]))
    def make_way_in(self, kind: str, sort: str) -> None:
        group = self.group(kind)
        if group is None:
            return
        at: dict[str, Any] = {"place": self.place, "group": group.pk, "by": self.cast.rosa}
        before = asked_by_kind(group.round)[kind]
        try:
            if sort == "personal":
                invite(**at, guests=[Guest("Ann"), Guest("Bo")])
            elif sort == "paper":
                make_paper_codes(**at, count=2)
            else:
                make_open_link(**at)
        except NotNow:
            assert self.state == "closed"
            return
        after = asked_by_kind(group.round)[kind]
        assert after == (None if before is None or sort == "open" else before + 2)

    @precondition(lambda self: self.state)
    @rule(pick=st.integers(0, 50))
    def end_one(self, pick: int) -> None:
        ways = list(Invitation.objects.filter(place=self.place, round=self.number, ended=False))
        if ways:
            try:
                end_invitation(place=self.place, invitation=ways[pick % len(ways)].pk, by=self.cast.rosa)
            except NotNow:
                assert self.state == "closed"

    @precondition(lambda self: self.state)
    @rule()
    def open(self) -> None:
        before = self.state
        try:
            opened = open_round(**self.at)
        except (NotNow, NotReady):
            assert self.state == before
            return
        assert before == "draft"
        assert opened.result_by
        assert opened.closes_on
        assert today() <= opened.closes_on < opened.result_by
        assert self.group("community") or self.group("government") or self.group("resident")
        self.promised[opened.pk] = {name: getattr(opened, name) for name in PROMISED}

    @precondition(lambda self: self.state == "open")
    @rule(kind=st.sampled_from(KINDS), count=st.integers(1, 8))
    def people_answer(self, kind: str, count: int) -> None:
        held = self.held
        Sheet.objects.bulk_create(
            Sheet(round=held, kind=kind, form="short", levels="1-----------") for _ in range(count)
        )
        Remark.objects.create(place=self.place, round=held, sort="missed", text="Something.")
        self.wrote += 1

    @precondition(lambda self: self.state == "open")
    @rule()
    def look(self) -> None:
        now = note_participation(**self.at)
        for kind in KINDS:
            step = now.get(kind, 0) - self.shown.get(kind, 0)
            assert step == 0 or step >= 5
        self.shown = dict(now)

    @precondition(lambda self: self.state)
    @rule()
    def close(self) -> None:
        try:
            close_round(**self.at)
        except NotNow:
            assert self.state in ("draft", "closed")

    @precondition(lambda self: self.state)
    @rule()
    def discard(self) -> None:
        try:
            discard_round(**self.at)
        except NotNow:
            assert self.state in ("open", "closed")

    @invariant()
    def promises_stand(self) -> None:
        for number, said in self.promised.items():
            held = Round.objects.get(place=self.place, pk=number)
            assert {name: getattr(held, name) for name in PROMISED} == said

    @invariant()
    def one_round_at_a_time(self) -> None:
        assert Round.objects.filter(place=self.place).exclude(state="closed").count() <= 1

    @invariant()
    def nothing_said_leaves_before_the_close(self) -> None:
        held = self.held
        if held is not None and held.state != "closed":
            assert not remarks_of(held, cleared=None).exists()
        if held is not None and (held.mode == "anonymous" or held.state != "open"):
            assert not silent(held).exists()

    @invariant()
    def history_names_nobody(self) -> None:
        told = str(list(Event.objects.filter(place=self.place.pk).values_list("told", flat=True)))
        assert "Ann" not in told
        assert "Something" not in told


def test_promises_stand_whatever_a_steward_does() -> None:
    run_state_machine_as_test(
        Rounds, settings=settings(max_examples=15, stateful_step_count=25, deadline=None)
    )


@pytest.mark.slow
def test_promises_stand_whatever_a_steward_does_in_long() -> None:
    run_state_machine_as_test(
        Rounds, settings=settings(max_examples=120, stateful_step_count=40, deadline=None)
    )
