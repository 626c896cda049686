"""Tasks of the contest. Each is one line and safe to run twice."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from competitions.domain import heartbeat, lot

# A handful of rows; the next minute tries again.
SECONDS = 50


@shared_task(name="competitions.reveal_lots", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def reveal_lots(**_):
    lot.reveal_due(at=timezone.now())


@shared_task(name="competitions.beat", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def beat(**_):
    heartbeat.keep(settings.HEARTBEAT_ADDRESS, clock=timezone.now, is_shut=settings.MAINTENANCE)
