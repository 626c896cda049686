"""A contest carried around the circle by the acts people use; every function says in its name how far it goes."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import timezone

from accounts.domain import motions
from accounts.models import AgencyKind, Membership, Role
from competitions.domain import blueprint
from competitions.domain.blueprint import RuleData
from competitions.domain.templates import TEMPLATES
from competitions.kinds import NEEDS, StageKind
from competitions.models import CompositionRule, Stage
from judging import motions as grave
from judging.circle import closing, computation, giving_out, opening, seating
from judging.domain import scoring, verification, visiting
from judging.domain.scoring import Given
from judging.domain.verification import Found
from judging.domain.visiting import Seen
from judging.models import Assignment, Claim, Computation, Entrant, Visit
from proposals import motions as on_dossiers
from tests.factories import accounts, competitions, proposals

AN_HOUR = timedelta(hours=1)
# Where the proposals of a contest come from, in turn; the second is a left-behind region.
HOMES = (
    (AgencyKind.REGENCY, False),
    (AgencyKind.REGENCY, True),
    (AgencyKind.MINISTRY, False),
    (AgencyKind.CITY, False),
)
DEFAULT_RULES = (
    RuleData(CompositionRule.Dimension.AGENCY, "*", maximum=2),
    RuleData(CompositionRule.Dimension.REGION_CLASS, "left_behind", minimum=1),
)


@dataclass(frozen=True)
class People:
    """Who carries a contest: memberships of the ministry and of the judges."""

    admin: Membership
    second_admin: Membership
    secretary: Membership
    evaluators: tuple[Membership, ...]
    panelists: tuple[Membership, ...]

    def judges_of(self, stage):
        """Those whose role a stage of this kind calls for."""
        return [one for one in (*self.panelists, *self.evaluators) if one.role in NEEDS[stage.kind].judged_by]

    def office_of(self, user_id):
        """The membership of a judge by user id."""
        return next(one for one in (*self.panelists, *self.evaluators) if one.user_id == user_id)


def people(*, evaluators=5, panelists=4):
    """Two admins, a secretary, and judges from outside every agency that takes part."""
    return People(
        admin=accounts.membership(Role.MINISTRY_ADMIN),
        second_admin=accounts.membership(Role.MINISTRY_ADMIN),
        secretary=accounts.membership(Role.SECRETARY),
        evaluators=tuple(accounts.membership(Role.EVALUATOR) for _ in range(evaluators)),
        panelists=tuple(accounts.membership(Role.PANELIST) for _ in range(panelists)),
    )


def small_edition(crew, template="classical", *, places=(12, 8, 4), composition=None, **overrides):
    """An announced edition of the general group; `places` of the desk, the panel and the final (None: all).

    `composition` are the rules of both panel stages; by default at most two an agency and one from a
    left-behind region.
    """
    plan = blueprint.for_groups(TEMPLATES[template].blueprint, ["umum"])
    rules = tuple(DEFAULT_RULES if composition is None else composition)
    changes = {
        kind: {"places": {"umum": number} if number else {}}
        for kind, number in zip((StageKind.DESK, StageKind.PANEL, StageKind.FINAL), places, strict=True)
    }
    for kind in (StageKind.PANEL, StageKind.FINAL):
        changes[kind] |= {"composition": rules, "awards": few(plan, kind, changes[kind]["places"].get("umum"))}
    return competitions.edition(blueprint.with_stages(plan, changes), by=crew.admin, **overrides)


def few(plan, kind, places):
    """The awards of a stage, those for some of its winners within its places."""
    (stage,) = (one for one in plan.stages if one.kind == kind)
    return tuple(
        replace(award, places=min(award.places, places)) if award.places and places else award for award in stage.awards
    )


def submitted(edition, count):
    """So many submitted proposals, two of each agency, spread over kinds of agency and over categories."""
    categories = list(edition.categories.order_by("position"))
    writers = [
        accounts.membership(Role.UNIT, unit=accounts.unit(accounts.agency(kind, is_left_behind=left_behind)))
        for kind, left_behind in (HOMES[index % len(HOMES)] for index in range((count + 1) // 2))
    ]
    return [
        proposals.submitted(edition, by=writers[index // 2], category=categories[index % len(categories)])
        for index in range(count)
    ]


def moment(stage):
    """An hour into the stage's planned window."""
    return stage.opens_at + AN_HOUR


def opened(stage, crew):
    """The stage open, its judges seated and its work given out; returns it fresh."""
    at = stage.opens_at
    opening.open_stage(stage, by=crew.admin, at=at)
    competitions.drawn(stage.edition)
    for judge in crew.judges_of(stage):
        seating.seat(stage, judge.user, by=crew.secretary, at=at)
    giving_out.give_out(stage, by=crew.secretary, at=at)
    return fresh(stage)


