"""What the pages of the kit share: which piece, in which language, for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tallgrass.foundation.assets import asset_address
from tallgrass.foundation.languages import words
from tallgrass.foundation.tokens import secret_of
from tallgrass.foundation.ui.parts import Crumbs, Link
from tallgrass.places.frame import place_page
from tallgrass.places.models import Place
from tallgrass.strength.rounds.answering.asked import languages_of
from tallgrass.strength.rounds.holding.actions.inviting import PREFIX
from tallgrass.strength.rounds.holding.addresses import code_address, link_address
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.holding.views.frame import speech_of, the_round, way_up, whole
from tallgrass.strength.rounds.kit.known import audience_of, audiences, facts_of
from tallgrass.strength.rounds.kit.method.facts import Audience, Facts, Said
from tallgrass.strength.rounds.kit.method.filling import Filled, OwnText, filled
from tallgrass.strength.rounds.kit.method.pieces import PIECES, Piece
from tallgrass.strength.rounds.kit.queries import groups_asked, open_seed, own_text
from tallgrass.strength.rounds.kit.sheets import TEMPLATES
from tallgrass.strength.rounds.kit.wording import said_in
from tallgrass.strength.rounds.models import Round

#: Pages with a button to copy run a script, and it is our own.
with_script: Final = csp_update({"script-src": [SELF]})
#: For whom a text is, in an address.
FOR: Final = "for"


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before a steward: a round, for whom it is told, in which language of the round."""

    place: Place
    round: Round
    audience: Audience
    language: str
    speech: Speech
    request: HttpRequest

    @property
    def own(self) -> Mapping[str, Any]:
        """The words of the pages, in the reader's language."""
        return words(self.speech.language, "kit")

    @property
    def said(self) -> Said:
        """The words that the texts are made of."""
        return said_in(self.language)

    def facts(self, link: str = "") -> Facts:
        """What is known of the round; ``link`` is the way in, where there is one to show."""
        typed = whole(self.request, code_address())
        return facts_of(self.round, self.audience, language=self.language, link=link, code_address=typed)

    def facts_for(self, piece: Piece) -> Facts:
        """The same for a piece: what hangs on a wall shows the open link for these people, where the round has one."""
        seed = self._open_seed() if piece.on_a_wall and self.round.state != Round.State.CLOSED else ""
        if not seed:
            return self.facts()
        link = link_address(self.place, secret_of(seed, PREFIX).text)
        return self.facts(whole(self.request, link))

    def _open_seed(self) -> str:
        kinds = {group.kind for group in groups_asked(self.round) if audience_of(group.kind) == self.audience}
        return open_seed(self.round, kinds)

    def own_text(self, piece: Piece) -> OwnText | None:
        """The place's own words for a piece."""
        return own_text(place=self.place, piece=piece.key, language=self.language)

    def filled(self, piece: Piece, facts: Facts) -> Filled:
        """A piece as the place says it."""
        return filled(piece, self.said, facts, self.own_text(piece))

    def at(self, route: str, piece: str = "", *, language: str = "", audience: str = "") -> str:
        """The address of a page of the kit, for the same people in the same language unless others are named."""
        args = [self.place.slug, self.round.pk]
        if piece:
            args += [piece, language or self.language]
        asked = {FOR: audience or self.audience} | ({} if piece else {"in": language or self.language})
        return f"{reverse(f'kit:{route}', args=args)}?{urlencode(asked)}"

    def crumbs(self, *further: Link) -> Crumbs:
        """The way back up to the round, and further down."""
        return way_up(self.place, self.speech, self.round, *further)


def desk_of(request: HttpRequest, place: Place, number: int, language: str = "") -> Desk:
    """The desk that an address asks for. Raises ``Http404`` for a round that the place has not, and for a language in
    which the round is not asked.
    """
    found = the_round(place, number)
    there, people = languages_of(found), audiences(groups_asked(found))
    wanted = language or request.GET.get("in", "")
    if wanted not in there:
        if language:
            raise Http404
        wanted = there[0]
    asked = request.GET.get(FOR, "")
    audience = next((one for one in people if one == asked), people[0])
    return Desk(place, found, audience, wanted, speech_of(request, place), request)


def the_piece(key: str) -> Piece:
    """The piece. Raises ``Http404`` where there is none of that name."""
    if key not in PIECES:
        raise Http404
    return PIECES[key]


def page(desk: Desk, template: str, values: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the kit."""
    return place_page(
        desk.request,
        desk.place,
        f"kit/{template}",
        {"stylesheet": asset_address("sheet"), "script": asset_address("copy"), **values},
        folder=TEMPLATES,
        room="kit",
        here="rounds",
        status=status,
    )
