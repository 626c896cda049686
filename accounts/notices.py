"""What a page says once on top, such as "Tersimpan": kept in a cookie until it was shown."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class Notices(CookieStorage):
    """Django's storage, under a name that nobody else under the same domain can set."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"
