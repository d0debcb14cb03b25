"""The API: the rooms' doors for programs, described by one OpenAPI file that is kept in the repository."""

from typing import Any, Final

from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI

from tallgrass import __version__
from tallgrass.elements.players.api import router as partners
from tallgrass.foundation.api_faults import answer_faults
from tallgrass.places.api import router as places
from tallgrass.places.history.api import router as history
from tallgrass.places.tokens.door import API
from tallgrass.strength.scorecard.api import router as scorecards

#: The version in every address. It changes only when programs written for it would break.
VERSION: Final = "v1"

_ABOUT: Final = (
    "Reads and writes the records of a place, through the same actions as its pages. What is public needs no token. "
    "For the rest, make a token on the place's page about access for programs and send it in the header "
    "Authorization: Bearer. A list comes in pages. Made to learn together: do not use it to rank, fund or cut a place "
    "or a group."
)


def build_api() -> NinjaAPI:
    """The API with every room's operations."""
    api = NinjaAPI(
        title="Tallgrass", version=VERSION, description=_ABOUT, docs_url=None, urls_namespace="api"
    )
    answer_faults(api)
    for router in (places, partners, history, scorecards):
        api.add_router("/places", router)
    return api


def description(api: NinjaAPI) -> dict[str, Any]:
    """The OpenAPI document of the API, as it is kept in ``docs/reference/openapi.json``."""
    document: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=f"/api/{VERSION}/"))
    document["info"] = {**document["info"], "x-program-version": __version__}
    return document


def routes(api: NinjaAPI) -> tuple[list[URLPattern | URLResolver], str, str]:
    """The addresses of the API, each stating how it is guarded."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        vars(pattern.callback)["access_rule"] = API
    return patterns, app, namespace


api: Final = build_api()
