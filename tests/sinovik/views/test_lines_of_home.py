"""Above one, a line of the home page opens a list of exactly as many rows as it says."""

import ast
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.domain import watching
from accounts.domain.entrance import visitors
from accounts.domain.partners import hooks
from accounts.models import (
    Application,
    Chore,
    ErasureRequest,
    Failure,
    Happening,
    Letter,
    OfficeConfirmation,
    Role,
)
from accounts.moments import end_of
from competitions.kinds import StageKind, defaults
from competitions.models import Stage
from judging import motions
from judging.domain.judges import pacts
from judging.models import (
    Award,
    CertificateBatch,
    Computation,
    Decision,
    Feedback,
    Interest,
    Objection,
    QualitySample,
    Rereading,
    SealCheck,
    Session,
    Snapshot,
)
from judging.reading import progress
from proposals.models import Assistance, CheckIn, Coaching, Inquiry, Proposal, Replication, Survey
from tests import carrying
from tests.architecture.sources import parsed
from tests.factories import accounts, catalogue, competitions, judging, proposals
from tests.sinovik.views.test_numbers import length

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
# What a line of the home page is.
LINES = {"Waiting", "Counted"}


def sent_in(count=4, kind=StageKind.DESK):
    """So many dossiers of one unit that were sent in, the office of the unit, and the stage that they stand in."""
    stage, unit = judging.running(kind), accounts.unit()
    return judging.entrants(stage, count, unit=unit), accounts.membership(Role.UNIT, unit=unit), stage


def opened_again(made, **columns):
    """Two of the dossiers are open again, and for a third it is over."""
    for one, column in zip(made, (2 * A_DAY, 3 * A_DAY, -A_DAY), strict=False):
        until = {name: timezone.now() + column for name in columns if name.endswith("_until")}
        Proposal.objects.filter(pk=one.pk).update(**columns | until)


def mended():
    made, writer, _stage = sent_in()
    opened_again(made, mending_until=None, mending_parts=["identity"])
    return writer, "Perbaiki usulan yang belum lolos administrasi", 2


def coached():
    made, writer, _stage = sent_in()
    opened_again(made, coached_until=None, coached_since=timezone.now() - 5 * A_DAY)
    agency = accounts.membership(Role.AGENCY_ADMIN, agency=writer.unit.agency)
    return agency, "Perbaiki usulan finalis menurut catatan pembinaan", 2


def materials():
    """Three sessions to come of one unit, two materials missing of each; one session is over, one unit is another."""
    wanted = {**defaults(StageKind.INTERVIEW), "materials": ["slides", "summary"], "materials_days": 0}
    stage, _office, held = judging.desk(4, kind=StageKind.INTERVIEW, settings=wanted)
    for hours, session in zip((-5, 24, 25, 26), Session.objects.filter(stage=stage).order_by("pk"), strict=True):
        starts_at = timezone.now() + timedelta(hours=hours)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    return accounts.membership(Role.UNIT, unit=held[0].proposal.unit), "Serahkan bahan presentasi", 3


def certificates():
    """Four awards whose printing failed, of which one was revoked since and one lost its dossier."""
    made, _writer, stage = sent_in(4)
    secretary = accounts.membership(Role.SECRETARY)
    for number, proposal in enumerate(made):
        award = judging.award(stage, proposal, number)
    Award.objects.filter(pk=award.pk).update(ended_at=timezone.now(), ended_by=secretary, ended_reason="Salah.")
    proposals.left(made[0])
    CertificateBatch.objects.create(
        stage=stage,
        requested_at=timezone.now(),
        requested_by=secretary,
        tried_at=timezone.now(),
        failure="Gagal.",
    )
    return secretary, "Sertifikat gagal dicetak", 2


def marks_owed():
    """Four dossiers of a judge, one of them marked."""
    _stage, office, held = judging.desk(4)
    judging.marked(held[0], office, lock=True)
    return office, "Usulan menunggu nilai Anda", 3


def visits_owed():
    _stage, office, _held = judging.desk(2, kind=StageKind.FIELD)
    return office, "Kunjungan belum dilaporkan", 2


def to_read_before_a_meeting():
    _stage, office, _held = judging.desk(2, kind=StageKind.PANEL)
    return office, "Berkas untuk dibaca sebelum rapat", 2


