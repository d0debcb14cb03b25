"""Rounds of Elmwood, ready to be answered: whom they ask, and the secrets that lead in."""

from dataclasses import dataclass, field
from datetime import timedelta

from tallgrass.strength.rounds.holding.actions import (
    Guest,
    ask_group,
    change_round,
    invite,
    make_open_link,
    make_paper_codes,
    prepare_round,
    today,
)
from tallgrass.strength.rounds.holding.actions import open_round as open_it
from tallgrass.strength.rounds.models import AskedGroup, Round
from tests.cast import Cast

#: On which form each type is asked, unless a test says otherwise.
USUAL = {
    "civic_tech": "short",
    "government": "full",
    "community": "short",
    "issue_expert": "short",
    "philanthropy": "short",
    "tech_company": "short",
    "other": "short",
    "resident": "resident",
}


@dataclass(slots=True)
class Held:
    """A round with its groups by kind, and the secrets that were made: ``personal`` and ``paper`` by kind, ``links``
    the open ones.
    """

    round: Round
    groups: dict[str, AskedGroup] = field(default_factory=dict)
    personal: dict[str, list[str]] = field(default_factory=dict)
    paper: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def draft_round(cast: Cast, *, mode: str = "anonymous", forms: dict[str, str] | None = None) -> Held:
    """A draft that lacks nothing, with a group for each kind in ``forms`` (``USUAL``)."""
    number = prepare_round(place=cast.elmwood, by=cast.rosa).pk
    now = today()
    change_round(
        place=cast.elmwood,
        number=number,
        by=cast.rosa,
        changes={
            "mode": mode,
            "languages": ["en", "es"],
            "asked_by": "Elmwood Community Foundation",
            "thanks": "a $10 gift card",
            "telephone": "555-0100",
            "closes_on": now + timedelta(days=30),
            "result_by": now + timedelta(days=60),
            "codes_until": now + timedelta(days=90) if mode == "confidential" else None,
        },
    )
    held = Held(Round.objects.get(place=cast.elmwood, pk=number))
    for kind, form in (USUAL if forms is None else forms).items():
        held.groups[kind] = ask_group(place=cast.elmwood, number=number, by=cast.rosa, kind=kind, form=form)
    return held


def open_round(
    cast: Cast,
    *,
    mode: str = "anonymous",
    forms: dict[str, str] | None = None,
    personal: int = 3,
    paper: int = 2,
    open_links: bool = True,
) -> Held:
    """An open round: so many personal links and paper codes for each kind, and an open link for residents."""
    held = draft_round(cast, mode=mode, forms=forms)
    for kind, group in held.groups.items():
        if personal:
            guests = [
                Guest(f"{kind} {number}", f"{kind}-{number}@example.org", "en")
                for number in range(1, personal + 1)
            ]
            made = invite(place=cast.elmwood, group=group.pk, by=cast.rosa, guests=guests)
            held.personal[kind] = [each.secret for each in made]
        if paper:
            codes = make_paper_codes(
                place=cast.elmwood, group=group.pk, by=cast.rosa, count=paper, language="es"
            )
            held.paper[kind] = [each.secret for each in codes]
        if kind == "resident" and open_links:
            held.links[kind] = make_open_link(place=cast.elmwood, group=group.pk, by=cast.rosa).secret
    held.round = open_it(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    return held
