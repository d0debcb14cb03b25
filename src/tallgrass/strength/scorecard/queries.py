"""Reads of scorecards on a site, each within one place."""

import json
from datetime import date
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tallgrass.places.models import Place
from tallgrass.strength.rounds.closing.queries import closed_round_of
from tallgrass.strength.scorecard.models import Publication, Snapshot

#: So many kept scorecards are listed at once.
LISTED: Final = 100


class Published(NamedTuple):
    """The scorecard that everybody sees of a place, as the pages of it need to know at each request.

    ``languages`` are those of its document. ``hidden`` changes when partners hide themselves, come back, or have
    everything deleted, as no page may name who did; ``taken`` changes when next steps are taken up or left.
    """

    place: str
    number: int
    digest: str
    as_of: str
    languages: tuple[str, ...]
    hidden: tuple[int, int, int]
    taken: tuple[int, int, int] = (0, 0, 0)


#: One question to the database, in its own words, as it is asked at each request for a public page.
_PUBLISHED: Final = """
SELECT s.id, s.digest, s.as_of, s.languages,
  (SELECT COUNT(*) FROM elements_players_player h WHERE h.place_id = s.place_id AND h.standing = 'hidden'),
  (SELECT COALESCE(SUM(h.id), 0) FROM elements_players_player h
   WHERE h.place_id = s.place_id AND h.standing = 'hidden'),
  (SELECT COUNT(*) FROM elements_players_nottobelisted n WHERE n.place_id = s.place_id),
  (SELECT COUNT(*) FROM strength_scorecard_nextsteptaken t WHERE t.place_id = s.place_id),
  (SELECT COALESCE(SUM(t.changes), 0) FROM strength_scorecard_nextsteptaken t WHERE t.place_id = s.place_id),
  (SELECT COUNT(t.person_id) FROM strength_scorecard_nextsteptaken t WHERE t.place_id = s.place_id)
FROM strength_scorecard_snapshot s JOIN places_place p ON p.id = s.place_id
WHERE p.slug = %s AND (
  SELECT w.shown FROM strength_scorecard_publication w
  WHERE w.place_id = s.place_id AND w.snapshot_id = s.id ORDER BY w.id DESC LIMIT 1)
ORDER BY s.as_of DESC, s.created_at DESC, s.id DESC LIMIT 1
"""


def published_of(slug: str) -> Published | None:
    """What ``latest_snapshot`` finds for the place with that word in its address, in one quick query."""
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISHED, [slug])
        row = cursor.fetchone()
    if row is None:
        return None
    number, digest, day, languages, *counts = row
    count, total, deleted, steps, changes, people = (int(each) for each in counts)
    return Published(
        slug,
        number,
        digest,
        str(day),
        tuple(json.loads(languages)),
        (count, total, deleted),
        (steps, changes, people),
    )


def latest_snapshot(place: Place) -> Snapshot | None:
    """The scorecard that everybody sees: of those shown, the one that speaks of the latest day, the one made last.

    None before the first. The long texts are left in the database until somebody reads them.
    """
    return _kept(place).filter(_shown(place)).order_by("-as_of", "-created_at", "-pk").first()


def kept_snapshots(place: Place) -> list[Snapshot]:
    """The scorecards of a place, those of the latest day first; ``shown`` says whether everybody may see one."""
    rows = _with_last_word(place).select_related("made_by")
    return list(rows.order_by("-as_of", "-created_at", "-pk")[:LISTED])


def shown_snapshots(place: Place) -> "QuerySet[Snapshot]":
    """The scorecards of a place that everybody may see."""
    return _kept(place).filter(_shown(place))


def kept_snapshot(place: Place, number: int) -> Snapshot | None:
    """One scorecard of a place, shown or not; None where it has no such one."""
    return _with_last_word(place).filter(pk=number).first()


def was_taken_back(snapshot: Snapshot) -> bool:
    """Whether a scorecard was shown to everybody once and is no more: the last word on it says so."""
    words = Publication.objects.filter(place=snapshot.place_id, snapshot=snapshot).order_by("-pk")
    return words.values_list("shown", flat=True).first() is False


def earlier_snapshot(place: Place, day: date) -> Snapshot | None:
    """The scorecard that one of ``day`` is compared with: the latest of an earlier day, of those the one made last."""
    rows = Snapshot.objects.filter(place=place, as_of__lt=day)
    found: Snapshot | None = rows.order_by("-as_of", "-created_at", "-pk").first()
    return found


def shown_of_the_same_answers(snapshot: Snapshot) -> list[date]:
    """The days of other scorecards that were ever shown and were made from the same round of answers.

    Whoever holds two that differ by a few answers can compare them. A round that was held here cannot differ: its
    answers, its numbers and its smallest group are frozen, so every scorecard prints the same of it.
    """
    if snapshot.asked_as_of is None or closed_round_of(snapshot.place, snapshot.asked_as_of) is not None:
        return []
    rows = Publication.objects.filter(
        place=snapshot.place, shown=True, snapshot__asked_as_of=snapshot.asked_as_of
    ).exclude(snapshot=snapshot)
    return sorted(set(rows.values_list("snapshot__as_of", flat=True)))


def _with_last_word(place: Place) -> "QuerySet[Snapshot]":
    """The scorecards of a place with ``shown``."""
    rows: QuerySet[Snapshot] = _kept(place).annotate(shown=_shown(place))  # type: ignore[no-redef]
    return rows


def _shown(place: Place) -> Coalesce:
    """Whether everybody may see a scorecard: the last word on it says so."""
    last = Publication.objects.filter(place=place, snapshot=OuterRef("pk")).order_by("-pk").values("shown")
    return Coalesce(Subquery(last[:1]), Value(False))


def _kept(place: Place) -> "QuerySet[Snapshot]":
    """The scorecards of a place, without their long texts."""
    rows: QuerySet[Snapshot] = (
        Snapshot.objects.filter(place=place)
        .select_related("place", "framework")
        .defer("document", "framework__document")
    )
    return rows


def places_that_show(count: int) -> list[str]:
    """The words in the addresses of places that have shown a scorecard to everybody, the latest first; at most
    ``count``.
    """
    shown = Max("snapshots__publications__pk", filter=Q(snapshots__publications__shown=True))
    rows = Place.objects.annotate(latest=shown).filter(latest__isnull=False).order_by("-latest")
    return list(rows.values_list("slug", flat=True)[:count])
