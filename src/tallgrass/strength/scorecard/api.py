"""The API's door to scorecards: those that everybody may see, as they are."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema

from tallgrass.foundation.api_faults import FAULTS
from tallgrass.places.roles import SEE_PLACE
from tallgrass.places.tokens.door import Anyone, Caller, InPlace
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.queries import kept_snapshot, kept_snapshots, latest_snapshot

router = Router(tags=["scorecards"])


class KeptScorecard(Schema):
    """A scorecard that is kept. ``shown``: everybody may see it."""

    id: int
    as_of: date
    shown: bool
    method: str
    digest: str


@router.get(
    "/{slug:place}/scorecard",
    response={200: dict, **FAULTS},
    auth=Anyone(),
    operation_id="scorecard",
    summary="The scorecard that everybody sees",
)
def scorecard(request: HttpRequest, place: str) -> HttpResponse:
    """``scorecard.json`` of the latest day that is shown, byte for byte. Not for ranking."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return _document(latest_snapshot(caller.place))


@router.get(
    "/{slug:place}/scorecards",
    response={200: list[KeptScorecard], **FAULTS},
    auth=InPlace(SEE_PLACE),
    operation_id="scorecards",
    summary="The scorecards that are kept",
)
def scorecards(request: HttpRequest, place: str) -> list[Snapshot]:
    """The kept scorecards, the latest day first, shown to everybody or not."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return kept_snapshots(caller.place)


@router.get(
    "/{slug:place}/scorecards/{int:number}",
    response={200: dict, **FAULTS},
    auth=InPlace(SEE_PLACE),
    operation_id="kept_scorecard",
    summary="One kept scorecard",
)
def one_scorecard(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """``scorecard.json`` as it was kept, byte for byte."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return _document(kept_snapshot(caller.place, number))


def _document(snapshot: Snapshot | None) -> HttpResponse:
    """The document as it is. Raises ``Http404`` where there is none."""
    if snapshot is None:
        raise Http404
    return HttpResponse(snapshot.document, content_type="application/json; charset=utf-8")
