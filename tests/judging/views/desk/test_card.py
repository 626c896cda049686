"""The scorecard: who may open it, what it saves, and what it never shows."""

import hashlib
import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.files import keeping, taking
from accounts.models import AgencyKind, Membership, Role
from competitions.kinds import StageKind
from judging.circle import giving_out
from judging.models import Interest, Mark, Scorecard
from proposals.domain import attachments
from proposals.models import Attachment
from tests.factories import accounts, judging, proposals
from tests.pages import hidden, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client):
    """A blind desk stage with three dossiers, its judge signed in: (stage, office, assignments)."""
    stage, office, assignments = judging.desk(3)
    client.force_login(office.user)
    return stage, office, assignments


def address(assignment, name="scorecard", *more):
    stage = assignment.stage
    return reverse(f"judging:{name}", args=(stage.edition.slug, stage.position, assignment.proposal.code, *more))


def answers(stage, points=80, *, step="nanti", **overrides):
    """What the form sends: the same level for every criterion, but for the overrides."""
    keys = stage.rubric.criteria.values_list("key", flat=True)
    return {**{f"nilai-{key}": str(points) for key in keys}, "langkah": step, **overrides}


def attached(proposal, *, requirement=False, name="rahasia-instansi.pdf", file=None):
    """A file of the proposal: evidence of a section, or a required document."""
    edition = proposal.edition
    place = (
        {"requirement": edition.requirements.order_by("position").first()}
        if requirement
        else {"section": edition.sections.filter(needs_evidence=True).order_by("position").first()}
    )
    note = f"bukti {next(accounts.numbers)} Dinas Kesehatan"
    return Attachment.objects.create(
        **keeping.both(file or proposals.file(name, note), folder=attachments.FOLDER),
        proposal=proposal,
        attached_at=timezone.now(),
        attached_by=proposal.created_by,
        **{"section": None, "requirement": None, **place},
    )


# --- the price


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [(StageKind.DESK, 12), (StageKind.INTERVIEW, 12), (StageKind.PANEL, 10), (StageKind.FIELD, 10)],
)
def test_opening_a_dossier_costs_the_same_at_any_length(client, django_assert_num_queries, count, kind, queries):
    _stage, office, assignments = judging.desk(count, kind=kind)
    if kind in (StageKind.DESK, StageKind.INTERVIEW):
        judging.marked(assignments[0], office)
    client.force_login(office.user)
    with django_assert_num_queries(queries):
        assert client.get(address(assignments[0])).status_code == 200


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize("step", ["nanti", "berikutnya", "kunci"])
def test_saving_costs_fourteen(client, django_assert_num_queries, count, step):
    stage, office, assignments = judging.desk(count)
    client.force_login(office.user)
    data = {**answers(stage, step=step), "versi": "0"}
    with django_assert_num_queries(14 if step != "kunci" else 15):
        client.post(address(assignments[0]), data)
    assert Scorecard.objects.count() == 1


def test_saving_again_costs_sixteen(client, desk, django_assert_num_queries):
    stage, office, assignments = desk
    judging.marked(assignments[0], office)
    data = {**answers(stage), "versi": "1"}
    with django_assert_num_queries(16):
        client.post(address(assignments[0]), data)


def test_a_card_that_comes_back_costs_no_more_than_one_that_is_opened(client, desk, django_assert_num_queries):
    _stage, _office, assignments = desk
    with django_assert_num_queries(11):
        client.post(address(assignments[0]), {"langkah": "kunci", "versi": "0"})


# --- saving


def test_marks_and_remarks_are_kept(client, desk):
    stage, _office, assignments = desk
    data = answers(stage, 60, **{"catatan-signifikansi": "Angka tanpa pembanding.", "remark": "Cukup."})
    client.post(address(assignments[0]), data)
    card = Scorecard.objects.get()
    assert (card.total, card.remark, card.locked_at) == (60, "Cukup.", None)
    assert card.marks.get(criterion__key="signifikansi").remark == "Angka tanpa pembanding."
    page = client.get(address(assignments[0])).content.decode()
    assert page.count("checked") == 7
    assert "Angka tanpa pembanding." in page


