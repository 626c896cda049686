"""What is missing before a close: each thing with the proposals it is about, who fills it, and a page that opens."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from competitions.models import RecapSource, Stage
from judging.circle import giving_out
from judging.domain.missing import NAMED, Where, named
from judging.models import Assignment, PanelMember
from judging.reading import progress, readiness
from judging.stages import of
from tests.factories import accounts, judging
from tests.pages import Browser

pytestmark = pytest.mark.django_db
JUDGES = {StageKind.DESK: (Role.EVALUATOR,), StageKind.FIELD: (Role.PANELIST, Role.EVALUATOR)}


def missing(stage):
    return [(one.place, one.by, one.codes, one.judge and one.judge.code) for one in of(stage).missing(stage)]


def codes(stage):
    return tuple(stage.entrants.order_by("proposal__code").values_list("proposal__code", flat=True))


def test_an_undecided_proposal_waits_for_the_secretariat():
    stage = judging.running(StageKind.ADMINISTRATIVE)
    judging.entrants(stage, 2)
    assert missing(stage) == [(Where.CHECKLIST, (Role.SECRETARY,), codes(stage), None)]


def test_an_unlocked_card_waits_for_its_judge_and_a_reader_who_is_wanted_for_the_secretariat():
    stage, office, assignments = judging.desk(3, readers_each=2)
    judging.assigned(stage, judging.judge(stage), [assignments[0].proposal, assignments[1].proposal])
    judging.marked(assignments[0], office, lock=True)
    first, second, third = codes(stage)
    assert missing(stage) == [
        (Where.UNFINISHED, JUDGES[StageKind.DESK], (second, third), "J01"),
        (Where.UNFINISHED, JUDGES[StageKind.DESK], (first, second), "J02"),
        (Where.REPLACING, (Role.SECRETARY,), (third,), None),
    ]


def test_an_unreported_visit_waits_for_its_verifiers_and_one_without_a_second_for_the_secretariat():
    stage, _office, _assignments = judging.desk(1, kind=StageKind.FIELD)
    assert missing(stage) == [
        (Where.REPLACING, (Role.SECRETARY,), codes(stage), None),
        (Where.UNFINISHED, JUDGES[StageKind.FIELD], codes(stage), None),
    ]


def test_a_visit_that_nobody_planned_waits_for_the_secretariat():
    stage = judging.running(StageKind.FIELD)
    judging.entrants(stage)
    assert missing(stage)[0] == (Where.REPLACING, (Role.SECRETARY,), codes(stage), None)


def test_rules_that_stand_in_the_way_wait_for_an_admin():
    stage = judging.running(StageKind.PANEL)
    judging.entrants(stage)
    # The desk gave no score.
    assert [one[:3] for one in missing(stage)] == [(Where.NOWHERE, (Role.MINISTRY_ADMIN,), codes(stage))]
    RecapSource.objects.filter(stage=stage).delete()
    assert missing(stage) == [(Where.RULES, (Role.MINISTRY_ADMIN,), (), None)]


@pytest.mark.parametrize("kind", [StageKind.ADMINISTRATIVE, StageKind.DESK, StageKind.FIELD, StageKind.PANEL])
def test_on_the_closing_page_each_thing_is_a_link_to_a_page_that_opens(kind):
    if kind in JUDGES:
        stage, _office, _assignments = judging.desk(2, kind=kind)
    else:
        stage = judging.running(kind)
        judging.entrants(stage, 2)
        RecapSource.objects.filter(stage=stage).delete()
    client = entered(Role.MINISTRY_ADMIN)
    page = client.get(closing(stage)).content.decode()
    told = readiness.to_fill(counted(stage))
    assert told
    for one in told:
        # Who fills it is said once: in the sentence, or behind it.
        is_named = one.sentence.startswith(one.filler)
        assert (f"{one.sentence} Di tangan {one.filler}." in page) is not is_named
        assert one.sentence in page
        assert one.url.replace("&", "&amp;") in page
        assert client.get(one.url).status_code == 200


def test_the_link_of_a_judges_cards_opens_exactly_those():
    stage, office, assignments = judging.desk(3, readers_each=1)
    judging.marked(assignments[1], office, lock=True)
    (told,) = readiness.to_fill(counted(stage))
    listed = entered(Role.SECRETARY).get(told.url).context["page"].object_list
    assert [one.proposal.code for one in listed] == [assignments[0].proposal.code, assignments[2].proposal.code]
    assert told.filler == PanelMember.objects.get(stage=stage).label


def test_closing_an_unfinished_stage_says_who_fills_what():
    stage, _office, _assignments = judging.desk(1, readers_each=1)
    page = entered(Role.MINISTRY_ADMIN).post(closing(stage), {})
    assert page.status_code == 409
    (told,) = readiness.to_fill(counted(stage))
    assert told.url.replace("&", "&amp;") in page.content.decode()


def test_a_panel_too_small_to_replace_somebody_leads_to_where_judges_are_seated():
    stage, _office, _assignments = judging.desk(1, readers_each=1)
    secretary = accounts.membership(Role.SECRETARY)
    giving_out.release(PanelMember.objects.get(stage=stage), "Sakit.", by=secretary, at=timezone.now())
    client = entered(Role.SECRETARY)
    address = reverse(
        "judging:act", kwargs={"slug": stage.edition.slug, "position": stage.position, "noun": "pembagian"}
    )
    panel = reverse("judging:panel", args=[stage.edition.slug, stage.position])
    assert panel in client.get(address).content.decode()
    refused = client.post(address, {})
    assert refused.status_code == 409
    assert f'href="{panel}"' in refused.content.decode()
    assert not Assignment.objects.filter(stage=stage).standing().exists()


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, ""), (1, "A0"), (NAMED, "A0, A1, A2, A3, A4"), (NAMED + 2, "A0, A1, A2, A3, A4, dan 2 lainnya")],
)
def test_a_sentence_names_the_first_and_says_how_many_more(count, told):
    assert named(f"A{number}" for number in range(count)) == told


def counted(stage):
    return progress.counted(Stage.objects.filter(pk=stage.pk)).get()


def closing(stage):
    return reverse("judging:act", kwargs={"slug": stage.edition.slug, "position": stage.position, "noun": "penutupan"})


def entered(role):
    client = Browser()
    client.force_login(accounts.membership(role).user)
    return accounts.fresh(client)
