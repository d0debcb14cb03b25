"""What allauth asks its site: how messages are worded and sent, where people go, what a passkey is called.

allauth keeps the flows (codes, tries, stages, passkeys, recovery codes); these adapters and the views in this room are
all that stands between it and our pages (docs/decisions/0010-signing-in.md).
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.accounts.sessions import signed_in_from_now
from tallgrass.foundation.languages import words
from tallgrass.foundation.mail.send import NotSent, send
from tallgrass.foundation.site_pages import reader_language


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing in with our words, and with no way to sign up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people come by being given a role, or by a link of the operator's."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be sent there after signing in: to a path of this site alone."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session of somebody who has shown that it is them."""
        signed_in_from_now(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a message in the reader's language. One that we have no words for is not sent.

        Raises ``NotSent`` where the server for mail does not take it.
        """
        request = self.request
        language = reader_language(request)
        letter = words(language, "accounts")["mail"].get(template_prefix.rpartition("/")[2])
        if letter is None:
            return
        values = {
            "code": context.get("code", ""),
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "site": request.build_absolute_uri("/"),
            "account": request.build_absolute_uri(reverse("mfa_index")),
        }
        send(
            to=email,
            subject=letter["subject"].format_map(values),
            body="\n\n".join(letter["body"]).format_map(values),
            language=language,
            good_for=timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT) if values["code"] else None,
        )

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell somebody that the ways into their account have changed, if the message can be sent."""
        with suppress(NotSent):
            super().send_notification_mail(*args, **kwargs)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing from page to page: each page of ours says itself what became of what somebody did."""

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody can show once more that it is them, passkeys first."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return methods[::-1]


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Passkeys with our words."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 (allauth's name)
        """What a passkey is called until its owner gives it a name."""
        said = words(reader_language(context.request), "accounts")["passkeys"]
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(said["unnamed"]).format(number=number)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as a device keeps it beside a passkey: its host, and our name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": str(words(reader_language(context.request), "site")["brand"])}
