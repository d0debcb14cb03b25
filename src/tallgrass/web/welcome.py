"""What a new instance tells its operator: how to make the first place."""

from importlib import import_module
from importlib.util import find_spec
from typing import Final

_LINKS: Final = "tallgrass.foundation.accounts.links"


def first_steps(address: str) -> list[str]:
    """The lines to print where nobody can sign in yet: a link, good once, to make the first place. Else nothing.

    ``address`` is where people reach the site, a slash at its end.
    """
    if find_spec(_LINKS) is None:
        return []
    path: str | None = import_module(_LINKS).first_link()
    if path is None:
        return []
    return [
        "",
        "Nobody is on this site yet. Open this link, once, to make the first place:",
        address + path.lstrip("/"),
    ]
