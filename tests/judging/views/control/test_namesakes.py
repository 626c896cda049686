"""Two people of one name: wherever a name stands for a person, a code, an office or an address tells them apart."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from judging import motions as grave
from judging.domain.cards import scorecards
from judging.models import Assignment, PanelMember, Scorecard
from judging.reading import candidates, phases, progress
from tests import carrying
from tests.factories import accounts

NAME = "Prof. Citra Suryani"


@pytest.fixture
def namesakes(cast, desk):
    """The two judges of the desk, of one name; one owes one card, the other two."""
    User.objects.filter(pk__in=[cast.judge.user_id, cast.second_judge.user_id]).update(full_name=NAME)
    for judge, owes in ((cast.judge, 1), (cast.second_judge, 2)):
        own = Assignment.objects.filter(stage=desk, judge=judge.user).order_by("pk")
        unfinished = own.filter(scorecard=None).count()
        reopened = Scorecard.objects.filter(assignment__in=own).order_by("pk")[: owes - unfinished]
        Scorecard.objects.filter(pk__in=[card.pk for card in reopened]).update(locked_at=None)
    return {
        office: PanelMember.objects.get(stage=desk, judge=office.user) for office in (cast.judge, cast.second_judge)
    }


def test_each_of_them_owes_their_own(cast, desk, namesakes):
    sentences = [one.sentence for one in scorecards.missing(desk, readers_each=2)]
    assert sorted(sentences) == sorted(
        f"{namesakes[judge].code} {NAME} belum mengunci {owed} lembar nilai."
        for judge, owed in ((cast.judge, 1), (cast.second_judge, 2))
    )


def test_taking_work_back_says_from_whom(enter, cast, desk, namesakes):
    client = enter(cast.secretary)
    for member in namesakes.values():
        page = client.get(reverse("judging:panel-release", args=[desk.edition.slug, desk.position, member.code]))
        assert f"Tarik tugas {member.code} {NAME}" in page.content.decode()


def test_those_who_may_be_seated_are_told_apart(cast, edition, now):
    employer = accounts.agency()
    desk = edition.stages.get(kind="desk")
    for address in ("citra1@contoh.go.id", "citra2@contoh.go.id"):
        judge = accounts.membership(Role.EVALUATOR, employer, user=accounts.person(NAME, email=address))
        carrying.willing(desk, judge, by=cast.secretary, at=now)
    labels = [one.label for one in candidates.eligible(desk, on=timezone.localdate(now)) if one.name == NAME]
    assert labels == [f"{NAME}, {employer.name}, citra1@contoh.go.id", f"{NAME}, {employer.name}, citra2@contoh.go.id"]
    assert len(set(labels)) == 2


def test_the_other_admin_is_told_which_one_is_meant(enter, cast, computed, now):
    User.objects.filter(pk=cast.second_ministry_admin.user_id).update(full_name=cast.ministry_admin.user.full_name)
    said = {"without_quorum": carrying.UNMET}
    motion = grave.propose(computed, "Arahan Menteri.", **said, by=cast.ministry_admin, at=now)
    counted = progress.counted(type(computed).objects.filter(pk=computed.pk)).get()
    proposer = cast.ministry_admin.user
    assert phases.holder(counted, phases.Phase.APPROVE) == f"admin kementerian selain {proposer.told_apart}"
    page = enter(cast.second_ministry_admin).get(reverse("motion", args=[motion.pk])).content.decode()
    assert proposer.email in page


def test_the_trail_says_who_with_an_address(enter, cast, desk):
    page = enter(cast.ministry_admin).get(reverse("history")).content.decode()
    assert cast.ministry_admin.user.email in page


def test_a_dossiers_history_names_office_and_place(cast):
    assert cast.proposer.signature == f"Sari Wulandari, penulis usulan, {cast.proposer.unit.name}"
    assert cast.agency_admin.signature == f"Ratna Dewi, admin instansi, {cast.agency_admin.agency.name}"
    assert accounts.membership(Role.EVALUATOR, user=accounts.person("Rudi")).signature == "Rudi, evaluator"
