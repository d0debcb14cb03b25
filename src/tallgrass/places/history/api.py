"""The API's door to the history of a place: who changed what and when, as sentences. It is read, never written."""

from datetime import date, datetime
from typing import Final

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tallgrass.foundation.api_faults import FAULTS
from tallgrass.foundation.events.queries import Asked, events_readable
from tallgrass.foundation.events.sentences import told
from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages
from tallgrass.places.history.forms import PARTNER
from tallgrass.places.roles import PERMISSIONS, SEE_HISTORY
from tallgrass.places.tokens.door import Caller, InPlace

#: How many changes a page of the history has at most.
MOST: Final = 200
router = Router(tags=["history"])


class ChangeAnswer(Schema):
    """A change. ``kind`` names what was done (``players.changed``); ``sentences`` say it, who did it included.

    ``batch`` is the same for all that one list brought in. Names are those of today, and no address is told.
    """

    id: int
    at: datetime
    kind: str
    sentences: list[str]
    batch: int | None


class HistoryAnswer(Schema):
    """A page of changes, the newest first. ``next_before`` is what to send as ``before`` for the next page."""

    next_before: int | None
    changes: list[ChangeAnswer]


class HistoryAsked(Schema):
    """What the history is asked for: changes of one partner, of some days, older than a change (``before``: its id)."""

    partner: int | None = Field(None, ge=1, le=10**18)
    since: date | None = None
    until: date | None = None
    before: int | None = Field(None, ge=1, le=10**18)
    language: str = Field(SOURCE_LANGUAGE, max_length=20)
    limit: int = Field(50, ge=1, le=MOST)


@router.get(
    "/{slug:place}/history",
    response={200: HistoryAnswer, **FAULTS},
    auth=InPlace(SEE_HISTORY),
    operation_id="history",
    summary="What was changed, by whom and when",
)
def history(request: HttpRequest, place: str, asked: Query[HistoryAsked]) -> HistoryAnswer:
    """Changes as far as the caller may see what they are about: nothing of partners who asked not to be listed."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    may = frozenset(name for name, permission in PERMISSIONS.items() if caller.may(permission))
    events = events_readable(place=caller.place.pk, may=may, asked=_asked(asked))
    if asked.before is not None:
        events = events.filter(pk__lt=asked.before)
    rows = list(events[: asked.limit])
    language = asked.language if asked.language in available_languages() else SOURCE_LANGUAGE
    said = told(rows, place=caller.place.pk, slug=caller.place.slug, language=language)
    return HistoryAnswer(
        next_before=rows[-1].pk if len(rows) == asked.limit else None,
        changes=[
            ChangeAnswer(id=row.pk, at=row.at, kind=row.kind, sentences=list(one.sentences), batch=row.batch)
            for row, one in zip(rows, said, strict=True)
        ],
    )


def _asked(asked: HistoryAsked) -> Asked:
    return Asked(
        subject_type=PARTNER if asked.partner else None,
        subject=asked.partner,
        since=asked.since,
        until=asked.until,
    )
