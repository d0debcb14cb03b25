"""Tells Django about the room."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """The queue of messages, and whom nothing is sent to."""

    name = "tallgrass.foundation.messages"
    label = "foundation_messages"
    verbose_name = "Messages"

    def ready(self) -> None:
        """Say what carries mail."""
        from tallgrass.foundation.messages.carriers import bring
        from tallgrass.foundation.messages.models import Channel
        from tallgrass.foundation.messages.smtp import MailCarrier

        bring(Channel.MAIL, MailCarrier())
