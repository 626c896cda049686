"""A stage carried round its circle by the acts that people use; every function says in its name how far it goes.

The acts fall an hour into the stage's planned window, or all at the moment given as `at`.
"""

import hashlib
from datetime import datetime, time, timedelta

from django.utils import timezone

from competitions.kinds import NEEDS, StageKind
from competitions.models import Stage
from judging import motions as grave
from judging import rules
from judging.circle import closing, computation, deliberation, giving_out, opening, seating
from judging.domain import verification
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.domain.judges import inviting, pacts
from judging.domain.panel import plenary
from judging.domain.verification import Found
from judging.domain.visits import visit_reports
from judging.domain.visits.visit_reports import Seen
from judging.models import Assignment, Claim, Computation, Decision, Entrant, Finding, Session, Visit
from proposals import motions as on_dossiers
from proposals.domain import withdrawing
from tests import once
from tests.factories import competitions, crews, proposals
from tests.replaying import replayed
from tests.seconding import settle

AN_HOUR = timedelta(hours=1)
# Why a stage that a meeting decides is decided while none is on record.
UNMET = "Rapat di luar portal."


def begun(count, template="classical", *, evaluators=5, panelists=4, **small):
    """A small edition as `competitions.small` makes it, with so many dossiers sent in: (crew, edition, dossiers).

    Lived through once a run.
    """

    def begin():
        crew = crews.crew(evaluators=evaluators, panelists=panelists)
        edition = competitions.small(template, by=crew.admin, **small)
        return crew, edition, proposals.contestants(edition, count)

    return once.laid_out(("begun", count, template, evaluators, panelists, repr(sorted(small.items()))), begin)


def moment(stage):
    """An hour into the stage's planned window."""
    return stage.opens_at + AN_HOUR


def fresh(stage):
    """The stage as the database has it now."""
    return Stage.objects.select_related("edition", "rubric").get(pk=stage.pk)


@replayed(fresh)
def reached(edition, kind, crew, *, failing=(), at=None):
    """Every stage before the one of a kind published; returns that one, still planned."""
    for stage in edition.stages.in_order():
        if stage.kind == kind:
            return fresh(stage)
        finished(stage, crew, failing=failing, at=at)
    raise KeyError(kind)


@replayed(fresh)
def carried_to(edition, kind, crew, *, at=None):
    """Every stage before the one of a kind published, that one open and given out."""
    return opened(reached(edition, kind, crew, at=at), crew, at=at)


@replayed(fresh)
def finished(stage, crew, *, failing=(), at=None):
    """A planned stage carried through its whole circle; returns it fresh."""
    done = worked(opened(stage, crew, at=at), crew, failing=failing, at=at)
    return published(decided(computed(done, crew, at=at), crew, at=at), crew, at=at)


@replayed(fresh)
def opened(stage, crew, *, at=None):
    """The stage open, its judges seated and its work given out, at the beginning of its window; returns it fresh."""
    at = at or stage.opens_at
    opening.open_stage(stage, by=crew.admin, at=at)
    competitions.drawn(stage.edition)
    for judge in crew.judges_of(stage):
        seated(stage, judge, by=crew.secretary, at=at)
    giving_out.give_out(stage, by=crew.secretary, at=at)
    uncovered(Assignment.objects.filter(stage=stage), at=at)
    return fresh(stage)


def read_by_four():
    """(crew, a computed desk stage): six dossiers, four evaluators, two readers each."""
    crew, edition, _dossiers = begun(6, evaluators=4)
    stage = carried_to(edition, StageKind.DESK, crew)
    return crew, computed(worked(stage, crew), crew)


def looked_at():
    """(crew, an open administrative stage): four dossiers, the checklist laid out."""
    crew, edition, _dossiers = begun(4, evaluators=2, panelists=1)
    return crew, carried_to(edition, StageKind.ADMINISTRATIVE, crew)


