"""One message to three thousand writers: statements, seconds, and the most memory of a process that does nothing else.

Run it with DATABASE_URL, REDIS_URL and SECRET_KEY of any portal; what it writes is taken back:

    python bench/write_to_many.py
"""

import os
import sys
import time
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.domain.correspondence import messages  # noqa: E402
from accounts.models import Agency, AgencyKind, Membership, Role, Unit, User  # noqa: E402
from competitions.models import Edition  # noqa: E402
from sinovik.audiences import addressees  # noqa: E402

TEXT = messages.Text("Halo {nama_penerima}", "Untuk {instansi}:\n\n{usulan}\n\n{tautan}" + "\n\nIsi." * 50)


def peak():
    """The most memory this process has held, in MiB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def found(people):
    """So many writers of one agency, and an admin of the ministry; returns the admin."""
    today = timezone.localdate()
    agency = Agency.objects.create(kind=AgencyKind.MINISTRY, name=f"Instansi bench {people}")
    unit = Unit.objects.create(agency=agency, name="Unit")
    users = User.objects.bulk_create(
        User(email=f"penulis{n}.{people}@bench.contoh.go.id", full_name=f"Penulis {n}") for n in range(people)
    )
    Membership.objects.bulk_create(
        Membership(user=user, role=Role.UNIT, agency=agency, unit=unit, since=today) for user in users
    )
    admin = User.objects.create_user(f"admin.{people}@bench.contoh.go.id", "Admin bench")
    return Membership.objects.create(user=admin, role=Role.MINISTRY_ADMIN, since=today)


def measure(people):
    """Write to everybody of a portal with so many writers more, and say what it cost."""
    statements = []

    def note(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic():
        admin, at = found(people), timezone.now()
        before, began = peak(), time.monotonic()
        with connection.execute_wrapper(note):
            those = addressees("penulis", edition=Edition(), rows=[], at=at)
            messages.send(TEXT, those, key=uuid4(), audience="bench", by=admin, at=at)
        seconds = time.monotonic() - began
        sys.stdout.write(
            f"{len(those)} recipients: {len(statements)} statements, {seconds:.1f} s, {before:.0f} MiB before,"
            f" {peak():.0f} MiB at most\n"
        )
        transaction.set_rollback(True)


for number in (30, 3_000):
    measure(number)
