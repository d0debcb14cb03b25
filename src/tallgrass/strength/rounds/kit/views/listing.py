"""The kit of a round: every piece, when it is of use, and what is still to be said."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from tallgrass.foundation.ui.parts import Link, Tag
from tallgrass.places.access import in_place
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.answering.asked import languages_of
from tallgrass.strength.rounds.holding.views.frame import at as at_round
from tallgrass.strength.rounds.kit.known import audiences
from tallgrass.strength.rounds.kit.method.pieces import MOMENTS, MOMENTS_AFTER, PIECES, Piece
from tallgrass.strength.rounds.kit.queries import groups_asked, own_pieces
from tallgrass.strength.rounds.kit.views.frame import Desk, desk_of, page
from tallgrass.strength.rounds.models import Round

#: What a draft can say before its texts are complete; the rest comes with links and with the result.
_TO_SAY = ("who", "closes", "result_by", "codes_until")


@in_place(RUN_ROUNDS)
def kit(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Every piece of the kit that is still of use, for one sort of people in one language."""
    desk = desk_of(request, place, number)
    own = own_pieces(place=place, language=desk.language)
    over = desk.round.state == Round.State.CLOSED
    moments = [
        {
            "title": desk.own["moments"][moment],
            "pieces": [
                _row(desk, piece, piece.key in own) for piece in PIECES.values() if piece.moment == moment
            ],
        }
        for moment in (MOMENTS_AFTER if over else MOMENTS)
    ]
    values = {
        "lead": desk.own["list"]["lead_after" if over else "lead"],
        "moments": moments,
        "choices": [choice for choice in (_people(desk), _languages(desk)) if len(choice["links"]) > 1],
        "missing": _missing(desk),
        "crumbs": desk.crumbs(),
    }
    return page(desk, "kit.html", values)


def _row(desk: Desk, piece: Piece, own: bool) -> dict[str, Any]:
    told = desk.own["pieces"][piece.key]
    return {
        "name": told["name"],
        "about": told["about"],
        "address": desk.at("piece", piece.key),
        "tag": Tag(desk.own["list"]["own"], "done") if own else None,
    }


def _people(desk: Desk) -> dict[str, Any]:
    people = audiences(groups_asked(desk.round))
    names = desk.own["list"]["people"]
    links = [_choice(names[one], desk.at("kit", audience=one), one == desk.audience) for one in people]
    return {"title": desk.own["list"]["for"], "links": links}


def _languages(desk: Desk) -> dict[str, Any]:
    names = desk.speech.said["languages"]
    links = [
        _choice(names.get(code, code), desk.at("kit", language=code), code == desk.language)
        for code in languages_of(desk.round)
    ]
    return {"title": desk.own["list"]["in"], "links": links}


def _choice(name: str, address: str, here: bool) -> dict[str, Any]:
    return {"name": name, "address": address, "here": here}


def _missing(desk: Desk) -> dict[str, Any] | None:
    """What the round has not said yet and its texts leave open, with the way to say it; None where nothing is."""
    if desk.round.state != Round.State.DRAFT:
        return None
    marks = desk.own["marks"]
    gaps = {gap for piece in PIECES.values() for gap in desk.filled(piece, desk.facts("-")).gaps}
    names = [marks[mark] for mark in _TO_SAY if mark in gaps]
    if not names:
        return None
    link = Link(desk.own["list"]["say_it"], at_round(desk.place, "round", desk.round.pk))
    return {"names": names, "link": link}
