"""The pages of people: the list, one person, and the acts on their offices."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import joining
from accounts.models import Membership, Motion, Role, User
from tests.announcing import wait_out
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def cast():
    return accounts.cast()


def text(response):
    return response.content.decode()


def signed_in(client, office):
    client.force_login(office.user)
    return accounts.fresh(client)


def written(day):
    return f"{day:%d/%m/%Y}"


def given(day, **more):
    return {"email": "baru@contoh.go.id", "full_name": "Nia Baru", "since": written(day), "until": "", **more}


@pytest.mark.parametrize("reader", ["secretary", "ministry_admin", "auditor"])
def test_the_ministry_finds_people_by_name_role_and_agency(client, cast, reader):
    office = accounts.membership(Role.AUDITOR) if reader == "auditor" else getattr(cast, reader)
    signed_in(client, office)
    page = text(client.get(reverse("people"), {"q": "laksmi"}))
    assert "Prof. Laksmi Hadi" in page
    assert "Dr. Teuku Rahman" not in page
    page = text(client.get(reverse("people"), {"peran": "panelist"}))
    assert "Indah Sulistyo" in page
    assert "Prof. Laksmi Hadi" not in page
    page = text(client.get(reverse("people"), {"instansi": cast.proposer.agency.name}))
    assert "Sari Wulandari" in page
    assert "Yosef Tabuni" not in page


def test_ended_and_coming_offices_are_told_apart(client, cast, today):
    accounts.membership(Role.EVALUATOR, user=accounts.person("Sudah Pergi"), until=today)
    accounts.membership(Role.EVALUATOR, user=accounts.person("Akan Datang"), since=today + timedelta(days=9))
    signed_in(client, cast.secretary)
    seen = {state: text(client.get(reverse("people"), {"status": state})) for state in ("berakhir", "belum-mulai")}
    assert "Sudah Pergi" in seen["berakhir"]
    assert "Akan Datang" not in seen["berakhir"]
    assert "Akan Datang" in seen["belum-mulai"]
    assert "Sudah Pergi" not in text(client.get(reverse("people"), {"status": "berlaku"}))


def test_the_list_costs_as_many_queries_for_many_as_for_few(client, cast, django_assert_num_queries):
    signed_in(client, cast.secretary)
    with django_assert_num_queries(6):
        client.get(reverse("people"))
    for _time in range(10):
        accounts.membership(Role.UNIT)
    with django_assert_num_queries(6):
        client.get(reverse("people"))


def test_the_secretariat_appoints_an_evaluator(client, cast, today):
    signed_in(client, cast.secretary)
    response = client.post(reverse("person_appointment"), given(today, role="evaluator"), follow=True)
    assert "Nia Baru (baru@contoh.go.id) diangkat" in text(response)
    assert "Diangkat: Evaluator" in text(response)
    assert "Dian Kusuma, sekretariat" in text(response)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": ""}, "Isi alamat surel"),
        ({"email": "bukan"}, "Tulis alamat surel yang lengkap"),
        ({"full_name": ""}, "Isi nama lengkap"),
        ({"role": "agency_admin"}, "Tulis nama instansinya"),
        ({"role": "secretary"}, "Pilih salah satu peran"),
        ({"agency": "Tidak Ada"}, "Tidak ada instansi bernama “Tidak Ada” dalam daftar"),
        ({"since": "kemarin"}, "Tulis tanggal sebagai hari/bulan/tahun"),
        ({"since": "01/01/2020"}, "Tanggalnya sudah lewat"),
        ({"until": "01/01/2021"}, "Tanggal berakhir harus sesudah tanggal mulai."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_happens(client, cast, today, change, said):
    signed_in(client, cast.secretary)
    response = client.post(reverse("person_appointment"), given(today, role="evaluator") | change)
    assert said in text(response)
    assert not User.objects.filter(full_name="Nia Baru").exists()


def test_an_agency_is_known_by_a_part_of_its_name_that_is_its_alone(client, cast, today):
    accounts.agency(name="Pemerintah Kota Satu")
    accounts.agency(name="Pemerintah Kota Dua")
    signed_in(client, cast.secretary)
    sent = given(today, role="agency_admin")
    response = client.post(reverse("person_appointment"), sent | {"agency": "pemerintah kota"})
    assert "Pemerintah Kota Dua; Pemerintah Kota Satu" in text(response)
    client.post(reverse("person_appointment"), sent | {"agency": "kota dua"})
    assert Membership.objects.get(user__full_name="Nia Baru").agency.name == "Pemerintah Kota Dua"


def test_an_admin_of_the_ministry_goes_before_a_second_person(client, cast, today):
    signed_in(client, cast.ministry_admin)
    sent = given(today, role="ministry_admin", reason="Tambahan")
    page = text(client.post(reverse("person_appointment"), sent, follow=True))
    assert "Pengangkatan admin kementerian" in page
    assert "Tidak ada orang kedua" not in page
    motion = Motion.objects.get()
    signed_in(client, cast.second_ministry_admin)
    client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256})
    assert not Membership.objects.filter(user__email="baru@contoh.go.id").exists()
    nominee = reverse("person", args=[motion.subject_id])
    assert "Disetujui orang kedua, dilaksanakan " in text(client.get(nominee))
    assert wait_out() == 1
    assert Membership.objects.filter(user__email="baru@contoh.go.id", role=Role.MINISTRY_ADMIN).exists()


def test_a_motion_that_nobody_is_left_to_second_says_so(client, cast, today):
    signed_in(client, cast.ministry_admin)
    client.post(reverse("person_appointment"), given(today, role="ministry_admin", reason="Tambahan"))
    motion = Motion.objects.get()
    now = timezone.now()
    joining.end(cast.second_ministry_admin, today, "Pensiun", by=cast.ministry_admin, at=now)
    joining.end(cast.secretary, today, "Pensiun", by=cast.ministry_admin, at=now)
    page = text(client.get(reverse("motion", args=[motion.pk])))
    assert "Tidak ada orang kedua" in page
    # The way out that leads somewhere: a secretary, whom one admin appoints alone.
    assert "Angkat sekretariat dahulu" in page
    assert f"{reverse('person_appointment')}?peran=secretary" in page
    assert "Tarik pengajuan" in page
    client.post(reverse("motion_withdrawing", args=[motion.pk]))
    motion.refresh_from_db()
    assert motion.withdrawn_at


def test_an_approver_whose_office_ended_yesterday_approves_nothing_and_is_told_whom_to_ask(client, cast, today):
    signed_in(client, cast.ministry_admin)
    client.post(reverse("person_appointment"), given(today, role="ministry_admin", reason="Tambahan"))
    motion = Motion.objects.get()
    # The last day was yesterday: the end is the first day without.
    Membership.objects.filter(pk=cast.second_ministry_admin.pk).update(until=today)
    accounts.fresh(signed_in(client, cast.second_ministry_admin))
    answer = client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256})
    assert answer.status_code == 403
    assert "Hubungi admin kementerian yang lain." in text(answer)
    motion.refresh_from_db()
    assert motion.state == Motion.State.MOVED
    assert not Membership.objects.filter(user__email="baru@contoh.go.id").exists()


def test_ending_asks_why_and_shuts_the_door_at_once(client, cast, today):
    signed_in(client, cast.secretary)
    address = reverse("person_ending", args=[cast.judge.pk])
    assert "Akhiri peran" in text(client.get(address))
    assert "Tulis alasannya" in text(client.post(address, {"until": written(today), "reason": "", "versi": "-"}))
    client.post(address, {"until": written(today), "reason": "Sakit", "versi": "-"})
    signed_in(client, cast.judge)
    page = text(client.get(reverse("home")))
    assert "Hubungi sekretariat kompetisi." in page
    assert "Hubungi admin instansi" not in page


def test_an_office_that_changed_meanwhile_is_shown_again(client, cast, today):
    signed_in(client, cast.secretary)
    joining.extend(cast.judge, today + timedelta(days=30), by=cast.ministry_admin, at=timezone.now())
    sent = {"until": written(today), "reason": "Sakit", "versi": "-"}
    response = client.post(reverse("person_ending", args=[cast.judge.pk]), sent)
    assert response.status_code == 409
    assert Membership.objects.get(pk=cast.judge.pk).state(today) == Membership.State.CURRENT


def test_extending_and_replacing(client, cast, today):
    signed_in(client, cast.secretary)
    later = today + timedelta(days=90)
    client.post(reverse("person_extension", args=[cast.judge.pk]), {"until": written(later), "versi": "-"})
    assert Membership.objects.get(pk=cast.judge.pk).until == later
    address = reverse("person_replacement", args=[cast.agency_admin.pk])
    response = client.post(address, given(today, reason="Mutasi", versi="-"), follow=True)
    assert "Nia Baru (baru@contoh.go.id) menggantikan" in text(response)
    assert Membership.objects.get(pk=cast.agency_admin.pk).until == today


def test_the_last_admin_is_told_why_there_is_no_button(client, cast, today):
    joining.end(cast.second_ministry_admin, today, "Pensiun", by=cast.ministry_admin, at=timezone.now())
    signed_in(client, cast.ministry_admin)
    page = text(client.get(reverse("person", args=[cast.ministry_admin.user_id])))
    assert "Ini admin kementerian terakhir." in page
    assert client.get(reverse("person_ending", args=[cast.ministry_admin.pk])).status_code == 403


def test_an_auditor_looks_on_and_changes_nothing(client, cast):
    signed_in(client, accounts.membership(Role.AUDITOR))
    for name in ("people", "control_room", "history", "motions", "home"):
        assert client.get(reverse(name)).status_code == 200, name
    page = text(client.get(reverse("person", args=[cast.judge.user_id])))
    assert "Akhiri" not in page
    for name in ("person_ending", "person_extension", "person_replacement"):
        assert client.post(reverse(name, args=[cast.judge.pk])).status_code == 403
    assert client.get(reverse("person_appointment")).status_code == 403
    assert client.post(reverse("history_check")).status_code == 403


def test_an_agencys_admin_sees_the_writers_of_its_units_alone(client, cast):
    signed_in(client, cast.agency_admin)
    page = text(client.get(reverse("agency_people")))
    assert "Sari Wulandari" in page
    assert "Yosef Tabuni" not in page
    assert client.get(reverse("person", args=[cast.proposer.user_id])).status_code == 200
    assert client.get(reverse("person", args=[cast.stranger.user_id])).status_code == 404
    assert client.get(reverse("person_ending", args=[cast.stranger.pk])).status_code == 404
    assert client.get(reverse("people")).status_code == 403
