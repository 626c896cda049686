"""The yearly question by its pages: asked, answered here and by a link, shown in the catalogue."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Letter, Role
from proposals.domain.follow_up import check_ins
from proposals.models import CheckIn, Survey
from tests.factories import accounts, catalogue
from tests.factories.proposals import pdf_bytes
from tests.pages import Browser, hidden, text_of

pytestmark = pytest.mark.django_db
TOP = (("top", "Top 45"),)


@pytest.fixture
def web():
    return Browser()


@pytest.fixture
def entry(cast):
    return catalogue.earlier_entry(
        awards=TOP, agency=cast.agency_admin.agency, agency_name="Kota 'Uji'", title="Antre & Antar"
    )


@pytest.fixture
def survey(cast, entry):
    now = timezone.now()
    return check_ins.ask(now.year, due_on=timezone.localdate(now) + timedelta(days=30), by=cast.secretary, at=now)


def given(**change):
    return {
        "state": "developed",
        "reach": "replicated",
        "replications": "3",
        "note": "Kini di 12 puskesmas",
        "evidence_url": "https://contoh.go.id/antre",
        "name": "Sari, Kepala Bagian",
        **change,
    }


def test_the_secretariat_asks_and_sees_who_answered(web, cast, entry):
    web.force_login(cast.secretary.user)
    page = reverse("proposals:check_ins")
    assert "1 inovasi pemenang" in text_of(web.get(page))
    year = timezone.localdate().year
    due = date_format(timezone.localdate() + timedelta(days=30), "d/m/Y")
    after = web.post(page, {"year": year, "due_on": due}, follow=True)
    assert "Pertanyaan dikirim" in text_of(after)
    assert "1 belum dijawab" in text_of(after)
    assert "Antre & Antar" in text_of(after)
    again = web.post(page, {"year": year, "due_on": due})
    assert "Pertanyaan untuk tahun itu sudah dikirim" in text_of(again)


def test_an_auditor_looks_on_and_asks_nothing(web, cast, survey):
    web.force_login(accounts.membership(Role.AUDITOR).user)
    page = text_of(web.get(reverse("proposals:check_ins")))
    assert "Mulai putaran baru" not in page
    web.post(reverse("proposals:check_ins"), {"year": 2099, "due_on": "31/12/2099"})
    assert not Survey.objects.filter(year=2099).exists()
    assert web.post(reverse("proposals:check_in_reminding", args=[survey.year])).status_code == 403


def test_an_agency_answers_and_the_public_reads_it_with_its_date(web, client, cast, entry, survey):
    web.force_login(cast.agency_admin.user)
    assert "Mutakhirkan keadaan inovasi pemenang" in text_of(web.get(reverse("home")))
    one = survey.check_ins.get()
    page = reverse("proposals:check_in_answering", args=[one.pk])
    after = web.post(page, given(evidence=SimpleUploadedFile("sk.pdf", pdf_bytes())), follow=True)
    assert "jawaban Anda tersimpan" in text_of(after).replace("Jawaban", "jawaban")
    assert "Mutakhirkan keadaan" not in text_of(web.get(reverse("home")))
    public = text_of(client.get(reverse("proposals:innovation", args=[entry.slug])))
    assert "Berjalan dan dikembangkan, direplikasi di tempat lain (3 tempat)" in public
    assert "Kini di 12 puskesmas" in public
    assert "Sari, Kepala Bagian" not in public
    evidence = web.get(reverse("proposals:check_in_evidence", args=[one.pk]))
    assert b"".join(evidence.streaming_content).startswith(b"%PDF")


def test_what_is_wrong_is_said_and_nothing_is_lost(web, cast, survey):
    web.force_login(cast.agency_admin.user)
    one = survey.check_ins.get()
    page = web.post(
        reverse("proposals:check_in_answering", args=[one.pk]), given(state="stopped", note="", reach="own")
    )
    assert "Tulis mengapa inovasinya terhenti atau berhenti" in text_of(page)
    assert 'value="https://contoh.go.id/antre"' in page.content.decode()
    for change, sentence in (
        ({"replications": "banyak"}, "Tulis banyaknya tempat dengan angka"),
        ({"evidence_url": "bukan alamat"}, "Tulis alamat yang lengkap"),
        ({"name": ""}, "Isi nama dan jabatan Anda"),
        ({"state": "mati"}, "Pilih keadaan dari daftar"),
        ({"evidence": SimpleUploadedFile("a.pdf", b"teks")}, "PDF"),
    ):
        page = web.post(reverse("proposals:check_in_answering", args=[one.pk]), given(**change))
        assert sentence in text_of(page), change
        assert "Kini di 12 puskesmas" in page.content.decode()
    assert not CheckIn.objects.answered().exists()


def test_the_agency_of_another_finds_nothing(web, cast, survey):
    one = survey.check_ins.get()
    web.force_login(cast.stranger_admin.user)
    assert web.get(reverse("proposals:check_in_answering", args=[one.pk])).status_code == 404
    assert web.get(reverse("proposals:check_in_evidence", args=[one.pk])).status_code == 404
    assert "Antre" not in text_of(web.get(reverse("proposals:check_ins_own")))


def test_whoever_has_the_link_answers_without_an_account(web, client, cast, survey):
    one = survey.check_ins.get()
    web.force_login(cast.secretary.user)
    web.post(reverse("proposals:check_in", args=[one.pk]), {"address": "bidan@contoh.go.id"})
    body = Letter.objects.get(name="check_in.link").body
    [url] = [line for line in body.splitlines() if "/tautan/" in line]
    path = url[url.index("/pemutakhiran/") :]
    stranger = Browser()
    assert "Antre & Antar" in text_of(stranger.get(path))
    after = stranger.post(path, given(), follow=True)
    assert "jawaban Anda tersimpan" in text_of(after)
    assert CheckIn.objects.get().answered_by is None
    assert "sudah lama" not in text_of(client.get(reverse("proposals:innovation", args=[one.entry.slug])))
    gone = stranger.get(path[:-2] + "x/")
    assert (gone.status_code, "tidak berlaku lagi" in text_of(gone)) == (410, True)


def test_two_who_answer_at_once_overwrite_nothing(web, cast, survey):
    one = survey.check_ins.get()
    page = reverse("proposals:check_in_answering", args=[one.pk])
    web.force_login(cast.agency_admin.user)

    stamp = hidden(web.get(page))["versi"]
    web.post(page, given(versi=stamp))
    late = web.post(page, given(state="stopped", note="Salah", versi=stamp, utuh="1"))
    assert late.status_code == 409
    assert CheckIn.objects.get().state == "developed"
    assert "Salah" in late.content.decode()


def test_a_survey_of_a_thousand_is_read_in_as_many_queries_as_one_of_ten(
    web, cast, survey, django_assert_max_num_queries
):
    web.force_login(cast.secretary.user)
    page = reverse("proposals:survey", args=[survey.year])
    web.get(page)
    with django_assert_max_num_queries(12):
        web.get(page)
    many = [catalogue.earlier_entry(title=f"Inovasi {number:04}") for number in range(110)]
    CheckIn.objects.bulk_create(CheckIn(survey=survey, entry=entry) for entry in many)
    with django_assert_max_num_queries(12):
        web.get(page)
