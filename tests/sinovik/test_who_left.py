"""Whoever left the contest is in no reading of it: one scene for every place in the code that says so."""

import ast
from datetime import timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.domain.entrance import visitors
from accounts.models import Role
from competitions.kinds import StageKind, defaults
from judging import stages
from judging.circle import opening
from judging.domain import at_work, missing, resembling, work
from judging.domain.cards import calibrating
from judging.forms.awards import AwardFilter
from judging.models import (
    Assignment,
    Award,
    Certificate,
    CertificateBatch,
    Choice,
    Decision,
    Entrant,
    QualitySample,
    Rating,
    Rereading,
    Session,
    Standing,
    Visit,
)
from judging.reading import addressed, candidates, waiting, waiting_ministry
from judging.reporting import choices, minutes
from proposals.domain import contents, eligibility, likeness, submission
from proposals.models import Coaching, Proposal, SectionVersion, Status, WithdrawalRequest
from proposals.reading import gate
from proposals.reading import waiting as waiting_owners
from sinovik import audiences
from tests.architecture.sources import parsed
from tests.factories import accounts, catalogue, competitions, judging, proposals

A_DAY = timedelta(days=1)
ENDED = (Status.WITHDRAWN, Status.DISQUALIFIED)
ROOT = Path(settings.BASE_DIR)


def now():
    return timezone.now()


def sent_in(count=2, kind=StageKind.DESK, **given):
    """A running stage and the dossiers that stand in it."""
    stage = judging.running(kind)
    return stage, judging.entrants(stage, count, **given)


def assignments():
    stage, _judge, held = judging.desk(2)
    return partial(Assignment.objects.filter(stage=stage).standing), held[0].proposal


def sessions():
    stage, _judge, held = judging.desk(2, kind=StageKind.INTERVIEW)
    return partial(Session.objects.filter(stage=stage).standing), held[0].proposal


def visits():
    stage, _judge, held = judging.desk(2, kind=StageKind.FIELD)
    return partial(Visit.objects.filter(stage=stage).standing), held[0].proposal


def entrants():
    stage, made = sent_in()
    return partial(Entrant.objects.standing, stage), made[0]


def entrants_with_work():
    stage, made = sent_in()
    return partial(work.standing, Entrant.objects.filter(stage=stage)), made[0]


def entrants_of_too_few():
    stage, _judge, held = judging.desk(2)
    return partial(missing.short, stage, stages.of(stage).WORK.hands), held[0].proposal


def ratings():
    stage, made = sent_in()
    visitor = visitors.confirm("warga@contoh.id", at=now())
    for one in made:
        Rating.objects.create(stage=stage, proposal=one, visitor=visitor, points={}, total=80, rated_at=now())
    return partial(Rating.objects.standing, stage), made[0]


def rereadings():
    stage, made = sent_in()
    judge, office = judging.judge(stage), accounts.membership(Role.SECRETARY)
    sample = QualitySample.objects.create(
        stage=stage, size=2, out_of=2, seed="1", due_at=now() + A_DAY, drawn_at=now(), drawn_by=office
    )
    for one in made:
        Rereading.objects.create(
            sample=sample, proposal=one, judge=judge.user, proposal_agency_id=one.agency_id, assigned_at=now()
        )
    return Rereading.objects.standing, made[0]


def decided():
    """Choices that go on."""
    stage, made = sent_in()
    decision = Decision.objects.create(stage=stage, drafted_at=now())
    for one in made:
        Choice.objects.create(decision=decision, proposal=one, proposed_by_machine=True, goes_on=True)
    return Choice.objects.filter(decision=decision), made[0]


def chosen():
    rows, gone = decided()
    return rows.standing, gone


def those_who_do_not_go_on():
    rows, gone = decided()
    return partial(choices.narrowed, rows, "tidak"), gone


