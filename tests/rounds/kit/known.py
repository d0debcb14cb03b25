"""Facts with which texts of the kit are tried: usual ones, and the longest that are plausible."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Final

from tallgrass.strength.rounds.kit.method.facts import PARTNER, RESIDENT, Facts, Pay
from tallgrass.strength.rounds.method.promise import ANONYMOUS, CONFIDENTIAL

LANGUAGES: Final = ("en", "es")
#: As long as such an address is: a site's own name, a place's, and the secret.
LINK: Final = "https://tallgrass.prairiejunction.org/prairie-junction/answer/ask-5W2mZ8qX0aYvT3nL7kR1uB6cE4gH9jD2fS5pQ8wK1zA/"
USUAL: Final = Facts(
    place="Prairie Junction",
    asked_by="The Junction Data Commons",
    thanks="$10",
    closes_on=date(2026, 11, 30),
    result_by=date(2026, 12, 20),
    codes_until=date(2027, 1, 30),
    telephone="555-0100",
    link=LINK,
    code_address="https://tallgrass.prairiejunction.org/code/",
    paid_by="the Prairie Fund",
    result="People who live here rate a real reply clearly lower than others do.",
    next_step="Ask in Spanish too, and at the food bank.",
    result_link="https://tallgrass.prairiejunction.org/prairie-junction/",
    funder="The Prairie Fund",
    pay=(Pay(PARTNER, 12, Decimal(50)), Pay(RESIDENT, 40, Decimal("25.50"))),
)
LONGEST: Final = replace(
    USUAL,
    place="Saint Genevieve de la Prairie County",
    asked_by="The Saint Genevieve Community Technology and Data Collaborative",
    thanks="a $10 gift card, handed out at the library on Saturday",
    questions=43,
    minutes=19,
    smallest_group=10,
    closes_on=date(2026, 9, 30),
    result_by=date(2026, 12, 20),
    codes_until=date(2027, 9, 30),
    telephone="(314) 555-0100 ext. 4410",
    paid_by="the Saint Genevieve County Community Foundation and the City",
)


def every(facts: Facts) -> Iterator[Facts]:
    """The facts for both sorts of people, under both promises, paid and unpaid, of a public body and not."""
    for audience, mode, paid, public in product(
        (PARTNER, RESIDENT), (ANONYMOUS, CONFIDENTIAL), (True, False), (True, False)
    ):
        yield replace(
            facts, audience=audience, mode=mode, thanks=facts.thanks if paid else "", public_body=public
        )
