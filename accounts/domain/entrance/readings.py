"""The log of readings: who opened what is blind or private. No part of the chain; what a GET may write, and alone.

What one person opens again within an hour of the clock from the same network is one reading.
"""

from datetime import timedelta

from django.db import connection

from accounts.models.entrance.reading import DAYS

KEPT = timedelta(days=DAYS)
# Written out: it is asked with every dossier that a judge opens.
KEPT_ONCE = """INSERT INTO accounts_reading (at, hour, user_id, office, visitor, kind, subject_type, subject_id, about)
    SELECT %s, %s, %s, %s, %s, kind, subject_type, subject_id, about
    FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[]) AS opened (kind, subject_type, subject_id, about)
    ON CONFLICT DO NOTHING
"""


def keep(opened, *, user, office, visitor, at):
    """Keep what was opened: triples of a kind, (type, id) of the thing, and what it is called; one statement.

    `office` is the role that opened it, "" for whoever acted for oneself; `visitor` the network address.
    """
    kinds, subjects, names = zip(*opened, strict=True)
    types, ids = zip(*subjects, strict=True)
    hour = at.replace(minute=0, second=0, microsecond=0)
    told = [list(map(str, kinds)), list(types), list(ids), [name[:120] for name in names]]
    with connection.cursor() as cursor:
        cursor.execute(KEPT_ONCE, [at, hour, user.pk, office, visitor[:45], *told])


def erase_old(*, at):
    """Erase what is kept long enough; returns how many. Safe to run twice.

    The table itself refuses to lose what is younger, by its own clock.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_reading WHERE at < least(%s, now() - %s)", [at - KEPT, KEPT])
        return cursor.rowcount
