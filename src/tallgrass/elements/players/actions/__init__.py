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
    NoSuchPartner,
    change_partner,
    change_partners,
)
from tallgrass.elements.players.actions.finding import refresh_search
from tallgrass.elements.players.actions.own import (
    bring_back,
    confirm_record,
    correct_own_record,
    erase_partner,
    forgotten_with_partners,
    hide_partner,
    say_who_leads,
)
from tallgrass.elements.players.actions.speaking import end_speaker, make_speaker
from tallgrass.elements.players.actions.telling import end_links, make_link, record_told, tell_by_mail

__all__ = [
    "Addition",
    "AskedNotToBeListed",
    "ChangedMeanwhile",
    "KeyTaken",
    "NoSuchPartner",
    "add_partner",
    "add_partners",
    "bring_back",
    "change_partner",
    "change_partners",
    "confirm_record",
    "correct_own_record",
    "end_links",
    "end_speaker",
    "erase_partner",
    "forgotten_with_partners",
    "hide_partner",
    "make_link",
    "make_speaker",
    "record_told",
    "refresh_search",
    "remove_partners",
    "say_who_leads",
    "tell_by_mail",
]
