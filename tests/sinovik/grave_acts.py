"""One scene for every kind of grave act: who moves it, on what, when. Each is lived through once a run."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import motions as of_accounts
from accounts.domain.entrance import second_factor, visitors
from accounts.models import AgencyKind, Membership, Motion, Role, User, Visitor
from competitions import motions as of_competitions
from competitions.domain.blueprint import CategoryData
from competitions.domain.parts import PARTS
from competitions.domain.planning import plan_of
from competitions.kinds import StageKind
from competitions.models import Stage
from judging import motions as of_judging
from judging.circle import deliberation
from judging.domain import objections, rating
from judging.domain.verification import Found
from judging.models import Award, Choice, Rating, Scorecard
from proposals import motions as of_proposals
from proposals.domain import withdrawing
from proposals.domain.catalogue import imports, winner_lists
from proposals.domain.catalogue.earlier_rows import WinnerRow
from proposals.models import OtherProgramme, WinnerList
from sinovik.season.sign_ins import KEY
from tests import carrying
from tests.factories import accounts, competitions
from tests.factories import proposals as dossiers
from tests.factories.competitions import CLOSES_AT, PLANNED_AT

WHY = "Arahan Menteri."


@dataclass(frozen=True)
class Scene:
    """A grave act about to be moved: `act` moves it, by `mover` at the moment `at`."""

    mover: Membership
    at: object
    act: object

    def moved(self) -> Motion:
        return self.act(by=self.mover, at=self.at)


def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


def played(count=4):
    """(crew, edition) of a small edition, before its first stage."""
    crew, edition, _dossiers = carrying.begun(count, places=(4, 4, 2), rules=(), evaluators=3, panelists=3)
    return crew, edition


def stage_of(edition, kind):
    return Stage.objects.select_related("edition").get(edition=edition, kind=kind)


def appointment():
    def act(*, by, at):
        return of_accounts.appoint_admin(
            "baru@contoh.go.id", "Orang Baru", WHY, since=timezone.localdate(at), by=by, at=at
        )

    return Scene(admin(), timezone.localtime(), act)


def longer_office():
    today = timezone.localdate()
    ending = accounts.membership(Role.MINISTRY_ADMIN, until=today + timedelta(days=30))

    def act(*, by, at):
        return of_accounts.extend_admin(ending, today + timedelta(days=90), WHY, by=by, at=at)

    return Scene(admin(), timezone.localtime(), act)


def merging(entries):
    def act(*, by, at):
        return of_accounts.merge_entries(*entries, WHY, by=by, at=at)

    return Scene(admin(), timezone.now(), act)


def agencies():
    right = accounts.agency(AgencyKind.CITY)
    return merging((accounts.agency(AgencyKind.CITY, region=right.region), right))


def units():
    agency = accounts.agency(AgencyKind.CITY)
    return merging((accounts.unit(agency), accounts.unit(agency)))


def released():
    lost = accounts.membership(Role.EVALUATOR)
    second_factor.give(User.objects.filter(pk=lost.user_id), KEY)

    def act(*, by, at):
        return of_accounts.release_factor(lost.user, WHY, by=by, at=at)

    return Scene(admin(), timezone.now(), act)


def splitting():
    agency = accounts.agency(AgencyKind.MINISTRY)
    accounts.unit(agency)
    going = accounts.unit(agency)

    def act(*, by, at):
        new = {"kind": AgencyKind.MINISTRY, "name": "Kementerian Baru", "region": None, "units": [going]}
        return of_accounts.split_agency(agency, WHY, **new, since=timezone.localdate(at), by=by, at=at)

    return Scene(admin(), timezone.localtime(), act)


def announcement():
    draft = competitions.edition(announced=False)
    return Scene(admin(), PLANNED_AT, lambda *, by, at: of_competitions.announce(draft, WHY, by=by, at=at))


def alteration():
    edition = competitions.edition()
    value = (*PARTS["categories"].read(plan_of(edition)), CategoryData("air", "Air bersih"))

    def act(*, by, at):
        return of_competitions.alter(edition, "categories", value, WHY, by=by, at=at)

    return Scene(admin(), PLANNED_AT, act)


def longer_registration():
    edition = competitions.edition()

    def act(*, by, at):
        return of_competitions.extend_registration(edition, CLOSES_AT + timedelta(days=9), WHY, by=by, at=at)

    return Scene(admin(), CLOSES_AT - timedelta(hours=1), act)


def longer_stage():
    crew, edition = played()
    stage = stage_of(edition, StageKind.ADMINISTRATIVE)
    carrying.opened(stage, crew)

    def act(*, by, at):
        return of_competitions.extend_stage(stage, stage.closes_at + timedelta(days=9), WHY, by=by, at=at)

    return Scene(crew.admin, stage.closes_at - timedelta(hours=1), act)


def correction():
    crew, edition = played()
    stage = carrying.worked(carrying.opened(stage_of(edition, StageKind.ADMINISTRATIVE), crew), crew)
    proposal = stage.entrants.order_by("pk").first().proposal
    checks = stage.edition.entry_checks.filter(method="person").values_list("pk", flat=True)
    found = {check: Found(False, "Surat palsu.") for check in checks}

    def act(*, by, at):
        return of_judging.correct(stage, proposal, found, WHY, by=by, at=at)

    return Scene(crew.admin, carrying.moment(stage), act)


def reopening():
    crew, edition = played()
    desk = carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew)
    card = Scorecard.objects.filter(assignment__stage=desk).select_related("assignment").order_by("pk").first()

    def act(*, by, at):
        return of_judging.reopen(card, WHY, by=by, at=at)

    return Scene(crew.office_of(card.assignment.judge_id), carrying.moment(desk), act)


def computed(kind):
    """(crew, stage): the stage of a kind computed, nothing decided."""
    crew, edition = played()
    stage = carrying.computed(carrying.worked(carrying.carried_to(edition, kind, crew), crew), crew)
    return crew, weighed(stage)


def weighed(stage):
    """The stage with an admin's hand in what is decided: one choice turned, and turned back."""
    at, by = carrying.moment(stage), admin()
    proposal = Choice.objects.filter(decision__stage=stage).going_on().order_by("pk").first().proposal
    for goes_on in (False, True):
        deliberation.choose(stage, proposal, goes_on=goes_on, reason="Sepakat.", by=by, at=at)
    return stage