def sum_of_the_machines_list():
    """What the papers after a decision set beside the sum of those who go on; each of the two has one point."""
    rows, gone = decided()
    decision = Decision.objects.select_related("stage").get()
    judging.closed(decision.stage)
    for place, choice in enumerate(rows, start=1):
        Standing.objects.create(stage=decision.stage, proposal=choice.proposal, rank=place, score=1, goes_on=True)
    nothing = {"going_on": [], "departures": []}
    paper = partial(minutes.of, decision.stage, decision, nothing, is_as_signed=False)
    return (lambda: int(paper().machine_total)), gone


def awarded():
    """Two awards of a stage."""
    stage, made = sent_in()
    for number, one in enumerate(made):
        judging.award(stage, one, number)
    return stage, made[0]


def awards():
    stage, gone = awarded()
    return partial(Award.objects.filter(stage=stage).standing), gone


def listed_awards(state):
    """The awards that the filter lists in a state."""
    stage, gone = awarded()
    if state == "dicetak":
        for one in Award.objects.filter(stage=stage):
            Certificate.objects.create(
                award=one, file="a.pdf", sha256="0" * 64, address="https://a.id", size=1, rendered_at=now()
            )
    return partial(AwardFilter({"status": state}).applied_to, Award.objects.filter(stage=stage)), gone


def certificates_that_fail():
    stage, gone = awarded()
    office = accounts.membership(Role.SECRETARY)
    given = {"requested_at": now(), "requested_by": office, "tried_at": now(), "failure": "Gagal."}
    CertificateBatch.objects.create(stage=stage, **given)
    return (lambda: waiting_ministry.stuck_batches().get().missing), gone


def finalists_to_advise():
    stage, made = sent_in(kind=StageKind.PANEL)
    panelist = accounts.membership(Role.PANELIST)
    judging.seated(stage, panelist)
    for one in made:
        Coaching.objects.create(
            proposal=one, stage=stage, opened_at=now(), opened_by=stage.opened_by, until=now() + A_DAY
        )
    return (lambda: sum(line.count for line in waiting.to_advise(panelist, now()))), made[0]


def materials_to_hand_in():
    wanted = {**defaults(StageKind.INTERVIEW), "materials": ["slides"], "materials_days": 0}
    stage, _judge, held = judging.desk(2, kind=StageKind.INTERVIEW, settings=wanted)
    for hours, session in zip((24, 25), Session.objects.filter(stage=stage).order_by("pk"), strict=True):
        starts_at = now() + timedelta(hours=hours)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    writer = accounts.membership(Role.UNIT, unit=held[0].proposal.unit)
    return (lambda: sum(line.count for line in waiting.for_participant(writer, now()))), held[0].proposal


def open_to_be_mended():
    _stage, made = sent_in()
    Proposal.objects.update(mending_until=now() + A_DAY, mending_parts=["identity"])
    return (lambda: Proposal.objects.filter(waiting_owners.open_again("mended", now()))), made[0]


def asked_back():
    _stage, made = sent_in()
    office = accounts.membership(Role.AGENCY_ADMIN, agency=made[0].agency)
    for one in made:
        WithdrawalRequest.objects.create(proposal=one, reason="Keliru.", asked_at=now(), asked_by=office)
    return WithdrawalRequest.objects.waiting, made[0]


def entering():
    stage, made = sent_in(kind=StageKind.ADMINISTRATIVE)
    return partial(opening.proposals_entering, stage), made[0]


def to_calibrate_on():
    stage, made = sent_in()
    stage.edition.stages.update(skipped_at=now(), skipped_by=stage.opened_by, skip_reason="Contoh.")
    return (lambda: calibrating.of_earlier(now()).distinct()), made[0]


def examined():
    stage, made = sent_in()
    return (lambda: list(eligibility.cases(stage.edition))), made[0]


def contents_examined():
    """How many places of the agency are taken before the last one that was sent in."""
    stage, made = sent_in(3)
    return (lambda: max(case.place_in_agency for case in eligibility.cases(stage.edition))), made[0]


