"""What people in Prairie Junction agreed on, put first, wrote and signed. All invented."""

from collections.abc import Iterator
from datetime import date, timedelta

from tallgrass.examples.prairie_junction.draw import Draw

AGREED_COLUMNS = ("criterion", "level", "note", "agreed_on", "kinds_in_room", "disagreed", "cleared")
RANKING_COLUMNS = ("respondent", "kind", "item", "rank", "cleared")
COMMENT_COLUMNS = ("criterion", "text", "cleared")
SIGNED_COLUMNS = ("player_id", "criterion", "answer")

PICKS = 3
#: What people would work on first, and how often it is picked. Some wrote their own words.
PARTNERS_PICK: tuple[tuple[str, float], ...] = (
    ("RE3", 6), ("CA7", 4), ("IN7", 4), ("RE6", 3), ("KP8", 3), ("CA2", 2), ("CV5", 2), ("KN6", 1),
    ("resources", 2), ("text reminders for court dates", 1), ("one calendar", 0.6),
)  # fmt: skip
RESIDENTS_PICK: tuple[tuple[str, float], ...] = (
    ("IN7", 6), ("KP8", 5), ("CA8", 4), ("somebody who answers the phone", 4), ("IN3", 3), ("CV6", 2),
    ("buses at night", 1), ("IN5", 1),
)  # fmt: skip
#: Words that somebody wrote in and the table has read and let through.
CLEARED_ITEMS = ("somebody who answers the phone", "text reminders for court dates")
RANKERS: tuple[tuple[str, int, tuple[tuple[str, float], ...]], ...] = (
    ("civic_tech", 5, PARTNERS_PICK),
    ("government", 4, PARTNERS_PICK),
    ("community", 9, PARTNERS_PICK),
    ("issue_expert", 2, PARTNERS_PICK),
    ("tech_company", 2, PARTNERS_PICK),
    ("resident", 27, RESIDENTS_PICK),
)

#: (question or blank, words, cleared for printing).
COMMENTS: tuple[tuple[str, str, str], ...] = (
    ("IN7", "I came to two meetings. Both times nobody told me what happened after.", "yes"),
    ("IN7", "Llamé tres veces. Nadie habla español.", "yes"),
    ("CA7", "We hear about decisions when they are done.", "yes"),
    ("RE3", "When the grant ended in June, the Tuesday help desk ended too.", "yes"),
    ("KN2", "There are more people who can build things than things we are asked to build.", "yes"),
    ("IN4", "I do not know who checks the numbers. Somebody should tell us.", "yes"),
    ("CV2", "The exchange evening was the best hour of my year.", "yes"),
    ("", "Please do not ask us again before you say what came of the last time.", "yes"),
    ("CA7", "It is always the same person who decides, and everybody knows who.", "no"),
    ("KP2", "My boss does not know that I come here.", ""),
    ("", "Too long. My coffee went cold.", "no"),
)

SIGNED: tuple[tuple[str, str, str], ...] = (
    ("P-012", "IN7", "3"),
    ("P-012", "CA7", "2"),
    ("P-046", "KP6", "2"),
    ("P-046", "RE1", "dk"),
)


def agreed_rows(as_of: date) -> Iterator[tuple[str, ...]]:
    """The rows of agreed.csv: two levels that one meeting settled on."""
    met = (as_of - timedelta(days=141)).isoformat()
    room = "community|government|civic_tech|resident"
    yield "RE3", "1", "Money for three months, and nobody sure of more.", met, room, "no", "yes"
    yield "CA7", "1", "Some said 2. We went with the people who were not asked.", met, room, "yes", "yes"


def ranking_rows(draw: Draw) -> Iterator[tuple[str, ...]]:
    """The rows of rankings.csv: three picks a person."""
    number = 0
    for kind, people, items in RANKERS:
        for _ in range(people):
            number += 1
            left = list(items)
            for rank in range(1, PICKS + 1):
                item = draw.weighted(left)
                left = [one for one in left if one[0] != item]
                yield f"p{number:03d}", kind, item, str(rank), "yes" if item in CLEARED_ITEMS else ""


def comment_rows() -> Iterator[tuple[str, ...]]:
    """The rows of comments.csv: some cleared for printing, some not."""
    yield from COMMENTS


def signed_rows() -> Iterator[tuple[str, ...]]:
    """The rows of signed.csv: two invented organisations on the record."""
    yield from SIGNED
