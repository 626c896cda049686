"""One scene for acts that take the stamp of what was shown: whatever a form may carry stale, up to where it is held."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from accounts import motions as of_accounts
from accounts.domain import joining
from accounts.domain.register import closing, naming
from accounts.models import Role
from competitions.kinds import StageKind, defaults
from judging import motions as of_judging
from judging.domain import feedback, objections, resembling
from judging.domain.cards import calibrating, discussing
from judging.domain.cards.scoring import Given
from judging.domain.desk import rereading
from judging.domain.hearings import materials, room_links, sessions
from judging.domain.judges import pacts
from judging.domain.panel import plenary, voting
from judging.domain.verification import Found
from judging.domain.visits import visiting
from judging.models import (
    Assignment,
    CalibrationCard,
    CalibrationDossier,
    CalibrationDraft,
    CalibrationRound,
    Decision,
    Feedback,
    Objection,
    PanelMember,
    QualitySample,
    Rereading,
    Resemblance,
    Session,
    Visit,
)
from tests import carrying
from tests.factories import accounts, competitions, judging

WHY = "Arahan Menteri."
TODAY = timezone.localdate
A_DAY = timedelta(days=1)


def by(role, **place):
    """Who acts, and now."""
    return {"by": accounts.membership(role, **place), "at": timezone.now()}


def admin():
    return by(Role.MINISTRY_ADMIN)


def secretary():
    return by(Role.SECRETARY)


def office():
    return accounts.membership(Role.SECRETARY)


def closed(entry):
    """The entry, closed since yesterday."""
    entry.closed_on = TODAY() - A_DAY
    entry.save(update_fields=["closed_on"])
    return entry


def another_end():
    return partial(joining.extend, office(), TODAY() + 30 * A_DAY, **admin())


def an_end():
    return partial(joining.end, office(), TODAY() + A_DAY, WHY, **admin())


def somebody_else():
    address = "pengganti@contoh.go.id"
    return partial(joining.replace, office(), address, "Pengganti", WHY, since=TODAY() + A_DAY, **admin())


def another_end_of_an_admin():
    held = accounts.membership(Role.MINISTRY_ADMIN)
    return partial(of_accounts.extend_admin, held, TODAY() + 30 * A_DAY, WHY, **admin())


def closing_an_agency():
    return partial(closing.close, accounts.agency(), WHY, on=TODAY(), **admin())


def opening_an_agency():
    return partial(closing.reopen, closed(accounts.agency()), WHY, **admin())


def striking_a_region():
    return partial(closing.close_region, accounts.region(), WHY, on=TODAY(), **admin())


def putting_a_region_back():
    return partial(closing.reopen_region, closed(accounts.region()), WHY, **admin())


def naming_an_agency():
    return partial(naming.rename, accounts.agency(), "Nama Lain", WHY, since=TODAY(), **admin())


def naming_a_region():
    return partial(naming.rename_region, accounts.region(), "Kabupaten Lain", WHY, since=TODAY(), **admin())


def a_round():
    """A calibration round of one dossier and its judge."""
    stage, judge, _assignments = judging.desk(1)
    old = competitions.stage(competitions.edition(slug="kipp-lalu", year=2020), StageKind.DESK)
    found = CalibrationRound.objects.create(stage=stage, set_at=timezone.now(), set_by=office())
    dossier = CalibrationDossier.objects.create(round=found, proposal=judging.entrants(old, 1)[0], position=1)
    return dossier, judge, {key: Given(80) for key in stage.rubric.criteria.values_list("key", flat=True)}


def keeping_a_calibration():
    dossier, judge, marks = a_round()
    return partial(calibrating.keep, dossier, marks, by=judge, at=timezone.now())


def signing_a_calibration():
    dossier, judge, marks = a_round()
    CalibrationDraft.objects.create(
        dossier=dossier, judge=judge.user, marks={}, remark="", number=1, saved_at=timezone.now()
    )
    return partial(calibrating.sign, dossier, marks, by=judge, at=timezone.now())


def opening_a_calibration():
    dossier, judge, marks = a_round()
    calibrating.sign(dossier, marks, by=judge, at=timezone.now())
    assert CalibrationCard.objects.filter(dossier=dossier).exists()
    return partial(calibrating.reveal, dossier.round, **secretary())


def a_reading():
    """A dossier of the quality sample, its cover lifted, with something filled in, and its reader."""
    stage, _judge, (assignment, *_) = judging.desk(1)
    reader = judging.judge(stage)
    pacts.sign(stage.edition, by=reader, at=timezone.now())
    now = timezone.now()
    drawn = {"size": 1, "out_of": 1, "seed": "x", "due_at": now, "drawn_at": now, "drawn_by": office()}
    sample = QualitySample.objects.create(stage=stage, **drawn)
    one = Rereading.objects.create(
        sample=sample,
        proposal=assignment.proposal,
        judge=reader.user,
        proposal_agency=assignment.proposal.agency,
        assigned_at=now,
        cleared_at=now,
        number=1,
        saved_at=now,
    )
    return one, reader, {key: Given(80) for key in stage.rubric.criteria.values_list("key", flat=True)}


def keeping_a_reading():
    one, reader, marks = a_reading()
    return partial(rereading.keep, one, marks, by=reader, at=timezone.now())


def signing_a_reading():
    one, reader, marks = a_reading()
    return partial(rereading.sign, one, marks, by=reader, at=timezone.now())


def a_session(**columns):
    """An interview of tomorrow, with materials to be handed in."""
    wanted = {**defaults(StageKind.INTERVIEW), "materials": ["video"], "materials_days": 0}
    stage, _judge, _assignments = judging.desk(1, kind=StageKind.INTERVIEW, settings=wanted)
    session = Session.objects.select_related("stage__edition", "proposal").get(stage=stage)
    starts_at = timezone.now() + timedelta(days=1)
    Session.objects.filter(pk=session.pk).update(
        **{"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=20), **columns}
    )
    session.refresh_from_db()
    return session


def naming_who_presents():
    session = a_session()
    return partial(materials.name_presenter, session, "Dewi", **by(Role.UNIT, unit=session.proposal.unit))


def linking_rooms():
    return partial(room_links.link_rooms, a_session().stage, {"Ruang 1": "https://rapat.go.id/1"}, **secretary())


def moving_a_session():
    session = a_session()
    Session.objects.filter(pk=session.pk).update(room="Ruang 2")
    session.refresh_from_db()
    return partial(sessions.move, session, "Ruang 1", session.starts_at + A_DAY, WHY, **secretary())


def noting_a_session():
    now = timezone.now()
    session = a_session(starts_at=now - timedelta(hours=1), ends_at=now)
    return partial(sessions.note, session, "held", head_was_present=True, **secretary())


def opening_a_timetable():
    return partial(sessions.publish_timetable, a_session().stage, "https://siaran.go.id/1", **secretary())


def assigning_an_objection():
    stage = judging.running()
    stage.objection_days = 5
    stage.save(update_fields=["objection_days"])
    said = {"sort": Objection.Sort.OBJECTION, "text": "Tidak terbukti.", "sent_at": timezone.now()}
    found = Objection.objects.create(stage=stage, proposal=judging.entrants(stage, 1)[0], **said)
    return partial(objections.assign, found, office(), TODAY() + A_DAY, **secretary())


def a_visit():
    stage, _judge, _assignments = judging.desk(1, kind=StageKind.FIELD)
    return Visit.objects.select_related("stage__edition", "proposal").get(stage=stage)


def moving_a_visit():
    visit = a_visit()
    return partial(visiting.move, visit, visit.planned_on + A_DAY, WHY, **{**secretary(), "at": visit.stage.opened_at})


def arranging_a_visit():
    return partial(visiting.arrange, a_visit(), party="Camat", is_announced=True, **secretary())


def answering_what_resembles():
    stage = judging.running(StageKind.ADMINISTRATIVE)
    first, second = judging.entrants(stage, 2)
    alike = dict.fromkeys(("title", "shared", "cosine"), "0.9")
    found = Resemblance.objects.create(stage=stage, proposal=first, other=second, found_at=timezone.now(), **alike)
    return partial(resembling.answer, found, "apart", WHY, **secretary())


def a_decided_stage():
    """A panel of one judge that has closed, with the rows of a decision."""
    stage, _judge, _assignments = judging.desk(1, kind=StageKind.PANEL)
    judging.closed(stage)
    Decision.objects.create(stage=stage, drafted_at=timezone.now())
    return stage, PanelMember.objects.get(stage=stage)


def noting_who_came():
    stage, member = a_decided_stage()
    given = {"chair": member, "held_on": TODAY(), "place": "Gedung Kartika"}
    return partial(plenary.attend, stage, [member.pk], **given, **secretary())


def assembled():
    """The same with its member at the plenary."""
    stage, member = a_decided_stage()
    plenary.attend(stage, [member.pk], chair=member, held_on=TODAY(), place="Gedung Kartika", **secretary())
    return stage, member


def voting_at_once():
    stage, member = assembled()
    return partial(voting.vote, stage, "Setuju?", {member.pk: "for"}, **secretary())


def asking_the_members():
    stage, _member = assembled()
    return partial(voting.open_vote, stage, "Setuju?", **secretary())


def a_discussion():
    """Two readers who have signed, the joint mark of the first on the table: (assignment, who reads it)."""
    stage, first, assignments = judging.desk(1, settings={**defaults(StageKind.DESK), "discussion": True})
    other = judging.second(stage, assignments)
    for reader in (first, other):
        held = Assignment.objects.get(stage=stage, judge=reader.user)
        judging.marked(held, reader, lock=True)
    points = {key: one.points for key, one in judging.marks(stage).items()}
    discussing.propose(assignments[0], points, WHY, by=first, at=timezone.now())
    return assignments[0], first


def taking_a_joint_mark_off():
    assignment, reader = a_discussion()
    return partial(discussing.withdraw, assignment, by=reader, at=timezone.now())


def reading_feedback():
    stage = judging.running()
    found = Feedback.objects.create(
        stage=judging.closed(stage),
        proposal=judging.entrants(stage, 1)[0],
        bands=[],
        text="",
        drafted_at=timezone.now(),
    )
    return partial(feedback.check, found, "Bukti dampak perlu pembanding.", **secretary())


def correcting_a_verdict():
    crew, stage = carrying.looked_at()
    proposal = stage.entrants.order_by("pk").first().proposal
    carrying.verify(stage, proposal, crew)
    checks = stage.edition.entry_checks.filter(method="person").values_list("pk", flat=True)
    found = {check: Found(False, "Surat palsu.") for check in checks}
    return partial(of_judging.correct, stage, proposal, found, WHY, by=crew.secretary, at=carrying.moment(stage))


SCENES = {
    "accounts.domain.joining.extend": another_end,
    "accounts.domain.joining.end": an_end,
    "accounts.domain.joining.replace": somebody_else,
    "accounts.domain.register.closing.close": closing_an_agency,
    "accounts.domain.register.closing.reopen": opening_an_agency,
    "accounts.domain.register.closing.close_region": striking_a_region,
    "accounts.domain.register.closing.reopen_region": putting_a_region_back,
    "accounts.domain.register.naming.rename": naming_an_agency,
    "accounts.domain.register.naming.rename_region": naming_a_region,
    "accounts.motions.admins.extend_admin": another_end_of_an_admin,
    "judging.domain.cards.calibrating.keep": keeping_a_calibration,
    "judging.domain.cards.calibrating.reveal": opening_a_calibration,
    "judging.domain.cards.calibrating.sign": signing_a_calibration,
    "judging.domain.cards.discussing.withdraw": taking_a_joint_mark_off,
    "judging.domain.desk.rereading.keep": keeping_a_reading,
    "judging.domain.desk.rereading.sign": signing_a_reading,
    "judging.domain.feedback.check": reading_feedback,
    "judging.domain.hearings.materials.name_presenter": naming_who_presents,
    "judging.domain.hearings.room_links.link_rooms": linking_rooms,
    "judging.domain.hearings.sessions.move": moving_a_session,
    "judging.domain.hearings.sessions.note": noting_a_session,
    "judging.domain.hearings.sessions.publish_timetable": opening_a_timetable,
    "judging.domain.objections.assign": assigning_an_objection,
    "judging.domain.panel.plenary.attend": noting_who_came,
    "judging.domain.panel.voting.open_vote": asking_the_members,
    "judging.domain.panel.voting.vote": voting_at_once,
    "judging.domain.resembling.answer": answering_what_resembles,
    "judging.domain.visits.visiting.arrange": arranging_a_visit,
    "judging.domain.visits.visiting.move": moving_a_visit,
    "judging.motions.correct": correcting_a_verdict,
}
