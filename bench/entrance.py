"""Whoever is signed in to the portal, as a browser would show it."""

from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client


def cookies_of(user):
    """The cookies of somebody who is signed in: the session, and the secret of forms."""
    made = Client(HTTP_HOST="localhost")
    made.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    session = made.cookies[settings.SESSION_COOKIE_NAME].value
    return {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: _get_new_csrf_string()}
