"""Every letter, worded for things with the signs that HTML writes differently."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from accounts.domain import applications, confirming, inspecting, joining, motion_kinds
from accounts.domain.correspondence import letters as portal
from accounts.domain.correspondence import portal_texts, texts
from accounts.domain.entrance import links, second_factor, visitors
from accounts.domain.register import telling as registers
from accounts.domain.trail import holders
from accounts.letter_kinds import FOLDERS
from accounts.letter_kinds import KINDS as OF_PORTAL
from accounts.models import (
    Agency,
    Application,
    HeadHolder,
    Membership,
    Motion,
    OfficeConfirmation,
    Role,
    TreeHead,
    Unit,
    User,
)
from competitions import letters
from competitions.domain import announcing
from competitions.kinds import StageKind
from competitions.letter_kinds import KINDS
from competitions.models import Edition, EntryCheck, Stage
from judging import letters as judging
from judging.letters import objecting
from judging.models import Finding, Invitation, Objection, Session, Visit
from proposals import letters as proposals
from proposals.domain.follow_up import check_ins, telling
from proposals.models import CatalogueEntry, CheckIn, Inquiry, Proposal, Replication, Survey
from sinovik.urls import LETTERS
from sinovik.watching import alarms

AT = datetime(2026, 12, 6, 11, 14, tzinfo=UTC)
ODD = "A & B <'C'> {nama}"
AGENCY = Agency(name=f"Kabupaten {ODD}")
UNIT = Unit(name=f"Puskesmas {ODD}", agency=AGENCY)
EDITION = Edition(name=f"KIPP {ODD}", slug="kipp", closes_at=AT)
FIELDS = {"edition": EDITION, "position": 5, "opens_at": AT, "closes_at": AT, "skip_reason": f"Alasan {ODD}"}
STAGE = Stage(name=f"Verifikasi {ODD}", kind=StageKind.FIELD, **FIELDS)
FOLLOWING = Stage(edition=EDITION, name=f"Penetapan {ODD}", kind=StageKind.FINAL)
PROPOSAL = Proposal(
    pk=1, code="KIPP-1", title=f"Antrean {ODD}", edition=EDITION, unit=UNIT, agency=AGENCY, submitted_at=AT
)
BY = Membership(user=User(full_name=f"Sari {ODD}"), role=Role.AGENCY_ADMIN, agency=AGENCY)
CHECK = EntryCheck(code="A1", statement=f"Syarat {ODD}", legal_basis=f"Dasar {ODD}", remedy=f"Cara {ODD}")
FINDING = Finding(check_row=CHECK, detail=f"Rincian {ODD}")
OUTCOMES = [
    judging.Outcome(PROPOSAL.title, "KIPP-1", True, (f"Top {ODD}",), ()),
    judging.Outcome(PROPOSAL.title, "KIPP-2", False, (), (FINDING,)),
]


def act(event, note=f"Catatan {ODD}"):
    return lambda: proposals.worded(event, PROPOSAL, by=BY, note=note, sha256="0" * 64)


SESSION = Session(pk=7, proposal=PROPOSAL, room=f"Ruang {ODD}", starts_at=AT)
VISIT = Visit(pk=7, proposal=PROPOSAL, planned_on=AT.date(), party=f"Ombudsman {ODD}")
INVITATION = Invitation(pk=7, judge=BY.user, reply_by=AT.date(), reason=f"Alasan {ODD}")

ENTRY = CatalogueEntry(slug="antre-2018", title=f"Antre {ODD}", agency_name=f"Kota {ODD}", year=2018)
REPLICATION = Replication(
    pk=1, entry=ENTRY, agency=AGENCY, reason=f"Sebab {ODD}", number=f"R1 {ODD}", running_since=AT, name=f"Antre {ODD}"
)
INQUIRY = Inquiry(pk=1, entry=ENTRY, locality=f"Desa {ODD}", text="Apa?", asked_at=AT, answer=f"Jawaban {ODD}")
OBJECTION = Objection(
    pk=1,
    stage=Stage(edition=EDITION, position=3, name=f"Sanggahan {ODD}"),
    proposal=Proposal(title=f"Layanan {ODD}", code="KIPP-1"),
    sent_at=AT,
    answer_by=AT,
    answer=f"Jawaban {ODD}",
)
MOTION = Motion(
    pk=1,
    subject_name=f"Tahap {ODD}",
    reason=f"Sebab {ODD}",
    mover=User(full_name="Sari", email="a@b"),
    moved_at=AT,
    lapses_at=AT,
    declined_at=AT,
    declined_by=BY,
    decline_reason=f"Sebab {ODD}",
    lapsed_at=AT,
    lapse_reason=f"Sebab {ODD}",
)


def of_motion(name, until):
    return lambda: motion_kinds.words_of(name, "Keputusan tahap", MOTION, until)


# What each letter is told by the act that writes it, called in the language of the moment.
GIVEN = {
    **{name: [act(name)] for name in proposals.RECIPIENTS},
    "edition.extended": [lambda: announcing.extended_words(EDITION, AT, f"Banjir {ODD}")],
    "stage.outcome": [
        lambda: judging.outcome_words(STAGE, OUTCOMES, FOLLOWING),
        lambda: judging.outcome_words(STAGE, OUTCOMES, None),
    ],
    "stage.skipped": [
        lambda: judging.skipped_words(STAGE, [PROPOSAL], FOLLOWING),
        lambda: judging.skipped_words(STAGE, [PROPOSAL], None),
        lambda: judging.skipped_words(STAGE, [], FOLLOWING),
    ],
    "reminder.drafts": [lambda: proposals.unfinished_words(EDITION, [PROPOSAL], at=AT - timedelta(days=3))],
    "reminder.judging": [lambda: judging.unfinished_words(STAGE, 2, at=AT - timedelta(days=3))],
    "reminder.late": [lambda: judging.late_words(STAGE, [(BY.user, "J01", 2)])],
    "reminder.invited": [lambda: judging.awaited_words(STAGE, INVITATION)],
    "session.set": [lambda: judging.set_words(STAGE, [SESSION])],
    "session.moved": [lambda: judging.moved_words(STAGE, [SESSION], f"Alasan {ODD}", "/wawancara/7/")],
    "session.cancelled": [lambda: judging.moved_words(STAGE, [SESSION], "", "/wawancara/7/")],
    "assignment.let_go": [
        lambda: judging.let_go_words(STAGE, [SESSION], []),
        lambda: judging.let_go_words(STAGE, [], [VISIT]),
    ],
    "visit.cancelled": [lambda: judging.visit_moved_words(STAGE, VISIT, "", "/kunjungan-lapangan/")],
    "visit.set": [lambda: judging.visits_words(STAGE, [VISIT])],
    "visit.moved": [lambda: judging.visit_moved_words(STAGE, VISIT, f"Alasan {ODD}", "/kunjungan-lapangan/")],
    "reminder.materials": [
        lambda: judging.lacking_words(STAGE, [(PROPOSAL, ["salindia"])], AT, at=AT - timedelta(days=3))
    ],
    "judge.invited": [lambda: judging.invited_words(STAGE, INVITATION)],
    "judge.declined": [lambda: judging.declined_words(STAGE, INVITATION)],
    "seals.broken": [lambda count=count: judging.broken_words(STAGE, count) for count in (1, 2)],
    "bundle.failed": [
        lambda failure=failure: judging.bundle_words(STAGE, failure)
        for failure in ("differs", "time", "fault", "lost", "wrong")
    ],
    "calibration.set": [lambda: judging.calibrating_words(STAGE, 9)],
    "calibration.revealed": [lambda: judging.compared_words(STAGE)],
    "discussion.opened": [lambda: judging.opened_words(STAGE)],
    "discussion.said": [
        lambda is_joint=is_joint: judging.said_words(STAGE, PROPOSAL, is_joint=is_joint) for is_joint in (False, True)
    ],
    "feedback.sent": [lambda: judging.feedback_words(STAGE, [f"- {ODD} (KIPP-2026-00001)"])],
    "panel.released": [lambda signed=signed: judging.released_words(STAGE, 2, signed) for signed in (0, 3)],
    "stage.work_came_back": [lambda: judging.came_back_words(STAGE, "J01", 2)],
    "objection.assigned": [lambda number=number: objecting.assigned_words([OBJECTION] * number) for number in (1, 2)],
    "reminder.answers": [
        lambda number=number: {**objecting.assigned_words([OBJECTION] * number), "sisa": "2 hari lagi"}
        for number in (1, 2)
    ],
    "objection.answered": [lambda: objecting.answered_words(OBJECTION)],
    "inquiry.asked": [lambda won=won: telling.asked_words(INQUIRY, won) for won in (EDITION, None)],
    "inquiry.unowned": [lambda: telling.asked_words(INQUIRY, None)],
    "inquiry.answered": [lambda won=won: telling.answered_words(INQUIRY, won) for won in (EDITION, None)],
    **{
        f"replication.{event}": [lambda won=won: telling.replicated_words(REPLICATION, won) for won in (EDITION, None)]
        for event in ("asked", "unowned", "agreed", "declined", "running", "certified", "dropped")
    },
    "motion.moved": [of_motion("motion.moved", until) for until in (AT, None)],
    "motion.declined": [of_motion("motion.declined", None)],
    "motion.lapsed": [of_motion("motion.lapsed", None)],
    "stage.work_given_out": [
        lambda kind=kind: judging.given_words(Stage(name=f"Tahap {ODD}", kind=kind, **FIELDS)) for kind in StageKind
    ],
}
EVERY = [
    pytest.param(name, given, id=f"{name}-{number}")
    for name, ways in GIVEN.items()
    for number, given in enumerate(ways)
]


def said(name, words, *, language="id"):
    subject, body = letters.brought(name, language)
    everything = letters.with_common(words, EDITION, BY.user)
    return texts.worded(texts.LetterText(subject, body), everything)


def test_every_letter_is_here():
    assert GIVEN.keys() == KINDS.keys()
    files = {path.name for path in letters.FOLDER.iterdir()}
    assert files == {f"{name}.{language}.txt" for name in KINDS for language in ("id", "en")}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_a_text_that_the_portal_brings_names_no_field_that_is_not_there(name, language):
    assert list(texts.reasons(KINDS[name], texts.LetterText(*letters.brought(name, language)))) == []


@pytest.mark.parametrize(("name", "given"), EVERY)
def test_an_act_gives_every_field_that_its_letter_may_name(name, given):
    assert {field.key for field in KINDS[name].fields} <= letters.with_common(given, EDITION, BY.user)().keys()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("name", "given"), EVERY)
def test_a_letter_says_everything_as_it_is_written(name, given, language):
    subject, body = said(name, given, language=language)
    text = f"{subject}\n\n{body}"
    for wrong in ("&amp;", "&#x27;", "&lt;", "None", "{tahap}", "{nama_usulan}"):
        assert wrong not in text
    assert text.count(ODD) >= 2
    assert subject.endswith((f", {EDITION.name}", ", pemenang tahun 2018", ", winner of 2018"))
    assert body.splitlines()[-1].startswith(settings.BASE_URL)
    assert text.count("18.14") == text.count("18.14 WIB")
    assert "11.14" not in text


@pytest.mark.parametrize("name", KINDS)
def test_an_invented_letter_leaves_no_field_open(name):
    previews = list(texts.invented(KINDS[name], letters.default(name)))
    assert len(previews) == len(KINDS[name].recipients)
    for _who, subject, body in previews:
        assert "{" not in subject + body
        assert "\n\n\n" not in body


# What belongs to no edition: the portal's own letters, in the same language.
OFFICE = Membership(user=User(full_name=f"Sari {ODD}"), role=Role.AGENCY_ADMIN, agency=AGENCY, since=AT, until=AT)
SURVEY = Survey(year=2027, due_on=AT)
URL = "http://x/?a=1&b='2'"
APPLICATION = Application(agency=AGENCY, full_name=f"Sari {ODD}", decline_reason=f"Alasan {ODD}")
REASON = f"Alasan {ODD}"
HOLDER = HeadHolder(pk=1, name=f"Sari {ODD}", house=f"Pers {ODD}", address="sari@pers.test")
HEAD = TreeHead(size=1204, head="a" * 64, root="b" * 64, at=AT)
GIVEN_BY_PORTAL = {
    "account.new_password": [lambda: links.password_words(URL, AT)],
    "account.invitation": [lambda: joining.invited_words(OFFICE, URL, AT)],
    "account.appointed": [lambda: joining.appointed_words(OFFICE)],
    "account.visitor": [lambda: visitors.confirming_words(URL, AT)],
    "account.factor_changed": [lambda: {"perubahan": "pengaman baru dipasang", "tautan": URL}],
    "account.factor_released_on_server": [lambda: second_factor.released_on_server_words(OFFICE.user, REASON, OFFICE)],
    "account.factor_released": [lambda: second_factor.released_words(REASON)],
    "account.office_ended": [
        lambda role=role, reason=reason: joining.ended_words(Membership(role=role, agency=AGENCY, until=AT), reason)
        for role in Role
        for reason in (REASON, "")
    ],
    **{
        name: [lambda number=number: confirming.asking_words(number, AT)() for number in (1, 2)]
        for name in ("account.confirm_offices", "account.confirm_reminded")
    },
    "account.confirm_own": [lambda: confirming.holder_words(OfficeConfirmation(membership=OFFICE, due_on=AT))],
    "account.erased": [dict],
    "account.erasure_declined": [lambda: {"alasan": REASON}],
    "agency.new_admin": [
        lambda is_ended=is_ended: applications.new_admin_words(OFFICE, is_ended=is_ended) for is_ended in (True, False)
    ],
    "agency.declined": [lambda: applications.declined_words(APPLICATION)],
    "motion.moved": [of_motion("motion.moved", until) for until in (AT, None)],
    "motion.declined": [of_motion("motion.declined", None)],
    "motion.lapsed": [of_motion("motion.lapsed", None)],
    "register.renamed": [lambda: registers.renamed_words(AGENCY, f"Lama {ODD}", AT, REASON)],
    "register.closed": [lambda: registers.closed_words(AGENCY, AT, REASON)],
    "register.reopened": [lambda: registers.reopened_words(AGENCY, REASON)],
    "register.merged": [lambda: registers.merged_words(AGENCY, AGENCY, REASON)],
    "register.split": [lambda: registers.split_words(AGENCY, AGENCY, [UNIT, UNIT], REASON)],
    "alarm.raised": [
        lambda key=key: alarms.words(key, {"gigabytes": 1.5, "percent": 4}) for key in ("disk", "no_backup", "broker")
    ],
    "inspection.broken": [lambda count=count: inspecting.broken_words(count, "/pemeriksaan/") for count in (1, 2)],
    "head.sent": [lambda: holders.words(HOLDER, HEAD, "/sidik-riwayat/")],
    "head.ended": [lambda: holders.told(HOLDER, HEAD, "/sidik-riwayat/")],
    "check_in.asked": [lambda: check_ins.asked_words(SURVEY, [ENTRY], URL)],
    "check_in.link": [lambda: check_ins.link_words(CheckIn(survey=SURVEY, entry=ENTRY), URL)],
}
EVERY_OF_PORTAL = [
    pytest.param(name, given, id=f"{name}-{number}")
    for name, ways in GIVEN_BY_PORTAL.items()
    for number, given in enumerate(ways)
]


def test_every_letter_of_the_portal_is_here():
    assert GIVEN_BY_PORTAL.keys() == OF_PORTAL.keys() == FOLDERS.keys()
    files = {path for folder in set(FOLDERS.values()) for path in folder.iterdir()}
    assert files == {FOLDERS[name] / f"{name}.{language}.txt" for name in OF_PORTAL for language in ("id", "en")}


def test_nothing_that_is_written_to_people_is_a_text_in_the_code():
    """Every letter is put into the outbox through one of the doors that word a text with named fields."""
    assert not (Path(settings.BASE_DIR) / "templates" / "letters").exists()
    doors = {
        "accounts/domain/correspondence/letters.py",
        "accounts/domain/correspondence/messages.py",
        "accounts/domain/correspondence/envelopes.py",
        "competitions/letters.py",
    }
    found = {
        str(path.relative_to(settings.BASE_DIR))
        for floor in ("accounts", "competitions", "proposals", "judging", "sinovik")
        for path in Path(settings.BASE_DIR, floor).rglob("*.py")
        if re.search(r"\bletters\.row\(|\bLetter\(\n|EmailMessage\(|\bsend_mail\([^s]", path.read_text())
    }
    assert found == doors


@pytest.mark.parametrize("name", OF_PORTAL)
def test_a_text_of_the_portal_may_be_that_of_its_kind_in_both_languages(name):
    (subject, body), english = portal_texts.brought(name), portal_texts.brought(name, "en")
    whole = texts.LetterText(subject, body, *english)
    assert list(texts.reasons(OF_PORTAL[name], whole)) == []
    assert list(texts.reasons(OF_PORTAL[name], portal_texts.default(name))) == []


@pytest.mark.parametrize(("name", "given"), EVERY_OF_PORTAL)
def test_an_act_gives_exactly_the_fields_of_a_letter_of_the_portal(name, given):
    assert {field.key for field in OF_PORTAL[name].fields} - {"nama_penerima"} == given().keys()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("name", "given"), EVERY_OF_PORTAL)
def test_a_letter_of_the_portal_says_everything_as_it_is_written(name, given, language):
    text = texts.LetterText(*portal_texts.brought(name, language))
    subject, body = texts.worded(text, portal.called_by_name(given, User(full_name=f"Nia {ODD}")))
    said = f"{subject}\n\n{body}"
    for wrong in ("&amp;", "&#x27;", "&lt;", "None", "\n\n\n"):
        assert wrong not in said
    # A name in braces that somebody bears is no field.
    assert "{" not in said.replace(ODD, "")
    assert not any(line.endswith(":") for line in body.splitlines()[-1:])
    assert URL in body or URL not in given().values()
    assert URL not in subject
    assert said.count("18.14") == said.count("18.14 WIB")


@pytest.mark.parametrize("name", OF_PORTAL)
def test_an_invented_letter_of_the_portal_names_every_field_and_leaves_none_open(name):
    kind = OF_PORTAL[name]
    every = texts.LetterText("A", "\n".join(f"{field.key}: {{{field.key}}}" for field in kind.fields))
    for text in (every, portal_texts.default(name)):
        previews = list(texts.invented(kind, text))
        assert len(previews) == len(kind.recipients) * (2 if kind.is_in_asked_language else 1)
        assert all("{" not in subject + body for _who, subject, body in previews)
    said = next(texts.invented(kind, every))[2]
    assert all(f"{field.key}: " in said for field in kind.fields)


def test_every_letter_has_a_name_in_the_outbox():
    assert (KINDS.keys() | OF_PORTAL.keys()) <= LETTERS.keys()
