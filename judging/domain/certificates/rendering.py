"""Certificates: one PDF an award, rendered by workers, never missing and never twice."""

import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain import events, tries
from accounts.domain.queue import enqueue
from accounts.domain.trail import growing, proving
from accounts.files import keeping, sealing
from accounts.rules import Refused
from competitions.models import Stage
from judging import rules
from judging.domain.certificates import page, signing
from judging.models import Award, Certificate, CertificateBatch

logger = logging.getLogger(__name__)

FOLDER = "certificates"
# How often a worker is asked and nothing comes of it before a person has to look.
TRIES = 4


@transaction.atomic
def request_batch(stage, *, by, at):
    """Order the certificates of a published stage; ordered again, it renders what is still missing."""
    stage = Stage.objects.locked(stage.pk)
    refusal = rules.certificates_refusal(
        stage,
        office=by,
        has_awards=Award.objects.standing().filter(stage=stage).exists(),
        can_render=settings.PDF_ENABLED,
    )
    if refusal:
        raise Refused(refusal)
    batch, _created = CertificateBatch.objects.update_or_create(
        stage=stage,
        defaults={
            "requested_at": at,
            "requested_by": by,
            "tries": 1,
            "tried_at": at,
            "failure": "",
            "finished_at": None,
        },
    )
    events.record("certificates.requested", on=stage, by=by, at=at)
    # What each of them carries; the one of the night may not be there yet.
    growing.keep_head(at=at)
    enqueue("judging.render_certificates", batch_id=batch.pk)
    return batch


def render_batch(batch_id, *, clock):
    """Render every certificate of a batch that is still missing.

    Safe to run twice and by two workers at once: each award is rendered under its row's lock. What fails is
    noted on the batch with the award's number, and the others go on. At the worker's time limit it ends as if the
    worker had been lost: nothing failed, and the clock orders the rest again. A batch that is done, failed or given
    up is left alone: the broker may bring a lost worker's task once more.
    """
    batch = unfinished().filter(pk=batch_id).first()
    if batch is None:
        return
    failures = []
    for award_id in waiting(batch).values_list("pk", flat=True):
        try:
            render(award_id, at=clock())
        except SoftTimeLimitExceeded:
            raise
        except Exception as failure:
            logger.exception("certificate of award %s failed", award_id)
            number = Award.objects.values_list("number", flat=True).get(pk=award_id)
            reason = failure.refusal if isinstance(failure, Refused) else failure
            failures.append(_("Sertifikat %(number)s gagal: %(reason)s") % {"number": number, "reason": reason})
    finish(batch_id, failures, at=clock())


@transaction.atomic
def render(award_id, *, at):
    """Render one award's certificate unless it exists, another worker has it in hand or the award was revoked.

    The proposal is locked with it and cannot be excluded meanwhile; one that is being excluded is passed by.
    """
    award = (
        Award.objects.standing()
        .select_for_update(skip_locked=True, no_key=True, of=("self", "proposal"))
        .filter(pk=award_id, certificate=None)
        .select_related("stage__edition", "proposal")
        .first()
    )
    # A second look under the lock: another worker may have finished while this one waited for the row.
    if award is None or Certificate.objects.filter(award=award).exists():
        return None
    signer = signing.signer()
    pdf = signer.signed(sealing.with_field(page.pdf(award, head=proving.published_by(at))))
    digest = keeping.digest(pdf)
    name = keeping.keep(pdf, folder=FOLDER, ending="pdf")
    certificate = Certificate.objects.create(
        award=award,
        file=name,
        sha256=digest,
        size=len(pdf),
        address=page.address(award),
        key=signer.key,
        rendered_at=at,
    )
    events.record("certificate.rendered", on=award, by=None, at=at, number=award.number, sha256=digest, key=signer.key)
    return certificate


@transaction.atomic
def finish(batch_id, failures, *, at):
    """Close a batch when nothing is missing, or note what failed."""
    batch = CertificateBatch.objects.select_for_update().get(pk=batch_id)
    batch.failure = "\n".join(failures)
    batch.finished_at = at if not waiting(batch).exists() else None
    batch.save(update_fields=["failure", "finished_at"])


def resume_unfinished(*, at):
    """Order again every batch whose worker was lost, each time after a longer pause; what failed waits for a person.

    One of which nothing came in all its tries is given up, with the reason on its page.
    """
    for pk in list(unfinished().values_list("pk", flat=True)):
        resume(pk, at=at)


@transaction.atomic
def resume(pk, *, at):
    """Order one batch again when its pause is over, or give it up. What came of the last try begins the count anew."""
    batch = unfinished().select_for_update().filter(pk=pk).first()
    if batch is None or at < tries.again_at(batch.tries, at=batch.tried_at):
        return
    made = Certificate.objects.filter(award__stage=batch.stage_id, rendered_at__gt=batch.tried_at)
    if made.exists() or batch.tries < TRIES:
        batch.tries = 1 if made.exists() else batch.tries + 1
        batch.tried_at = at
        enqueue("judging.render_certificates", batch_id=batch.pk)
    else:
        batch.failure = _("Pencetakan terhenti %(tries)s kali tanpa hasil.") % {"tries": batch.tries}
        events.record("certificates.given_up", on=batch.stage, by=None, at=at, tries=batch.tries)
    batch.save(update_fields=["tries", "tried_at", "failure"])


def unfinished():
    """The batches that wait for a worker."""
    return CertificateBatch.objects.filter(finished_at=None, failure="").order_by("pk")


@transaction.atomic
def print_examples_anew(*, by, at):
    """Order the certificates of example editions again that print another address than the portal has now.

    A demo may be started on another port than before. A real certificate stays as it was handed out: where the
    portal moves, its old address must lead on to the new one.
    """
    if not settings.PDF_ENABLED:
        return
    stale = Certificate.objects.filter(award__stage__edition__is_example=True).exclude(
        address__startswith=f"{settings.BASE_URL}/"
    )
    stages = list(Stage.objects.filter(awards__certificate__in=stale).distinct().order_by("pk"))
    stale.delete()
    for stage in stages:
        request_batch(stage, by=by, at=at)


def waiting(batch):
    """The batch's awards without a certificate, in the order of their numbers."""
    return Award.objects.standing().filter(stage=batch.stage_id, certificate=None).order_by("number")


def progress(stage):
    """How many certificates of a stage exist, of how many: (done, total)."""
    awards = Award.objects.standing().filter(stage=stage)
    return awards.filter(certificate__isnull=False).count(), awards.count()


def expected():
    """What the store must hold of every certificate."""
    for row in Certificate.objects.order_by("pk").iterator():
        yield row.printed
