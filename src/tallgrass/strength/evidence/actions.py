"""What people can do with what is on record."""

from collections.abc import Iterable

from django.db import transaction

from tallgrass.foundation.files import WholeRow
from tallgrass.places.models import Place
from tallgrass.strength.evidence.files import GRADES
from tallgrass.strength.evidence.models import Evidence, RecordedReading

_BATCH = 500


@transaction.atomic
def replace_evidence(*, place: Place, rows: Iterable[WholeRow]) -> int:
    """Let the rows of an ``evidence.csv`` be what is attached to questions, instead of all that was; how many it is.

    There is no ``by``: whole tables are brought in by the operator's own command line alone.
    """
    Evidence.objects.filter(place=place).delete()
    made = Evidence.objects.bulk_create([_evidence(place, one) for one in rows], batch_size=_BATCH)
    return len(made)


@transaction.atomic
def replace_readings(*, place: Place, rows: Iterable[WholeRow]) -> int:
    """Let the rows of a ``readings.csv`` be the measures taken elsewhere, instead of all that were; how many it is.

    There is no ``by``: whole tables are brought in by the operator's own command line alone.
    """
    RecordedReading.objects.filter(place=place).delete()
    made = RecordedReading.objects.bulk_create([_reading(place, one) for one in rows], batch_size=_BATCH)
    return len(made)


def _evidence(place: Place, whole: WholeRow) -> Evidence:
    row = whole.row
    return Evidence(
        place=place,
        criterion=row.text("criterion"),
        title=row.text("title"),
        link=row.text_or_none("link") or "",
        dated_on=row.date("dated_on"),
        grade=GRADES.index(row.text("grade")),
        provided_by_kind=row.text_or_none("provided_by_kind") or "",
        checked_by_kind=row.text_or_none("checked_by_kind") or "",
        further=dict(whole.further),
    )


def _reading(place: Place, whole: WholeRow) -> RecordedReading:
    row = whole.row
    return RecordedReading(
        place=place,
        reading=row.text("reading"),
        value=row.text_or_none("value") or "",
        records=row.whole("records"),
        records_needed=row.whole_or_none("records_needed"),
        measured_on=row.date("measured_on"),
        source=row.text_or_none("source") or "",
        further=dict(whole.further),
    )
