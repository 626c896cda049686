"""Stages at work for tests: entrants, panels and assignments, without the way there."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Role
from competitions.kinds import NEEDS, StageKind, defaults
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.domain.hearings import sessions
from judging.domain.judges import pacts
from judging.domain.visits import visiting
from judging.models import Assignment, Award, Entrant, PanelMember
from proposals.models import Proposal, Status
from tests.factories import accounts, competitions
from tests.factories.proposals import covered

A_DAY = timedelta(days=1)


def running(kind=StageKind.DESK, *, edition=None, since=3 * A_DAY, left=10 * A_DAY, **columns):
    """A stage opened `since` ago whose window has `left` to run; a negative `left` has passed."""
    drawn = competitions.drawn(edition) if edition else competitions.after_the_lot()
    stage = competitions.stage(drawn, kind)
    now = timezone.now()
    stage.opens_at, stage.closes_at = now - since, now + left
    stage.opened_at = now - since
    stage.opened_by = accounts.membership(Role.MINISTRY_ADMIN)
    for name, value in columns.items():
        setattr(stage, name, value)
    stage.save()
    return stage


def closed(stage):
    """The same stage after its close."""
    stage.closed_at, stage.closed_by = timezone.now(), stage.opened_by
    stage.save(update_fields=["closed_at", "closed_by"])
    return stage


def entrants(stage, count=1, *, unit=None, title="Inovasi", **columns):
    """So many submitted proposals that stand in the stage: rows only, no answers, one unit for all."""
    unit, edition = unit or accounts.unit(), stage.edition
    writer = accounts.membership(Role.UNIT, unit=unit)
    now = timezone.now()
    start = Proposal.objects.filter(edition=edition).count()
    plain = {
        "edition": edition,
        "agency": unit.agency,
        "unit": unit,
        "group": edition.groups.order_by("position").first(),
        "category": edition.categories.order_by("position").first(),
        "status": Status.SUBMITTED,
        "created_at": now,
        "created_by": writer,
        "changed_at": now,
        "submitted_at": now,
        "submitted_by": writer,
        **columns,
    }
    proposals = Proposal.objects.bulk_create(
        Proposal(number=number, code=f"{edition.slug.upper()}-{number:05d}", title=f"{title} {number}", **plain)
        for number in range(start + 1, start + count + 1)
    )
    enter(stage, covered(proposals))
    return proposals


def enter(stage, proposals):
    """Let proposals stand in the stage."""
    now = timezone.now()
    Entrant.objects.bulk_create(Entrant(stage=stage, proposal=one, entered_at=now) for one in proposals)


def judge(stage, **place):
    """Somebody with the first role that judges this kind of stage."""
    return accounts.membership(NEEDS[stage.kind].judged_by[0], **place)


def seated(stage, office):
    """The person on the stage's panel, the pact signed."""
    pacts.sign(stage.edition, by=office, at=timezone.now())
    code = f"J{PanelMember.objects.filter(stage=stage).count() + 1:02d}"
    return PanelMember.objects.create(
        stage=stage, judge=office.user, agency=office.agency, code=code, seated_at=timezone.now()
    )


def assigned(stage, office, proposals, *, is_cleared=True):
    """The person's assignments to the proposals, in their order, their covers opened."""
    if not PanelMember.objects.filter(stage=stage, judge=office.user).exists():
        seated(stage, office)
    before = Assignment.objects.filter(stage=stage, judge=office.user).count()
    return Assignment.objects.bulk_create(
        Assignment(
            stage=stage,
            proposal=one,
            judge=office.user,
            judge_agency=office.agency,
            proposal_agency_id=one.agency_id,
            position=position,
            assigned_at=timezone.now(),
            cleared_at=timezone.now() if is_cleared else None,
        )
        for position, one in enumerate(proposals, start=before + 1)
    )


def desk(count=1, *, kind=StageKind.DESK, **columns):
    """A stage at work, a judge and the judge's assignments: (stage, office, assignments)."""
    stage = running(kind, **{**roomy(kind, count), **columns})
    office = judge(stage)
    assignments = assigned(stage, office, entrants(stage, count))
    if kind == StageKind.INTERVIEW:
        # From midnight, so that the first session is that of the morning whatever the clock says.
        stage.opens_at = timezone.localtime(stage.opens_at).replace(hour=0, minute=0, second=0, microsecond=0)
        stage.save(update_fields=["opens_at"])
        sessions.lay_out(stage, at=stage.opens_at)
    if kind == StageKind.FIELD:
        visiting.plan(stage, at=stage.opens_at)
    return stage, office, assignments


def second(stage, assignments):
    """Another judge of the same dossiers, of the last role that judges this kind of stage."""
    office = accounts.membership(NEEDS[stage.kind].judged_by[-1])
    assigned(stage, office, [one.proposal for one in assignments])
    return office


def roomy(kind, count):
    """Settings under which so many fit into the window of a running stage; none while the usual ones do."""
    wide = {StageKind.INTERVIEW: {"sessions_a_day": 36}, StageKind.FIELD: {"visits_a_day": count}}
    return {"settings": {**defaults(kind), **wide[kind]}} if count > 50 and kind in wide else {}


def marks(stage, points=None, **by_key):
    """The same points for every criterion of the stage's rubric, but for those named (dashes as underscores)."""
    points = points or stage.rubric.levels.order_by("-points").first().points
    named = {key.replace("_", "-"): value for key, value in by_key.items()}
    return {key: Given(named.get(key, points)) for key in stage.rubric.criteria.values_list("key", flat=True)}


def marked(assignment, office, points=None, *, lock=False):
    """The assignment with a complete card."""
    return scoring.record_marks(assignment, marks(assignment.stage, points), lock=lock, by=office, at=timezone.now())


def award(stage, proposal, number):
    """An award of a stage that a proposal was given by a decree, the number-th of them."""
    return Award.objects.create(
        stage=stage,
        proposal=proposal,
        key="top",
        name="Top",
        number=f"{number}/KIPP",
        agency_name="Kabupaten",
        title=proposal.title,
        edition_name=stage.edition.name,
        decree_number="1",
        decree_date=date(2026, 1, 1),
        place="Jakarta",
        signatory_office="Menteri",
        verification_code=f"{number}" * 20,
        given_at=timezone.now(),
    )