def of_the_same_title():
    _stage, made = sent_in()
    Proposal.objects.update(title="Antre")
    draft = Proposal.objects.create(
        **{**given_of(made[0]), "number": 99, "code": "UJI-99", "title": "Antre", "status": Status.DRAFT}
    )
    outlook = partial(eligibility.draft_case, draft, None, contents.content_of(draft))
    return (lambda: outlook().same_title), made[0]


def given_of(proposal):
    """What makes a draft beside one that was sent."""
    names = ("edition", "agency", "unit", "group", "category", "created_at", "created_by", "changed_at")
    return {name: getattr(proposal, name) for name in names}


def room_under_the_cap():
    stage, made = sent_in()
    stage.edition.agency_cap = 5
    stage.edition.save(update_fields=["agency_cap"])
    made[1].edition = stage.edition
    return (lambda: submission.cap_left(made[1]).left), made[0]


def places_used():
    stage, made = sent_in()
    return (lambda: gate.used_places(made[0].agency_id, [stage.edition])[stage.edition.pk, None]), made[0]


def held_against():
    _stage, made = sent_in()
    one = Proposal.objects.get(pk=made[1].pk)
    return partial(likeness.others, one), made[0]


def close_to_one_of_another_year():
    """The same words in a dossier that the agency sent in another edition."""
    stage, made = sent_in()
    earlier = catalogue.proposals(competitions.edition(), [made[1].agency])[0]
    for proposal in (made[1], earlier):
        SectionVersion.objects.create(
            proposal=proposal,
            section=proposal.edition.sections.order_by("position").first(),
            number=1,
            texts={"isi": "warga mengambil nomor antrean dari rumah"},
            words={},
            sha256="0" * 64,
            saved_at=now(),
            saved_by=proposal.created_by,
            closed_at=now(),
        )
    return (lambda: list(resembling.close(stage, {}))), earlier


def to_sketch():
    _stage, made = sent_in()

    def sketched():
        with transaction.atomic():
            number = likeness.sketch_missing(at=now())
            transaction.set_rollback(True)
        return number

    return sketched, made[0]


def closed_by_a_tie():
    stage, made = sent_in()
    judge = accounts.membership(Role.EVALUATOR, agency=made[0].agency)
    ask = partial(candidates.consequences, stage, [judge.user], on=timezone.localdate())
    return (lambda: ask()[0].tied), made[0]


def told_that_a_stage_is_left_out():
    stage, made = sent_in()
    own = Proposal.objects.filter(pk__in=[one.pk for one in made])
    stage.edition.stages.filter(position__gt=1).update(opened_at=None, opened_by=None)
    return (lambda: addressed.left_out(own, stage.edition).args[1]), made[0]


def told_why():
    _stage, made = sent_in()
    own = Proposal.objects.filter(pk__in=[one.pk for one in made])

    def listed():
        return addressed.told_why(own, None)()["usulan"].splitlines()

    return listed, made[0]


def agencies_without_one():
    stage, made = sent_in(1)
    accounts.membership(Role.AGENCY_ADMIN, agency=made[0].agency)
    return (lambda: list(audiences.without_proposal(stage.edition, [], now()))), made[0]


def agency_admins_at_work():
    _stage, made = sent_in(1)
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=made[0].agency)
    return partial(at_work.at_work_in_stages, [admin.user_id], at=now()), made[0]


