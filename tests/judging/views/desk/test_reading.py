"""What a judge may read: own dossiers only, without a tie, and nothing that names anybody while the stage is blind."""

import hashlib
import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.files import taking
from accounts.models import AgencyKind, Membership, Role
from competitions.kinds import StageKind
from judging.circle import giving_out
from judging.models import Interest, Scorecard
from proposals.models import Attachment
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address, answers, attached
from tests.judging.views.desk.visits import opened
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.UNIT, Role.AGENCY_ADMIN, Role.SECRETARY, Role.MINISTRY_ADMIN])
@pytest.mark.parametrize("name", ["scorecard", "interest"])
def test_other_roles_are_refused(client, desk, role, name):
    _stage, _office, assignments = desk
    client.force_login(accounts.membership(role).user)
    assert client.get(address(assignments[0], name)).status_code == 403


@pytest.mark.parametrize("name", ["scorecard", "interest"])
def test_anothers_assignment_is_not_found(client, desk, name):
    stage, _office, assignments = desk
    client.force_login(judging.judge(stage).user)
    assert client.get(address(assignments[0], name)).status_code == 404
    assert client.post(address(assignments[0], name), answers(stage)).status_code == 404


def test_anothers_files_are_not_found(client, desk):
    stage, _office, assignments = desk
    file = attached(assignments[0].proposal)
    client.force_login(judging.judge(stage).user)
    assert client.get(address(assignments[0], "judge-attachment", file.pk)).status_code == 404


def test_a_file_of_a_section_that_its_group_is_not_asked_is_not_found(client, desk):
    _stage, office, assignments = desk
    proposal = assignments[0].proposal
    file = attached(proposal)
    place = address(assignments[0], "judge-attachment", file.pk)
    client.force_login(office.user)
    assert opened(client, place) == 200
    Attachment.objects.filter(pk=file.pk).update(
        section=proposal.edition.sections.exclude(group=None).exclude(group=proposal.group).first()
    )
    assert client.get(place).status_code == 404


def tie_by_declaration(office, assignment):
    Interest.objects.create(
        proposal=assignment.proposal, judge=office.user, reason="Saudara.", declared_at=timezone.now()
    )


def tie_by_recusal(office, assignment):
    giving_out.recuse(assignment, "Saya konsultannya.", by=office, at=timezone.now())


def tie_by_agency(office, assignment):
    Membership.objects.filter(pk=office.pk).update(agency=assignment.proposal.agency)


def tie_by_another_office_in_the_agency(office, assignment):
    accounts.membership(Role.AGENCY_ADMIN, agency=assignment.proposal.agency, user=office.user)


def tie_by_province(office, assignment):
    same = assignment.proposal.agency.region.province
    Membership.objects.filter(pk=office.pk).update(agency=accounts.agency(AgencyKind.PROVINCE, region=same))


TIES = [
    (tie_by_declaration, "benturan kepentingan"),
    (tie_by_recusal, "benturan kepentingan"),
    (tie_by_agency, "instansi tempat Anda bekerja"),
    (tie_by_another_office_in_the_agency, "instansi tempat Anda bekerja"),
    (tie_by_province, "provinsi Anda sendiri"),
]


@pytest.mark.parametrize(("tie", "reason"), TIES)
def test_a_judge_with_a_tie_gets_no_dossier(client, desk, tie, reason):
    stage, office, assignments = desk
    file = attached(assignments[0].proposal)
    tie(office, assignments[0])
    asked = [
        client.get(address(assignments[0])),
        client.post(address(assignments[0]), answers(stage)),
        client.get(address(assignments[0], "interest")),
        client.get(address(assignments[0], "judge-attachment", file.pk)),
        client.post(address(assignments[0], "card-opening")),
    ]
    assert [response.status_code for response in asked] == [403] * 5
    assert all(reason in text_of(response) for response in asked)
    assert not any(assignments[0].proposal.title in text_of(response) for response in asked)
    assert not Scorecard.objects.exists()


def test_nobody_elses_marks_nor_any_mean_or_rank_appear(client, desk):
    stage, office, assignments = desk
    other = judging.judge(stage)
    theirs = judging.assigned(stage, other, [assignments[0].proposal])[0]
    judging.marked(theirs, other, 100, lock=True)
    judging.marked(assignments[0], office, 60, lock=True)
    text = text_of(client.get(address(assignments[0])))
    assert "100,00" not in text
    assert "80,00" not in text
    assert other.user.full_name not in text
    assert not re.search(r"rata-rata|peringkat", text, re.IGNORECASE)


