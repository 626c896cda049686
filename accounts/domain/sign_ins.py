"""Noting who signs in and who does not, so that the owner of an address and the ministry can look."""

from datetime import timedelta

from accounts.models import SignIn, User

# As long as a season and the one after it may ask who was there.
KEPT = timedelta(days=400)


def note(outcome, address, *, visitor, browser, at):
    """Keep one try, whatever came of it; returns the SignIn. Whose address it is is found, not told."""
    address = address.strip().lower()[:254]
    return SignIn.objects.create(
        outcome=outcome,
        address=address,
        user=User.objects.filter(email=address).first(),
        visitor=visitor,
        browser=browser[:200],
        at=at,
    )


def erase_old(*, at):
    """Erase what is kept long enough; returns how many. Safe to run twice."""
    return SignIn.objects.filter(at__lt=at - KEPT).delete()[0]
