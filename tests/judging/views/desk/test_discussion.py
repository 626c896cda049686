"""The pages of a discussion: shut until all have signed, then thread, joint mark and assent."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from judging.domain.cards import discussing, scoring
from judging.models import Assignment, JointMark
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """A discussed stage, and two judges' assignments to two proposals."""
    stage, first, own = judging.desk(2)
    stage.settings = {**stage.settings, "discussion": True}
    stage.save(update_fields=["settings"])
    second = judging.second(stage, own)
    theirs = list(Assignment.objects.filter(stage=stage, judge=second.user).order_by("position"))
    return stage, (first, own), (second, theirs)


def signed(assignment, office, points=80):
    scoring.record_marks(assignment, judging.marks(assignment.stage, points), lock=True, by=office, at=timezone.now())


def stamp_of(page):
    return re.findall(r'name="versi"\s+value="([^"]+)"', page.content.decode())[-1]


def test_until_the_other_has_signed_the_page_says_so_and_shows_nothing(client, two):
    _stage, (first, own), (second, theirs) = two
    signed(own[0], first)
    client.force_login(first.user)
    for name in ("discussion", "joint-mark"):
        page = client.get(address(own[0], name))
        assert page.status_code == 403
        assert "setelah semua penilai usulan ini mengunci" in text_of(page)
    assert "Bahas dengan penilai lain" not in text_of(client.get(address(own[0])))
    signed(theirs[0], second, 40)
    assert "Bahas dengan penilai lain" in text_of(client.get(address(own[0])))
    page = text_of(client.get(address(own[0], "discussion")))
    assert "40,00" in page
    assert second.user.told_apart in page


def test_two_judges_come_to_one_mark(client, two):
    stage, (first, own), (second, theirs) = two
    signed(own[0], first, 80)
    signed(theirs[0], second, 40)
    client.force_login(first.user)
    client.post(address(own[0], "discussion"), {"text": "Angka dampaknya ada pembandingnya."})
    form = client.get(address(own[0], "joint-mark"))
    keys = stage.rubric.criteria.values_list("key", flat=True)
    sent = {f"bersama-{key}": "60" for key in keys} | {"reason": "Dampak ada, tetapi kecil."}
    assert client.post(address(own[0], "joint-mark"), {**sent, "versi": stamp_of(form)}).status_code == 302
    client.force_login(second.user)
    page = client.get(address(theirs[0], "discussion"))
    assert "Angka dampaknya ada pembandingnya." in text_of(page)
    assert "belum menyetujui" in text_of(page)
    client.post(address(theirs[0], "joint-mark-assent"), {"versi": "lain"})
    assert not discussing.is_agreed(JointMark.objects.get())
    client.post(address(theirs[0], "joint-mark-assent"), {"versi": stamp_of(page)})
    assert discussing.is_agreed(JointMark.objects.get())
    page = text_of(client.get(address(theirs[0], "discussion")))
    assert "Semua penilai menyetujui nilai bersama ini" in page
    assert "Tarik nilai bersama" not in page
    listed = text_of(client.get(reverse("judging:discussions", args=[stage.edition.slug, stage.position])))
    assert "Nilai bersama disetujui" in listed


def test_gaps_come_back_named_and_nothing_is_proposed(client, two):
    _stage, (first, own), (second, theirs) = two
    signed(own[0], first)
    signed(theirs[0], second)
    client.force_login(first.user)
    page = client.post(address(own[0], "joint-mark"), {"versi": "0"})
    assert "Tulis alasan nilai bersama" in text_of(page)
    assert not JointMark.objects.exists()


def test_the_list_has_only_what_all_have_signed_and_costs_the_same_at_any_length(
    client, two, django_assert_max_num_queries
):
    stage, (first, own), (second, theirs) = two
    signed(own[0], first)
    signed(theirs[0], second, 40)
    signed(own[1], first)
    client.force_login(first.user)
    with django_assert_max_num_queries(14):
        page = text_of(client.get(reverse("judging:discussions", args=[stage.edition.slug, stage.position])))
    assert own[0].proposal.code in page
    assert own[1].proposal.code not in page
    # A card is open: nobody knows yet what talking could change.
    assert "Yang nilainya paling jauh berbeda ada di atas." in page


def test_others_are_not_let_in(client, two):
    _stage, (first, own), (second, theirs) = two
    signed(own[0], first)
    signed(theirs[0], second)
    other = judging.judge(own[0].stage)
    judging.seated(own[0].stage, other)
    client.force_login(other.user)
    assert client.get(address(own[0], "discussion")).status_code == 404
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert client.get(address(own[0], "discussion")).status_code in (403, 404)


def test_the_secretariat_sees_which_and_never_a_mark(client, two):
    stage, (first, own), (second, theirs) = two
    client.force_login(accounts.membership(Role.SECRETARY).user)
    place = reverse("judging:disagreements", args=[stage.edition.slug, stage.position])
    assert client.get(place).status_code == 403
    for mine, other, points in zip(own, theirs, (100, 40), strict=True):
        signed(mine, first, 80)
        signed(other, second, points)
    page = text_of(client.get(place))
    assert own[0].proposal.code in page
    assert "Belum dibahas" in page
    for mark in ("80,00", "100,00", "40,00"):
        assert mark not in page
    stage_page = text_of(client.get(reverse("judging:stage", args=[stage.edition.slug, stage.position])))
    assert "Pembahasan penilai" in stage_page
