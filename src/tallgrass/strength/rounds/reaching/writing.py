"""Writes what people of a round are sent: the texts of the kit, filled for one person, in their language."""

from dataclasses import dataclass, replace
from typing import Final

from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.tokens import secret_of
from tallgrass.strength.rounds.holding.actions.inviting import PREFIX
from tallgrass.strength.rounds.holding.addresses import link_address
from tallgrass.strength.rounds.holding.result_seam import Result
from tallgrass.strength.rounds.kit.known import facts_for
from tallgrass.strength.rounds.kit.method.facts import Facts
from tallgrass.strength.rounds.kit.method.filling import OwnText, filled
from tallgrass.strength.rounds.kit.method.pieces import PIECES
from tallgrass.strength.rounds.kit.queries import own_text
from tallgrass.strength.rounds.kit.wording import said_in
from tallgrass.strength.rounds.models import Invitation
from tallgrass.strength.rounds.reaching.models import Reached

#: The piece of the kit for each thing that is sent, by mail; texts have ``_text`` behind it.
_PIECES: Final = {
    Reached.Sort.INVITATION: "invitation",
    Reached.Sort.REMINDER_1: "reminder_1",
    Reached.Sort.REMINDER_2: "reminder_2",
    Reached.Sort.RESULT: "thanks",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A message to one person."""

    invitation: Invitation
    channel: str
    to: str
    subject: str
    body: str
    language: str


class Writer:
    """Writes one thing for many: own texts of the place are read once a language."""

    def __init__(self, sort: Reached.Sort, site: str, result: Result | None = None) -> None:
        self._sort, self._site, self._result = sort, site.rstrip("/"), result
        self._own: dict[tuple[str, str], OwnText | None] = {}

    def written(self, invitation: Invitation) -> Written:
        """The message to whom a link was made for: by mail where there is an address, else as a text."""
        by_mail = bool(invitation.email)
        place = invitation.group.place
        language = invitation.language if invitation.language in available_languages() else place.languages[0]
        key = _PIECES[self._sort] + ("" if by_mail else "_text")
        if (key, language) not in self._own:
            self._own[key, language] = own_text(place=place, piece=key, language=language)
        made = filled(
            PIECES[key], said_in(language), self._facts(invitation, language), self._own[key, language]
        )
        return Written(
            invitation,
            Channel.MAIL if by_mail else Channel.TEXT,
            invitation.email or invitation.phone,
            made.subject,
            made.body,
            language,
        )

    def _facts(self, invitation: Invitation, language: str) -> Facts:
        secret = secret_of(invitation.seed, PREFIX)
        link = self._site + link_address(invitation.group.place, secret.text)
        facts = facts_for(invitation.group, language=language, link=link)
        if self._result is None:
            return facts
        told = self._result.told(language)
        return replace(facts, result=told.sentences, next_step=told.next_step, result_link=self._result.link)
