"""A meeting that answers together: what its verbs do, refuse, and leave behind."""

import json
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tallgrass.foundation.events.models import Event
from tallgrass.foundation.kept import Kept
from tallgrass.strength.rounds.models import OutsideRound
from tallgrass.strength.rounds.queries import days_of_rounds
from tallgrass.strength.rounds.room import actions
from tallgrass.strength.rounds.room.actions import NothingShown, NotNow, Outcome
from tallgrass.strength.rounds.room.models import RoomCell, RoomMeeting, RoomQuestion, RoomTyped, RoomVote
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.place_folder.actions import export_place
from tallgrass.strength.scorecard.published import published
from tests.cast import Cast
from tests.rounds.closing.rounds import keep, made_up
from tests.rounds.room.meetings import begun, opened, phone, say

pytestmark = pytest.mark.django_db


def at(cast: Cast, one: RoomQuestion) -> dict[str, object]:
    return {"place": cast.elmwood, "meeting": one.meeting_id, "question": one.pk, "by": cast.rosa}


def settled(cast: Cast, meeting: RoomMeeting, number: int, level: int | None, **more: object) -> RoomQuestion:
    """A question that was talked about without a result, and agreed on."""
    one = opened(cast, meeting, number)
    actions.talk_without_showing(**at(cast, one))  # type: ignore[arg-type]
    actions.settle(**at(cast, one), level=level, **more)  # type: ignore[arg-type]
    return one


def ended(cast: Cast, meeting: RoomMeeting) -> None:
    actions.end_meeting(place=cast.elmwood, meeting=meeting.pk, by=cast.rosa)


def test_nothing_of_single_answers_is_left_once_the_room_has_seen_them(cast: Cast) -> None:
    one = opened(cast, begun(cast, people=9))
    say(cast, one, "0122")
    actions.type_counts(**at(cast, one), counts=[0, 0, 0, 0, 0, 0])  # type: ignore[arg-type]
    with pytest.raises(NothingShown) as refused:
        actions.close_question(**at(cast, one))  # type: ignore[arg-type]
    assert refused.value.code == "too_few"
    assert (RoomVote.objects.count(), RoomCell.objects.filter(place=cast.elmwood).count()) == (4, 0)
    say(cast, one, "33d", first=4)
    cell = actions.close_question(**at(cast, one))  # type: ignore[arg-type]
    assert (RoomVote.objects.count(), RoomTyped.objects.count()) == (0, 0)
    assert (cell.answered, cell.people, cell.counts, cell.low, cell.dont_know_share) == (
        6,
        9,
        None,
        None,
        None,
    )
    told = json.dumps(list(Event.objects.filter(place=cast.elmwood.pk).values_list("kind", "told")))
    assert "room_shown" in told
    assert all(word not in told for word in ("vote", "answered", "phone"))


def test_what_the_room_saw_never_changes(cast: Cast) -> None:
    one = opened(cast, begun(cast))
    say(cast, one, "01234")
    cell = actions.close_question(**at(cast, one))  # type: ignore[arg-type]
    assert actions.close_question(**at(cast, one)).pk == cell.pk  # type: ignore[arg-type]
    assert say(cast, one, "4", first=0) == [Outcome.CLOSED]
    cell.value = 4
    with pytest.raises(Kept):
        cell.save()
    with pytest.raises(Kept):
        RoomCell.objects.filter(place=cast.elmwood).update(value=4)
    for verb in (actions.begin_anew, actions.talk_without_showing, actions.open_question):
        with pytest.raises(NotNow):
            verb(**at(cast, one))  # type: ignore[operator]


