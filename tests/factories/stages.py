"""Editions at work: entrants in bulk, and each stage carried round its circle by the acts people use."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from accounts.domain import motions
from accounts.models import AgencyKind, Membership, Role
from competitions.domain import blueprint
from competitions.domain.blueprint import RuleData
from competitions.domain.templates import TEMPLATES
from competitions.kinds import NEEDS, StageKind
from competitions.models import CompositionRule
from judging import motions as grave
from judging.circle import closing, computation, giving_out, opening, seating
from judging.domain import scoring, verification, visiting
from judging.domain.scoring import Given
from judging.domain.verification import Found
from judging.domain.visiting import Seen
from judging.models import (
    Assignment,
    Choice,
    Claim,
    Computation,
    Entrant,
    Finding,
    PanelMember,
    Standing,
    Visit,
)
from proposals.models import Proposal, Status
from tests.factories import accounts, competitions

DAY = timedelta(days=1)
INTERVIEWERS = 3
PLACES = {StageKind.DESK: 3, StageKind.PANEL: 2, StageKind.FINAL: 1}


def edition(*, at=None, **overrides):
    """An announced edition whose registration closed a day before `at` (now), with rules a few entrants can keep."""
    at = at or timezone.now()
    by = accounts.membership(Role.MINISTRY_ADMIN)
    plan = TEMPLATES["classical"].blueprint
    changes = {}
    for stage in plan.stages:
        if stage.kind in PLACES:
            few = {**stage.places, "umum": PLACES[stage.kind]}
            awards = tuple(replace(one, places=1) if one.places else one for one in stage.awards)
            changes[stage.key] = {"places": few, "awards": awards}
            if NEEDS[stage.kind].selects:
                changes[stage.key]["composition"] = (one_agency_rule(),)
    plan = blueprint.with_stages(plan, changes)
    return competitions.edition(plan, by=by, opens_at=at - 60 * DAY, closes_at=at - DAY, **overrides)


def one_agency_rule():
    return RuleData(CompositionRule.Dimension.AGENCY, "*", maximum=2)


def entries(edition, count, *, agencies=3):
    """`count` submitted proposals in one statement, spread over new agencies; titles end in their number."""
    units = [accounts.unit(accounts.agency(AgencyKind.CITY)) for _ in range(agencies)]
    writers = [accounts.membership(Role.UNIT, unit=unit) for unit in units]
    group = edition.groups.order_by("position").first()
    categories = list(edition.categories.order_by("position"))
    sent = edition.closes_at - DAY
    before = Proposal.objects.filter(edition=edition).count()
    return Proposal.objects.bulk_create(
        Proposal(
            edition=edition,
            number=number,
            code=f"{edition.slug.upper()}-{number:05d}",
            agency=writer.agency,
            unit=writer.unit,
            title=f"Layanan Keliling {number}",
            group=group,
            category=categories[number % len(categories)],
            started_on=date(2021, 3, 1),
            sdgs=[3],
            status=Status.SUBMITTED,
            created_at=sent,
            created_by=writer,
            changed_at=sent,
            handed_over_at=sent,
            handed_over_by=writer,
            submitted_at=sent,
            submitted_by=writer,
        )
        for number, writer in ((before + 1 + index, writers[index % agencies]) for index in range(count))
    )


def settle(motion, *, by, at):
    """A second person agrees to what the motion shows."""
    return motions.second(motion, seen=motion.sha256, by=by, at=at)


def fresh(stage):
    """The stage as it is in the database now."""
    return type(stage).objects.select_related("edition", "rubric").get(pk=stage.pk)


def opened(stage, *, by, judges=(), at):
    """A stage open with its panel seated and its work given out."""
    stage = opening.open_stage(stage, by=by, at=at)
    competitions.drawn(stage.edition)
    for judge in judges:
        if judge.role not in NEEDS[stage.kind].judged_by:
            continue
        seating.seat(stage, judge.user, by=by, at=at)
    giving_out.give_out(stage, by=by, at=at)
    return fresh(stage)


def worked(stage, *, by, at, failing=(), leave=0):
    """Do the work of an open stage, all but the last `leave` pieces; `failing` are codes that do not pass."""
    WORK.get(stage.kind, lambda *_, **__: None)(stage, by=by, at=at, failing=failing, leave=leave)
    return fresh(stage)


def give_verdicts(stage, *, by, at, failing, leave):
    entrants = list(Entrant.objects.filter(stage=stage).select_related("proposal").order_by("proposal__number"))
    for entrant in entrants[: len(entrants) - leave]:
        is_met = entrant.proposal.code not in failing
        rules = Finding.objects.filter(stage=stage, proposal=entrant.proposal).values_list("check_row", flat=True)
        findings = {rule: Found(is_met, "Diperiksa dari berkas.") for rule in rules}
        verification.decide(stage, entrant.proposal, findings, by=by, at=at)


def lock_cards(stage, *, by, at, failing, leave):
    criteria = list(stage.rubric.criteria.all())
    levels = sorted(level.points for level in stage.rubric.levels.all())
    rows = list(Assignment.objects.filter(stage=stage).standing().order_by("proposal", "judge"))
    offices = {}
    for index, row in enumerate(rows[: len(rows) - leave]):
        if row.judge_id not in offices:
            offices[row.judge_id] = row.judge.memberships.get()
        marks = {
            criterion.key: Given(levels[(index * 7 + place) % len(levels)]) for place, criterion in enumerate(criteria)
        }
        scoring.record_marks(row, marks, lock=True, by=offices[row.judge_id], at=at)


def report_visits(stage, *, by, at, failing, leave):
    visits = list(Visit.objects.filter(stage=stage).order_by("proposal"))
    for visit in visits[: len(visits) - leave]:
        verifier = Assignment.objects.filter(stage=stage, proposal=visit.proposal_id).first().judge
        claims = {claim.pk: Seen(Claim.Outcome.CONFIRMED) for claim in Claim.objects.filter(visit=visit)}
        visiting.report(
            visit,
            claims,
            visited_on=timezone.localdate(at),
            summary="Layanan berjalan seperti ditulis.",
            send=True,
            by=verifier.memberships.get(),
            at=at,
        )


WORK = {
    StageKind.ADMINISTRATIVE: give_verdicts,
    StageKind.DESK: lock_cards,
    StageKind.INTERVIEW: lock_cards,
    StageKind.FIELD: report_visits,
}


def closed(stage, *, by, at):
    """A stage closed and computed, as the worker would."""
    closing.close_stage(stage, by=by, at=at)
    computation.run(Computation.objects.get(snapshot__stage=stage).pk, clock=lambda: at)
    return fresh(stage)


def approved(stage, *, by, second, at, decree="7 Tahun 2026"):
    """A computed stage whose decision `by` proposed and `second` approved."""
    today = timezone.localdate(at)
    motion = grave.propose(stage, minutes="Rapat pleno.", decree_number=decree, decree_date=today, by=by, at=at)
    settle(motion, by=second, at=at)
    return fresh(stage)


def carried(edition, kind, *, cast, at, failing=()):
    """Every stage before the one of a kind carried to its publication; returns that stage, still planned."""
    admin, second = cast.ministry_admin, cast.second_ministry_admin
    for stage in edition.stages.order_by("position"):
        if stage.kind == kind:
            return fresh(stage)
        running = opened(stage, by=admin, judges=judges(cast), at=at)
        done = closed(worked(running, by=admin, at=at, failing=failing), by=admin, at=at)
        settle(grave.publish(approved(done, by=admin, second=second, at=at), by=admin, at=at), by=second, at=at)
    return None


def judges(cast):
    """The cast's judges without a tie to anybody, and as many panelists as an interview needs."""
    panelists = list(Membership.objects.filter(role=Role.PANELIST, agency=None).order_by("pk")[:INTERVIEWERS])
    missing = INTERVIEWERS - len(panelists)
    return [cast.judge, cast.second_judge, *panelists, *(accounts.membership(Role.PANELIST) for _ in range(missing))]


