"""What rooms, people and the gateway do with texts.

This room knows no roles and writes no history of a place: whoever calls these asks for the permission and records the
event, in the transaction in which they call.
"""

from tallgrass.foundation.texts.actions.agreeing import (
    Agreement,
    agree,
    end_agreements,
    forget_number,
)
from tallgrass.foundation.texts.actions.incoming import (
    mark_read,
    stop_number,
    take_incoming,
    was_no_stop,
)
from tallgrass.foundation.texts.actions.keeping import forget_old_texts, set_terms
from tallgrass.foundation.texts.actions.reporting import take_report
from tallgrass.foundation.texts.actions.sending import post_text, post_texts

__all__ = [
    "Agreement",
    "agree",
    "end_agreements",
    "forget_number",
    "forget_old_texts",
    "mark_read",
    "post_text",
    "post_texts",
    "set_terms",
    "stop_number",
    "take_incoming",
    "take_report",
    "was_no_stop",
]