def drafts():
    """Three drafts of a unit."""
    now, writer = timezone.now(), accounts.membership(Role.UNIT)
    edition = competitions.edition(opens_at=now - 20 * A_DAY, closes_at=now + 40 * A_DAY)
    made = [proposals.draft(edition, by=writer, at=now - A_DAY, title=f"Inovasi {number}") for number in range(3)]
    return writer, "Lengkapi dan serahkan draf usulan", made


def drafts_of_a_unit():
    writer, sentence, made = drafts()
    return writer, sentence, len(made)


def drafts_to_help_with():
    """Two of the three are open to the secretariat."""
    writer, _sentence, made = drafts()
    for one in made[:2]:
        Assistance.objects.create(proposal=one, question="Bagaimana?", opened_at=timezone.now(), opened_by=writer)
    return accounts.membership(Role.SECRETARY), "Bantu penulis usulan", 2


def owner(count=2):
    """So many innovations of the catalogue, and the admin of the agency that owns them."""
    admin = accounts.membership(Role.AGENCY_ADMIN)
    return admin, [catalogue.earlier_entry(agency=admin.agency) for _one in range(count)]


def winners_to_ask():
    admin, entries = owner()
    given = {"year": 2027, "due_on": date(2027, 12, 1), "asked_at": timezone.now(), "asked_by": admin}
    survey = Survey.objects.create(**given)
    CheckIn.objects.bulk_create(CheckIn(survey=survey, entry=entry) for entry in entries)
    return admin, "Mutakhirkan keadaan inovasi pemenang", 2


def wishes_to_replicate():
    admin, entries = owner()
    other = accounts.membership(Role.AGENCY_ADMIN)
    for entry in entries:
        Replication.objects.create(
            entry=entry, agency=other.agency, purpose="Antrean", asked_at=timezone.now(), asked_by=other
        )
    return admin, "Jawab minat replikasi", 2


def questions_of_citizens():
    admin, entries = owner()
    visitor = visitors.confirm("warga@contoh.id", at=timezone.now())
    for entry in entries:
        Inquiry.objects.create(entry=entry, visitor=visitor, locality="Desa", text="Boleh?", asked_at=timezone.now())
    return admin, "Jawab permintaan replikasi dari masyarakat", 2


def replications_to_certify():
    for _one in range(2):
        catalogue.replicated(number="", certified_at=None, certified_by=None)
    catalogue.replicated()
    return accounts.membership(Role.SECRETARY), "Sahkan replikasi yang dilaporkan berjalan", 2


def wishes_that_no_owner_reads():
    """Two, and one that its owner reads."""
    wishes_to_replicate()
    wisher = accounts.membership(Role.AGENCY_ADMIN)
    for _one in range(2):
        entry, at = catalogue.earlier_entry(), timezone.now()
        Replication.objects.create(entry=entry, agency=wisher.agency, purpose="Antrean", asked_at=at, asked_by=wisher)
    return accounts.membership(Role.SECRETARY), "Teruskan minat replikasi kepada pemilik tanpa admin", 2


def questions_that_no_owner_reads():
    """Two, and some that an owner reads."""
    questions_of_citizens()
    visitor = visitors.confirm("warga.lain@contoh.id", at=timezone.now())
    for _one in range(2):
        entry, at = catalogue.earlier_entry(), timezone.now()
        Inquiry.objects.create(entry=entry, visitor=visitor, locality="Desa", text="Boleh?", asked_at=at)
    return accounts.membership(Role.SECRETARY), "Jawab permintaan replikasi dari masyarakat untuk pemilik", 2


def chores_that_failed():
    for one in range(2):
        Chore.objects.create(name="uji", key=f"{one}", since=timezone.now() - A_DAY, given_up_at=timezone.now())
    return accounts.membership(Role.SECRETARY), "Pekerjaan portal yang gagal", 2


def refused(recipients):
    """A letter to each, which its mailbox did not take."""
    for number, one in enumerate(recipients):
        given = {"name": "proposal.returned", "occasion": f"{number}", "subject": "Usulan", "body": "Isi."}
        ends = {"written_at": timezone.now(), "given_up_at": timezone.now(), "failure": Failure.REFUSED}
        Letter.objects.create(recipient=one.user, tries=1, **given, **ends)


def letters_that_did_not_arrive():
    refused([accounts.membership(Role.UNIT) for _one in range(2)])
    return accounts.membership(Role.SECRETARY), "Surat yang tidak atau belum pasti sampai", 2


