"""The page before work is given out: what the draw would give whom, how firmly it links, and that this comes."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.domain.desk import assigning
from judging.models import Assignment, Interest, PanelMember
from tests import carrying
from tests.factories import accounts
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def untouched():
    """An open desk with its judges, before anything was given out."""
    crew, edition, _dossiers = carrying.begun(6, places=(3, 3, 2), rules=())
    stage = carrying.carried_to(edition, StageKind.DESK, crew)
    Assignment.objects.filter(stage=stage).delete()
    return stage


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY).user


def page_of(client, stage):
    return client.get(reverse("judging:act", kwargs=at(stage)))


def at(stage):
    return {"slug": stage.edition.slug, "position": stage.position, "noun": "pembagian"}


def stamp_in(page):
    return re.search(r'name="versi"\s+value="([^"]+)"', page.content.decode())[1]


def test_the_page_shows_loads_and_how_firmly_judges_will_be_compared(client, secretary, untouched):
    client.force_login(secretary)
    page = " ".join(text_of(page_of(client, untouched)).split())
    assert "Hasil undian bila dibagikan sekarang" in page
    assert re.search(r"(hijau|kuning|merah) Ketegasan penilai", page)
    drawn = assigning.draw_readers(untouched, at=timezone.now())
    for member in PanelMember.objects.filter(stage=untouched).select_related("judge"):
        load = drawn.allocation.loads[member.code]
        assert f"{member.label} 0 {load} {load}" in page
    assert not Assignment.objects.filter(stage=untouched).exists()


def test_what_was_shown_is_what_is_given_out(client, secretary, untouched):
    client.force_login(secretary)
    stamp = stamp_in(page_of(client, untouched))
    drawn = assigning.draw_readers(untouched, at=timezone.now())
    sent = client.post(reverse("judging:act", kwargs=at(untouched)), {"versi": stamp, "utuh": "1"})
    assert sent.status_code == 302
    given = set(Assignment.objects.filter(stage=untouched).values_list("proposal_id", "judge_id"))
    assert given == {(proposal, judge) for proposal, judge, _position in drawn.new}


def test_a_tie_that_changes_the_draw_is_shown_before_anything_is_given_out(client, secretary, untouched):
    client.force_login(secretary)
    stamp = stamp_in(page_of(client, untouched))
    proposal, judge, _position = assigning.draw_readers(untouched, at=timezone.now()).new[0]
    Interest.objects.create(proposal_id=proposal, judge_id=judge, reason="Teman.", declared_at=timezone.now())
    sent = client.post(reverse("judging:act", kwargs=at(untouched)), {"versi": stamp, "utuh": "1"})
    assert sent.status_code == 409
    assert not Assignment.objects.filter(stage=untouched).exists()


def test_judges_who_share_no_dossier_are_told_what_would_join_them(client, secretary, untouched):
    """Given out before in two halves: it stands, in red, with the read that would join them."""
    drawn = assigning.draw_readers(untouched, at=timezone.now())
    judges = sorted(drawn.panel, key=lambda member: member.code)[: 2 * untouched.readers_each]
    halves = judges[: untouched.readers_each], judges[untouched.readers_each :]
    pairs = [
        (entrant.proposal_id, member.judge_id, place)
        for place, entrant in enumerate(drawn.dossiers)
        for member in halves[place % 2]
    ]
    assigning.write(untouched, drawn.panel, drawn.dossiers, pairs, at=timezone.now())
    client.force_login(secretary)
    page = " ".join(text_of(page_of(client, untouched)).split())
    assert "Penilai terbagi dalam 2 kelompok yang tidak membaca usulan yang sama." in page
    named = ", ".join(member.code for member in halves[1])
    assert re.search(rf"Kelompok {named} tersambung bila, misalnya, \S+ juga membaca \S+: tambah satu pembaca.", page)
