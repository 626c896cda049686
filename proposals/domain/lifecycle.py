"""What may happen to a dossier as a whole: from the unit to its agency, back, out of the contest."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from proposals import letters, rules
from proposals.domain import beside, leaving
from proposals.domain import remarks as saying
from proposals.domain.catalogue import publication
from proposals.domain.draft import describing, drafting
from proposals.models import Attachment, Proposal, SectionVersion, Status, Transition, WithdrawalRequest


@dataclass(frozen=True)
class Move:
    """One kind of transition: from where to where, which moment it stamps or takes away, whether it owes a reason."""

    sources: tuple[Status, ...]
    target: Status
    stamp: str
    event: str
    needs_note: bool = False
    # The moments that hold no longer.
    clears: tuple[str, ...] = ()


# With these the pen goes from the unit to its agency's admin, and back.
CHANGES_HANDS = {"hand_over", "return"}
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
    "take_back": Move((Status.SUBMITTED,), Status.WITH_AGENCY, "", "proposal.taken_back", clears=("submitted",)),
    # Where to is said by where it was withdrawn from.
    "bring_back": Move(
        (Status.WITHDRAWN,), Status.WITH_AGENCY, "", "proposal.brought_back", clears=("submitted", "ended")
    ),
    "mend": Move((Status.SUBMITTED,), Status.SUBMITTED, "", "proposal.mended"),
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
    "take_back": _("Diambil kembali untuk diperbaiki"),
    "bring_back": _("Penarikan dibatalkan"),
    "let_go": _("Ditarik atas permintaan instansi"),
    "disqualify": _("Didiskualifikasi"),
    "mend": _("Perbaikan diserahkan"),
}


@transaction.atomic
def hand_over(proposal, *, by, at):
    """The unit hands the dossier to its agency's admin, who is told by letter. Returns the fresh proposal."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.handover_refusal(proposal, office=by, at=at))
    kept = {"identity": describing.closed(proposal, at), "sections": drafting.closed(proposal, at)}
    return finish("hand_over", proposal, by=by, at=at, **kept)


@transaction.atomic
def send_back(proposal, note, remarks=(), *, by, at):
    """The agency's admin returns the dossier to the unit, with a `note` on what to mend and `Remark`s of its places."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.return_refusal(proposal, office=by, at=at))
    return finish("return", proposal, note=note, remarks=remarks, by=by, at=at)


@transaction.atomic
def withdraw(proposal, note="", *, by, at):
    """Take the dossier out; a place under the agency's cap is free again. Until the close it can be brought back."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.withdrawal_refusal(proposal, office=by, at=at))
    return finish("withdraw", proposal, note=note, by=by, at=at)


@transaction.atomic
def take_back(proposal, *, by, at):
    """The agency's admin takes a sent dossier back to mend it; what was sent stays as a revision that holds no more."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.taking_back_refusal(proposal, office=by, at=at))
    return finish("take_back", proposal, by=by, at=at)


@transaction.atomic
def bring_back(proposal, *, by, at):
    """A withdrawn dossier is where it was again; one that had been sent is with its agency, to be sent anew."""
    proposal = Proposal.objects.locked(proposal.pk)
    source = left_from(proposal)
    refuse(rules.bringing_back_refusal(proposal, left_from=source, office=by, at=at))
    target = Status.WITH_AGENCY if source == Status.SUBMITTED else Status(source)
    return finish("bring_back", proposal, target=target, by=by, at=at)


@transaction.atomic
def delete(proposal, *, by, at):
    """Put a cancelled draft out of everybody's sight. Its history stays on record."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.deletion_refusal(proposal, left_from=left_from(proposal), was_sent=was_sent(proposal), office=by))
    proposal.deleted_at, proposal.deleted_by = at, by
    proposal.save(update_fields=["deleted_at", "deleted_by"])
    events.record("proposal.deleted", on=proposal, by=by, at=at, code=proposal.code)
    return proposal


def left_from(proposal):
    """The status from which a dossier was last withdrawn by its own people, "" if it was not; one query at most."""
    if proposal.status != Status.WITHDRAWN:
        return ""
    last = proposal.transitions.order_by("-at", "-pk").first()
    return last.source if last and last.act == "withdraw" else ""


def was_sent(proposal):
    """Whether any text of it was ever sent to the ministry; one query."""
    return proposal.revisions.exists()


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
            describing.stamp(proposal),
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


def finish(name, proposal, *, by, at, note="", remarks=(), target=None, **particulars):
    """Carry out the act on a locked proposal: status, stamp, transition with its remarks, letters, then the event."""
    act = ACTS[name]
    note = note.strip()
    if proposal.status not in act.sources:
        raise Refused(rules.WRONG_STATUS)
    if act.needs_note and not note:
        raise Refused(rules.REASON_MISSING)
    target = target or act.target
    transition = Transition.objects.create(
        proposal=proposal,
        act=name,
        source=proposal.status,
        target=target,
        by=by,
        at=at,
        note=note,
        stood=beside.standing(proposal) if name in CHANGES_HANDS else {},
    )
    said = saying.keep(transition, remarks)
    proposal.status = target
    stamped = dict.fromkeys(act.clears, (None, None)) | ({act.stamp: (at, by)} if act.stamp else {})
    for field, (moment, office) in stamped.items():
        setattr(proposal, f"{field}_at", moment)
        setattr(proposal, f"{field}_by", office)
    fields = [f"{field}_{part}" for field in stamped for part in ("at", "by")]
    proposal.save(update_fields=["status", *fields])
    if act.event in letters.RECIPIENTS:
        letters.tell(act.event, proposal, at=at, by=by, note=lambda: saying.told(note, said), **particulars)
    if act.stamp == "ended":
        leaving.tell(proposal, at=at)
    if said:
        particulars["remarks"] = [saying.recorded(one) for one in said]
    events.record(act.event, on=proposal, by=by, at=at, note=note, **particulars)
    return proposal
