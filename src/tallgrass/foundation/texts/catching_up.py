"""Texts that came in while the site was away: gateways tell of a text once, and a STOP must not get lost."""

import logging
from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone

from tallgrass.foundation.texts.account import account
from tallgrass.foundation.texts.actions import take_incoming
from tallgrass.foundation.texts.carrying import line_of
from tallgrass.foundation.texts.gateways.line import NotReached
from tallgrass.foundation.texts.models import IncomingText

#: What is younger may still be told of by the gateway itself.
TOLD_BY_ITSELF: Final = timedelta(minutes=5)
#: What is older is let be: the number may have had another owner.
CAUGHT_UP_ON: Final = timedelta(days=2)

log = logging.getLogger("tallgrass.texts")


def catch_up() -> int:
    """Take in what the gateway lists and nobody told us of; returns how many. It is heeded, and not answered."""
    known = account()
    if known is None:
        return 0
    now = timezone.now()
    try:
        listed = line_of(known).received()
    except NotReached as away:
        log.warning("texts: what came in cannot be looked up: %s", away.said)
        return 0
    lately = [one for one in listed if now - CAUGHT_UP_ON < one.made_at < now - TOLD_BY_ITSELF]
    references = IncomingText.objects.filter(reference__in=[one.reference for one in lately])
    told = set(references.values_list("reference", flat=True))
    missed = [one for one in reversed(lately) if one.reference not in told]
    return sum(_taken(one.reference, one.number, one.body) for one in missed)


def _taken(reference: str, number: str, body: str) -> bool:
    try:
        text = take_incoming(reference=reference, number=number, body=body, gateway_answers=True, late=True)
    except ValidationError:
        return False
    return text is not None
