"""Tells Django about the room."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """The queue of messages, and whom nothing is sent to."""

    name = "tallgrass.foundation.messages"
    label = "foundation_messages"
    verbose_name = "Messages"
