"""A kept scorecard, rendered. A snapshot never changes, so what was read once is kept."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.not_listed import asked_not_to_be_listed
from tallgrass.foundation.shelf import Shelf
from tallgrass.strength.framework.files import PACKAGED, packaged
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.models import Snapshot


class Readable(NamedTuple):
    """A scorecard as data, with the framework that gives it words."""

    document: Mapping[str, Any]
    framework: Framework


_DOCUMENTS: Final = Shelf[Readable](8)
_PAPERS: Final = Shelf[bytes](16)  # about a megabyte each


def published(snapshot: Snapshot, without: frozenset[str] = frozenset()) -> Readable:
    """The scorecard of a snapshot; the database is read only where a process does not hold it already.

    ``without`` are names of partners who hid themselves: what they signed is left out.
    """
    whole = _DOCUMENTS.get(_key(snapshot), lambda: _read(snapshot))
    return whole._replace(document=unnamed(whole.document, without)) if without else whole


def names_not_to_show(snapshot: Snapshot) -> frozenset[str]:
    """The names in a scorecard of partners who hid themselves since, or had everything about them deleted."""
    criteria = published(snapshot).document["criteria"]
    named = sorted({one["organisation"] for each in criteria for one in each["on_record"]})
    if not named:
        return frozenset()
    asked = asked_not_to_be_listed(place=snapshot.place, partners=[PartnerFields(name) for name in named])
    return frozenset(named[at] for at in asked)


def document_text(snapshot: Snapshot, without: frozenset[str] = frozenset()) -> str:
    """``scorecard.json`` of a snapshot: byte for byte as it was made, but for what may not be named any more."""
    whole = published(snapshot).document
    found = unnamed(whole, without)
    return snapshot.document if found is whole else to_bytes(found).decode()


def printed(snapshot: Snapshot, language: str, without: frozenset[str], make: Callable[[], bytes]) -> bytes:
    """A snapshot on paper, in a language."""
    return _PAPERS.get((*_key(snapshot), language, without), make)


def unnamed(document: Mapping[str, Any], without: frozenset[str]) -> Mapping[str, Any]:
    """A document without what organizations of these names signed; the very same one where they signed nothing."""
    criteria = document["criteria"]
    if not any(one["organisation"] in without for each in criteria for one in each["on_record"]):
        return document
    left = [
        {**each, "on_record": [one for one in each["on_record"] if one["organisation"] not in without]}
        for each in criteria
    ]
    return {**document, "criteria": left}


def _key(snapshot: Snapshot) -> tuple[str, str]:
    return snapshot.digest, snapshot.framework.digest


def _read(snapshot: Snapshot) -> Readable:
    framework = build(json.loads(snapshot.framework.document))
    for name in PACKAGED:
        if packaged(name).digest == framework.digest:
            # The same words, and any language added since; whether residents have tried them is the place's own.
            tried = framework.tried_with_residents
            framework = replace(packaged(name), tried_with_residents=tried)
    return Readable(json.loads(snapshot.document), framework)