def partners_whom_nothing_reaches():
    by = accounts.membership(Role.MINISTRY_ADMIN)
    for number in range(2):
        hook = hooks.make("LAN", f"https://contoh.go.id/{number}", [Happening.LIST_FINAL], by=by, at=timezone.now())
        hooks.pause(hook, at=timezone.now())
    return by, "Kabar ke mitra yang terhenti", 2


def alarms_that_last():
    watching.keep([watching.Raised(rule, {}, None) for rule in ("broker", "no_backup")], at=timezone.now())
    return accounts.membership(Role.MINISTRY_ADMIN), "Peringatan tentang jalannya portal", 2


def letters_to_an_agency():
    admin = accounts.membership(Role.AGENCY_ADMIN)
    refused([accounts.membership(Role.UNIT, agency=admin.agency), accounts.membership(Role.UNIT)] * 2)
    return admin, "Surat ke", 2


def agencies_that_ask_to_join():
    digests = dict.fromkeys(("came_sha256", "sha256", "clean_sha256"), "0" * 64)
    letter = {"name": "a.pdf", "content_type": "application/pdf", "file": "a.pdf", "clean_file": "b.pdf", **digests}
    for one in range(2):
        Application.objects.create(
            agency=accounts.agency(),
            full_name="Sari",
            position="Kepala",
            email=f"sari{one}@contoh.go.id",
            phone="021 555123",
            sent_at=timezone.now(),
            **letter,
            size=1,
            clean_size=1,
        )
    return accounts.membership(Role.SECRETARY), "Permohonan instansi", 2


def offices_to_confirm():
    """Three offices wait: two that the secretariat gives, and its own."""
    secretary, now = accounts.membership(Role.SECRETARY), timezone.now()
    for office in (accounts.membership(Role.AGENCY_ADMIN), accounts.membership(Role.EVALUATOR), secretary):
        OfficeConfirmation.objects.create(membership=office, asked_at=now, due_on=timezone.localdate(now) + A_DAY)
    return secretary, "Konfirmasi tahunan peran", 2


def people_to_forget():
    """Three wishes wait, one of them the admin's own."""
    admin, now = accounts.membership(Role.MINISTRY_ADMIN), timezone.now()
    for office in (accounts.membership(Role.UNIT), accounts.membership(Role.EVALUATOR), admin):
        ErasureRequest.objects.create(user=office.user, asked_at=now, asked_by=office)
    return admin, "Permintaan penghapusan data", 2


def seals_that_broke():
    for _one in range(2):
        stage = judging.running()
        SealCheck.objects.create(stage=stage, looked_at=timezone.now(), cards=1, broken=[["J01", "x", "y"]])
    return accounts.membership(Role.SECRETARY), "Segel lembar nilai rusak", 2


def dossiers_to_reread():
    made, _writer, stage = sent_in(2)
    judge, secretary = judging.judge(stage), accounts.membership(Role.SECRETARY)
    pacts.sign(stage.edition, by=judge, at=timezone.now())
    sample = QualitySample.objects.create(
        stage=stage,
        size=2,
        out_of=2,
        seed="1",
        due_at=timezone.now() + A_DAY,
        drawn_at=timezone.now(),
        drawn_by=secretary,
    )
    for one in made:
        given = {"proposal_agency_id": one.agency_id, "assigned_at": timezone.now()}
        Rereading.objects.create(sample=sample, proposal=one, judge=judge.user, **given)
    return judge, "Usulan menunggu dibaca ulang", 2


def finalists_to_advise():
    made, _writer, stage = sent_in(2, StageKind.PANEL)
    panelist, now = accounts.membership(Role.PANELIST), timezone.now()
    judging.seated(stage, panelist)
    for one in made:
        Coaching.objects.create(proposal=one, stage=stage, opened_at=now, opened_by=stage.opened_by, until=now + A_DAY)
    Proposal.objects.update(coached_since=now, coached_until=now + A_DAY)
    return panelist, "Finalis dapat diberi catatan pembinaan", 2


def verdicts_owed():
    crew, _stage = carrying.looked_at()
    return crew.secretary, "Usulan belum diputuskan", 4


