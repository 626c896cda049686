"""Settings of allauth: how people sign in, and what is asked for beside the password. Part of `settings`."""

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
