"""What the pages about texts show, in words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.texts.account import account
from tallgrass.foundation.texts.method.cost import cost_of, money
from tallgrass.foundation.texts.method.parts import length_of, outside
from tallgrass.foundation.texts.method.phone_numbers import shown as number_shown
from tallgrass.foundation.texts.models import Registration, Status
from tallgrass.foundation.texts.queries import deliveries_since, how_many_agreed, terms_of
from tallgrass.foundation.texts.wording import complete
from tallgrass.foundation.ui.parts import Summary, SummaryRow, summary
from tallgrass.places.models import Place
from tallgrass.places.texting.forms import EstimateForm

_LATELY: Final = timedelta(days=30)
_MOST_NAMED: Final = 8
_LONGEST_LISTED: Final = 200


def when(moment: datetime) -> str:
    """A moment as it stands on the page."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def shortened(text: str) -> str:
    """The beginning of a text, for a list."""
    return text if len(text) <= _LONGEST_LISTED else f"{text[:_LONGEST_LISTED].rstrip()}…"


def steps(place: Place, lacking: tuple[str, ...], said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What has to be there before many people can be texted: each with why, where it is done, and whether it is."""
    terms, known = terms_of(place.pk), account()
    registration = Registration.NOT_YET if terms is None else terms.registration
    own = reverse("texting:terms", args=[place.slug])
    done = {
        "gateway": known is not None,
        "price": terms is not None and terms.price is not None,
        "registration": terms is not None and "registration" not in lacking,
        "agreed": how_many_agreed(place.pk) > 0,
    }
    address = {"price": own, "registration": own, "agreed": reverse("texting:agreed", args=[place.slug])}
    texts = said["steps"]
    sender = "" if known is None else number_shown(known.sender)
    return [
        {
            "title": texts[key]["title"],
            "text": texts[key]["known"].format(sender=sender)
            if key == "gateway" and known
            else texts[key]["text"],
            "address": address.get(key, ""),
            "done": is_done,
            "tag": said["registration"][registration]
            if key == "registration"
            else texts["done" if is_done else "open"],
        }
        for key, is_done in done.items()
    ]


def estimate_in_words(
    place: Place, form: EstimateForm, said: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """What a text to so many people costs, as somebody gets it to whom nothing was texted before: the dearest case."""
    terms, people = terms_of(place.pk), form.cleaned_data["people"]
    name = place.name if terms is None else terms.name
    body = complete(form.cleaned_data["text"], name=name, language=language, first=True)
    length = length_of(body)
    cost = cost_of(
        [(body, people)], price=terms.price if terms else None, currency=terms.currency if terms else "USD"
    )
    texts = said["estimate"]
    figures = {
        "parts": _counted(length.parts, texts["parts"]),
        "people": _counted(people, texts["to"]),
        "all": _counted(cost.parts, texts["parts"]),
    }
    if cost.price is None or cost.amount is None:
        sentence = texts["without_price"].format(**figures)
    else:
        price, amount = money(cost.price, cost.currency), money(cost.amount, cost.currency)
        sentence = texts["cost"].format(price=price, amount=amount, **figures)
    return {"sentence": sentence, "body": body, "why": _why(body, texts)}


def _counted(number: int, said: Mapping[str, str]) -> str:
    return said["one"] if number == 1 else said["more"].format(number=f"{number:,}")


def _why(body: str, texts: Mapping[str, Any]) -> str:
    """Why a text takes more parts than its length suggests; blank where it does not."""
    dear = outside(body)
    if not dear:
        return ""
    return str(texts["dear"].format(signs=" ".join(dear[:_MOST_NAMED])))


def outcomes(place: Place, said: Mapping[str, Any], language: str) -> Summary | None:
    """How far the texts of the last 30 days have come; None where there were none."""
    found = deliveries_since(place.pk, timezone.now() - _LATELY)
    if not found:
        return None
    rows = tuple(
        SummaryRow(said["outcomes"][status.value], (f"{found[status.value]:,}",))
        for status in Status
        if status.value in found
    )
    return summary(rows, language)
