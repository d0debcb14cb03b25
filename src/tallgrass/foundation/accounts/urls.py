"""Addresses of signing in and of one's account.

The names are allauth's, which sends people from page to page by them. It has more pages (signing up, passwords, further
addresses); there is no way to them.
"""

from django.urls import path

from tallgrass.foundation.accounts import account, signing_in

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="account_login"),
    # allauth names these two in redirects and messages; both are the page of signing in.
    path("sign-in/", signing_in.sign_in, name="account_request_login_code"),
    path("sign-in/", signing_in.sign_in, name="account_signup"),
    path("sign-in/code/", signing_in.type_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", signing_in.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-in/second-step/", signing_in.second_step, name="mfa_authenticate"),
    path("sign-in/closed/", signing_in.closed, name="account_inactive"),
    path("account/", account.account, name="mfa_index"),
    path("account/", account.account, name="mfa_list_webauthn"),
    path("account/sign-out/", account.sign_out, name="account_logout"),
    path("account/sign-out-everywhere/", account.end_everywhere, name="account_end_sessions"),
    path("account/confirm/", account.confirm_by_code, name="mfa_reauthenticate"),
    path("account/confirm/passkey/", account.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/add/", account.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/name/", account.rename_passkey, name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", account.remove_passkey, name="mfa_remove_webauthn"),
    path("account/recovery-codes/", account.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", account.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
