"""Tasks of the contest. Each is one line and safe to run twice."""

from celery import shared_task
from django.utils import timezone

from competitions.domain import lot

# A handful of rows; the next minute tries again.
SECONDS = 50


@shared_task(name="competitions.reveal_lots", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def reveal_lots(**_):
    lot.reveal_due(at=timezone.now())
