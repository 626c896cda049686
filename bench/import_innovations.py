"""A hundred thousand innovations of another programme from one XLSX, one row in twenty wrong; then as many of the year
after from the same agencies, each held against all of those.

Says the seconds of each step and the most memory the process held.

Run it with DATABASE_URL, REDIS_URL and SECRET_KEY of any portal with registers; what it writes is taken back:

    python bench/import_innovations.py
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

from accounts.files import sheets  # noqa: E402
from accounts.models import Agency, Membership, Role, User  # noqa: E402
from proposals.domain.catalogue import import_judging, import_matching, imports  # noqa: E402
from proposals.models import OtherProgramme  # noqa: E402

HEAD = ["No", "Nama Inovasi", "Tahun", "Nama Pemda", "Unit", "Urusan", "Penghargaan", "Ringkasan"]
MAPPING = {"title": 1, "year": 2, "agency": 3, "unit": 4, "category": 5, "honour": 6, "summary": 7}
WORDS = ["layanan", "antrean", "desa", "sehat", "air", "perizinan", "kapal", "sekolah", "gizi", "ibu", "pasar", "hutan"]


YEARS = (2022, 2023)


def table(year):
    """The rows of the sheet of a year: titles of four words and a number, over all agencies on record."""
    agencies = list(Agency.objects.order_by("pk").values_list("name", flat=True))
    for number in range(sheets.LARGE.rows):
        words = [WORDS[(number // len(WORDS) ** place + place * 7) % len(WORDS)] for place in range(4)]
        said = "dua ribu" if number % 20 == 0 else str(year)
        # By the number of the year no title is one of another year, and few are much like one.
        title = f"{year * number:x} {' '.join(words).title()} {number * 7919 + year:x}"
        agency = agencies[number % len(agencies)]
        yield [str(number), title, said, agency, "Dinas", "Kesehatan", "", f"Ringkasan {title} " * 3]


def write(path, year):
    """The sheet of a year as XLSX, a title above its headings."""
    book = Workbook(path)
    sheet = book.add_worksheet()
    for place, row in enumerate([["Rekapitulasi inovasi daerah"], [], HEAD, *table(year)]):
        sheet.write_row(place, 0, row)
    book.close()


def peak():
    """The most memory this process has held, in MiB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


@contextmanager
def watched(step):
    """Say what a step took, and the most that the process held until its end."""
    began, busy = time.monotonic(), time.process_time()
    yield
    took, busy = time.monotonic() - began, time.process_time() - busy
    sys.stdout.write(f"{step}: {took:.1f} s, {busy:.1f} s of the process itself; {peak():.0f} MiB at most\n")


def sheet_of(year):
    """The sheet as somebody sends it. Another process makes it: this one has nothing of that."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        subprocess.run([sys.executable, __file__, file.name, str(year)], check=True)  # noqa: S603 - ourselves
        return SimpleUploadedFile("iga.xlsx", Path(file.name).read_bytes())


def main():
    """Every step of the sheet of each year: the first two in a request, the others by a worker."""
    with transaction.atomic():
        user = User.objects.create_user("admin@bench.contoh.go.id", "Admin bench")
        admin = Membership.objects.create(user=user, role=Role.MINISTRY_ADMIN, since=timezone.localdate())
        programme, at = OtherProgramme(name="Bench"), timezone.now()
        for year in YEARS:
            upload = sheet_of(year)
            sys.stdout.write(f"{year}: {upload.size / 1_048_576:.1f} MiB of XLSX; {peak():.0f} MiB before\n")
            given = {"name": "iga.xlsx", "reason": "Bench", "by": admin, "at": at}
            with watched("handed in"):
                listed = imports.hand_in(programme, sheets.one_by_one(upload, sheets.LARGE), **given)
            with watched("columns named"):
                listed = imports.name_columns(listed, MAPPING, by=admin, at=at)
            with watched("judged"):
                import_judging.judge(listed)
            with watched("held against the catalogue"):
                import_matching.mark(listed)
            sys.stdout.write(f"{imports.counts(listed)}\n")
            with watched("described"):
                imports.described(listed)
            with watched("taken over"):
                import_judging.take_in(listed, at=timezone.now())
        transaction.set_rollback(True)


if sys.argv[1:]:
    write(sys.argv[1], int(sys.argv[2]))
else:
    main()
