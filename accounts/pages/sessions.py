"""How long somebody stays signed in, and what a shared computer may keep of it.

Also the session's storage, for `settings.SESSION_ENGINE`.
"""

from datetime import timedelta

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accounts.models.asked_often import asked_often

# However long somebody works on: after this long the password is asked again. The last three nights before a close are
# within it, a machine that nobody looks after is not.
LONGEST = timedelta(days=3)


class SessionStore(db.SessionStore):
    """Django's sessions in the database, which remember when they end."""

    expires_at = None

    def get_session_cookie_age(self):
        """In so many seconds it is over unless somebody works on, and never later than `LONGEST` after the password."""
        given = [record["at"] for record in self.get(AUTHENTICATION_METHODS_SESSION_KEY, [])]
        if not given:
            return settings.SESSION_COOKIE_AGE
        left = max(given) + LONGEST.total_seconds() - timezone.now().timestamp()
        return max(1, min(settings.SESSION_COOKIE_AGE, int(left)))

    def _get_session_from_db(self):
        found = standing(self.session_key, timezone.now())
        if not found:
            self._session_key = None
            return None
        self.expires_at = found[0].expire_date
        return found[0]


@asked_often
def standing(key, now):
    """The session of a key, if it is not over."""
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SignedIn:
    """What holds for every page that knows who reads it.

    Working keeps one signed in: a session more than half over starts anew, which writes its own row once in a few
    hours, not with every page. And no browser keeps a copy for whoever sits down next.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.session.accessed and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
            if is_half_over(request.session):
                request.session.modified = True
        return response


def ends_at(session, now):
    """When a session that shows a page at this moment is over, if nobody works on."""
    whole = now + timedelta(seconds=session.get_session_cookie_age())
    return whole if session.expires_at is None or is_half_over(session) else session.expires_at


def is_half_over(session):
    """Whether less than half is left of the time that a session would have if it started anew."""
    half = timedelta(seconds=session.get_session_cookie_age() / 2)
    return session.expires_at is not None and session.expires_at - timezone.now() < half
