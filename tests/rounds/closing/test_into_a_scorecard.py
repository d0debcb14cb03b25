"""A round held on the site becomes a scorecard: the same, byte for byte, as the folder of the operator's copy gives."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection, transaction

from tallgrass.places.models import Place
from tallgrass.strength.rounds.actions import bring_in_round
from tallgrass.strength.rounds.closing import queries
from tallgrass.strength.rounds.closing.queries import (
    NotClosed,
    asked_in,
    counts_of,
    framework_of,
    rows_of,
    told_on,
)
from tallgrass.strength.rounds.method.sheets import counted
from tallgrass.strength.rounds.models import Invitation, Round, Sheet
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.place_folder.actions import OwnRound, export_place, load_folder
from tallgrass.strength.scorecard.place_folder.reading import read_place_folder
from tallgrass.strength.scorecard.published import published
from tests.cast import Cast, gather_cast
from tests.rounds.closing.rounds import AS_OF, Group, MadeUp, Said, keep, made_up

pytestmark = pytest.mark.django_db


@contextmanager
def the_copy_of(place: Place, day: date) -> Iterator[Path]:
    """What the operator's command writes of a place."""
    with TemporaryDirectory() as temporary:
        out = Path(temporary) / "copy"
        export_place(place=place, out=out, as_of=day, by=None)
        yield out


def assessed(out: Path, earlier: date | None = None) -> bytes:
    previous = out / "scorecards" / f"{earlier}.json" if earlier else None
    return to_bytes(assess_folder(out, previous=previous).document)


@pytest.mark.parametrize("seed", range(24))
def test_the_copy_of_a_place_gives_the_scorecard_that_the_place_makes(cast: Cast, seed: int) -> None:
    mode = ("anonymous", "confidential")[seed % 2]
    languages = (("en",), ("es", "en"), ("es",))[seed % 3]
    keep(cast.elmwood, made_up(seed), mode=mode, k=5 + seed % 4, languages=languages)
    made = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa).snapshot
    assert (made.asked_as_of, published(made).document["k"]) == (AS_OF, 5 + seed % 4)
    assert tuple(made.languages) == languages
    with the_copy_of(cast.elmwood, AS_OF) as out:
        assert assessed(out) == made.document.encode()


def test_the_second_round_is_compared_with_the_first_in_the_place_and_in_its_copy(cast: Cast) -> None:
    second = AS_OF + timedelta(days=200)
    keep(cast.elmwood, everybody(level="1"))
    first = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa).snapshot
    keep(cast.elmwood, everybody(level="3"), closed_on=second)
    made = make_scorecard(place=cast.elmwood, as_of=second, by=cast.rosa).snapshot
    change = {one["criterion"]: one["verdict"] for one in published(made).document["change"]}
    assert (change["KP7"], change["IN7"]) == ("up", "up")
    assert published(first).document["change"] == []
    with the_copy_of(cast.elmwood, second) as out:
        assert assessed(out, AS_OF) == made.document.encode()
        assert (out / "rounds" / AS_OF.isoformat() / "answers.csv").is_file()


def everybody(level: str, people: int = 12) -> MadeUp:
    """Two types of partners and residents, who all say the same of everything."""
    forms = (("community", "short", 12), ("government", "short", 12), ("resident", "resident", 6))
    return MadeUp(
        [Group(kind, form, people) for kind, form, _ in forms],
        [Said(kind, form, level * count) for kind, form, count in forms for _ in range(people)],
    )


def test_a_copy_brought_into_another_site_gives_the_same_scorecard(cast: Cast) -> None:
    keep(cast.elmwood, made_up(5), k=6)
    made = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa).snapshot
    with the_copy_of(cast.elmwood, AS_OF) as out:
        there = load_folder(place="elsewhere", folder=read_place_folder(out), by=None, new=True).place
    assert make_scorecard(place=there, as_of=AS_OF, by=None).snapshot.document == made.document


def test_a_copy_brought_back_changes_nothing_of_the_rounds(cast: Cast) -> None:
    keep(cast.elmwood, made_up(7))
    made = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa)
    with the_copy_of(cast.elmwood, AS_OF) as out:
        load_folder(place="elmwood", folder=read_place_folder(out), by=None, replace=True)
        again = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa)
        assert (again.snapshot, again.new) == (made.snapshot, False)
        with (out / "answers.csv").open("a", encoding="utf-8") as lines:
            lines.write("a999,community,KP7,4\n")
        with pytest.raises(OwnRound), transaction.atomic():
            load_folder(place="elmwood", folder=read_place_folder(out), by=None, replace=True)