def objections_to_answer():
    """Five objections to a list: three this secretary's, of which one is answered, one another's, one nobody's yet."""
    stage, at = judging.running(StageKind.DESK), timezone.now()
    own, other = (accounts.membership(Role.SECRETARY) for _number in range(2))
    Stage.objects.filter(pk=stage.pk).update(
        closed_at=at,
        closed_by=own,
        objection_days=5,
        provisional_at=at,
        provisional_by=own,
        objections_until=at + 5 * A_DAY,
    )
    # What came to an office that has ended is still this person's.
    second = accounts.membership(Role.MINISTRY_ADMIN, user=own.user, until=timezone.localdate(at) - A_DAY)
    for number, (proposal, to) in enumerate(
        zip(judging.entrants(stage, 5), (own, second, own, other, None), strict=True), start=1
    ):
        given = {"assigned_at": at, "answer_by": timezone.localdate(at) + number * A_DAY} if to else {}
        about = {"stage": stage, "proposal": proposal, "sort": Objection.Sort.OBJECTION, "sent_at": at}
        made = Objection.objects.create(**about, text="Tutup.", assigned_to=to, **given)
        if number == 3:
            # Answered, and before a second person.
            said = {"answer": "Sudah diperiksa.", "summary": "Tetap.", "reason": "Bukti cukup."}
            motions.answer(made, outcome=Objection.Outcome.STANDS, **said, by=own, at=at)
    return own, "Sanggahan yang harus Anda jawab", 2


def feedback():
    """Nine drafts of feedback: two unread, two read by one secretary, two by another, one approved. The other asks.

    One more that nobody and one more that the first has read tie the other: they wait for somebody else.
    """
    stage, at = judging.running(StageKind.DESK), timezone.now()
    one, other = (accounts.membership(Role.SECRETARY) for _number in range(2))
    readers = (None, None, one, one, other, other, other, None, one)
    for number, (proposal, reader) in enumerate(zip(judging.entrants(stage, 9), readers, strict=True)):
        read = {"checked_at": at, "checked_by": reader.user} if reader else {}
        approved = {"approved_at": at, "approved_by": one.user} if number == 6 else {}
        if number > 6:
            Interest.objects.create(proposal=proposal, judge=other.user, reason="Adik saya.", declared_at=at)
        Feedback.objects.create(stage=stage, proposal=proposal, bands=[], drafted_at=at, **read, **approved)
    judging.closed(stage)
    snapshot = Snapshot.objects.create(stage=stage, body="{}", sha256="0" * 64, frozen_at=at)
    moments = dict.fromkeys(("requested_at", "started_at", "finished_at"), at)
    prints = dict.fromkeys(("result_sha256", "code_version"), "0" * 64)
    Computation.objects.create(snapshot=snapshot, state=Computation.State.DONE, **moments, **prints)
    Decision.objects.create(stage=stage, drafted_at=at)
    return other


def feedback_to_read():
    return feedback(), "Umpan balik menunggu diperiksa", 2


def feedback_to_approve():
    return feedback(), "Umpan balik menunggu persetujuan Anda", 2


# By the place in the code that makes the lines.
SCENES = {
    "accounts.reading.chores.for_ministry": [chores_that_failed],
    "accounts.reading.confirmations.for_ministry": [offices_to_confirm],
    "accounts.reading.erasures.for_admin": [people_to_forget],
    "accounts.reading.outbox.for_agency": [letters_to_an_agency],
    "accounts.reading.outbox.for_ministry": [letters_that_did_not_arrive],
    "accounts.reading.partners.paused": [partners_whom_nothing_reaches],
    "accounts.reading.people.applications_waiting": [agencies_that_ask_to_join],
    "judging.reading.waiting.for_participant": [materials],
    "judging.reading.waiting.lines_of": [marks_owed, visits_owed, to_read_before_a_meeting],
    "judging.reading.waiting.to_advise": [finalists_to_advise],
    "judging.reading.waiting.to_reread": [dossiers_to_reread],
    "judging.reading.waiting_ministry.assigned": [objections_to_answer],
    "judging.reading.waiting_ministry.broken_seals": [seals_that_broke],
    "judging.reading.waiting_ministry.feedback": [feedback_to_read, feedback_to_approve],
    "judging.reading.waiting_ministry.lines_of": [verdicts_owed],
    "judging.reading.waiting_ministry.stuck_certificates": [certificates],
    "proposals.reading.follow_up.for_agency": [winners_to_ask, wishes_to_replicate, questions_of_citizens],
    "proposals.reading.follow_up.for_ministry": [
        replications_to_certify,
        wishes_that_no_owner_reads,
        questions_that_no_owner_reads,
    ],
    "proposals.reading.waiting.for_helpers": [drafts_to_help_with],
    "proposals.reading.waiting.lines": [drafts_of_a_unit],
    "proposals.reading.waiting.sent_in_and_open": [mended, coached],
    "sinovik.watching.alarms.waiting": [alarms_that_last],
}
# Lines of one thing each, which open the thing; so many of a place.
OF_ONE_THING = {
    "accounts.reading.seconding.for_ministry": 1,
    "judging.reading.waiting.for_judge": 1,
    "judging.reading.waiting.invitations": 1,
    "proposals.reading.waiting.for_ministry": 1,
    "sinovik.invariants.waiting": 1,
    # That nobody is left to look.
    "sinovik.watching.alarms.waiting": 1,
    # The phase of a stage opens its page; its figures and the judges at risk are followed by the walk of test_numbers.
    "judging.reading.waiting_ministry.lines_of": 3,
}


