from celery import shared_task
from django.utils import timezone

from judging.domain import computation


@shared_task(name="judging.compute_stage")
def compute_stage(computation_id, **_):
    computation.run(computation_id, clock=timezone.now)
