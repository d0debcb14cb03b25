"""The template engine of every page, the same in a file command and inside the site."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.template import Context, Engine

#: The folder of the base page and of the small pictures.
TEMPLATES: Final = Path(__file__).parent / "templates"


class Strict(str):
    """Stands for a variable that a template names and nobody gave: raises ``LookupError`` when met."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise LookupError(f"the template names {variable}, which nobody gave")


def build_engine(*folders: Path, strict: bool = False) -> Engine:
    """An engine that reads templates from ``folders``, then from here; every value is escaped.

    ``strict`` makes a variable that nobody gave raise ``LookupError``, instead of leaving a blank.
    """
    return Engine(
        dirs=[str(folder) for folder in (*folders, TEMPLATES)],
        autoescape=True,
        string_if_invalid=Strict("%s") if strict else "",
    )


def render(engine: Engine, template: str, values: Mapping[str, Any]) -> str:
    """The template as text with LF line ends, without indentation and empty lines, equal for equal values."""
    context = Context(dict(values), use_l10n=False, use_tz=False)
    text = engine.get_template(template).render(context)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line) + "\n"
