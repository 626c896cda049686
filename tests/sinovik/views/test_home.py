"""Home by role: each line says what waits, how much of it, since when, and leads to its list."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import MINISTRY, Membership, Motion, Role
from accounts.motions import appoint_admin
from accounts.reading.waiting import Waiting
from competitions.kinds import StageKind
from judging import motions as grave
from judging.reading import waiting_ministry
from tests import carrying
from tests.factories import accounts


def home(client, office):
    client.force_login(office.user)
    return client.get(reverse("home")).content.decode()


def test_every_role_has_a_home(client, cast):
    for office in vars(cast).values():
        page = home(client, office)
        assert office.user.full_name in page
        assert "Tidak ada yang menunggu Anda saat ini" in page
        # Nobody writes to the ministry about its own work.
        assert ("Surat dikirim ke surel Anda" in page) == (office.role not in MINISTRY)


def test_an_admin_finds_the_stage_to_open(client, cast, edition):
    page = home(client, cast.ministry_admin)
    assert "Tahap menunggu dibuka: Seleksi administrasi" in page
    assert reverse("judging:stage", args=["kipp-uji", 1]) in page
    assert "Tahap menunggu dibuka" not in home(client, cast.secretary)


def test_the_secretary_finds_the_undecided(client, cast, crew, edition, now):
    stage = carrying.opened(edition.stages.get(position=1), crew, at=now)
    lines = waiting_ministry.for_ministry(cast.secretary, now)
    url = reverse("judging:administration", args=[stage.pk]) + "?keadaan=belum"
    sentence = "Usulan belum diputuskan: Seleksi administrasi, KIPP 2026"
    assert lines == [Waiting(sentence, 4, url, stage.opened_at, stage.closes_at)]
    assert "Usulan belum diputuskan" in home(client, cast.secretary)


def test_a_proposed_decision_waits_once_and_for_the_other_admin_only(client, cast, crew, edition, now):
    before = now - timedelta(hours=1)
    stage = carrying.opened(edition.stages.get(position=1), crew, at=before)
    stage = carrying.computed(carrying.worked(stage, crew, at=before), crew, at=before)
    grave.propose(stage, "Arahan Menteri.", minutes="Rapat.", by=cast.ministry_admin, at=now)
    said = "menunggu persetujuan Anda"
    page = home(client, cast.second_ministry_admin)
    assert page.count(said) == page.count('<span class="hint">Menunggu sejak') == 1
    assert "Keputusan tahap menunggu persetujuan Anda: Seleksi administrasi, KIPP 2026" in page
    assert reverse("motion", args=[Motion.objects.get().pk]) in page
    for other in (cast.ministry_admin, cast.secretary):
        assert said not in home(client, other)
        assert waiting_ministry.for_ministry(other, now) == []


def test_a_grave_act_waits_for_everybody_but_its_mover(client, cast, now):
    since = timezone.localdate(now) + timedelta(days=30)
    appoint_admin("baru@contoh.go.id", "Orang Baru", "Tambahan tenaga.", since=since, by=cast.ministry_admin, at=now)
    page = home(client, cast.second_ministry_admin)
    assert "Pengangkatan admin kementerian menunggu persetujuan Anda: Orang Baru" in page
    assert reverse("motion", args=[Motion.objects.get().pk]) in page
    assert "menunggu persetujuan Anda" not in home(client, cast.ministry_admin)
    # Nobody but an admin appoints admins.
    assert "menunggu persetujuan Anda" not in home(client, cast.secretary)


def test_a_late_judge_is_told_of(cast, crew, edition, now):
    before = now - timedelta(hours=3)
    stage = carrying.reached(edition, StageKind.DESK, crew, at=before)
    stage = carrying.opened(stage, crew, at=before)
    soon = stage.closes_at - timedelta(hours=1)
    late = [line for line in waiting_ministry.for_ministry(cast.secretary, soon) if "tepat waktu" in line.sentence]
    assert [line.count for line in late] == [2]


def test_somebody_with_several_offices_sees_them_all_within_a_fixed_number_of_queries(
    client, cast, crew, edition, now, django_assert_max_num_queries
):
    carrying.opened(edition.stages.get(position=1), crew, at=now)
    person = cast.ministry_admin.user
    unit = accounts.unit()
    Membership.objects.bulk_create(
        [
            Membership(user=person, role=Role.SECRETARY, since="2020-01-01"),
            Membership(user=person, role=Role.EVALUATOR, since="2020-01-01"),
            Membership(user=person, role=Role.UNIT, agency=unit.agency, unit=unit, since="2020-01-01"),
            Membership(user=person, role=Role.AGENCY_ADMIN, agency=unit.agency, since="2020-01-01"),
        ]
    )
    client.force_login(person)
    with django_assert_max_num_queries(19):
        page = client.get(reverse("home")).content.decode()
    for label in ("Admin kementerian", "Sekretariat", "Evaluator", "Penulis usulan", "Admin instansi"):
        assert f"{label}" in page
    for place in ("Usulan", "Penilaian", "Ruang kendali", "Riwayat"):
        assert f">{place}</a>" in page