def willing(stage, judge, *, by, at):
    """The judge's membership, after its holder was invited to the stage and agreed."""
    if inviting.last_to(stage, judge.user) is None:
        inviting.answer(
            inviting.invite(stage, judge.user, reply_by=timezone.localdate(at), by=by, at=at), True, by=judge, at=at
        )
        pacts.sign(stage.edition, by=judge, at=at)
    return judge


def seated(stage, judge, *, by, at, at_most=None):
    """The judge of this membership, invited, agreed, and seated in the stage; returns the member."""
    willing(stage, judge, by=by, at=at)
    return seating.seat(stage, judge.user, at_most=at_most, by=by, at=at)


@replayed(fresh)
def worked(stage, crew, *, failing=(), points=None, leave=0, at=None):
    """The work of an open stage done, all but the last `leave` pieces.

    `failing` proposals get a bad verdict or an untrue claim; `points` are every criterion's marks, or they differ.
    """
    if stage.kind == StageKind.ADMINISTRATIVE:
        entrants = Entrant.objects.filter(stage=stage).select_related("proposal").order_by("proposal__number")
        for entrant in but_the_last(leave, entrants):
            verify(stage, entrant.proposal, crew, passes=entrant.proposal not in failing, at=at)
    elif NEEDS[stage.kind].is_scored:
        for assignment in but_the_last(leave, Assignment.objects.filter(stage=stage).standing().order_by("pk")):
            mark(assignment, crew, points=points, at=at)
    elif stage.kind == StageKind.FIELD:
        for visit in but_the_last(leave, Visit.objects.filter(stage=stage).order_by("pk")):
            report(visit, crew, holds=visit.proposal not in failing, at=at)
    return fresh(stage)


def but_the_last(number, pieces):
    return list(pieces)[: len(pieces) - number]


def verify(stage, proposal, crew, *, passes=True, at=None):
    """The secretary's verdict: every rule is found met, but for the last that a person answers unless it passes."""
    findings = Finding.objects.filter(stage=stage, proposal=proposal).values_list("check_row", flat=True)
    met = {check: Found(True, "Diperiksa dari berkas.") for check in findings}
    if not passes:
        last = stage.edition.entry_checks.filter(method="person").order_by("position").last()
        met[last.pk] = Found(False, "Surat tidak ditandatangani.")
    return verification.decide(stage, proposal, met, by=crew.secretary, at=at or moment(stage))


def mark(assignment, crew, *, points=None, lock=True, at=None):
    """One scorecard, locked: `points` for every criterion, or marks of its own that never change."""
    stage = assignment.stage
    given = {
        criterion.key: Given(points if points is not None else points_for(assignment, criterion, stage.rubric))
        for criterion in stage.rubric.criteria.order_by("position")
    }
    by = crew.office_of(assignment.judge_id)
    at = max([at or moment(stage), *heard_at(assignment)])
    uncovered(Assignment.objects.filter(pk=assignment.pk), at=at)
    return scoring.record_marks(assignment, given, lock=lock, by=by, at=at)


def heard_at(assignment):
    """When the entrant of an assignment is heard; nothing in a stage without sessions."""
    return Session.objects.filter(stage=assignment.stage_id, proposal=assignment.proposal_id).values_list(
        "starts_at", flat=True
    )


def uncovered(assignments, *, at):
    """These dossiers opened by their judges, none of whom has a tie."""
    assignments.filter(cleared_at=None).update(cleared_at=at)


def points_for(assignment, criterion, rubric):
    """One of the rubric's levels, from the proposal's number, its place in the judge's list and the criterion."""
    levels = sorted(rubric.levels.values_list("points", flat=True))
    told = f"{assignment.proposal.number}|{assignment.position}|{criterion.key}"
    return levels[hashlib.sha256(told.encode()).digest()[0] % len(levels)]


