"""What may happen to a dossier as a whole: from the unit to its agency, back, out of the contest."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from proposals import letters, rules
from proposals.domain import drafting, publication
from proposals.models import Attachment, Proposal, SectionVersion, Status, Transition, WithdrawalRequest


@dataclass(frozen=True)
class Move:
    """One kind of transition: from where to where, which moment it stamps, whether it owes a reason."""

    sources: tuple[Status, ...]
    target: Status
    stamp: str
    event: str
    needs_note: bool = False


ACTS = {
    "hand_over": Move((Status.DRAFT, Status.RETURNED), Status.WITH_AGENCY, "handed_over", "proposal.handed_over"),
    "return": Move((Status.WITH_AGENCY,), Status.RETURNED, "returned", "proposal.returned", needs_note=True),
    "submit": Move((Status.WITH_AGENCY,), Status.SUBMITTED, "submitted", "proposal.submitted"),
    "withdraw": Move(
        (Status.DRAFT, Status.RETURNED, Status.WITH_AGENCY, Status.SUBMITTED),
        Status.WITHDRAWN,
        "ended",
        "proposal.withdrawn",
    ),
    "let_go": Move((Status.SUBMITTED,), Status.WITHDRAWN, "ended", "proposal.withdrawal_accepted", needs_note=True),
    "disqualify": Move((Status.SUBMITTED,), Status.DISQUALIFIED, "ended", "proposal.disqualified", needs_note=True),
}

# What people read in the history of a dossier.
LABELS = {
    "begin": _("Draf dibuat"),
    "hand_over": _("Diserahkan ke admin instansi"),
    "return": _("Dikembalikan ke unit"),
    "submit": _("Diajukan ke kementerian"),
    "withdraw": _("Ditarik"),
    "let_go": _("Ditarik atas permintaan instansi"),
    "disqualify": _("Didiskualifikasi"),
}


@transaction.atomic
def hand_over(proposal, *, by, at):
    """The unit hands the dossier to its agency's admin, who is told by letter. Returns the fresh proposal."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.handover_refusal(proposal, office=by, at=at))
    return finish("hand_over", proposal, by=by, at=at, sections=drafting.closed(proposal, at))


@transaction.atomic
def send_back(proposal, note, *, by, at):
    """The agency's admin returns the dossier to the unit, saying in `note` what to mend."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.return_refusal(proposal, office=by, at=at))
    return finish("return", proposal, note=note, by=by, at=at)


@transaction.atomic
def withdraw(proposal, note="", *, by, at):
    """Take the dossier out for good; a place under the agency's cap becomes free again."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.withdrawal_refusal(proposal, office=by, at=at))
    return finish("withdraw", proposal, note=note, by=by, at=at)


@transaction.atomic
def disqualify(proposal, note, *, motion=None, by, at):
    """The ministry excludes a submitted dossier, with the reason in `note`; what was announced is taken back.

    Raises Refused without a seconded `motion` where the public has read of the proposal already.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.disqualification_refusal(proposal, office=by, at=at))
    if publication.is_announced(proposal):
        refuse(None if motion and motion.is_carried else rules.NEEDS_TWO_PEOPLE)
        publication.take_back(proposal, note.strip(), at=at)
    return finish("disqualify", proposal, note=note, by=by, at=at, **({"motion": motion.pk} if motion else {}))


def stamp(proposal):
    """The stamp of a dossier as a whole: what every page shows that asks before an act on it."""
    sections = SectionVersion.objects.current().filter(proposal=proposal).order_by("section_id")
    return stamps.fingerprint(
        [
            proposal.status,
            drafting.identity_stamp(proposal),
            list(sections.values_list("section_id", "number", "sha256", "is_done")),
            list(Attachment.objects.present().filter(proposal=proposal).order_by("pk").values_list("pk", flat=True)),
            publication.is_announced(proposal),
            list(WithdrawalRequest.objects.waiting().filter(proposal=proposal).values_list("pk", flat=True)),
        ]
    )


def described_ending(proposal, inputs):
    """What exactly leaves the contest, as JSON values: the dossier, and the awards it would lose."""
    entry = getattr(proposal, "catalogue_entry", None)
    awards = list(entry.awards.order_by("position", "name").values_list("name", flat=True)) if entry else []
    return {
        "code": proposal.code,
        "title": proposal.title,
        "agency": proposal.agency_name,
        "status": proposal.status,
        "awards": awards,
        **inputs,
    }


def finish(name, proposal, *, by, at, note="", **particulars):
    """Carry out the act on a locked proposal: status, stamp, transition, letters, and at last the event."""
    act = ACTS[name]
    note = note.strip()
    if proposal.status not in act.sources:
        raise Refused(rules.WRONG_STATUS)
    if act.needs_note and not note:
        raise Refused(rules.REASON_MISSING)
    Transition.objects.create(
        proposal=proposal, act=name, source=proposal.status, target=act.target, by=by, at=at, note=note
    )
    proposal.status = act.target
    setattr(proposal, f"{act.stamp}_at", at)
    setattr(proposal, f"{act.stamp}_by", by)
    proposal.save(update_fields=["status", f"{act.stamp}_at", f"{act.stamp}_by"])
    letters.tell(act.event, proposal, at=at, by=by, note=note, **particulars)
    events.record(act.event, on=proposal, by=by, at=at, note=note, **particulars)
    return proposal
