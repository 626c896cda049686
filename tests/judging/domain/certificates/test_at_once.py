"""Two workers at one batch. A module of its own: the stories of a module stand in a transaction nobody else sees."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from judging.domain.certificates import rendering
from judging.models import CertificateBatch
from tests import carrying
from tests.judging.domain.certificates.test_rendering import is_complete, order, tell


@pytest.mark.journey
@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_each_certificate_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    crew, stage = tell()
    batch = order(stage, crew)

    def work():
        try:
            rendering.render_batch(batch.pk, clock=lambda: carrying.moment(stage))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(work), pool.submit(work)]:
            future.result()
    assert is_complete(stage)
    assert CertificateBatch.objects.get(pk=batch.pk).finished_at