# By the place that asks who is in the contest: its scenes, and whether a dossier that leaves makes them more.
LESS, MORE = -1, 1
SCENES = {
    "judging.circle.opening.proposals_entering": [(entering, LESS)],
    "judging.domain.at_work.at_work_in_stages": [(agency_admins_at_work, LESS)],
    "judging.domain.cards.calibrating.of_earlier": [(to_calibrate_on, LESS)],
    "judging.domain.missing.short": [(entrants_of_too_few, LESS)],
    "judging.domain.work.standing": [(entrants_with_work, LESS)],
    "judging.forms.awards": [
        (partial(listed_awards, "dicetak"), LESS),
        (partial(listed_awards, "belum"), LESS),
        (partial(listed_awards, "dicabut"), MORE),
    ],
    "judging.models.assignment.standing": [(assignments, LESS)],
    "judging.models.award.standing": [(awards, LESS)],
    "judging.models.decision.standing": [(chosen, LESS)],
    "judging.models.panel.standing": [(entrants, LESS)],
    "judging.models.rating.standing": [(ratings, LESS)],
    "judging.models.sample.standing": [(rereadings, LESS)],
    "judging.models.session.standing": [(sessions, LESS)],
    "judging.models.visit.standing": [(visits, LESS)],
    "judging.reading.addressed.left_out": [(told_that_a_stage_is_left_out, LESS)],
    "judging.reading.addressed.told_why": [(told_why, LESS)],
    "judging.reading.candidates.consequences": [(closed_by_a_tie, LESS)],
    "judging.reading.hearings.lacking_materials": [(materials_to_hand_in, LESS)],
    "judging.reading.waiting.to_advise": [(finalists_to_advise, LESS)],
    "judging.reading.waiting_ministry.unfinished_batches": [(certificates_that_fail, LESS)],
    "judging.reporting.choices.narrowed": [(those_who_do_not_go_on, MORE)],
    "judging.reporting.minutes.of": [(sum_of_the_machines_list, LESS)],
    "judging.domain.resembling.close": [(close_to_one_of_another_year, LESS)],
    "proposals.domain.eligibility.cases": [(examined, LESS), (contents_examined, LESS)],
    "proposals.domain.eligibility.draft_case": [(of_the_same_title, LESS)],
    "proposals.domain.likeness.others": [(held_against, LESS)],
    "proposals.domain.likeness.sketch_missing": [(to_sketch, LESS)],
    "proposals.domain.submission.cap_left": [(room_under_the_cap, MORE)],
    "proposals.models.withdrawal.waiting": [(asked_back, LESS)],
    "proposals.reading.gate.used_places": [(places_used, LESS)],
    "proposals.reading.waiting.open_again": [(open_to_be_mended, LESS)],
    "sinovik.audiences.without_proposal": [(agencies_without_one, MORE)],
}
# What is said once, and asked everywhere else.
SAID = {"proposals.models.proposal.in_contest", "proposals.models.proposal.is_in_contest"}


def places():
    """Where the code asks which rows are in the contest."""
    found = set()
    for floor in ("accounts", "competitions", "proposals", "judging", "sinovik"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "in_contest" not in path.read_text():
                continue
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for name, node in functions(parsed(path)):
                calls = {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
                if any(call == "in_contest" or call.endswith(".in_contest") for call in calls):
                    found.add(f"{module}.{name}" if name else module)
    return found - SAID


def functions(tree):
    """The functions of a module and of its classes by name, and under "" what stands outside of them."""
    outside = []
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        for one in inner:
            if isinstance(one, ast.FunctionDef):
                yield one.name, one
            else:
                outside.append(one)
    yield "", ast.Module(outside, [])


def test_every_place_that_asks_who_is_in_the_contest_has_a_scene():
    assert places() == SCENES.keys()


def number_of(found):
    return found if isinstance(found, int) else len(found)


# A dossier leaves in one of two ways, which are one to every reading: each scene has the next of them.
TURNS = zip([(place, one) for place, found in SCENES.items() for one in found], cycle(ENDED), strict=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scene", "change", "status"),
    [pytest.param(*one, status, id=f"{place}-{status}") for (place, one), status in TURNS],
)
def test_whoever_left_is_not_there(scene, change, status):
    ask, gone = scene()
    before = number_of(ask())
    proposals.left(gone, status)
    assert number_of(ask()) == before + change
