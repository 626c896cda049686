"""The log of readings: who opened what is blind or private. No part of the chain; what a GET may write, and alone.

What one person opens again within an hour of the clock from the same network is one reading.
"""

from datetime import timedelta

from django.db import connection

from accounts.models import Reading
from accounts.models.entrance.reading import DAYS

KEPT = timedelta(days=DAYS)


def keep(opened, *, user, office, visitor, at):
    """Keep what was opened: triples of a kind, (type, id) of the thing, and what it is called; one statement.

    `office` is the role that opened it, "" for whoever acted for oneself; `visitor` the network address.
    """
    Reading.objects.bulk_create(
        (
            Reading(
                kind=kind,
                at=at,
                hour=at.replace(minute=0, second=0, microsecond=0),
                user_id=user.pk,
                office=office,
                subject_type=subject_type,
                subject_id=subject_id,
                about=about[:120],
                visitor=visitor[:45],
            )
            for kind, (subject_type, subject_id), about in opened
        ),
        ignore_conflicts=True,
    )


def erase_old(*, at):
    """Erase what is kept long enough; returns how many. Safe to run twice.

    The table itself refuses to lose what is younger, by its own clock.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_reading WHERE at < least(%s, now() - %s)", [at - KEPT, KEPT])
        return cursor.rowcount
