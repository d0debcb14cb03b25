"""A published scorecard, rendered. A snapshot never changes, so what was read or rendered once is kept."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from tallgrass.foundation.shelf import Shelf
from tallgrass.strength.framework.files import PACKAGED, packaged
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.models import Snapshot


class Published(NamedTuple):
    """A scorecard as data, with the framework that gives it words."""

    document: Mapping[str, Any]
    framework: Framework


_DOCUMENTS: Final = Shelf[Published](8)
_PAPERS: Final = Shelf[bytes](16)  # about a megabyte each
_PAGES: Final = Shelf[str](200)  # a place has about fifty pages in a language, each under 300 kB


def published(snapshot: Snapshot) -> Published:
    """The scorecard of a snapshot. The database is read only where a process does not hold it already."""
    return _DOCUMENTS.get(_key(snapshot), lambda: _read(snapshot))


def rendered(snapshot: Snapshot, page: tuple[str, ...], make: Callable[[], str]) -> str:
    """A page of a snapshot. ``page`` names it, with all else that it depends on (language, address)."""
    return _PAGES.get((*_key(snapshot), *page), make)


def printed(snapshot: Snapshot, language: str, make: Callable[[], bytes]) -> bytes:
    """A snapshot on paper, in a language."""
    return _PAPERS.get((*_key(snapshot), language), make)


def _key(snapshot: Snapshot) -> tuple[str, str]:
    return snapshot.digest, snapshot.framework.digest


def _read(snapshot: Snapshot) -> Published:
    framework = build(json.loads(snapshot.framework.document))
    for name in PACKAGED:
        if packaged(name).digest == framework.digest:
            # The same words, and any language added since; whether residents have tried them is the place's own.
            tried = framework.tried_with_residents
            framework = replace(packaged(name), tried_with_residents=tried)
    return Published(json.loads(snapshot.document), framework)