def carried_to(edition, kind, crew):
    """Every stage before the one of a kind published, that one open and given out."""
    for stage in edition.stages.in_order():
        if stage.kind == kind:
            return opened(stage, crew)
        finished(stage, crew)
    raise KeyError(kind)


def finished(stage, crew):
    """A planned stage carried through its whole circle; returns it fresh."""
    return published(decided(computed(worked(opened(stage, crew), crew), crew), crew), crew)


def worked(stage, crew, *, failing=(), points=None):
    """All of an open stage's work done: `failing` proposals get a bad verdict or an untrue claim."""
    if stage.kind == StageKind.ADMINISTRATIVE:
        for entrant in Entrant.objects.filter(stage=stage).select_related("proposal").order_by("pk"):
            verify(stage, entrant.proposal, crew, passes=entrant.proposal not in failing)
    elif NEEDS[stage.kind].is_scored:
        for assignment in Assignment.objects.filter(stage=stage).standing().order_by("pk"):
            mark(assignment, crew, points=points)
    elif stage.kind == StageKind.FIELD:
        for visit in Visit.objects.filter(stage=stage).order_by("pk"):
            report(visit, crew, holds=visit.proposal not in failing)
    return fresh(stage)


def verify(stage, proposal, crew, *, passes=True):
    """The secretary's verdict: the machine's findings stand, the letters are signed or not."""
    checks = list(stage.edition.entry_checks.filter(method="person").order_by("position"))
    findings = {check.pk: Found(passes or check != checks[-1], "Surat diperiksa.") for check in checks}
    return verification.decide(stage, proposal, findings, by=crew.secretary, at=moment(stage))


def mark(assignment, crew, *, points=None, lock=True):
    """One scorecard, locked: `points` for every criterion, or marks of its own that never change."""
    stage = assignment.stage
    given = {
        criterion.key: Given(points if points is not None else points_for(assignment, criterion, stage.rubric))
        for criterion in stage.rubric.criteria.order_by("position")
    }
    return scoring.record_marks(assignment, given, lock=lock, by=crew.office_of(assignment.judge_id), at=moment(stage))


def points_for(assignment, criterion, rubric):
    """One of the rubric's levels, from the proposal's number, its place in the judge's list and the criterion."""
    levels = sorted(rubric.levels.values_list("points", flat=True))
    told = f"{assignment.proposal.number}|{assignment.position}|{criterion.key}"
    return levels[hashlib.sha256(told.encode()).digest()[0] % len(levels)]


def report(visit, crew, *, holds=True):
    """The report of one visit, sent by its first verifier; the first claim is found untrue unless it holds."""
    held = Assignment.objects.filter(stage=visit.stage, proposal=visit.proposal).standing().order_by("pk").first()
    claims = list(Claim.objects.filter(visit=visit).order_by("pk"))
    seen = {claim.pk: Seen("confirmed") for claim in claims}
    if not holds:
        seen[claims[0].pk] = Seen("not", "Layanan sudah berhenti.")
    return visiting.report(
        visit,
        seen,
        visited_on=timezone.localdate(moment(visit.stage)),
        summary="Dikunjungi.",
        send=True,
        by=crew.office_of(held.judge_id),
        at=moment(visit.stage),
    )


def closed(stage, crew):
    """A worked stage closed and frozen, its computation asked for but not run."""
    closing.close_stage(stage, by=crew.admin, at=moment(stage))
    return fresh(stage)


def computed(stage, crew):
    """A worked stage closed and computed in this process; returns it fresh."""
    closed(stage, crew)
    run(stage)
    return fresh(stage)


def run(stage):
    """Run the stage's computation as a worker would; returns its row."""
    pk = Computation.objects.values_list("pk", flat=True).get(snapshot__stage=stage)
    computation.run(pk, clock=lambda: moment(stage))
    return Computation.objects.get(pk=pk)


def decided(stage, crew):
    """The machine's proposal put forward by one admin, with a decree where awards are given, and approved."""
    at = moment(stage)
    number, date = ("123/2026", timezone.localdate(at)) if stage.award_names.exists() else ("", None)
    motion = grave.propose(stage, decree_number=number, decree_date=date, by=crew.admin, at=at)
    settle(motion, by=crew.second_admin, at=at)
    return fresh(stage)


def published(stage, crew):
    """An approved stage published; returns it fresh."""
    at = moment(stage)
    settle(grave.publish(stage, by=crew.admin, at=at), by=crew.second_admin, at=at)
    return fresh(stage)


def disqualified(proposal, reason, crew, *, at):
    """A proposal that was announced is excluded by two people."""
    motion = on_dossiers.disqualify(proposal, reason, by=crew.secretary, at=at)
    return settle(motion, by=crew.admin, at=at)


def settle(motion, *, by, at):
    """A second person agrees to what the motion shows."""
    return motions.second(motion, seen=motion.sha256, by=by, at=at)


def fresh(stage):
    """The stage as the database has it now."""
    return Stage.objects.select_related("edition", "rubric").get(pk=stage.pk)
