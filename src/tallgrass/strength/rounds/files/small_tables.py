"""The small files of a round: how many were asked, what was agreed, ranked, written and signed."""

from collections.abc import Collection
from typing import cast

from tallgrass.foundation.files import Problems, Source, read_rows
from tallgrass.strength.rounds.files.tables import AGREED, ASKED, COMMENTS, RANKINGS, SIGNED
from tallgrass.strength.rounds.method.records import Agreed, Asked, Comment, Form, Ranking, Signed


def read_asked(source: Source, problems: Problems) -> tuple[tuple[Asked, ...], int]:
    """How many were asked, by kind and form, and the number of rows. A blank number is an open link."""
    table = read_rows(source, ASKED, problems)
    if table is None:
        return (), 0
    found: dict[tuple[str, str], Asked] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        kind, form = row.text("kind"), row.text("form")
        if (kind, form) in seen:
            problems.refuse(
                "asked_twice", table.name, row.number, kind=kind, form=form, first=seen[kind, form]
            )
            continue
        seen[kind, form] = row.number
        if (kind == "resident") != (form == "resident"):
            key = "resident_other_form" if kind == "resident" else "resident_form_other_kind"
            problems.refuse(key, table.name, row.number, "form", kind=kind, form=form)
            continue
        found[kind, form] = Asked(kind, cast(Form, form), row.whole_or_none("asked"))
    return tuple(found[key] for key in sorted(found)), table.count


def read_agreed(
    source: Source, criteria: tuple[str, ...], problems: Problems
) -> tuple[tuple[Agreed, ...], int]:
    """What a meeting agreed on, by criterion, and the number of rows. Blank flags are no."""
    table = read_rows(source, AGREED, problems, {"criteria": criteria})
    if table is None:
        return (), 0
    found: dict[str, Agreed] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        criterion = row.text("criterion")
        if criterion in seen:
            problems.refuse(
                "agreed_twice", table.name, row.number, "criterion", value=criterion, first=seen[criterion]
            )
            continue
        seen[criterion] = row.number
        found[criterion] = Agreed(
            criterion=criterion,
            level=int(row.text("level")),
            note=row.text_or_none("note"),
            agreed_on=row.date("agreed_on"),
            kinds_in_room=row.words("kinds_in_room"),
            disagreed=bool(row.yes_no("disagreed")),
            cleared=bool(row.yes_no("cleared")),
        )
    return tuple(found[criterion] for criterion in sorted(found)), table.count


def read_rankings(
    source: Source, items: Collection[str], problems: Problems
) -> tuple[tuple[Ranking, ...], int]:
    """What people put first, by respondent and rank, and the number of rows.

    ``items`` are the ids of questions and elements; any other item is kept as the words somebody wrote, and
    noted.
    """
    table = read_rows(source, RANKINGS, problems)
    if table is None:
        return (), 0
    ids = {item.casefold(): item for item in items}
    rankings: list[Ranking] = []
    hats: dict[str, str] = {}
    taken: dict[tuple[str, str, str | int], int] = {}
    written: set[str] = set()
    for row in table.rows:
        respondent, kind, rank = row.text("respondent"), row.text("kind"), row.whole("rank")
        item = ids.get(row.text("item").casefold(), row.text("item"))
        if hats.setdefault(respondent, kind) != kind:
            problems.refuse(
                "respondent_two_kinds",
                table.name,
                row.number,
                "kind",
                value=respondent,
                other=hats[respondent],
                kind=kind,
            )
            continue
        for column, value in (("item", item), ("rank", rank)):
            first = taken.setdefault((respondent, column, value), row.number)
            if first != row.number:
                problems.refuse("ranked_twice", table.name, row.number, column, value=str(value), first=first)
        if item.casefold() not in ids:
            written.add(item)
        rankings.append(Ranking(respondent, kind, item, rank, row.yes_no("cleared") is True))
    if written:
        problems.note("items_written_in", table.name, items=len(written))
    return tuple(sorted(rankings, key=lambda each: (each.respondent, each.rank, each.item))), table.count


def read_comments(
    source: Source, criteria: tuple[str, ...], problems: Problems
) -> tuple[tuple[Comment, ...], int]:
    """What people wrote, by criterion and text, and the number of rows. A blank ``cleared`` is no."""
    table = read_rows(source, COMMENTS, problems, {"criteria": criteria})
    if table is None:
        return (), 0
    comments = [
        Comment(row.text_or_none("criterion"), row.text("text"), bool(row.yes_no("cleared")))
        for row in table.rows
    ]
    return tuple(
        sorted(comments, key=lambda each: (each.criterion or "", each.text, each.cleared))
    ), table.count


def read_signed(
    source: Source, criteria: tuple[str, ...], player_ids: Collection[str] | None, problems: Problems
) -> tuple[tuple[Signed, ...], int]:
    """Answers on the record, by player and criterion, and the number of rows. Who signs must be a player.

    ``player_ids`` None: the list of players was refused, so nobody is looked up.
    """
    table = read_rows(source, SIGNED, problems, {"criteria": criteria})
    if table is None:
        return (), 0
    found: dict[tuple[str, str], Signed] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        player_id, criterion = row.text("player_id"), row.text("criterion")
        if player_ids is not None and player_id not in player_ids:
            problems.refuse("not_a_player", table.name, row.number, "player_id", value=player_id)
        elif (player_id, criterion) in seen:
            first = seen[player_id, criterion]
            problems.refuse(
                "signed_twice", table.name, row.number, value=player_id, criterion=criterion, first=first
            )
        else:
            seen[player_id, criterion] = row.number
            found[player_id, criterion] = Signed(player_id, criterion, row.text("answer"))
    return tuple(found[key] for key in sorted(found)), table.count