def test_a_card_can_be_saved_with_gaps(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage, **{"nilai-signifikansi": ""}))
    assert Scorecard.objects.get().total is None
    assert "6 dari 7 kriteria dinilai" in text_of(client.get(address(assignments[0])))


def test_no_total_is_shown_before_the_first_saving(client, desk):
    stage, _office, assignments = desk
    assert "Nilai Anda" not in text_of(client.get(address(assignments[0])))
    client.post(address(assignments[0]), answers(stage, 60))
    assert "Nilai Anda 60,00" in text_of(client.get(address(assignments[0])))


def test_a_mark_taken_back_is_gone(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage))
    client.post(address(assignments[0]), {"langkah": "nanti"})
    assert Scorecard.objects.get().total == 80
    client.post(address(assignments[0]), dict.fromkeys(answers(stage), "") | {"langkah": "nanti"})
    assert Scorecard.objects.get().total is None
    assert set(Mark.objects.values_list("points", flat=True)) == {None}


def test_saving_twice_is_harmless(client, desk):
    stage, _office, assignments = desk
    for _ in range(2):
        response = client.post(address(assignments[0]), answers(stage, 60))
        assert response.status_code == 302
    assert Scorecard.objects.get().total == 60
    assert Mark.objects.count() == 7


@pytest.mark.parametrize(
    ("step", "place"),
    [("nanti", "desk"), ("", "desk"), ("tak-ada", "desk"), ("berikutnya", "next"), ("kunci", "card")],
)
def test_each_button_leads_where_it_says(client, desk, step, place):
    stage, _office, assignments = desk
    slug, position, code = stage.edition.slug, stage.position, assignments[0].proposal.code
    places = {
        "desk": f"/penilaian/?tahap={slug}-{position}",
        "next": f"/penilaian/{slug}/{position}/berikutnya/?setelah={code}",
        "card": address(assignments[0]),
    }
    assert client.post(address(assignments[0]), answers(stage, step=step)).url == places[place]


# --- locking


def test_locking_closes_the_card(client, desk):
    stage, _office, assignments = desk
    response = client.post(address(assignments[0]), answers(stage, 60, step="kunci"), follow=True)
    assert Scorecard.objects.get().locked_at
    text = text_of(response)
    assert "Buka usulan berikutnya" in text
    assert "Nilai Anda 60,00 dikunci" in text


def test_locking_with_gaps_names_each_criterion(client, desk):
    stage, _office, assignments = desk
    missing = {"nilai-signifikansi": "", "nilai-keberlanjutan": ""}
    response = client.post(address(assignments[0]), answers(stage, step="kunci", **missing))
    page = response.content.decode()
    assert "Ada yang perlu diperbaiki" in page
    assert "<title>Kesalahan: " in page
    assert '<a href="#id_nilai-signifikansi_0">Pilih nilai untuk Signifikansi</a>' in page
    assert '<a href="#id_nilai-keberlanjutan_0">Pilih nilai untuk Strategi keberlanjutan</a>' in page
    assert page.count("checked") == 5
    assert not Scorecard.objects.exists()


def test_locking_twice_is_harmless(client, desk):
    stage, _office, assignments = desk
    for _ in range(2):
        assert client.post(address(assignments[0]), answers(stage, step="kunci")).status_code == 302