@pytest.mark.parametrize(
    "change", [{"counts": [5, 0, 0, 0, 0]}, {"low": 1, "high": 2}, {"dont_know_share": 0}]
)
def test_the_database_itself_keeps_no_counts_of_a_small_room(cast: Cast, change: dict[str, object]) -> None:
    one = opened(cast, begun(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomCell(place=cast.elmwood, question=one, answered=5, value=2, **change).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomCell(place=cast.elmwood, question=one, answered=4, value=2).save()


def test_one_phone_has_one_answer_and_can_change_it(cast: Cast) -> None:
    one = opened(cast, begun(cast))
    for sign in ("0", "0", "4", "d", "3"):
        assert say(cast, one, sign) == [Outcome.IN]
    assert list(RoomVote.objects.values_list("sign", flat=True)) == ["3"]


def test_an_answer_leads_neither_to_its_phone_nor_to_its_other_answers(cast: Cast) -> None:
    meeting = begun(cast)
    first = opened(cast, meeting)
    say(cast, first, "2")
    kept = RoomVote.objects.get(question=first)
    assert phone(0) not in kept.phone
    assert {field.name for field in RoomVote._meta.get_fields()} == {"key", "question", "phone", "sign"}
    actions.begin_anew(**at(cast, first))  # type: ignore[arg-type]
    first.refresh_from_db()
    say(cast, first, "2")
    assert RoomVote.objects.get(question=first).phone != kept.phone


def test_an_answer_to_an_earlier_turn_counts_for_nothing(cast: Cast) -> None:
    one = opened(cast, begun(cast))
    say(cast, one, "222")
    actions.begin_anew(**at(cast, one))  # type: ignore[arg-type]
    assert say(cast, one, "2") == [Outcome.CLOSED]
    assert RoomVote.objects.count() == 0


def test_cards_alone_are_enough(cast: Cast) -> None:
    one = opened(cast, begun(cast, people=11))
    actions.type_counts(**at(cast, one), counts=[9, 9, 9, 9, 9, 9])  # type: ignore[arg-type]
    actions.type_counts(**at(cast, one), counts=[0, 1, 4, 5, 0, 1])  # type: ignore[arg-type]
    cell = actions.close_question(**at(cast, one))  # type: ignore[arg-type]
    assert (cell.answered, cell.counts, str(cell.dont_know_share)) == (10, [0, 1, 4, 5, 0], "0.1")


def test_few_phones_beside_cards_are_not_shown(cast: Cast) -> None:
    one = opened(cast, begun(cast))
    say(cast, one, "2")
    actions.type_counts(**at(cast, one), counts=[0, 0, 9, 0, 0, 0])  # type: ignore[arg-type]
    with pytest.raises(NothingShown) as refused:
        actions.close_question(**at(cast, one))  # type: ignore[arg-type]
    assert refused.value.code == "few_phones"


@pytest.mark.parametrize("counts", [[1, 2], [-1, 9, 0, 0, 0, 0], [2000, 1, 0, 0, 0, 0]])
def test_typed_numbers_that_cannot_be_are_refused(cast: Cast, counts: list[int]) -> None:
    one = opened(cast, begun(cast))
    with pytest.raises(ValidationError):
        actions.type_counts(**at(cast, one), counts=counts)  # type: ignore[arg-type]


def test_a_place_with_a_larger_smallest_group_keeps_it(cast: Cast) -> None:
    cast.elmwood.smallest_group = 8
    cast.elmwood.save()
    one = opened(cast, begun(cast))
    cast.elmwood.smallest_group = 5
    cast.elmwood.save()
    say(cast, one, "2222222")
    with pytest.raises(NothingShown):
        actions.close_question(**at(cast, one))  # type: ignore[arg-type]
    say(cast, one, "2", first=7)
    assert actions.close_question(**at(cast, one)).answered == 8  # type: ignore[arg-type]


def test_one_meeting_and_one_question_at_a_time(cast: Cast) -> None:
    meeting = begun(cast)
    with pytest.raises(ValidationError) as refused:
        begun(cast)
    assert refused.value.code == "one_at_a_time"
    opened(cast, meeting)
    with pytest.raises(NotNow):
        opened(cast, meeting, 2)
    with pytest.raises(NotNow):
        ended(cast, meeting)


def test_a_meeting_that_nobody_saw_anything_of_can_be_given_up(cast: Cast) -> None:
    meeting = begun(cast)
    say(cast, opened(cast, meeting), "222")
    actions.discard_meeting(place=cast.elmwood, meeting=meeting.pk, by=cast.rosa)
    assert (RoomMeeting.objects.filter(place=cast.elmwood).count(), RoomVote.objects.count()) == (0, 0)
    again = begun(cast)
    settled(cast, again, 1, 2)
    with pytest.raises(NotNow):
        actions.discard_meeting(place=cast.elmwood, meeting=again.pk, by=cast.rosa)


def test_a_meeting_ends_with_a_scorecard_in_which_its_levels_stand(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    meeting = begun(cast)
    settled(cast, meeting, 1, 3, note="Two desks.", note_cleared=True, disagreed=True)
    settled(cast, meeting, 2, None, note="Nobody knew.")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        ended(cast, meeting)
    snapshot = Snapshot.objects.get(place=cast.elmwood)
    criteria = {one["id"]: one for one in published(snapshot).document["criteria"]}
    say = criteria["KP7"]["say"]
    assert (say["source"], say["estimate"], say["low"]) == ("agreed", 3, None)
    agreed = criteria["KP7"]["agreed"]
    assert (agreed["level"], agreed["note"], agreed["disagreed"]) == (3, "Two desks.", True)
    assert agreed["kinds_in_room"] == ["government", "community"]
    assert criteria["CA2"]["agreed"] is None
    assert days_of_rounds(cast.elmwood) == [snapshot.as_of]
    meeting.refresh_from_db()
    assert (meeting.door, meeting.code) == ("", "")


def test_the_last_word_on_a_question_stands_whoever_brought_it(cast: Cast) -> None:
    today = timezone.now().date()
    earlier = today - timedelta(days=1)
    rows = (
        "criterion,level,note,agreed_on,kinds_in_room,disagreed,cleared\n"
        f"KP7,1,,{earlier},,,\nIN3,4,=2,{today},,,yes\nCA2,0,,{today},,,\n"
    )
    OutsideRound.objects.create(place=cast.elmwood, as_of=today, tables={"agreed": rows})
    meeting = begun(cast)
    settled(cast, meeting, 1, 3)
    settled(cast, meeting, 2, 2)
    made = make_scorecard(place=cast.elmwood, as_of=today, by=cast.rosa).snapshot
    assert _levels(made)["KP7"] == 1  # the meeting still runs
    ended(cast, meeting)
    made = make_scorecard(place=cast.elmwood, as_of=today, by=cast.rosa).snapshot
    found = _levels(made)
    assert (found["KP7"], found["IN3"], found["CA2"]) == (3, 4, 0)


def _levels(snapshot: Snapshot) -> dict[str, int]:
    return {
        one["id"]: one["agreed"]["level"]
        for one in published(snapshot).document["criteria"]
        if one["agreed"] is not None
    }


@pytest.mark.django_db(transaction=True)
def test_every_answer_that_was_acknowledged_is_counted_while_the_question_is_closed(cast: Cast) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("in memory SQLite has one table for all threads; the served site of the room tries it")
    one = opened(cast, begun(cast))
    say(cast, one, "2" * 10, first=1000)
    acknowledged: list[Outcome] = []
    begins = threading.Barrier(9)

    def answer(first: int) -> None:
        begins.wait()
        try:
            for number in range(12):
                acknowledged.extend(say(cast, one, "3", first=first + number))
        finally:
            connection.close()

    def close() -> None:
        begins.wait()
        try:
            actions.close_question(**at(cast, one))  # type: ignore[arg-type]
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(100 * number,)) for number in range(8)]
    threads.append(threading.Thread(target=close))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cell = RoomCell.objects.get(place=cast.elmwood)
    assert cell.counts == [0, 0, 10, acknowledged.count(Outcome.IN), 0]
    assert len(acknowledged) == 96
    assert RoomVote.objects.count() == 0


@pytest.mark.parametrize("round_of_its_own", [False, True])
def test_the_copy_of_a_place_gives_the_same_scorecard_with_its_meetings(
    cast: Cast, tmp_path: Path, round_of_its_own: bool
) -> None:
    if round_of_its_own:
        keep(cast.elmwood, made_up(3))
    meeting = begun(cast, criteria=("KP7", "KP1", "IN7"))
    settled(cast, meeting, 1, 3, note="=1+1", note_cleared=True)
    settled(cast, meeting, 2, 1)
    ended(cast, meeting)
    today = timezone.now().date()
    made = make_scorecard(place=cast.elmwood, as_of=today, by=cast.rosa).snapshot
    export_place(place=cast.elmwood, out=tmp_path / "copy", as_of=today, by=None)
    assert "agreed.csv" in {path.name for path in (tmp_path / "copy").iterdir()}
    assert to_bytes(assess_folder(tmp_path / "copy").document) == made.document.encode()
    assert _levels(made) == {"KP7": 3, "KP1": 1}
