"""What people can do with partners. Each verb lies in the module of its concern; others import it from here."""

from tallgrass.elements.players.actions.adding import (
    Addition,
    AskedNotToBeListed,
    KeyTaken,
    add_partner,
    add_partners,
    remove_partners,
)
from tallgrass.elements.players.actions.changing import (
    ChangedMeanwhile,
    change_partner,
    change_partners,
)

__all__ = [
    "Addition",
    "AskedNotToBeListed",
    "ChangedMeanwhile",
    "KeyTaken",
    "add_partner",
    "add_partners",
    "change_partner",
    "change_partners",
    "remove_partners",
]
