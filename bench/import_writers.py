"""Ten thousand writers from a spreadsheet: seconds, and the most memory of a process that does nothing else.

Run it with DATABASE_URL, REDIS_URL and SECRET_KEY of any portal; what it writes is taken back:

    python bench/import_writers.py
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.domain import people_import  # noqa: E402
from accounts.files import sheets  # noqa: E402
from accounts.models import Agency, AgencyKind, Membership, Role, User  # noqa: E402

ROWS = 10_000


def table():
    """Four writers a unit."""
    rows = (f"Unit {n // 4};Penulis {n};penulis{n}@bench.contoh.go.id\r\n" for n in range(ROWS))
    return SimpleUploadedFile("penulis.csv", ("Unit;Nama;Surel\r\n" + "".join(rows)).encode())


def peak():
    """The most memory this process has held, in MiB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


with transaction.atomic():
    agency = Agency.objects.create(kind=AgencyKind.MINISTRY, name="Instansi bench")
    user = User.objects.create_user("admin@bench.contoh.go.id", "Admin bench")
    admin = Membership.objects.create(user=user, role=Role.AGENCY_ADMIN, agency=agency, since=timezone.localdate())
    before, began = peak(), time.monotonic()
    lines, faults = people_import.read(sheets.rows(table()))
    done = people_import.take_in(agency, lines, file="penulis.csv", by=admin, at=timezone.now())
    seconds = time.monotonic() - began
    sys.stdout.write(f"{done.writers} rows, {seconds:.1f} s, {before:.0f} MiB before, {peak():.0f} MiB at most\n")
    transaction.set_rollback(True)
