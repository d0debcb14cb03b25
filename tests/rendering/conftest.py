"""A renderer that forgives nothing: a template variable that nobody gave is an error."""

import pytest

from tallgrass.foundation.ui.pages import build_engine
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering import html
from tests.rendering.samples import small_framework


@pytest.fixture(autouse=True)
def _strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = build_engine(html.TEMPLATES, strict=True)
    monkeypatch.setattr(html, "engine", lambda: engine)


@pytest.fixture(scope="session")
def framework() -> Framework:
    """All ids of version 1 with short invented texts."""
    return small_framework()


@pytest.fixture(scope="session")
def version_one() -> Framework:
    """The packaged framework, with texts of real length."""
    return packaged("v1")
