"""Ten thousand writers from a spreadsheet: seconds of the request and of the worker, and the most memory of a process.

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

from accounts.domain import people_import, writer_sheets  # noqa: E402
from accounts.files import sheets  # noqa: E402
from accounts.models import Agency, AgencyKind, Letter, Membership, Role, User, WriterSheet  # noqa: E402

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
    before, began, busy = peak(), time.monotonic(), time.process_time()
    lines, faults = people_import.read(sheets.rows(table()))
    sheet = writer_sheets.hand_in(agency, lines, name="penulis.csv", by=admin, at=timezone.now())
    # The worker is another process: it has nothing of the request.
    del lines, faults
    handed_in = time.monotonic()
    writer_sheets.carry_on(sheet.pk, clock=timezone.now)
    done, busy = time.monotonic(), time.process_time() - busy
    sheet = WriterSheet.objects.get(pk=sheet.pk)
    written = Letter.objects.filter(occasion__startswith=f"accounts.writersheet {sheet.pk} ").count()
    sys.stdout.write(
        f"{sheet.writers} rows, {written} letters: {handed_in - began:.1f} s in the request,"
        f" {done - handed_in:.1f} s in the worker, {busy:.1f} s of one processor in both;"
        f" {before:.0f} MiB before, {peak():.0f} MiB at most\n"
    )
    transaction.set_rollback(True)
