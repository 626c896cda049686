"""What a dry run of a stage costs, from its close to its publication and back, at 300 and 3,156 proposals.

Run it with REDIS_URL and SECRET_KEY of any portal, DATABASE_URL of the owner of the tables and
WHITENOISE_USE_FINDERS=1; what it writes is taken back:

    python bench/dry_run.py [proposals ...]

An agency sends five proposals and has an admin and a writer, who each get a letter. The desk evaluation is done, with
three readers a proposal and every mark, and not closed: the run closes, freezes, computes, drafts, agrees, announces,
writes its letters and takes all of it back.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from control_room import analyzed, database_worked, edition, forget_peak, memory, peak, work
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Agency, Role
from judging.circle import dry_run
from tests.factories import accounts

SIZES, ROUNDS, AN_AGENCY = (300, 3156), 3, 5


def measure(size, write):
    """One line for a stage of so many proposals."""
    stage, found = edition(size, agencies=size // AN_AGENCY)
    work(stage, found, done=1)
    for agency in Agency.objects.filter(proposals__edition=stage.edition).distinct():
        accounts.membership(Role.AGENCY_ADMIN, agency=agency)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        analyzed(cursor)
    by = accounts.membership(Role.MINISTRY_ADMIN)
    # Once before, so that nothing is measured that a process does only once.
    with CaptureQueriesContext(connection) as queries:
        run = dry_run.rehearse(stage, by=by, clock=timezone.now)
    if not run.is_whole:
        raise SystemExit("; ".join(run.missing))
    number, held = len(queries), memory()
    forget_peak()
    clock, worked, database = time.perf_counter(), time.process_time(), database_worked()
    for _round in range(ROUNDS):
        dry_run.rehearse(stage, by=by, clock=timezone.now)
    figures = [
        (time.perf_counter() - clock) / ROUNDS,
        (time.process_time() - worked) / ROUNDS,
        (database_worked() - database) / ROUNDS,
    ]
    said = "".join(f"{one:>9.2f}" for one in figures)
    write(f"{size:>9}{number:>9}{said}{len(run.going_on):>9}{run.letters:>9}{peak() - held:>7.0f}\n")


def main(write=sys.stdout.write):
    """Print a line for each size; seconds of the clock, of the processor here and of it in PostgreSQL."""
    settings.DEBUG = False
    write(f"{'proposals':>9}{'queries':>9}{'s':>9}{'cpu s':>9}{'db s':>9}{'go on':>9}{'letters':>9}{'+MiB':>7}\n")
    for size in [int(one) for one in sys.argv[1:]] or SIZES:
        with transaction.atomic():
            measure(size, write)
            transaction.set_rollback(True)


if __name__ == "__main__":
    main()
