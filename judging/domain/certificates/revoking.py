"""An award taken back by itself: its certificate is not handed out any more, and its page says since when and why."""

from functools import partial

from django.db import transaction

from accounts.domain import events
from accounts.domain.partners import hooks
from accounts.models import Happening
from accounts.rules import Refused
from accounts.rules.motions import carrying_refusal
from judging import rules
from judging.models import Award, Certificate
from proposals.domain.catalogue import publication


def described(award, inputs):
    """What exactly is revoked, as JSON values."""
    certificate = Certificate.objects.filter(award=award).first()
    return {
        "number": award.number,
        "award": award.name,
        "title": award.title,
        "code": award.proposal.code,
        "agency": award.agency_name,
        "edition": award.edition_name,
        "is_over": award.is_over,
        "certificate": certificate.sha256 if certificate else "",
    }


def refusal(award, inputs, *, office, at):
    """Why this award may not be revoked now."""
    return rules.revoking_refusal(award, office=office)


@transaction.atomic
def revoke(award, motion, *, by, at):
    """Take an award back under a seconded motion, wherever the public reads of it; nothing is erased."""
    award = Award.objects.locked(award.pk)
    if refused := carrying_refusal(motion) or rules.revoking_refusal(award, office=by):
        raise Refused(refused)
    award.ended_at, award.ended_by, award.ended_reason = at, by, motion.reason
    award.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    publication.take_award_back(award.proposal, award.name, motion.reason, at=at)
    tell_partners(Award.objects.filter(pk=award.pk), at=at)
    events.record("award.revoked", on=award, by=by, at=at, number=award.number, reason=motion.reason, motion=motion.pk)
    return award


def tell_partners(awards, *, at):
    """Tell programs of partners of each certificate of these awards that it holds no more."""
    rendered = Certificate.objects.filter(award__in=awards).select_related("award__stage__edition").order_by("pk")
    for certificate in rendered:
        hooks.tell(Happening.CERTIFICATE_REVOKED, partial(said, certificate), at=at)


def said(certificate):
    """A certificate as data names it: by its number and where its code leads."""
    award = certificate.award
    edition = award.stage.edition
    place = {"edition": edition.slug, "is_example": edition.is_example, "url": certificate.address}
    return {"number": award.number, "award": award.name, **place}
