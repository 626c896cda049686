from celery import shared_task
from django.utils import timezone

from judging.circle import computation
from judging.domain.certificates import rendering


@shared_task(name="judging.compute_stage")
def compute_stage(computation_id, **_):
    computation.run(computation_id, clock=timezone.now)


@shared_task(name="judging.render_certificates")
def render_certificates(batch_id, **_):
    rendering.render_batch(batch_id, clock=timezone.now)


@shared_task(name="judging.resume_unfinished_batches")
def resume_unfinished_batches(**_):
    rendering.resume_unfinished()
