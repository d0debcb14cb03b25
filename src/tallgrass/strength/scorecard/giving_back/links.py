"""The link by which those who were asked read a result that is not public yet.

It is one for all of them, so it says nothing of who reads. It is made from the site's key and the scorecard, and is
kept nowhere: stewards find it again on the page of the result, and messages that are sent later carry the same one.
"""

from typing import Final

from django.urls import reverse
from django.utils.crypto import constant_time_compare

from tallgrass.foundation import tokens
from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.queries import kept_snapshot

#: How the secret of a result begins, so that one that leaks is recognised.
PREFIX: Final = "see-"


def secret_of(snapshot: Snapshot) -> str:
    """The secret part of the link to a result."""
    seed = f"result of {snapshot.place_id}.{snapshot.pk}.{snapshot.digest}"
    return tokens.secret_of(seed, PREFIX).text


def result_address(snapshot: Snapshot) -> str:
    """The address of a result for those who were asked, which begins with a slash."""
    return reverse("giving_back:result", args=[snapshot.place.slug, snapshot.pk, secret_of(snapshot)])


def result_of(place: Place, number: int, secret: str) -> Snapshot | None:
    """The result that a link opens: of a round that people were asked in. None where it opens nothing."""
    snapshot = kept_snapshot(place, number)
    if snapshot is None or snapshot.asked_as_of is None:
        return None
    return snapshot if constant_time_compare(secret, secret_of(snapshot)) else None
