"""What the questions of a round are called."""

from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.closing.queries import framework_of
from tallgrass.strength.rounds.models import Round


def criterion_names(found: Round, language: str) -> dict[str, str]:
    """Names by the id of a criterion, in the language where the framework has it."""
    framework: Framework = framework_of(found)
    texts = framework.texts.get(language) or framework.texts[framework.language]
    return {criterion: told.name for criterion, told in texts.criteria.items()}
