"""Tells Django about the room."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Text messages."""

    name = "tallgrass.foundation.texts"
    label = "foundation_texts"
    verbose_name = "Texts"

    def ready(self) -> None:
        """Say what carries texts."""
        from tallgrass.foundation.messages.carriers import bring
        from tallgrass.foundation.messages.models import Channel
        from tallgrass.foundation.texts import purposes  # noqa: F401  (declares them)
        from tallgrass.foundation.texts.carrying import TextCarrier

        bring(Channel.TEXT, TextCarrier())
