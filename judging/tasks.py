"""Tasks of judging. Each is one line and safe to run twice."""

from celery import shared_task
from django.utils import timezone

from judging.circle import computation, giving_out, proving, reminding
from judging.domain import objections, resembling
from judging.domain.cards import seals
from judging.domain.certificates import rendering
from judging.domain.desk import private_notes

# The largest stages take seconds; a minute past the first limit the process is ended.
COMPUTING_SECONDS = 29 * 60
# Hundreds of pages take minutes; what is missing then is ordered again by the clock.
RENDERING_SECONDS = 14 * 60


@shared_task(name="judging.compute_stage", soft_time_limit=COMPUTING_SECONDS, time_limit=COMPUTING_SECONDS + 60)
def compute_stage(computation_id, **_):
    computation.run(computation_id, clock=timezone.now)


@shared_task(name="judging.render_certificates", soft_time_limit=RENDERING_SECONDS, time_limit=RENDERING_SECONDS + 60)
def render_certificates(batch_id, **_):
    rendering.render_batch(batch_id, clock=timezone.now)


@shared_task(name="judging.replace_reader", soft_time_limit=290, time_limit=300)
def replace_reader(assignment_id, **_):
    giving_out.replace_later(assignment_id, at=timezone.now())


@shared_task(name="judging.resume_computations")
def resume_computations(**_):
    computation.resume_unfinished(at=timezone.now())


@shared_task(name="judging.resume_certificates")
def resume_certificates(**_):
    rendering.resume_unfinished(at=timezone.now())


@shared_task(name="judging.remind_judges", soft_time_limit=290, time_limit=300)
def remind_judges(**_):
    reminding.remind_judges(at=timezone.now())


@shared_task(name="judging.erase_private_notes", soft_time_limit=110, time_limit=120)
def erase_private_notes(**_):
    private_notes.erase_what_is_over()


@shared_task(name="judging.look_at_seals", soft_time_limit=290, time_limit=300)
def look_at_seals(**_):
    seals.look_at_all(at=timezone.now())


@shared_task(name="judging.forget_senders", soft_time_limit=110, time_limit=120)
def forget_senders(**_):
    objections.forget_senders(at=timezone.now())


@shared_task(name="judging.find_resemblances", soft_time_limit=1700, time_limit=1800)
def find_resemblances(stage_id, **_):
    resembling.search(stage_id, at=timezone.now())


@shared_task(name="judging.make_bundles")
def make_bundles(**_):
    proving.order_missing()


@shared_task(name="judging.make_bundle", soft_time_limit=COMPUTING_SECONDS, time_limit=COMPUTING_SECONDS + 60)
def make_bundle(stage_id, **_):
    proving.make_or_tell(stage_id, at=timezone.now())


@shared_task(name="judging.look_at_bundles")
def look_at_bundles(**_):
    proving.order_all()


@shared_task(name="judging.look_at_bundle", soft_time_limit=COMPUTING_SECONDS, time_limit=COMPUTING_SECONDS + 60)
def look_at_bundle(bundle_id, **_):
    proving.look_at(bundle_id, clock=timezone.now)
