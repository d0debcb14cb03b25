"""Reads what the site has noticed about itself."""

from tallgrass.web.upkeep.models import Sign


def latest_signs() -> dict[str, Sign]:
    """The latest sign of each sort that there is."""
    return {sign.sort: sign for sign in Sign.objects.all()}
