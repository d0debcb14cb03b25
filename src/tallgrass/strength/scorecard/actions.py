"""What people can do with scorecards on a site."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from tallgrass import __version__
from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.strength.framework.method.build import canonical
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.models import KeptFramework, Snapshot


@transaction.atomic
def publish_snapshot(
    *, place: Place, document: Mapping[str, Any], framework: Framework, by: User | None
) -> Snapshot:
    """Keep a scorecard as it is, for everybody to read, with the framework it was made with.

    ``document`` is what ``scorecard.json`` holds (METHOD 1, section 9). ``by`` is who publishes it;
    None is the operator's own command line. What is published already is left as it is.
    Raises ``ValueError`` for a document of another framework or of no date.
    """
    if document["framework"]["digest"] != framework.digest:
        raise ValueError("the scorecard was made with another framework than the one given")
    text = to_bytes(document)
    snapshot, _ = Snapshot.objects.get_or_create(
        place=place,
        digest=sha256(text).hexdigest(),
        defaults={
            "as_of": date.fromisoformat(document["as_of"]),
            "document": text.decode(),
            "framework": _keep_framework(framework),
            "method": str(document["method"]),
            "program": __version__,
            "published_by": by,
        },
    )
    kept: Snapshot = snapshot
    return kept


def _keep_framework(framework: Framework) -> KeptFramework:
    """The framework as a row, under the digest of all that is kept of it (every language)."""
    text = canonical(framework.document)
    kept, _ = KeptFramework.objects.get_or_create(
        digest=sha256(text.encode()).hexdigest(),
        defaults={"identifier": framework.id, "version": framework.version, "document": text},
    )
    row: KeptFramework = kept
    return row
