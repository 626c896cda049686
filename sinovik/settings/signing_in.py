"""Settings of allauth: how people sign in, and what is asked for beside the password. Part of `settings`."""

import environ
from django.core.exceptions import ImproperlyConfigured

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignup"
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.LoginForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPasswordKeyForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
    "reauthenticate": "accounts.forms.sign_in.ReauthenticateForm",
}
# Django's own: allauth's writes a row of its own for every link, and a person of ours has one address.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# We count ourselves, in the database: see `accounts.domain.entrance.attempts`.
ACCOUNT_RATE_LIMITS = False
# A code or a key of a device beside the password; see `accounts.domain.entrance.second_factor`.
MFA_ADAPTER = "accounts.second_factor_adapter.Sealed"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Codes are counted with passwords; there is nothing to guess of a key.
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "authenticate_webauthn": "accounts.forms.second_factor.KeyForm",
    "login_webauthn": "accounts.forms.second_factor.KeyAloneForm",
}

# A provider of identities (OpenID Connect) that vouches for addresses of people whom the portal knows; without an
# issuer nothing of it is shown.
OIDC_ISSUER = environ.Env().str("OIDC_ISSUER", default="")
OIDC_CLIENT_ID = environ.Env().str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = environ.Env().str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = environ.Env().str("OIDC_NAME", default="")
if OIDC_ISSUER and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET and OIDC_NAME):
    raise ImproperlyConfigured("OIDC_ISSUER needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_NAME beside it.")
SOCIALACCOUNT_ADAPTER = "accounts.identity_adapter.KnownPeople"
# Nobody gets an account by it, and nothing it says is kept.
SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_STORE_TOKENS = SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
# Seconds.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
