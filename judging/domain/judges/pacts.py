"""Signing the integrity pact of an edition."""

import hashlib

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.domain import events
from accounts.domain.stamps import unchanged
from accounts.models.asked_often import asked_often
from accounts.rules import Refused
from competitions.models import Edition
from judging import rules
from judging.models import Invitation, PactSignature, PanelMember, Rereading


def fingerprint_of(text):
    """The hash of a wording, as it is kept and shown."""
    return hashlib.sha256(text.encode()).hexdigest()


def stamp(edition):
    """Which wording stands."""
    return fingerprint_of(edition.pact)


@transaction.atomic
def sign(edition, *, seen=None, by, at):
    """The judge signs the wording that was `seen` and stands; signed already, nothing happens."""
    edition = Edition.objects.locked(edition.pk)
    unchanged(seen, stamp(edition), edition)
    signature, is_new = PactSignature.objects.get_or_create(
        edition=edition,
        judge_id=by.user_id,
        sha256=stamp(edition),
        defaults={"text": edition.pact, "signed_at": at, "signed_by": by},
    )
    if is_new:
        events.record("pact.signed", on=edition, by=by, at=at, sha256=signature.sha256)
    return signature


def signature_of(edition, user):
    """Somebody's signature under the wording that stands, or None."""
    return PactSignature.objects.filter(edition=edition, judge=user, text=edition.pact).first()


def refuse_unsigned(edition, user):
    """Stop an act of a judge who has not signed, and say where that is done."""
    if refusal := rules.pact_refusal(has_signed=signature_of(edition, user) is not None):
        raise Refused(refusal, way=reverse("judging:pact", args=[edition.slug]))


def unsigned(user):
    """The editions whose pact somebody still has to sign, the latest first."""
    signed = PactSignature.objects.filter(judge=user, edition=OuterRef("pk"), text=OuterRef("pact"))
    return concerns(user).filter(~Exists(signed))


unsigned_by = asked_often(unsigned)


def concerns(user):
    """The editions in which somebody sits, agreed to, or reads anew: whose pact is theirs to sign."""
    seats = PanelMember.objects.filter(judge=user).values("stage__edition")
    agreed = Invitation.objects.accepted().filter(judge=user).values("stage__edition")
    again = Rereading.objects.standing().filter(judge=user).values("sample__stage__edition")
    return Edition.objects.filter(Q(pk__in=seats) | Q(pk__in=agreed) | Q(pk__in=again)).latest_first()
