"""A worker that is killed over a spreadsheet of writers: all of them in or none, and every invitation once."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.domain import writer_sheets
from accounts.domain.people_import import Line
from accounts.models import Event, Letter, Membership, Role, WriterSheet
from tests.factories import accounts

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[3]
ROWS = writer_sheets.BATCH + 100

# Says a word inside the transaction that it is killed in, and waits there.
WORKER = """
import sys, threading, django
django.setup()
from django.utils import timezone
from django.db.models.signals import pre_save
from accounts.domain import writer_sheets
from accounts.models import Event, WriterSheet
def stop(*_, **__):
    print("there", flush=True)
    threading.Event().wait()
def stop_in_the_second_batch(instance, **_):
    if instance.told > writer_sheets.BATCH:
        stop()
if sys.argv[2] == "offices":
    pre_save.connect(stop, sender=Event, weak=False)
else:
    pre_save.connect(stop_in_the_second_batch, sender=WriterSheet, weak=False)
writer_sheets.carry_on(int(sys.argv[1]), clock=timezone.now)
"""


def killed(sheet, where):
    """Let a worker begin and kill it in the middle of a transaction."""
    at = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "sinovik.settings",
        "DATABASE_URL": f"postgres://{at['USER']}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
    }
    command = [sys.executable, "-c", WORKER, str(sheet.pk), where]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout.readline() == "there\n"
        worker.kill()
    with transaction.atomic():
        # Waits until PostgreSQL has noticed that the worker is gone.
        WriterSheet.objects.select_for_update().get(pk=sheet.pk)
    sheet.refresh_from_db()


@pytest.fixture
def sheet():
    admin = accounts.membership(Role.AGENCY_ADMIN)
    lines = [Line(n + 2, f"Unit {n // 4}", f"Penulis {n}", f"penulis{n}@contoh.go.id") for n in range(ROWS)]
    return writer_sheets.hand_in(admin.agency, lines, name="a.csv", by=admin, at=timezone.now())


def written():
    return Letter.objects.filter(name="account.invitation").count()


def in_office():
    return Membership.objects.filter(role=Role.UNIT).count()


@pytest.mark.parametrize(("where", "offices", "letters"), [("offices", 0, 0), ("letters", ROWS, writer_sheets.BATCH)])
def test_a_killed_worker_leaves_nobody_out_and_nobody_twice(sheet, where, offices, letters):
    killed(sheet, where)
    assert (in_office(), written(), sheet.told) == (offices, letters, letters)
    assert sheet.is_under_way
    for _twice in range(2):
        writer_sheets.carry_on(sheet.pk, clock=timezone.now)
        sheet.refresh_from_db()
        assert sheet.state == WriterSheet.State.DONE
        assert (in_office(), written()) == (ROWS, ROWS)
        assert Letter.objects.values("recipient").distinct().count() == ROWS
        assert Event.objects.filter(name="writers.taken_in").count() == 1
