"""Who has taken up a next step, and by when, in a sentence."""

from collections.abc import Mapping

from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import NextStepTaken
from tallgrass.strength.scorecard.published import published
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.speech import Speech
from tallgrass.strength.scorecard.taking_up.queries import public_steps, steps_taken


def taken_as_sentences(place: Place, language: str, *, everybody: bool) -> Mapping[tuple[str, str], str]:
    """By step (its key and its question), as members see it; or only what ``everybody`` may see."""
    said = words(language, "scorecards")["steps"]["taken_by"]
    rows = public_steps(place) if everybody else steps_taken(place)
    return {
        (one.key, one.criterion): said.format(who=owner_of(one, language), day=day_of(one, language))
        for one in rows
    }


def owner_of(taken: NextStepTaken, language: str) -> str:
    """The name of who has taken a step up, as it is now."""
    if taken.person is not None:
        return taken.person.name or taken.person.email.partition("@")[0]
    if taken.partner is not None:
        return str(taken.partner.name)
    return str(words(language, "scorecards")["kept"]["gone"])


def what_of(taken: NextStepTaken, language: str) -> str:
    """What was taken up, in the words of the scorecard that it stands in; blank where that no longer has it."""
    document, framework = published(taken.snapshot)
    same = (
        one
        for one in document["next_steps"]
        if (one["key"], one["criterion"] or "") == (taken.key, taken.criterion)
    )
    step = next(same, None)
    return Sentences(document, framework, language).what(step) if step is not None else ""


def day_of(taken: NextStepTaken, language: str) -> str:
    """By when, in words."""
    return Speech(language).date(taken.until.isoformat())