@pytest.mark.parametrize("seed", range(6))
def test_counting_in_parts_counts_the_same(cast: Cast, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_up(seed)
    held = keep(cast.elmwood, made)
    whole = counted([(one.kind, one.form, one.levels) for one in made.sheets], framework_of(held).forms)
    monkeypatch.setattr(queries, "AT_ONCE", 4)
    told: list[int] = []
    assert counts_of(held, told.append) == whole
    assert told == [*range(4, len(made.sheets), 4), len(made.sheets)] or not made.sheets


def test_how_many_were_asked(cast: Cast) -> None:
    groups = [
        Group("community", "short", invited=7, ended=2, besides=4),
        Group("community", "full", besides=3),
        Group("government", "short", invited=5, open_link=True),
        Group("resident", "resident"),
    ]
    held = keep(cast.elmwood, MadeUp(groups))
    asked = {(one.kind, one.form): one.number for one in asked_in(held)}
    assert asked == {
        ("community", "short"): 11,
        ("community", "full"): 3,
        ("government", "short"): None,
        ("resident", "resident"): 0,
    }


def test_a_link_that_was_used_and_then_ended_was_asked_all_the_same(cast: Cast) -> None:
    sheets = [Said("community", "short", "2" * 12)] * 7
    held = keep(cast.elmwood, MadeUp([Group("community", "short", invited=6, ended=2)], sheets))
    ended = Invitation.objects.filter(place=cast.elmwood, ended=True).first()
    assert ended is not None
    Invitation.objects.filter(place=cast.elmwood, pk=ended.pk).update(used=True)
    assert [one.number for one in asked_in(held)] == [7]
    made = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa)
    assert "more_answered_than_asked" not in {one.key for one in made.noticed}


def test_an_open_link_that_was_handed_out_leaves_the_number_unknown_though_it_was_ended(cast: Cast) -> None:
    held = keep(cast.elmwood, MadeUp([Group("resident", "resident", invited=20)]))
    group = held.groups.get()
    Invitation.objects.create(
        place=cast.elmwood, round=held, group=group, sort="open", digest="f" * 64, ended=True
    )
    assert [one.number for one in asked_in(held)] == [None]


def test_more_who_answered_than_were_asked_are_reported(cast: Cast) -> None:
    sheets = [Said("community", "short", "2" * 12)] * 8
    keep(cast.elmwood, MadeUp([Group("community", "short", invited=7)], sheets))
    made = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa)
    assert ("asked", "more_answered_than_asked") in {(one.table, one.key) for one in made.noticed}
    heard = {one["kind"]: one for one in published(made.snapshot).document["participation"]}
    assert (heard["community"]["answered"], heard["community"]["asked"]) == (8, None)


def test_only_words_that_somebody_cleared_are_in_a_scorecard(cast: Cast) -> None:
    remarks = [
        ("KP7", "Say it plainer", True),
        ("KP7", "My boss lies", False),
        ("", "Buses", None),
        ("KP8", "", True),
    ]
    keep(cast.elmwood, MadeUp([Group("community", "short", 5)], [], remarks))
    made = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa).snapshot
    assert published(made).document["comments"] == [{"criterion": "KP7", "text": "Say it plainer"}]


@pytest.mark.parametrize("state", ["draft", "open"])
def test_nothing_is_read_of_a_round_that_is_not_over(cast: Cast, state: str) -> None:
    held = keep(cast.elmwood, made_up(1))
    Round.objects.filter(place=cast.elmwood).update(state=state, closed_on=None)
    held.refresh_from_db()
    assert told_on(cast.elmwood, AS_OF + timedelta(days=3)) is None
    for read in (counts_of, asked_in, rows_of, queries.rankings_of, queries.sheets_of):
        with pytest.raises(NotClosed):
            read(held)
    with the_copy_of(cast.elmwood, AS_OF) as out:
        assert {path.name for path in out.iterdir()}.isdisjoint({"answers.csv", "rounds"})


