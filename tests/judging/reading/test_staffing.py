"""The plan's list of work says whom the stages lack, and leads to where that is put right."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.domain import inviting
from judging.models import PactSignature
from judging.reading import staffing
from tests.factories import accounts, judging

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


def of(stage):
    url = reverse("judging:panel", args=[stage.edition.slug, stage.position])
    return next(one for one in staffing.staff(stage.edition) if one.url == url)


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


def test_it_is_one_query_and_a_draft_has_no_people(django_assert_num_queries):
    edition = judging.running(StageKind.DESK).edition
    with django_assert_num_queries(1):
        assert staffing.staff(edition)
    edition.announced_at = None
    assert staffing.staff(edition) == []