def test_a_locked_card_refuses_other_marks(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    response = client.post(address(assignments[0]), answers(stage, 20))
    assert response.status_code == 403
    assert "sudah dikunci" in text_of(response)
    assert Scorecard.objects.get().total == 80


def test_a_locked_card_can_be_opened_again_while_the_stage_runs(client, desk):
    _stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    for _ in range(2):
        assert client.post(address(assignments[0], "card-opening")).url == address(assignments[0])
    card = Scorecard.objects.get()
    assert (card.locked_at, card.total) == (None, 80)


def test_opening_a_card_that_was_never_saved_is_refused(client, desk):
    _stage, _office, assignments = desk
    assert client.post(address(assignments[0], "card-opening")).status_code == 403


def test_a_card_is_not_opened_by_looking(client, desk):
    _stage, office, assignments = desk
    judging.marked(assignments[0], office, lock=True)
    assert client.get(address(assignments[0], "card-opening")).status_code == 405


# --- bad input


@pytest.mark.parametrize("points", ["70", "101", "-20", "abc", "20.0", "9" * 500, "\0"])
def test_points_that_are_no_level_come_back_with_a_sentence(client, desk, points):
    stage, _office, assignments = desk
    response = client.post(address(assignments[0]), answers(stage, **{"nilai-kebaruan": points}))
    assert response.status_code == 200
    assert "Pilih salah satu tingkat untuk Kebaruan atau nilai tambah" in text_of(response)
    assert not Scorecard.objects.exists()


def test_an_unknown_criterion_is_ignored(client, desk):
    stage, _office, assignments = desk
    data = answers(stage, **{"nilai-tak-ada": "100", "catatan-tak-ada": "x"})
    assert client.post(address(assignments[0]), data).status_code == 302
    assert Mark.objects.count() == 7


def test_a_remark_may_hold_anything_but_a_null(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage, remark="<script>alert(1)</script>"))
    assert "<script>alert" not in client.get(address(assignments[0])).content.decode()
    assert client.post(address(assignments[0]), answers(stage, remark="\0")).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/penilaian/tak-ada/2/KIPP-1/",
        "/penilaian/{slug}/99999999999999999999/{code}/",
        "/penilaian/{slug}/1/{code}/",
        "/penilaian/{slug}/2/tak-ada/",
        "/penilaian/{slug}/-1/{code}/",
        "/penilaian/{slug}/2/{code}/lampiran/99999999999999999999/",
        "/penilaian/{slug}/2/{code}/lampiran/0/",
        "/penilaian/{slug}/2/%00/",
    ],
)
def test_absurd_addresses_are_not_found(client, desk, path):
    stage, _office, assignments = desk
    found = path.format(slug=stage.edition.slug, code=assignments[0].proposal.code)
    assert client.get(found).status_code == 404


def test_an_absurd_position_does_not_lead_on(client, desk):
    stage, _office, _assignments = desk
    response = client.get(f"/penilaian/{stage.edition.slug}/99999999999999999999/berikutnya/")
    assert response.url == "/penilaian/"


# --- the window


def test_before_and_after_its_window_a_card_can_only_be_read(client):
    stage, office, assignments = judging.desk(1, left=timedelta(seconds=-1))
    client.force_login(office.user)
    page = text_of(client.get(address(assignments[0])))
    assert "belum mulai atau sudah lewat" in page
    assert "Simpan" not in page
    assert client.post(address(assignments[0]), answers(stage)).status_code == 403
    assert not Scorecard.objects.exists()


def test_what_was_saved_before_the_close_stays(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, 60)
    judging.closed(stage)
    response = client.post(address(assignments[0]), answers(stage, 100))
    assert response.status_code == 403
    assert "Tidak ada yang berubah" in text_of(response)
    assert Scorecard.objects.get().total == 60
    assert "Nilai Anda 60,00" in text_of(client.get(address(assignments[0])))


def test_after_the_close_no_card_is_opened_again(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, lock=True)
    judging.closed(stage)
    assert client.post(address(assignments[0], "card-opening")).status_code == 403


# --- who may not


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


# --- what stays sealed


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
    about_it = [sql for sql in statements if '"proposals_proposal"."title"' in sql]
    assert len(about_it) == 1
    assert not any(word in about_it[0] for word in ("accounts_agency", "accounts_unit", "contact_", "video_url"))


def test_an_open_stage_names_them(client):
    _stage, office, assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    client.force_login(office.user)
    text = text_of(client.get(address(assignments[0])))
    assert assignments[0].proposal.agency.name in text
    assert assignments[0].proposal.unit.name in text