def decision():
    crew, stage = computed(StageKind.PANEL)
    decree = {"decree_number": "7/2026", "decree_date": timezone.localdate(carrying.moment(stage))}

    def act(*, by, at):
        return of_judging.propose(stage, WHY, **decree, without_quorum=carrying.UNMET, by=by, at=at)

    return Scene(crew.admin, carrying.moment(stage), act)


def publication():
    crew, stage = computed(StageKind.PANEL)
    carrying.decided(stage, crew)
    return Scene(crew.admin, carrying.moment(stage), lambda *, by, at: of_judging.publish(stage, WHY, by=by, at=at))


def decided_desk():
    """(crew, stage): the desk decided, with five days for the public to object."""
    crew, edition = played()
    edition.stages.filter(kind=StageKind.DESK).update(objection_days=5)
    desk = carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew)
    return crew, carrying.decided(weighed(carrying.computed(desk, crew)), crew)


def provisional_list():
    crew, desk = decided_desk()
    at = carrying.moment(desk)
    return Scene(crew.admin, at, lambda *, by, at: of_judging.announce_provisionally(desk, WHY, by=by, at=at))


def answered_objection():
    crew, desk = decided_desk()
    at = carrying.moment(desk)
    carrying.settle(of_judging.announce_provisionally(desk, WHY, by=crew.admin, at=at), by=crew.second_admin, at=at)
    proposal = Choice.objects.filter(decision__stage=desk).going_on().order_by("pk").first().proposal
    given = {"sort": "objection", "text": "Layanan ini tutup.", "full_name": "Nia Sari", "network": ""}
    objection = objections.state(desk, proposal, **given, visitor=visitors.confirm("nia@contoh.id", at=at), at=at)
    objections.assign(objection, crew.secretary, timezone.localdate(at), by=crew.secretary, at=at)
    told = {"outcome": "suspended", "answer": "Anda benar.", "summary": "Sudah tutup.", "reason": WHY}
    return Scene(crew.secretary, at, lambda *, by, at: of_judging.answer(objection, **told, by=by, at=at))


def skipping():
    crew, edition = played()
    field = carrying.reached(edition, StageKind.FIELD, crew)
    return Scene(crew.admin, carrying.moment(field), lambda *, by, at: of_judging.skip(field, WHY, by=by, at=at))


def finalist():
    """(crew, an award of the panel, the moment after)."""
    crew, edition = played()
    carrying.reached(edition, StageKind.INTERVIEW, crew)
    award = Award.objects.filter(stage__edition=edition).select_related("proposal").order_by("number").first()
    return crew, award, award.given_at + timedelta(days=1)


def disqualification():
    crew, award, at = finalist()
    return Scene(crew.secretary, at, lambda *, by, at: of_proposals.disqualify(award.proposal, WHY, by=by, at=at))