def test_a_blind_dossier_names_neither_agency_nor_unit_nor_person(client, desk, django_assert_max_num_queries):
    _stage, _office, assignments = desk
    proposal = assignments[0].proposal
    proposal.contact_name, proposal.contact_phone = "Sari Wulandari", "0812 3456 7890"
    proposal.video_url = "https://contoh.go.id/video-kota"
    proposal.save()
    attached(proposal)
    attached(proposal, requirement=True, name="surat-walikota.pdf")
    with django_assert_max_num_queries(12) as asked:
        page = client.get(address(assignments[0])).content.decode()
    for told in (proposal.agency.name, proposal.unit.name, "Sari", "0812", "video-kota", "rahasia", "surat-walikota"):
        assert told not in page
    assert "Bukti 1.pdf" in page
    statements = [query["sql"] for query in asked.captured_queries]
    assert not [sql for sql in statements if '"proposals_proposal"."title"' in sql]
    about_it = [sql for sql in statements if '"proposals_maskedcopy"."title"' in sql]
    assert about_it
    personal = ("accounts_agency", "accounts_unit", "contact_", "video_url")
    assert not any(word in sql for sql in about_it for word in personal)


def test_an_open_stage_names_them(client):
    _stage, office, assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    client.force_login(office.user)
    text = text_of(client.get(address(assignments[0])))
    assert assignments[0].proposal.agency.name in text
    assert assignments[0].proposal.unit.name in text


def test_evidence_is_sent_under_a_neutral_name_while_blind(client, desk):
    _stage, _office, assignments = desk
    attached(assignments[0].proposal)
    second = attached(assignments[0].proposal)
    response = client.get(address(assignments[0], "judge-attachment", second.pk))
    assert response["Content-Disposition"] == 'attachment; filename="Bukti 2.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    read = b"".join(response.streaming_content)
    with pikepdf.open(io.BytesIO(read)) as pdf:
        assert len(pdf.pages) == 1
        assert "/Info" not in pdf.trailer
    with second.file.open() as kept:
        assert b"Dinas Kesehatan" in kept.read()
    assert b"Dinas Kesehatan" not in read


def test_a_photograph_reaches_a_judge_without_its_author_and_place(client, desk):
    _stage, _office, assignments = desk
    exif = Image.Exif()
    exif[0x013B] = "Dinas Kesehatan Kabupaten Contoh"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 12.0, 30.0), 3: "E", 4: (106.0, 48.0, 0.0)})
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(content, "JPEG", exif=exif, comment=b"Dinas Kesehatan")
    assert b"Dinas Kesehatan" in content.getvalue()
    photo = taking.taken(SimpleUploadedFile("dinas-kesehatan.jfif", content.getvalue()), taking.Allowed())
    file = attached(assignments[0].proposal, file=photo)
    response = client.get(address(assignments[0], "judge-attachment", file.pk))
    assert response["Content-Disposition"] == 'attachment; filename="Bukti 1.jpg"'
    read = b"".join(response.streaming_content)
    assert b"Dinas Kesehatan" not in read
    assert b"Exif" not in read
    picture = Image.open(io.BytesIO(read))
    assert picture.size == (60, 40)
    assert not picture.getexif()


def test_a_signed_document_is_not_sent_while_blind(client, desk):
    _stage, _office, assignments = desk
    document = attached(assignments[0].proposal, requirement=True)
    assert client.get(address(assignments[0], "judge-attachment", document.pk)).status_code == 404


def test_a_signed_document_is_sent_in_an_open_stage(client):
    _stage, office, assignments = judging.desk(1, kind=StageKind.PANEL)
    document = attached(assignments[0].proposal, requirement=True)
    client.force_login(office.user)
    response = client.get(address(assignments[0], "judge-attachment", document.pk))
    assert 'filename="rahasia-instansi.pdf"' in response["Content-Disposition"]
    assert hashlib.sha256(b"".join(response.streaming_content)).hexdigest() == document.clean_sha256
    assert document.clean_sha256 != document.sha256


def test_another_proposals_file_is_not_found(client, desk):
    _stage, _office, assignments = desk
    file = attached(assignments[1].proposal)
    assert client.get(address(assignments[0], "judge-attachment", file.pk)).status_code == 404


def test_a_removed_file_is_not_found(client, desk):
    _stage, _office, assignments = desk
    file = attached(assignments[0].proposal)
    Attachment.objects.update(removed_at=timezone.now())
    assert client.get(address(assignments[0], "judge-attachment", file.pk)).status_code == 404