def report(visit, crew, *, holds=True, at=None):
    """The report of one visit, signed by both its verifiers; the first claim is found untrue unless it holds."""
    at = max(at or moment(visit.stage), timezone.make_aware(datetime.combine(visit.planned_on, time(9))))
    claims = list(Claim.objects.filter(visit=visit).order_by("pk"))
    seen = {claim.pk: Seen("confirmed") for claim in claims}
    if not holds:
        seen[claims[0].pk] = Seen("not", "Layanan sudah berhenti.")
    verifiers = Assignment.objects.filter(stage=visit.stage, proposal=visit.proposal).standing()
    uncovered(verifiers, at=at)
    for held in verifiers.order_by("pk"):
        visit_reports.report(
            visit,
            seen,
            visited_on=timezone.localdate(at),
            summary="Dikunjungi.",
            send=True,
            by=crew.office_of(held.judge_id),
            at=at,
        )
    return Visit.objects.get(pk=visit.pk)


def closed(stage, crew, *, at=None):
    """A worked stage closed and frozen, its computation asked for but not run."""
    closing.close_stage(stage, by=crew.admin, at=at or moment(stage))
    return fresh(stage)


@replayed(fresh)
def computed(stage, crew, *, at=None):
    """A worked stage closed and computed in this process; returns it fresh."""
    closed(stage, crew, at=at)
    run(stage, at=at)
    return fresh(stage)


def run(stage, *, at=None):
    """Run the stage's computation as a worker would; returns its row."""
    pk = Computation.objects.values_list("pk", flat=True).get(snapshot__stage=stage)
    computation.run(pk, clock=lambda: at or moment(stage))
    return Computation.objects.get(pk=pk)


@replayed(fresh)
def decided(stage, crew, *, at=None):
    """The machine's proposal put forward by one admin, with a decree where awards are given, and approved."""
    at = at or moment(stage)
    number, date = ("123/2026", timezone.localdate(at)) if stage.award_names.exists() else ("", None)
    decision = Decision.objects.get(stage=stage)
    if rules.undecided_list_refusal(decision, notes=deliberation.notes_of(decision)):
        deliberation.count_by(stage, Decision.Listing.ADJUSTED, "Sepakat.", by=crew.secretary, at=at)
    decree = {"decree_number": number, "decree_date": date}
    unmet = UNMET if plenary.lacking(decision) else ""
    motion = grave.propose(stage, "Arahan Menteri.", **decree, without_quorum=unmet, by=crew.admin, at=at)
    settle(motion, by=crew.second_admin, at=at)
    return fresh(stage)


@replayed(fresh)
def published(stage, crew, *, at=None):
    """An approved stage published; returns it fresh."""
    at = at or moment(stage)
    settle(grave.publish(stage, "Arahan Menteri.", by=crew.admin, at=at), by=crew.second_admin, at=at)
    return fresh(stage)


def skipped(stage, reason, crew, *, at=None):
    """A stage left out by two people; returns it fresh."""
    at = at or moment(stage)
    settle(grave.skip(stage, reason, by=crew.admin, at=at), by=crew.second_admin, at=at)
    return fresh(stage)


def corrected(stage, proposal, findings, reason, crew, *, second=None, at=None):
    """A verdict corrected by two people; returns the new one."""
    at = at or moment(stage)
    motion = grave.correct(stage, proposal, findings, reason, by=crew.secretary, at=at)
    settle(motion, by=second or crew.admin, at=at)
    return verification.current(stage, proposal)


def reopened(card, crew, *, by, at):
    """A signed card opened again, as its judge asked and the secretariat agreed; returns it fresh."""
    settle(grave.reopen(card, "Salah memilih tingkat.", by=by, at=at), by=crew.secretary, at=at)
    card.refresh_from_db()
    return card


def let_go(proposal, reason, crew, *, at):
    """A proposal that was announced is asked back by its agency, and let go by two people."""
    withdrawing.ask(proposal, reason, by=proposals.admin_of(proposal), at=at)
    return settle(on_dossiers.let_go(proposal, by=crew.secretary, at=at), by=crew.admin, at=at)


def disqualified(proposal, reason, crew, *, at):
    """A proposal that was announced is excluded by two people."""
    motion = on_dossiers.disqualify(proposal, reason, by=crew.secretary, at=at)
    return settle(motion, by=crew.admin, at=at)
