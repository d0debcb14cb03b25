"""What people can do with rounds that were held outside of the site."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import OutsideRound


@transaction.atomic
def bring_in_round(*, place: Place, as_of: date, tables: Mapping[str, str]) -> OutsideRound:
    """Keep a round that has been read and found in order, instead of the one of that day.

    There is no ``by``: only the operator's own command line brings in answers (METHOD 1, section 3, rule 9).
    """
    kept, _ = OutsideRound.objects.update_or_create(
        place=place, as_of=as_of, defaults={"tables": dict(tables)}
    )
    return kept
