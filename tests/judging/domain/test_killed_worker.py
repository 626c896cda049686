"""A worker that is killed in the middle of a batch: no certificate missing, none twice."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from judging.domain.certificates import rendering
from judging.models import Award, Certificate, CertificateBatch
from tests import carrying
from tests.judging.domain.certificates.test_rendering import is_complete, order, tell

pytestmark = [pytest.mark.journey, pytest.mark.pdf, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[3]

# Says a word for each certificate it is about to commit.
WORKER = """
import sys, django
django.setup()
from django.db.models.signals import post_save
from django.utils import timezone
from judging.domain.certificates import rendering
from judging.models import Certificate
post_save.connect(lambda **_: print("made", flush=True), sender=Certificate, weak=False)
rendering.render_batch(int(sys.argv[1]), clock=timezone.now)
"""


def environment(media):
    """The environment of a worker on the database of this test."""
    at = connection.settings_dict
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "sinovik.settings",
        "DATABASE_URL": f"postgres://{at['USER']}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
        "MEDIA_ROOT": str(media),
    }


def test_a_killed_worker_leaves_nothing_missing_and_nothing_twice(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    crew, stage = tell()
    batch = order(stage, crew)
    command = [sys.executable, "-c", WORKER, str(batch.pk)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as worker:
        # The second is in the making: the first is safe, the second is lost.
        assert [worker.stdout.readline() for _ in range(2)] == ["made\n", "made\n"]
        worker.kill()
    with transaction.atomic():
        # Waits until PostgreSQL has noticed that the worker is gone.
        list(Award.objects.select_for_update().filter(stage=stage))
    assert 1 <= Certificate.objects.filter(award__stage=stage).count() < 4
    assert CertificateBatch.objects.filter(finished_at=None, failure="").get() == batch
    rendering.render_batch(batch.pk, clock=lambda: carrying.moment(stage))
    assert is_complete(stage)
    assert CertificateBatch.objects.get(pk=batch.pk).finished_at
