"""Keeps messages with links that nobody else can open from leaving this computer."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from tallgrass.foundation.messages.carriers import can_carry
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.where import good_here_alone


class LinksLeadNowhere(ValidationError):
    """The site has no address that others can open, so the links of a message would lead nowhere."""

    def __init__(self) -> None:
        super().__init__("The site has no address that others can open.", code="no_address")


def lead_nowhere(address: str) -> bool:
    """Whether links that begin like this address are good on this computer alone, while messages leave it."""
    leaves = any(can_carry(channel) for channel in Channel.values)
    return leaves and good_here_alone(urlsplit(address).netloc)


def refuse_dead_links(address: str) -> None:
    """Raise ``LinksLeadNowhere`` where they do."""
    if lead_nowhere(address):
        raise LinksLeadNowhere
