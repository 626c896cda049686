"""The plan's list of work says whom the stages lack, and leads to where that is put right."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.domain import planning
from competitions.kinds import StageKind
from judging.domain.judges import inviting
from judging.models import PactSignature
from judging.reading import staffing
from sinovik.planning import planners
from tests.factories import accounts, competitions, judging
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


def of(stage):
    url = reverse("judging:panel", args=[stage.edition.slug, stage.position])
    return next(one for one in staffing.staff(stage.edition, None) if one.url == url)


def test_a_stage_says_who_is_short_who_is_awaited_and_who_has_not_signed(client, secretary):
    stage = judging.running(StageKind.DESK)
    first, second, third = (judging.judge(stage) for _ in range(3))
    needed, now = stage.readers_each, timezone.now()
    assert of(stage).reasons[0] == f"Kurang {needed} penilai"
    asked = {
        one: inviting.invite(stage, one.user, reply_by=timezone.localdate(), by=secretary, at=now)
        for one in (first, second, third)
    }
    inviting.answer(asked[first], True, by=first, at=now)
    inviting.answer(asked[second], False, "Sakit.", by=second, at=now)
    assert set(of(stage).reasons[1:]) == {
        "1 orang bersedia dan belum ditetapkan",
        "1 orang belum menjawab undangan",
        "1 orang tidak bersedia",
    }
    for office in (first, *(judging.judge(stage) for _ in range(needed))):
        judging.seated(stage, office)
    inviting.withdraw(asked[third], by=secretary, at=now)
    assert of(stage).reasons == ()
    PactSignature.objects.filter(judge=first.user).delete()
    assert of(stage).reasons == ("1 orang belum menandatangani pakta integritas",)
    client.force_login(secretary.user)
    page = client.get(reverse("competitions:plan", args=[stage.edition.slug])).content.decode()
    assert "1 orang belum menandatangani pakta integritas" in page
    assert of(stage).url in page


def test_it_is_one_query_at_most_and_a_draft_says_whom_it_will_need(django_assert_num_queries):
    edition = judging.running(StageKind.DESK).edition
    plan = planning.plan_of(edition)
    with django_assert_num_queries(1):
        assert staffing.staff(edition, plan)
    edition.announced_at = None
    with django_assert_num_queries(0):
        drafted = staffing.staff(edition, plan)
    assert [one.title for one in drafted] == [
        "Penilai: Penilaian proposal",
        "Penilai: Penetapan finalis",
        "Penilai: Presentasi dan wawancara",
        "Penilai: Verifikasi lapangan",
        "Penilai: Penetapan akhir",
    ]
    assert drafted[0].holds == "Diundang setelah edisi diumumkan, sedikitnya 2 penilai"
    assert {(one.url, one.reasons, one.is_later) for one in drafted} == {("", (), True)}


def test_a_draft_needs_a_second_admin_and_a_secretariat(client, django_assert_num_queries):
    admin = accounts.membership(Role.MINISTRY_ADMIN)
    edition = competitions.edition(by=admin, announced=False)
    with django_assert_num_queries(1):
        admins, secretariat = planners.planners(edition, None)
    assert (admins.holds, admins.reasons) == (
        "1 orang",
        ("Perlu orang kedua: pengumuman dan perubahan disetujui dua orang",),
    )
    assert secretariat.reasons == ("Belum ada sekretariat: ia memeriksa syarat dan membagikan tugas",)
    for role in (Role.MINISTRY_ADMIN, Role.SECRETARY):
        accounts.membership(role)
    assert [one.reasons for one in planners.planners(edition, None)] == [(), ()]
    client.force_login(admin.user)
    page = text_of(client.get(reverse("competitions:plan", args=[edition.slug])))
    assert "Admin kementerian 2 orang Siap Sekretariat 1 orang Siap" in page
    assert "Penilai: Penilaian proposal Diundang setelah edisi diumumkan, sedikitnya 2 penilai Nanti" in page
