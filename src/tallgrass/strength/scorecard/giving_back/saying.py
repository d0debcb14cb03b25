"""What a result says to those who were asked, in the message that brings it."""

from collections.abc import Callable

from tallgrass.strength.rounds.holding.result_seam import Told
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.published import names_not_to_show, published
from tallgrass.strength.scorecard.rendering.sentences import Sentences


def what_it_says(snapshot: Snapshot) -> Callable[[str], Told]:
    """The first sentences of a scorecard and its first next step, by language."""
    scorecard = published(snapshot, names_not_to_show(snapshot))

    def told(language: str) -> Told:
        sentences = Sentences(scorecard.document, scorecard.framework, language)
        steps = scorecard.document["next_steps"]
        first = " ".join(sentences.first_sentence())
        return Told(first, sentences.what(steps[0]) if steps else "")

    return told
