"""When a digest is due, and how it is kept short: known answers."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tallgrass.places.digest.method.composing import Block, Line, as_text, fitted, words_in
from tallgrass.places.digest.method.weeks import due_week, looks_back_to, moment

CHICAGO, HONOLULU, AUCKLAND = (
    ZoneInfo(f"{name}") for name in ("America/Chicago", "Pacific/Honolulu", "Pacific/Auckland")
)
TUESDAY = date(2026, 7, 7)


@pytest.mark.parametrize(
    ("now", "zone", "week"),
    [
        ("2026-07-07 13:59", CHICAGO, None),  # 8:59 there
        ("2026-07-07 14:00", CHICAGO, TUESDAY),  # nine sharp
        ("2026-07-07 18:59", HONOLULU, None),
        ("2026-07-07 19:00", HONOLULU, TUESDAY),
        ("2026-07-06 21:00", AUCKLAND, TUESDAY),  # where it is Tuesday already
        ("2026-07-09 13:59", CHICAGO, TUESDAY),  # the site was off for two days
        ("2026-07-09 14:00", CHICAGO, None),  # that is too late: the week goes without
        ("2026-07-13 23:00", CHICAGO, None),
        ("2026-12-01 14:59", CHICAGO, None),  # winter time: nine comes an hour later by UTC
        ("2026-12-01 15:00", CHICAGO, date(2026, 12, 1)),
    ],
)
def test_the_digest_is_due_on_tuesday_at_nine_where_the_place_is(
    now: str, zone: ZoneInfo, week: date | None
) -> None:
    assert due_week(datetime.fromisoformat(now).replace(tzinfo=UTC), zone) == week


def test_it_tells_of_what_moved_since_the_one_before_and_of_twelve_weeks_at_most() -> None:
    assert looks_back_to(TUESDAY, None, CHICAGO) == moment(date(2026, 6, 30), CHICAGO)
    assert looks_back_to(TUESDAY, date(2026, 6, 23), CHICAGO) == moment(date(2026, 6, 23), CHICAGO)
    assert looks_back_to(TUESDAY, date(2026, 1, 6), CHICAGO) == moment(date(2026, 4, 14), CHICAGO)
    # A week in which clocks change begins at nine as well.
    autumn = looks_back_to(date(2026, 11, 3), None, CHICAGO)
    assert moment(date(2026, 11, 3), CHICAGO).astimezone(UTC) - autumn.astimezone(UTC) == timedelta(
        days=7, hours=1
    )


def block(title: str, lines: int, *, words: int = 3, most: int = 8, further: int = 0) -> Block:
    made = tuple(Line(f"{title}{number} " + "word " * (words - 2) + "end.") for number in range(lines))
    return Block(title, made, "Nothing.", "More: {count}.", "https://example.org/all", most, further)


def test_a_short_digest_is_said_whole() -> None:
    blocks = fitted([block("A", 2), block("B", 0)], most_words=100)
    assert as_text(["Hello,"], blocks, ["To end it:", "https://example.org/end"]) == (
        "Hello,\n\nA\n- A0 word end.\n- A1 word end.\n\nB\nNothing.\n\nTo end it:\nhttps://example.org/end"
    )


def test_what_is_left_out_is_counted_and_can_be_found() -> None:
    (shown,) = fitted([block("A", 10, most=4, further=30)], most_words=1000)
    assert [line.text for line in shown.lines] == [f"A{number} word end." for number in range(4)]
    assert (shown.after, shown.rest) == ("More: 36.", "https://example.org/all")


def test_no_block_crowds_out_another() -> None:
    """Room for 14 words beside titles and what is left out: two lines of each, in turn."""
    blocks = [block("A", 8), block("B", 8)]
    bare = sum(one.words for one in fitted(blocks, most_words=0))
    shown = fitted(blocks, most_words=bare + 14)
    assert [len(one.lines) for one in shown] == [2, 2]
    assert sum(one.words for one in shown) == bare + 12


def test_a_long_line_ends_the_block_and_no_shorter_one_is_put_before_it() -> None:
    long = Block("A", (Line("a b"), Line("word " * 25), Line("c d")), "", "More: {count}.", "x", 8)
    (shown,) = fitted([long], most_words=20)
    assert [line.text for line in shown.lines] == ["a b"]
    assert shown.after == "More: 2."


def test_a_line_without_end_is_cut() -> None:
    (shown,) = fitted([Block("A", (Line("word " * 100),), "", "", "", 8)], most_words=1000)
    assert words_in(shown.lines[0].text) == 30
    assert shown.lines[0].text.endswith("word…")
