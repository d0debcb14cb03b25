"""Signing in: asking for a code, typing it, a passkey, and the second step of who has one."""

import json
from collections.abc import Mapping
from typing import Any, Final

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from tallgrass.foundation.access import open_form, signed_in_person
from tallgrass.foundation.accounts.pages import OurPage, account_page, said_in
from tallgrass.foundation.accounts.sessions import on_the_way
from tallgrass.foundation.accounts.unreadable import Readable
from tallgrass.foundation.mail.outbox import may_read, sends_nothing
from tallgrass.foundation.mail.send import NotSent
from tallgrass.foundation.ui.parts import Notice

#: What the page of signing in may be asked to say (``?told=``), besides what it always says.
TOLD: Final = ("ask_again", "not_sent", "passkey_failed", "sent_again", "signed_out", "too_many_tries")

#: Only pages with a passkey on them run a script, and it is our own.
with_passkeys: Final = csp_update({"script-src": [SELF], "connect-src": [SELF]})


class SignIn(OurPage, RequestLoginCodeView):  # type: ignore[misc]  # allauth has no types
    """Ask for a code. Whether somebody with that address is here is not told: the next page is the same."""

    template = "accounts/sign_in.html"
    form_words = "sign_in_form"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """The way by passkey, what was told on the way here, and where this site's messages are read."""
        return {
            "passkey_address": reverse("mfa_login_webauthn"),
            "next": self.get_next_url() or "",
            "notice": _told(self.request),
            "outbox": _outbox(self.request),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Send the code; where the server for mail does not take it, say so."""
        on_the_way(self.request)
        try:
            answer: HttpResponse = super().form_valid(form)
        except NotSent:
            form.add_error(None, forms.ValidationError("the message could not be sent", code="not_sent"))
            answer = self.form_invalid(form)
        return answer


class TypeCode(OurPage, ConfirmLoginCodeView):  # type: ignore[misc]  # allauth has no types
    """Type the code from the message."""

    template = "accounts/type_code.html"
    form_words = "code_form"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """allauth's form, its field as wide as a code."""
        form: forms.Form = super().get_form(form_class)
        if "code" in form.fields:
            form.fields["code"].widget.attrs.update(size="12", spellcheck="false")
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Go on; or say what became of another message that was asked for."""
        again = self.request.POST.get("action") == "resend"
        try:
            answer: HttpResponse = super().form_valid(form)
        except NotSent:
            return _saying(reverse("account_confirm_login_code"), "not_sent")
        return _saying(answer.headers["Location"], "sent_again") if again else answer

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """The form once more; after the last try, back to the beginning."""
        answer: HttpResponse = super().form_invalid(form)
        return back_to_sign_in("too_many_tries") if answer.has_header("Location") else answer

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """Which address the message went to, and the other ways on."""
        sentence = said_in(self.request)["type_code"]["sent"]
        return {
            "sent": sentence.format(email=context["email"]),
            "can_resend": context["can_resend"],
            "sign_out_address": reverse("account_logout"),
            "sign_in_address": reverse("account_login"),
            "notice": _told(self.request),
            "outbox": _outbox(self.request),
        }


class SecondStep(Readable, OurPage, AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """For somebody with a passkey who came by a code: the passkey too, or a recovery code."""

    template = "accounts/second_step.html"
    form_words = "recovery_form"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What the browser is asked, and whether a passkey was refused."""
        refused = context["webauthn_form"].is_bound
        return {
            "said": said_in(self.request)["second_step"],
            "options": json.dumps(context["js_data"]["request_options"]),
            "notice": notice(self.request, "passkey_failed") if refused else None,
        }

    def unreadable(self) -> HttpResponse:
        """Back to the page, which asks once more."""
        return HttpResponseRedirect(reverse("mfa_authenticate"))


class PasskeySignIn(Readable, LoginWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Sign in with a passkey: gives the browser its question, takes its answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question, for the script of the page of signing in."""
        on_the_way(request)
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Back to the page of signing in, which says that it did not work."""
        return self.unreadable()

    def unreadable(self) -> HttpResponse:
        """The same for what is no answer of a browser."""
        return back_to_sign_in("passkey_failed")


@with_passkeys
def _sign_in(request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = SignIn.as_view()(request)
    return answer


def _type_code(request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = TypeCode.as_view()(request)
    return _saying_why(request, answer)


@with_passkeys
def _second_step(request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = SecondStep.as_view()(request)
    return _saying_why(request, answer)


def _closed(request: HttpRequest) -> HttpResponse:
    """For somebody whose account is no longer open."""
    return account_page(request, "accounts/closed.html", {}, status=403)


sign_in = open_form(_sign_in)
type_code = open_form(_type_code)
second_step = open_form(_second_step)
passkey_sign_in = open_form(PasskeySignIn.as_view())
closed = open_form(_closed)


def back_to_sign_in(told: str) -> HttpResponse:
    """To the page of signing in, which then says one of ``TOLD``."""
    return _saying(reverse("account_login"), told)


def _saying(address: str, told: str) -> HttpResponse:
    return HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}told={told}")


def _saying_why(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """The answer; where allauth sends somebody back to the beginning, the page there says that it is too late."""
    if answer.headers.get("Location") != reverse("account_login") or signed_in_person(request) is not None:
        return answer
    return back_to_sign_in("ask_again")


def _told(request: HttpRequest) -> Notice | None:
    told = request.GET.get("told", "")
    return notice(request, told) if told in TOLD else None


def notice(request: HttpRequest, told: str) -> Notice:
    """One of ``TOLD`` as a page shows it."""
    said = said_in(request)["told"][told]
    return Notice(said["title"], said["text"], "important")


def _outbox(request: HttpRequest) -> dict[str, Any] | None:
    """Where messages of a site without a server for mail are read; None where there is one."""
    if not sends_nothing():
        return None
    return {"address": reverse("mail:outbox") if may_read(request) else ""}
