"""The reports of a field visit: each verifier writes and signs an own one; where two differ, somebody else decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from judging import rules
from judging.models import Assignment, Claim, Observation, Visit, VisitReport, has_signed, signed_by_verifiers


@dataclass(frozen=True)
class Seen:
    """What a verifier saw of one claim: a `Claim.Outcome`, and a note (needed unless confirmed)."""

    outcome: str
    note: str = ""


@dataclass(frozen=True)
class Decided:
    """What somebody else decided about a claim that two verifiers saw differently."""

    outcome: str
    reason: str


@dataclass(frozen=True)
class Disagreement:
    """A claim that two verifiers saw differently, or the date of the visit (no claim)."""

    claim: Claim | None
    values: tuple


@transaction.atomic
def report(visit, claims: Mapping[int, Seen], *, visited_on: date | None, summary, send, shown=None, by, at):
    """Write the own report of a visit; with `send` it is signed.

    `claims` maps claim ids of this visit to `Seen`, those left out stay; `visited_on` may be None until it is signed.
    `shown` is the stamp of the own report that the verifier was shown. Refused for a claim that was not confirmed and
    has no note, and when signed with a claim, the date or the summary open. Once as many have signed as the stage
    wants, the visit is reported if they found the same; if not, it waits until one of them takes the signature back or
    somebody decides.
    """
    visit, own = locked_for(visit, by=by, at=at)
    if send and visited_on is None:
        raise Refused(rules.NO_VISIT_DATE)
    if send and not summary.strip():
        raise Refused(rules.NO_SUMMARY)
    refuse(rules.visit_date_refusal(visit, visited_on, today=timezone.localdate(at)))
    rows = observations_of(visit, own)
    stands = stamp(own, rows)
    for row in rows:
        if seen := claims.get(row.claim_id):
            row.outcome, row.note = seen.outcome, seen.note
        if row.outcome in ("partly", "not") and not row.note.strip():
            raise Refused(rules.REASON_MISSING)
        if send and not row.outcome:
            raise Refused(rules.FINDINGS_OPEN)
    own = own or VisitReport(visit=visit, verifier_id=by.user_id)
    own.visited_on, own.summary, own.saved_at = visited_on, summary, at
    if stamp(own, rows) != stands:
        stamps.unchanged(shown, stands, visit)
    if send:
        own.signed_at, own.signed_by = at, by
    own.save()
    new = [row for row in rows if row.pk is None]
    for row in new:
        row.report = own
    Observation.objects.bulk_create(new)
    Observation.objects.bulk_update([row for row in rows if row not in new], ["outcome", "note"])
    name = settled(visit, by=by, at=at) if send else "visit.noted"
    events.record(name, on=visit, by=by, at=at, proposal=visit.proposal_id)
    return visit


def observations_of(visit, own):
    """What one report says of each claim of a visit, in their order; new rows where it says nothing yet."""
    there = {row.claim_id: row for row in Observation.objects.filter(report=own)} if own else {}
    claims = Claim.objects.filter(visit=visit).order_by("section__position", "pk")
    return [there.get(claim.pk) or Observation(claim=claim) for claim in claims]


def stamp(own, rows):
    """The stamp of an own report as it stands; None is one that nobody has begun."""
    found = sorted((row.claim_id, row.outcome, row.note) for row in rows)
    return stamps.fingerprint([own.visited_on if own else None, own.summary if own else "", found])


@transaction.atomic
def take_back(visit, *, by, at):
    """Take the own signature back, to write the report anew; possible until the visit is reported."""
    visit, own = locked_for(visit, by=by, at=at, is_signed=True)
    if own is None or own.signed_at is None:
        raise Refused(rules.NOT_SIGNED)
    own.signed_at = own.signed_by = None
    own.save(update_fields=["signed_at", "signed_by"])
    events.record("visit.signature_taken_back", on=visit, by=by, at=at, proposal=visit.proposal_id)
    return visit


@transaction.atomic
def decide(visit, outcomes: Mapping[int, Decided], *, visited_on: date | None = None, seen=None, by, at: datetime):
    """Decide where the two signed reports differ: an outcome and a reason for each claim, the day if it differs too.

    Both reports stay as they were signed. `seen` is the stamp of both. Refused to the two themselves.
    """
    visit = Visit.objects.locked(visit.pk)
    signed = signed_reports(visit)
    apart = differences(signed)
    refuse(
        rules.visit_deciding_refusal(
            visit, office=by, verifiers={one.verifier_id for one in signed}, differs=bool(apart)
        )
    )
    stamps.unchanged(seen, both_stamp(signed), visit)
    days = {one.visited_on for one in signed}
    if len(days) > 1 and visited_on not in days:
        raise Refused(rules.NO_VISIT_DATE)
    claims = list(Claim.objects.filter(visit=visit).order_by("pk"))
    agreed = {row.claim_id: row.outcome for row in signed[0].observations.all()}
    open_claims = {one.claim.pk for one in apart if one.claim}
    for claim in claims:
        claim.outcome = agreed[claim.pk]
        if claim.pk in open_claims:
            found = outcomes.get(claim.pk, Decided("", ""))
            refuse(rules.visit_decided_refusal(found.outcome, found.reason))
            claim.outcome, claim.reason = found.outcome, found.reason
            claim.decided_at, claim.decided_by = at, by
    close(visit, claims, visited_on if len(days) > 1 else days.pop(), by=by, at=at)
    decided = {claim.section_id: claim.outcome for claim in claims if claim.pk in open_claims}
    events.record("visit.decided", on=visit, by=by, at=at, proposal=visit.proposal_id, claims=decided)
    return visit


def settled(visit, *, by, at):
    """What a signature brought about, as the name of its event: reported if both found the same."""
    signed = signed_reports(visit)
    if len(signed) < visit.stage.arranged.signatures_wanted:
        return "visit.signed"
    if differences(signed):
        return "visit.differs"
    found = {row.claim_id: row.outcome for row in signed[0].observations.all()}
    claims = list(Claim.objects.filter(visit=visit).order_by("pk"))
    for claim in claims:
        claim.outcome = found[claim.pk]
    close(visit, claims, signed[0].visited_on, by=by, at=at)
    return "visit.reported"


def close(visit, claims, visited_on, *, by, at):
    """Write what was found in the end."""
    Claim.objects.bulk_update(claims, ["outcome", "reason", "decided_at", "decided_by"])
    visit.visited_on, visit.reported_at, visit.reported_by = visited_on, at, by
    visit.save(update_fields=["visited_on", "reported_at", "reported_by"])


def signed_reports(visit):
    """The signed reports of those who still verify a visit, the first signature first, each with its observations."""
    return list(
        signed_by_verifiers(VisitReport.objects.filter(visit=visit))
        .select_related("verifier", "signed_by__user")
        .prefetch_related("observations__claim__section")
        .order_by("signed_at", "pk")
    )


def are_open(visit, signed):
    """Whether the verifiers see each other's reports: all that are wanted are signed, or the visit is reported.

    Until then each has seen nothing but the visit.
    """
    return visit.reported_at is not None or len(signed) >= visit.stage.arranged.signatures_wanted


def differences(signed):
    """Where two signed reports differ: claims in their order, then the day. Notes may differ: both are kept."""
    if len(signed) < 2:
        return []
    by_claim = [{row.claim: row for row in one.observations.all()} for one in signed]
    order = sorted(by_claim[0], key=lambda claim: (claim.section.position, claim.pk))
    found = [
        Disagreement(claim, tuple(rows[claim] for rows in by_claim))
        for claim in order
        if len({rows[claim].outcome for rows in by_claim}) > 1
    ]
    days = tuple(one.visited_on for one in signed)
    return found + ([Disagreement(None, days)] if len(set(days)) > 1 else [])


def apart(stage):
    """The codes of the visits of a stage that two saw differently and nobody has decided; one query."""
    found = Visit.objects.filter(stage=stage).differing()
    return tuple(found.order_by("proposal__code").values_list("proposal__code", flat=True))


def apart_since(stage):
    """Since when the visit that waits longest to be decided does: its second report was signed then; one query."""
    found = Visit.objects.filter(stage=stage).differing().annotate(both_at=Max("reports__signed_at"))
    return found.aggregate(first=Min("both_at"))["first"]


def both_stamp(signed):
    """The stamp of the signed reports of a visit."""
    return stamps.fingerprint([[one.pk, stamp(one, one.observations.all())] for one in signed])


def locked_for(visit, *, by, at, is_signed=False):
    """The visit, locked, and the own report of this verifier (or None), if it may still be written.

    With `is_signed` a signed one is what is asked for.
    """
    visits = Visit.objects.select_for_update(of=("self",)).select_related("stage", "proposal")
    visit = visits.annotate(has_signed=has_signed(by.user, "stage__edition")).get(pk=visit.pk)
    held = Assignment.objects.held_by(by.user).filter(stage=visit.stage_id, proposal=visit.proposal_id).first()
    if held is None:
        raise Refused(rules.NOT_A_VERIFIER)
    own = VisitReport.objects.filter(visit=visit, verifier=by.user_id).first()
    refuse(rules.pact_refusal(has_signed=visit.has_signed) or rules.cover_refusal(held))
    refuse(rules.reporting_refusal(visit, at=at, is_signed=bool(own and own.signed_at) and not is_signed))
    return visit, own
