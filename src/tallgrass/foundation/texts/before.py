"""What texts to many would cost and whom they would not reach: said before anything is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.messages.refusing import refusals
from tallgrass.foundation.texts.account import account
from tallgrass.foundation.texts.method.cost import Cost, cost_of_lengths
from tallgrass.foundation.texts.method.parts import length_of
from tallgrass.foundation.texts.models import Registration, TextTerms
from tallgrass.foundation.texts.queries import agreed, terms_of, texted_before
from tallgrass.foundation.texts.wording import complete

#: Why somebody gets no text who has not agreed to any.
NOT_AGREED: Final = "not_agreed"
_REGISTERED: Final = (Registration.DONE, Registration.NOT_NEEDED)


class Planned(NamedTuple):
    """A text to one number, in the words of whoever sends it. ``about``: the id of the room's own row."""

    body: str
    language: str
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before sending: the cost for those who would be reached, and why others would not be.

    ``refused`` holds by number ``not_agreed``, ``no_address``, or a reason of ``messages.models.Reason``.
    """

    cost: Cost
    refused: Mapping[str, str]


class NotReady(Exception):
    """A place cannot text many people yet. ``missing`` says what is missing, as ``missing`` gives it."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("texts are not ready: " + ", ".join(missing))
        self.missing = missing


def missing(place: int) -> tuple[str, ...]:
    """What is missing before a place may text many people; empty where nothing is.

    Of ``gateway``, ``terms``, ``price`` (nobody has said what a part costs) and ``registration``.
    """
    terms = terms_of(place)
    found = [] if account() is not None else ["gateway"]
    return (*found, *(("terms",) if terms is None else _missing_in(terms)))


def before_sending(*, place: int, purpose: str, texts: Mapping[str, Planned]) -> Before:
    """What these texts, by number, would cost, and who would not get one. A bounded number of questions for any size.

    Counted as they would be sent: with the name and how to end it. Raises ``NotReady`` where the place has not said
    how it texts, and ``UnknownPurpose``.
    """
    terms = terms_of(place)
    if terms is None:
        raise NotReady(("terms",))
    refused = {
        to: one.reason
        for to, one in refusals(place=place, channel=Channel.TEXT, to=texts, purpose=purpose).items()
    }
    rest = [to for to in texts if to not in refused]
    willing = agreed(place=place, numbers=rest)
    refused |= {to: NOT_AGREED for to in rest if to not in willing}
    known = texted_before(willing)
    lengths = [
        length_of(complete(text.body, name=terms.name, language=text.language, first=to not in known))
        for to, text in texts.items()
        if to in willing
    ]
    return Before(cost_of_lengths(lengths, price=terms.price, currency=terms.currency), refused)


def _missing_in(terms: TextTerms) -> tuple[str, ...]:
    found = ["price"] if terms.price is None else []
    return (*found, *(["registration"] if terms.registration not in _REGISTERED else []))
