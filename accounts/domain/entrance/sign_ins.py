"""Noting who signs in and who does not, so that the owner of an address and the ministry can look."""

from datetime import timedelta

from accounts.domain.entrance import attempts, devices
from accounts.models import Attempt, SignIn, User

# As long as a season and the one after it may ask who was there.
KEPT = timedelta(days=400)


def note(outcome, address, *, visitor, browser, at, means=SignIn.Means.PASSWORD):
    """Keep one try by some means, whatever came of it; returns the SignIn. Whose address it is is found, not told.

    A visitor who is held and goes on trying, at whichever address, or goes on with keys that nobody knows, leaves one
    row in the time that tries are counted in: a flood fills no disk.
    """
    address = address.strip().lower()[:254]
    if outcome == SignIn.Outcome.HELD or not address:
        lately = at - attempts.LIMITS[Attempt.Kind.SIGN_IN].within
        if held := SignIn.objects.filter(outcome=outcome, visitor=visitor, at__gt=lately).first():
            return held
    return SignIn.objects.create(
        outcome=outcome,
        means=means,
        address=address,
        user=User.objects.filter(email=address).first(),
        visitor=visitor,
        browser=browser[:200],
        at=at,
    )


def erase_old(*, at):
    """Erase what is kept long enough, and sessions that are over; returns how many tries. Safe to run twice."""
    devices.erase_over(at=at)
    return SignIn.objects.filter(at__lt=at - KEPT).delete()[0]
