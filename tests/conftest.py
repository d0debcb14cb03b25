"""What all tests share: marks given by what a test uses, and the folder of real files where there is one."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.cast import Cast

ROOT = Path(__file__).parents[1]

#: Fixtures that reach the database; a test that uses one runs on SQLite and on PostgreSQL.
_DATABASE = {"db", "transactional_db", "django_db_serialized_rollback", "admin_user", "live_server"}

# Examples are the same in every run, and no slow machine makes a property fail.
settings.register_profile(
    "tallgrass", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tallgrass")


def pytest_report_header() -> str:
    """Say which database the tests run on."""
    return f"database: {connection.vendor}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reaches the database or a browser."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or used & _DATABASE:
            item.add_marker("database")
        if "browser" in used:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder with real files to try against. It is no part of the project: without it the test is skipped."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder with real files (shared/data, beside the project) is not here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _assets() -> None:
    """The style sheet and the faces lie where the site serves them from, as when it starts."""
    from django.conf import settings as site

    from tallgrass.foundation.assets import write_assets

    write_assets(Path(site.STATIC_ROOT))


@pytest.fixture(autouse=True)
def _fresh_pages() -> None:
    """No page of another test is sent again."""
    from tallgrass.foundation.page_cache import forget_sent_pages

    forget_sent_pages()


@pytest.fixture
def cast(db: None) -> "Cast":
    """Rosa, Bea, Cal, Otto and Ines, with their places (``tests/cast.py``)."""
    from tests.cast import gather_cast

    return gather_cast()
