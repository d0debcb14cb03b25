"""Tells Django about the room."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Messages, and the outbox of a site without a server for mail."""

    name = "tallgrass.foundation.mail"
    label = "foundation_mail"
    verbose_name = "Mail"