def made_in_the_code():
    """How many lines of the home page each function makes, by module and name."""
    found = Counter()
    for floor in ("accounts", "competitions", "proposals", "judging", "sinovik"):
        for path in sorted(Path(settings.BASE_DIR, floor).rglob("*.py")):
            module = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
            text = path.read_text()
            if module == "accounts.reading.waiting" or not any(f"{line}(" in text for line in LINES):
                continue
            for one in parsed(path).body:
                calls = [ast.unparse(node.func) for node in ast.walk(one) if isinstance(node, ast.Call)]
                if isinstance(one, ast.FunctionDef) and (number := sum(call in LINES for call in calls)):
                    found[f"{module}.{one.name}"] += number
    return found


def test_every_line_of_the_home_page_has_a_scene():
    told = Counter({place: len(scenes) for place, scenes in SCENES.items()}) + Counter(OF_ONE_THING)
    made = made_in_the_code()
    assert made.keys() == told.keys()
    assert {place: number for place, number in made.items() if number > told[place]} == {}


@pytest.mark.parametrize(
    "scene", [one for scenes in SCENES.values() for one in scenes], ids=lambda scene: scene.__name__
)
def test_a_line_above_one_opens_a_list_of_as_many_rows(client, settings, tmp_path, scene):
    settings.MEDIA_ROOT = tmp_path
    office, sentence, number = scene()
    client.force_login(office.user)
    desks = client.get(reverse("home")).context["desks"]
    (line,) = [one for desk in desks for one in desk["lines"] if one.sentence.startswith(sentence)]
    assert line.count == number > 1
    assert length(client.get(line.url), line.url) == number


def test_the_line_of_objections_says_the_first_day_by_which_one_is_to_be_answered(client):
    office, sentence, _number = objections_to_answer()
    client.force_login(office.user)
    desks = client.get(reverse("home")).context["desks"]
    (line,) = [one for desk in desks for one in desk["lines"] if one.sentence.startswith(sentence)]
    assert line.until == end_of(timezone.localdate() + A_DAY)
    Objection.objects.update(assigned_to=None, assigned_at=None, answer_by=None)
    page = client.get(reverse("home"))
    assert sentence not in page.content.decode()


@pytest.mark.parametrize("scene", [feedback_to_read, feedback_to_approve], ids=lambda scene: scene.__name__)
def test_feedback_waits_on_after_its_edition_is_over(client, scene):
    office, sentence, number = scene()
    at = timezone.now()
    Stage.objects.filter(opened_at=None).update(opened_at=at, opened_by=office)
    Stage.objects.filter(closed_at=None).update(closed_at=at, closed_by=office)
    Stage.objects.update(published_at=at, published_by=office)
    assert progress.unfinished() == []
    client.force_login(office.user)
    desks = client.get(reverse("home")).context["desks"]
    (line,) = [one for desk in desks for one in desk["lines"] if one.sentence.startswith(sentence)]
    assert line.count == number
    Feedback.objects.filter(checked_at=None).delete()
    Feedback.objects.update(approved_at=at, approved_by=accounts.membership(Role.SECRETARY).user)
    assert "Umpan balik menunggu" not in client.get(reverse("home")).content.decode()