def test_the_round_of_the_latest_day_counts_wherever_it_was_held(cast: Cast) -> None:
    held = keep(cast.elmwood, made_up(1))
    day = timedelta(days=1)
    before = bring_in_round(place=cast.elmwood, as_of=AS_OF - day, tables={"asked": "kind,form,asked\n"})
    after = bring_in_round(place=cast.elmwood, as_of=AS_OF + day, tables={"asked": "kind,form,asked\n"})
    bring_in_round(place=cast.elmwood, as_of=AS_OF, tables={"asked": "kind,form,asked\n"})
    found = [told_on(cast.elmwood, AS_OF + number * day) for number in (-2, -1, 0, 1)]
    assert found == [None, before, held, after]
    assert told_on(cast.oakdale, AS_OF) is None


def test_a_round_counts_for_twelve_months(cast: Cast) -> None:
    held = keep(cast.elmwood, made_up(1))
    assert told_on(cast.elmwood, date(2027, 6, 30)) == held
    assert told_on(cast.elmwood, date(2027, 7, 1)) is None


def test_what_a_place_changes_later_changes_nothing_of_what_people_told_it(cast: Cast) -> None:
    keep(cast.elmwood, made_up(3), k=5)
    first = make_scorecard(place=cast.elmwood, as_of=AS_OF, by=cast.rosa).snapshot
    Place.objects.filter(pk=cast.elmwood.pk).update(smallest_group=9, languages=["es"])
    cast.elmwood.refresh_from_db()
    later = make_scorecard(place=cast.elmwood, as_of=AS_OF + timedelta(days=30), by=cast.rosa).snapshot
    assert later != first
    before, after = published(first).document, published(later).document
    for key in ("k", "languages", "participation", "priorities", "gaps"):
        assert before[key] == after[key]
    for one, other in zip(before["criteria"], after["criteria"], strict=True):
        assert (one["say"], one["residents"], one["other"]) == (
            other["say"],
            other["residents"],
            other["other"],
        )


def test_a_copy_leads_from_no_row_to_a_sheet_nor_from_one_table_to_another(cast: Cast) -> None:
    held = keep(cast.elmwood, made_up(11))
    keys = [str(key) for key in Sheet.objects.filter(round=held).values_list("key", flat=True)]
    with the_copy_of(cast.elmwood, AS_OF) as out:
        text = "".join(path.read_text() for path in out.rglob("*.csv"))
        answers, rankings = ((out / f"{name}.csv").read_text() for name in ("answers", "rankings"))
    assert keys
    assert not any(key in text for key in keys)
    people = [{line.split(",")[0] for line in table.splitlines()[1:]} for table in (answers, rankings)]
    assert all(people)
    assert people[0].isdisjoint(people[1])


def test_every_kept_scorecard_of_a_round_can_be_made_again(cast: Cast) -> None:
    for number in range(3):
        keep(cast.elmwood, made_up(number), closed_on=AS_OF + timedelta(days=100 * number))
        make_scorecard(place=cast.elmwood, as_of=AS_OF + timedelta(days=100 * number), by=cast.rosa)
    kept = list(Snapshot.objects.filter(place=cast.elmwood))
    assert len(kept) == 3
    for one in kept:
        again = make_scorecard(place=cast.elmwood, as_of=one.as_of, by=cast.rosa)
        assert (again.snapshot.pk, again.new) == (one.pk, False)


@pytest.mark.django_db(transaction=True)
def test_who_counts_may_say_how_far_it_is_while_others_write(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite a question that is still open would refuse to write once somebody else has written."""
    cast = gather_cast()
    made = made_up(3)
    held = keep(cast.elmwood, made)
    monkeypatch.setattr(queries, "AT_ONCE", 4)

    def write(counted_so_far: int) -> None:
        elsewhere = threading.Thread(target=_write, args=(f"other-{counted_so_far}",))
        elsewhere.start()
        elsewhere.join()
        Place.objects.filter(pk=cast.elmwood.pk).update(population=counted_so_far)

    counts_of(held, write)
    assert Place.objects.get(pk=cast.elmwood.pk).population == len(made.sheets)


def _write(slug: str) -> None:
    Place.objects.create(slug=slug, name=slug)
    connection.close()
