"""One's own account: the name, passkeys, recovery codes, and signing out."""

import ipaddress
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from allauth.account.views import LogoutView
from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django import forms
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from tallgrass.foundation.access import open_form, signed_in, signed_in_person
from tallgrass.foundation.accounts.actions import change_name, end_sessions
from tallgrass.foundation.accounts.forms import NameForm
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.accounts.pages import OurPage, account_page, said_in
from tallgrass.foundation.accounts.signing_in import back_to_sign_in, notice, with_passkeys
from tallgrass.foundation.accounts.unreadable import Readable
from tallgrass.foundation.site_pages import reader_language
from tallgrass.foundation.ui.fields import show_form
from tallgrass.foundation.ui.parts import Notice

#: What the page of one's account may be asked to say (``?told=``).
TOLD: Final = ("name_changed", "passkey_added", "passkey_changed", "passkey_removed")


def _account(request: HttpRequest) -> HttpResponse:
    """One's name, and the ways in that one has."""
    person = _person(request)
    form = NameForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        change_name(person=person, name=form.cleaned_data["name"])
        return HttpResponseRedirect(f"{reverse('mfa_index')}?told=name_changed")
    said = said_in(request)
    told = request.GET.get("told", "")
    values = {
        "form": show_form(form, said["name_form"], reader_language(request)),
        "email": person.email,
        "passkeys": [_shown(one) for one in _passkeys(person)],
        "add_address": reverse("mfa_add_webauthn"),
        "codes_address": reverse("mfa_view_recovery_codes"),
        "sign_out_address": reverse("account_logout"),
        "end_address": reverse("account_end_sessions"),
        "by_name": _address_by_name(request),
        "notice": Notice(said["account_told"][told]) if told in TOLD else None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return account_page(request, "accounts/account.html", values, status=status)


class AddPasskey(Readable, OurPage, AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Add a passkey that signs in by itself: kept by the device, which checks who holds it."""

    template = "accounts/add_passkey.html"
    form_words = "passkey_form"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What the browser is asked, and whether its answer was refused."""
        options = dict(context["js_data"]["creation_options"])
        public = dict(options["publicKey"])
        public["authenticatorSelection"] = {
            **public.get("authenticatorSelection", {}),
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        }
        refused = bool(context["form"].errors.get("credential")) if context["form"].is_bound else False
        return {
            "options": json.dumps({"publicKey": public}),
            "first": not _passkeys(_person(self.request)),
            "by_name": _address_by_name(self.request),
            "account_address": reverse("mfa_index"),
            "notice": notice(self.request, "passkey_failed") if refused else None,
        }

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """allauth's form, its name no longer than is kept; that the passkey signs in by itself is no question."""
        form: forms.Form = super().get_form(form_class)
        form.fields["name"] = forms.CharField(required=False, max_length=100)
        form.fields["passwordless"].widget = forms.HiddenInput()
        form.initial["passwordless"] = True
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Keep the passkey. With the first one come recovery codes, shown at once: nobody shall be without."""
        answer: HttpResponse = super().form_valid(form)
        if not self.did_generate_recovery_codes:
            return answer
        kept = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES)
        codes = _codes_page(kept.wrap().get_unused_codes(), new=True)
        return account_page(self.request, "accounts/recovery_codes.html", codes)

    def get_success_url(self) -> str:
        """To the account."""
        return f"{reverse('mfa_index')}?told=passkey_added"

    def unreadable(self) -> HttpResponse:
        """Back to the page, which asks once more."""
        return HttpResponseRedirect(reverse("mfa_add_webauthn"))


class RenamePasskey(OurPage, EditWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Give a passkey another name."""

    template = "accounts/rename_passkey.html"
    form_words = "passkey_form"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """allauth's form, its name no longer than is kept."""
        form: forms.Form = super().get_form(form_class)
        form.fields["name"] = forms.CharField(max_length=100)
        return form

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """The way back."""
        return {"account_address": reverse("mfa_index")}

    def get_success_url(self) -> str:
        """To the account."""
        return f"{reverse('mfa_index')}?told=passkey_changed"


class RemovePasskey(OurPage, RemoveWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Remove a passkey, after one has read what that means."""

    template = "accounts/remove_passkey.html"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What it is called, whether it is the last, and the way back."""
        return {
            "name": self.object.wrap().name,
            "last": len(_passkeys(_person(self.request))) == 1,
            "account_address": reverse("mfa_index"),
        }

    def get_success_url(self) -> str:
        """To the account."""
        return f"{reverse('mfa_index')}?told=passkey_removed"


class RecoveryCodes(OurPage, ViewRecoveryCodesView):  # type: ignore[misc]  # allauth has no types
    """The recovery codes that are still good."""

    template = "accounts/recovery_codes.html"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """The codes, and how to have others."""
        return _codes_page(context["unused_codes"], new=False)


class NewRecoveryCodes(OurPage, GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth has no types
    """Have other recovery codes; those from before are good no longer."""

    template = "accounts/new_recovery_codes.html"
    form_words = "new_codes_form"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """How many are left, and the way back."""
        sentence = said_in(self.request)["new_codes"]["left"]
        return {
            "left": sentence.format(number=context["unused_code_count"]),
            "account_address": reverse("mfa_index"),
        }


class ConfirmByCode(OurPage, ReauthenticateView):  # type: ignore[misc]  # allauth has no types
    """Show once more that it is oneself, with a recovery code."""

    template = "accounts/confirm_by_code.html"
    form_words = "recovery_form"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """The other way, where there is one."""
        ways = context["reauthentication_alternatives"]
        return {"other_way": ways[0]["url"] if ways else ""}


class ConfirmByPasskey(Readable, OurPage, ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Show once more that it is oneself, with a passkey."""

    template = "accounts/confirm_by_passkey.html"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What the browser is asked, and the other way."""
        ways = context["reauthentication_alternatives"]
        return {
            "options": json.dumps(context["js_data"]["request_options"]),
            "other_way": ways[0]["url"] if ways else "",
            "notice": notice(self.request, "passkey_failed") if "told" in self.request.GET else None,
        }

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Back to the page, which says that it did not work."""
        return self.unreadable()

    def unreadable(self) -> HttpResponse:
        """The same for what is no answer of a browser."""
        address = self.passthrough_next_url(reverse("mfa_reauthenticate_webauthn"))
        return HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}told=passkey_failed")


class SignOut(OurPage, LogoutView):  # type: ignore[misc]  # allauth has no types
    """Sign out, by sending the form. Whoever follows a link here is asked first."""

    template = "accounts/sign_out.html"

    def values(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """The way back."""
        return {"account_address": reverse("mfa_index")}


def _end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere: on this device and on every other one."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("mfa_index"))
    end_sessions(person=_person(request))
    logout(request)
    return back_to_sign_in("signed_out")


@with_passkeys
def _add_passkey(request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = AddPasskey.as_view()(request)
    return answer


@with_passkeys
def _confirm_by_passkey(request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = ConfirmByPasskey.as_view()(request)
    return answer


account = signed_in(_account)
add_passkey = signed_in(_add_passkey)
rename_passkey = signed_in(RenamePasskey.as_view())
remove_passkey = signed_in(RemovePasskey.as_view())
recovery_codes = signed_in(RecoveryCodes.as_view())
new_recovery_codes = signed_in(NewRecoveryCodes.as_view())
confirm_by_code = signed_in(ConfirmByCode.as_view())
confirm_by_passkey = signed_in(_confirm_by_passkey)
sign_out = open_form(SignOut.as_view())
end_everywhere = signed_in(_end_sessions)


def _person(request: HttpRequest) -> User:
    """Who is signed in. Raises ``Http404`` for nobody, whom the door keeps out."""
    person = signed_in_person(request)
    if person is None:
        raise Http404
    return person


def _passkeys(person: User) -> list[Authenticator]:
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return list(found.order_by("pk"))


def _codes_page(codes: Sequence[str], *, new: bool) -> dict[str, Any]:
    """What the page of the recovery codes is made of."""
    return {
        "codes": [f"{code[:4]} {code[4:]}" for code in codes],
        "new": new,
        "new_address": reverse("mfa_generate_recovery_codes"),
        "account_address": reverse("mfa_index"),
    }


def _shown(passkey: Authenticator) -> dict[str, Any]:
    used = passkey.last_used_at
    return {
        "name": passkey.wrap().name,
        "added": f"{passkey.created_at:%Y-%m-%d}",
        "used": f"{used:%Y-%m-%d}" if used else "",
        "rename": reverse("mfa_edit_webauthn", args=[passkey.pk]),
        "remove": reverse("mfa_remove_webauthn", args=[passkey.pk]),
    }


def _address_by_name(request: HttpRequest) -> str:
    """The same page under a name, where the site was asked for by a number: passkeys belong to names. Else blank."""
    host, _, port = request.get_host().rpartition(":")
    try:
        number = ipaddress.ip_address((host or port).strip("[]"))
    except ValueError:
        return ""
    if not number.is_loopback:
        return ""
    return f"{request.scheme}://localhost{f':{port}' if host else ''}{request.path}"
