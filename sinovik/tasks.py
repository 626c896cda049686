"""Tasks of the whole house. Each is one line and safe to run twice."""

from celery import shared_task
from django.utils import timezone

from sinovik import invariants

# Every file is read and every result computed again.
INSPECTING_SECONDS = 29 * 60


@shared_task(name="sinovik.inspect", soft_time_limit=INSPECTING_SECONDS, time_limit=INSPECTING_SECONDS + 60)
def inspect(**_):
    invariants.inspect(at=timezone.now())
