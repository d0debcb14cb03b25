"""What a partner is told: who added it, what is on record, what is shown to whom, and how to say no.

The same text is a message, a letter on paper, and what a steward reads out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tallgrass.elements.players.method.fields import BETWEEN
from tallgrass.elements.players.models import Player
from tallgrass.elements.players.queries import added_by
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.languages import available_languages, words
from tallgrass.places.models import Place


@dataclass(frozen=True, slots=True)
class Letter:
    """The text in one language: ``opening``, the lines of what is on record, and ``closing``, paragraph by paragraph.

    ``link`` stands between two paragraphs of the closing, after ``no``; blank where it has none.
    """

    language: str
    subject: str
    opening: tuple[str, ...]
    on_record: tuple[str, ...]
    seen: tuple[str, ...]
    no: str
    link: str
    closing: tuple[str, ...]

    @property
    def text(self) -> str:
        """The letter as plain text."""
        listed = "\n".join(f"- {line}" for line in self.on_record)
        parts = [*self.opening, listed, *self.seen, self.no, self.link, *self.closing]
        return "\n\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a partner. ``reply_to`` is blank where nobody answers."""

    subject: str
    body: str
    reply_to: str


def message_to(place: Place, player: Player, secret: str, site: str, sender: User | None = None) -> Message:
    """The message to a partner in every language of the place, the place's own first, with its link."""
    link = link_address(place, secret, site)
    letters = letters_to(place, player, link, sender)
    body = "\n\n* * *\n\n".join(letter.text for letter in letters)
    return Message(letters[0].subject, body + "\n", "" if sender is None else sender.email)


def letters_to(
    place: Place, player: Player, link: str = "", sender: User | None = None
) -> tuple[Letter, ...]:
    """What a partner is told, in each language of the place that there are words for."""
    spoken = [code for code in place.languages if code in available_languages()] or [place.languages[0]]
    who = added_by(place=place, player=player)
    return tuple(_letter(place, player, link, sender, who, code) for code in spoken)


def link_address(place: Place, secret: str, site: str) -> str:
    """The secret address of a partner. ``site`` is where the site is reached, without a slash at its end."""
    return site + reverse("partners:own", args=[place.slug, secret])


def _letter(
    place: Place, player: Player, link: str, sender: User | None, who: User | None, language: str
) -> Letter:
    said = words(language, "partners")
    letter: Mapping[str, Any] = said["letter"]
    values = {
        "place": place.name,
        "name": player.name,
        "who": "" if who is None else str(who),
        "steward": "" if sender is None else str(sender),
        "run_by": place.run_by,
    }

    def one(key: str) -> str:
        return str(letter[key]).format_map(values)

    answer = "no_link" if link else "no_answer" if sender else "no_answer_nobody"
    closing = [one("keep")] * bool(link) + [one("nothing")] + [one("run_by")] * bool(place.run_by)
    return Letter(
        language=language,
        subject=one("subject"),
        opening=(one("hello"), one("added" if who else "added_nobody"), one("why"), one("on_record")),
        on_record=tuple(on_record(player, said)),
        seen=(one("seen_person" if player.is_person else "seen_organization"), one("led_by"), one("no")),
        no=one(answer),
        link=link,
        closing=(*closing, one("bye")),
    )


def on_record(player: Player, said: Mapping[str, Any]) -> Iterator[str]:
    """What is on record of a partner, line by line, without what nobody has said."""
    page, kinds = said["page"], said["kinds"]
    lists = {
        "kinds": [kinds[kind]["name"] for kind in player.kinds.split(BETWEEN)],
        "roles": player.roles,
        "neighbourhoods": player.neighbourhoods,
        "communities": player.communities,
        "website": [player.website] if player.website else [],
        "contact_email": [player.contact_email] if player.contact_email else [],
    }
    yield f"{said['list']['columns']['name']}: {player.name}"
    for name, values in lists.items():
        if values:
            yield f"{page[name]}: {', '.join(map(str, values))}"
    for scheme, value in player.identifiers.items():
        yield f"{page.get(scheme, page['other_identifiers'])}: {value}"
