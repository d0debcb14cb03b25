"""What is known of a round when its texts are filled: the door between the records and the pure texts."""

from typing import Final

from tallgrass.strength.rounds.answering.asked import framework_of
from tallgrass.strength.rounds.answering.method.length import minutes
from tallgrass.strength.rounds.kit.method.facts import PARTNER, RESIDENT, Audience, Facts
from tallgrass.strength.rounds.kit.queries import groups_asked
from tallgrass.strength.rounds.method.promise import ANONYMOUS, CONFIDENTIAL
from tallgrass.strength.rounds.models import AskedGroup, Round

#: The form of those who were not said to be asked yet.
_USUAL: Final[dict[Audience, str]] = {PARTNER: "short", RESIDENT: "resident"}


def audience_of(kind: str) -> Audience:
    """Whom a text for people of a kind speaks to."""
    return RESIDENT if kind == "resident" else PARTNER


def audiences(groups: list[AskedGroup]) -> list[Audience]:
    """Whom the texts of a round can speak to: those who are asked, or both while nobody is."""
    asked = {audience_of(group.kind) for group in groups}
    return [one for one in (PARTNER, RESIDENT) if not asked or one in asked]


def facts_for(group: AskedGroup, *, language: str = "", link: str = "", code_address: str = "") -> Facts:
    """What is known when somebody of a group is asked. ``link`` is their own; the group comes with its round.

    What the steward typed is said as in ``language``, else as in the first one of the round.
    """
    return _facts(group.round, audience_of(group.kind), group.form, language, link, code_address)


def facts_of(
    found: Round, audience: Audience, *, language: str = "", link: str = "", code_address: str = ""
) -> Facts:
    """What is known when people of a round are asked; of several forms for them the first counts."""
    forms = [group.form for group in groups_asked(found) if audience_of(group.kind) == audience]
    form = forms[0] if forms else _USUAL[audience]
    return _facts(found, audience, form, language, link, code_address)


def _facts(found: Round, audience: Audience, form: str, language: str, link: str, code_address: str) -> Facts:
    place = found.place
    count = len(framework_of(found).forms[form])
    draft = found.state == Round.State.DRAFT
    return Facts(
        place=place.name,
        asked_by=found.text("asked_by", language),
        audience=audience,
        questions=count,
        minutes=minutes(count),
        thanks=found.text("thanks", language),
        mode=CONFIDENTIAL if found.mode == Round.Mode.CONFIDENTIAL else ANONYMOUS,
        public_body=bool(place.public_body),
        smallest_group=place.smallest_group if draft else found.smallest_group,
        closes_on=found.closes_on,
        result_by=found.result_by,
        codes_until=found.codes_until,
        telephone=found.text("telephone", language),
        link=link,
        code_address=code_address,
        paid_by=place.paid_by,
    )