def enter(stage, proposals, *, at):
    """More entrants in an open stage, past its door: only to see what size costs."""
    Entrant.objects.bulk_create(Entrant(stage=stage, proposal=proposal, entered_at=at) for proposal in proposals)


def assign(stage, judges, *, at):
    """More judges, each with every entrant, past the lot: only to see what size costs."""
    PanelMember.objects.bulk_create(
        PanelMember(stage=stage, judge=judge.user, code=f"J{number}", seated_at=at)
        for number, judge in enumerate(judges, start=80)
    )
    Assignment.objects.bulk_create(
        Assignment(
            stage=stage,
            proposal=entrant.proposal,
            judge=judge.user,
            proposal_agency_id=entrant.proposal.agency_id,
            position=position,
            assigned_at=at,
        )
        for judge in judges
        for position, entrant in enumerate(Entrant.objects.filter(stage=stage).select_related("proposal"), start=1)
    )


def choose(stage, proposals):
    """More standings and choices in a computed stage: only to see what size costs."""
    Standing.objects.bulk_create(
        Standing(stage=stage, proposal=proposal, rank=number, score=50, goes_on=False)
        for number, proposal in enumerate(proposals, start=100)
    )
    Choice.objects.bulk_create(
        Choice(decision=stage.decision, proposal=proposal, proposed_by_machine=False, goes_on=False)
        for proposal in proposals
    )
