"""Where people who are asked come in."""

from django.urls import reverse

from tallgrass.places.models import Place


def link_address(place: Place, secret: str) -> str:
    """The address of a link, without the site's own."""
    return reverse("answering:start", args=[place.slug, secret])


def code_address() -> str:
    """Where a code from paper is typed in, without the site's own."""
    return reverse("answering:code")
