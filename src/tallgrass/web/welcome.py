"""What a new instance tells its operator: how to make the first place."""

from tallgrass.foundation.accounts.links import first_link


def first_steps(address: str) -> list[str]:
    """The lines to print where nobody is on the site yet: a link, good once, to make the first place. Else nothing.

    ``address`` is where people reach the site, a slash at its end.
    """
    path = first_link()
    if path is None:
        return []
    return [
        "",
        "Nobody is on this site yet. Open this link to make the first place (once, within 24 hours):",
        address + path.lstrip("/"),
    ]
