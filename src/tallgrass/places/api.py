"""The API's door to a place itself."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from tallgrass.foundation.api_faults import FAULTS
from tallgrass.places.models import Place
from tallgrass.places.queries import all_places
from tallgrass.places.tokens.door import Anyone, Caller

router = Router(tags=["places"])


class PlaceAnswer(Schema):
    """A place, as everybody may know it. ``population`` is null where nobody has said."""

    slug: str
    name: str
    population: int | None
    example: bool
    languages: list[str]
    added_on: date


@router.get(
    "", response=list[PlaceAnswer], auth=None, operation_id="places", summary="The places on this site"
)
def places(request: HttpRequest) -> list[PlaceAnswer]:
    """Every place by name. They are not compared with each other, and there is no ranking."""
    return [_answer(place) for place in all_places()]


@router.get(
    "/{slug:place}",
    response={200: PlaceAnswer, **FAULTS},
    auth=Anyone(),
    operation_id="place",
    summary="One place",
)
def one_place(request: HttpRequest, place: str) -> PlaceAnswer:
    """What the place says of itself."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return _answer(caller.place)


def _answer(place: Place) -> PlaceAnswer:
    return PlaceAnswer(
        slug=place.slug,
        name=place.name,
        population=place.population,
        example=place.example,
        languages=place.languages,
        added_on=place.created_at.date(),
    )
