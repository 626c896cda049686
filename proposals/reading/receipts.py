"""What was sent to the ministry, revision by revision, and whether it still holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils.functional import Promise

from accounts.domain.trail import proving
from accounts.models import Event
from proposals.models import Proposal, Revision, Status

# The acts that freeze a revision: their events name its hash.
FREEZING = ("proposal.submitted", "proposal.mended", "proposal.coached")


class ReceiptState(Enum):
    """What became of a revision."""

    HOLDS = "holds"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True)
class SubmissionReceipt:
    """One revision with what became of it; `ended_at` is the moment of that, where it is one of the dossier."""

    revision: Revision
    state: ReceiptState
    ended_at: datetime | None = None

    @property
    def holds(self) -> bool:
        return self.state == ReceiptState.HOLDS


def of(proposal: Proposal) -> list[SubmissionReceipt]:
    """Every receipt of what was judged of a proposal, the newest first; one query."""
    return receipts_among(proposal, is_coached=False)


def of_coached(proposal: Proposal) -> list[SubmissionReceipt]:
    """Every receipt of what a finalist bettered, the newest first; one query."""
    return receipts_among(proposal, is_coached=True)


def receipts_among(proposal: Proposal, *, is_coached: bool) -> list[SubmissionReceipt]:
    """The receipts of one of the two texts of a proposal."""
    found = proposal.revisions.filter(is_coached=is_coached).select_related("by__user", "by__unit", "by__agency")
    revisions = list(found.defer("body").order_by("-number"))
    return [receipt(proposal, revision, is_newest=place == 0) for place, revision in enumerate(revisions)]


def under(sha256: str) -> SubmissionReceipt | None:
    """The receipt with this hash, or None; two queries at most."""
    revision = Revision.objects.filter(sha256=sha256).select_related("proposal__edition").defer("body").first()
    if revision is None:
        return None
    same = Revision.objects.filter(proposal=revision.proposal_id, is_coached=revision.is_coached)
    newer = same.filter(number__gt=revision.number).exists()
    return receipt(revision.proposal, revision, is_newest=not newer)


def receipt(proposal: Proposal, revision: Revision, *, is_newest: bool) -> SubmissionReceipt:
    """What became of a revision, by the status of its dossier."""
    if not is_newest:
        return SubmissionReceipt(revision, ReceiptState.REPLACED)
    state = {
        Status.SUBMITTED: ReceiptState.HOLDS,
        Status.WITHDRAWN: ReceiptState.WITHDRAWN,
        Status.DISQUALIFIED: ReceiptState.DISQUALIFIED,
    }.get(Status(proposal.status), ReceiptState.TAKEN_BACK)
    return SubmissionReceipt(revision, state, proposal.ended_at)


def event_of(revision: Revision) -> Event | None:
    """The event of the act that froze a revision; one query."""
    named = Event.objects.about(revision.proposal).filter(name__in=FREEZING)
    return named.filter(body__contains=f'"sha256":"{revision.sha256}"').last()


def awaited(revision: Revision) -> str | Promise:
    """Why there is no proof yet of the act that froze a revision, in a sentence; "" where there is one."""
    return proving.awaited(event_of(revision))


def proof_of(revision: Revision, *, opened: bool = False) -> dict | None:
    """The proof that the trail holds the act that froze a revision; None where it does not come out.

    `opened` adds what the event's own hash is made of, with the name of whoever acted: for those who may read it.
    """
    event = event_of(revision)
    if event is None:
        return None
    more = proving.opened(event) if opened else {}
    return proving.inclusion(event, revision=revision.sha256, **more)