# --- files


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


# --- stages in which nothing is marked


@pytest.mark.parametrize("kind", [StageKind.PANEL, StageKind.FINAL, StageKind.FIELD])
def test_where_nothing_is_marked_the_dossier_is_only_read(client, kind):
    _stage, office, assignments = judging.desk(1, kind=kind)
    client.force_login(office.user)
    page = client.get(address(assignments[0]))
    assert assignments[0].proposal.title in text_of(page)
    assert "Lembar nilai" not in text_of(page)
    assert client.post(address(assignments[0]), {"langkah": "kunci"}).status_code == 405
    assert client.post(address(assignments[0], "card-opening")).status_code == 403


# --- interviews


def test_an_interview_card_says_when_and_where(client):
    _stage, office, assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    client.force_login(office.user)
    assert "pukul 09.00 WIB, Ruang 1" in text_of(client.get(address(assignments[0])))


# --- two tabs


def test_an_older_tab_erases_no_marks_and_both_cards_are_shown(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), {**answers(stage, 60, remark="Dari tab kedua."), "versi": "0"})
    response = client.post(address(assignments[0]), {"remark": "Dari tab pertama.", "langkah": "nanti", "versi": "0"})
    assert response.status_code == 409
    text = text_of(response)
    assert "Dari tab kedua." in text
    assert "Dari tab pertama." in text
    card = Scorecard.objects.get()
    assert (card.total, card.remark, card.locked_at) == (60, "Dari tab kedua.", None)


def test_the_judge_chooses_between_two_tabs_and_nothing_is_locked_by_it(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), {**answers(stage, 60, remark="Kedua."), "versi": "0"})
    both = client.post(address(assignments[0]), {**answers(stage, 80, remark="Pertama.", step="kunci"), "versi": "0"})
    data = {**answers(stage, 80, remark="Gabungan."), **hidden(both)}
    del data["langkah"]
    assert client.post(address(assignments[0]), data).status_code == 302
    card = Scorecard.objects.get()
    assert (card.total, card.remark, card.locked_at) == (80, "Gabungan.", None)
    assert list(card.versions.order_by("number").values_list("number", "act")) == [(1, "saved"), (2, "saved")]


def test_a_card_sent_without_its_end_saves_nothing_and_shows_the_text(client, desk):
    stage, _office, assignments = desk
    response = client.post(address(assignments[0]), {**answers(stage, 60, remark="Panjang seka"), "versi": ""})
    assert "Kiriman Anda tidak sampai utuh" in text_of(response)
    assert "Panjang seka</textarea>" in response.content.decode()
    assert not Scorecard.objects.exists()


def test_a_card_that_came_back_with_a_mistake_still_knows_what_it_was_drawn_from(client, desk):
    stage, _office, assignments = desk
    wrong = client.post(address(assignments[0]), {**answers(stage, **{"nilai-kebaruan": "7"}), "versi": "0"})
    client.post(address(assignments[0]), {**answers(stage, 60), "versi": "0"})
    assert client.post(address(assignments[0]), {**answers(stage, 80), **hidden(wrong)}).status_code == 409


def test_what_was_typed_before_a_lock_in_another_tab_is_shown(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    response = client.post(address(assignments[0]), {**answers(stage, 20, remark="Catatan penting."), "versi": "1"})
    assert response.status_code == 403
    assert "Catatan penting.</textarea>" in response.content.decode()


def test_a_remark_nobody_could_read_comes_back_and_saves_nothing(client, desk):
    stage, _office, (assignment, *_) = desk
    page = client.get(address(assignment))
    remark = "a" * 50_001
    answer = client.post(address(assignment), {**answers(stage, remark=remark), **hidden(page)})
    assert answer.status_code == 200
    assert "Teks ini 50.001 huruf" in text_of(answer)
    assert remark in answer.content.decode()
    assert not Scorecard.objects.exists()
