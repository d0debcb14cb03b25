"""Tells Django about the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "tallgrass.foundation.accounts"
    label = "foundation_accounts"
    verbose_name = "Accounts"