def withdrawal():
    crew, award, at = finalist()
    withdrawing.ask(award.proposal, WHY, by=dossiers.admin_of(award.proposal), at=at)
    return Scene(crew.secretary, at, lambda *, by, at: of_proposals.let_go(award.proposal, by=by, at=at))


def revocation():
    crew, award, at = finalist()
    return Scene(crew.secretary, at, lambda *, by, at: of_judging.revoke(award, WHY, by=by, at=at))


def held_ratings():
    crew, edition, _dossiers = carrying.begun(
        6, "benefit_2025", evaluators=3, panelists=2, places=(None, 2, 1), rules=()
    )
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    carrying.worked(desk, crew, points=100)
    carrying.published(carrying.decided(carrying.computed(carrying.fresh(desk), crew), crew), crew)
    stage = carrying.opened(stage_of(edition, StageKind.BENEFIT), crew)
    at = stage.opens_at + timedelta(hours=2)
    flood(stage, 150, at=at)
    (batch,) = rating.held_in(stage).batches

    def act(*, by, at):
        return of_judging.decide_held(stage, [batch.key], WHY, is_let_in=False, by=by, at=at)

    return Scene(crew.admin, at, act)


def flood(stage, number, *, at):
    """So many visitors of one network rate one innovation within the hour."""
    proposal = stage.entrants.order_by("pk").first().proposal
    addresses = [f"r{one}@d{one}.id" for one in range(number)]
    people = Visitor.objects.bulk_create(
        Visitor(address=one, mailbox=one, first_at=at, confirmed_at=at) for one in addresses
    )
    given = {"stage": stage, "proposal": proposal, "points": {}, "total": 100, "network": "203.0.113.0/24"}
    Rating.objects.bulk_create(
        Rating(visitor=person, rated_at=at + timedelta(seconds=one), domain=f"d{one}.id", **given)
        for one, person in enumerate(people)
    )


def earlier_winners():
    lines = [WinnerRow(2, "Layanan Terapung", 2019, "Top 45", "Kementerian Uji", "ministry")]
    sender = accounts.membership(Role.SECRETARY)
    listed = winner_lists.hand_in(lines, name="pemenang.csv", reason=WHY, by=sender, at=timezone.now())
    return Scene(admin(), timezone.now(), lambda *, by, at: of_proposals.take_over(listed, WHY, by=by, at=at))


def programme_taken_back():
    scene = other_programme()
    carrying.settle(scene.moved(), by=admin(), at=scene.at)
    listed = WinnerList.objects.of_programmes().get()
    winner_lists.carry_on(listed.pk, clock=lambda: scene.at)
    return Scene(admin(), timezone.now(), lambda *, by, at: of_proposals.take_back(listed, WHY, by=by, at=at))


def other_programme():
    rows = [(1, ["Judul", "Instansi"]), (2, ["Layanan Terapung", "Kementerian Uji"])]
    sender, at = accounts.membership(Role.SECRETARY), timezone.now()
    listed = imports.hand_in(OtherProgramme(name="IGA"), rows, name="iga.csv", reason=WHY, by=sender, at=at)
    imports.name_columns(listed, {"title": 0, "agency": 1}, year=2023, by=sender, at=at)
    winner_lists.carry_on(listed.pk, clock=lambda: at)
    return Scene(admin(), timezone.now(), lambda *, by, at: of_proposals.take_over(listed, WHY, by=by, at=at))


SCENES = {
    "appoint-ministry-admin": appointment,
    "extend-ministry-admin": longer_office,
    "merge-agencies": agencies,
    "merge-units": units,
    "split-agency": splitting,
    "release-second-factor": released,
    "announce-edition": announcement,
    "alter-edition": alteration,
    "extend-registration": longer_registration,
    "extend-stage": longer_stage,
    "disqualify": disqualification,
    "let-go": withdrawal,
    "take-over-winners": earlier_winners,
    "import-innovations": other_programme,
    "take-back-import": programme_taken_back,
    "decide": decision,
    "provisional-list": provisional_list,
    "publish": publication,
    "answer-objection": answered_objection,
    "skip-stage": skipping,
    "held-ratings": held_ratings,
    "correct-verdict": correction,
    "reopen-card": reopening,
    "revoke-award": revocation,
}


@contextmanager
def lived_through(name, blocker):
    """The scene of one kind, inside one transaction around all the tests of a module that ask for it."""
    with blocker.unblock(), transaction.atomic():
        yield SCENES[name]()
        transaction.set_rollback(True)
