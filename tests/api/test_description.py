"""The API is as its description says, and the description in the repository is the API's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from django.conf import settings as site
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.urls import get_resolver
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tallgrass.api.site import api, description
from tallgrass.elements.players.actions import Addition, add_partners
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.foundation.access import AccessRule
from tallgrass.foundation.assets import write_assets
from tallgrass.places.tokens.door import API
from tests.api.publish import FILE, described
from tests.cast import Cast


def operations() -> list[tuple[str, object]]:
    return [
        (operation.operation_id or "", operation)
        for _, router in api._routers
        for path in router.path_operations.values()
        for operation in path.operations
    ]


def test_the_description_in_the_repository_is_the_apis() -> None:
    """After a change of the API: ``make docs``."""
    assert FILE.read_text(encoding="utf-8") == described()


def test_every_operation_has_a_name_of_its_own_and_states_a_rule() -> None:
    names = [name for name, _ in operations()]
    assert sorted(set(names)) == sorted(names)
    assert all(names)
    rules = {
        name: [getattr(auth, "rule", None) for auth in operation.auth_callbacks]  # type: ignore[attr-defined]
        for name, operation in operations()
    }
    assert {name for name, stated in rules.items() if not stated} == {"places"}, (
        "only the list of places needs no rule"
    )
    assert all(isinstance(rule, AccessRule) for stated in rules.values() for rule in stated)


def test_what_changes_something_needs_a_token() -> None:
    for name, operation in operations():
        if set(operation.methods) - {"GET"}:  # type: ignore[attr-defined]
            rules = [auth.rule.name for auth in operation.auth_callbacks]  # type: ignore[attr-defined]
            assert rules
            assert "api:anyone" not in rules, name


def test_every_route_of_the_api_is_guarded_as_such() -> None:
    found = [pattern for pattern in get_resolver().url_patterns if str(pattern.pattern).startswith("api/")]
    assert all(route.callback.access_rule is API for entry in found for route in entry.url_patterns)


SCHEMA = schemathesis.openapi.from_dict(description(api))
write_assets(Path(site.STATIC_ROOT))
SCHEMA.app = get_wsgi_application()


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application is called as a server calls it, which would close the connection that the test writes in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def elmwood(cast: Cast, one_connection: None) -> str:
    """Elmwood, with two partners; its word in addresses."""
    for name in ("Elmwood Library", "Food Bank"):
        add_partners(place=cast.elmwood, additions=[Addition(PartnerFields(name), told_by="letter")], by=None)
    return cast.elmwood.slug


@SCHEMA.parametrize()
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_the_api_answers_as_it_says(case: schemathesis.Case, elmwood: str, bearer: str) -> None:
    """Made-up requests, good ones and hostile ones: no failure of ours, and every answer is as described."""
    if "place" in case.path_parameters:
        case.path_parameters["place"] = elmwood
    case.call_and_validate(
        headers={"Authorization": bearer, "Accept-Encoding": "identity"},
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ],
    )
