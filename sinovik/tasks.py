"""Tasks of the whole house. Each is one line and safe to run twice."""

from celery import shared_task
from django.utils import timezone

from sinovik import heads, invariants
from sinovik.watching import alarms

# Every file is read and every result computed again.
INSPECTING_SECONDS = 29 * 60
# The next minute looks again.
WATCHING_SECONDS = 50


@shared_task(name="sinovik.inspect", soft_time_limit=INSPECTING_SECONDS, time_limit=INSPECTING_SECONDS + 60)
def inspect(**_):
    invariants.inspect(at=timezone.now())


@shared_task(name="sinovik.watch", soft_time_limit=WATCHING_SECONDS - 10, time_limit=WATCHING_SECONDS)
def watch(**_):
    alarms.watch(at=timezone.now())


@shared_task(name="sinovik.send_heads")
def send_heads(**_):
    heads.send_due(at=timezone.now())
