"""Three switches of a stage: the judge the applicant, the judge the other judges, the applicant the judge."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.arithmetic.watching.recognition import Recognitions
from judging.domain.cards import discussing, scoring
from judging.models import Assignment, PanelMember, Session, Visit
from proposals.models import MaskedCopy
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def discussed(client, **switches):
    """A proposal signed by two judges, one of whom spoke of it, as the other reads it: (page, the one who spoke)."""
    stage, first, own = judging.desk(1, **switches)
    stage.settings = {**stage.settings, "discussion": True}
    stage.save(update_fields=["settings"])
    second = judging.second(stage, own)
    theirs = Assignment.objects.for_acts(on=timezone.localdate()).get(stage=stage, judge=second.user)
    for one, office in ((own[0], first), (theirs, second)):
        scoring.record_marks(one, judging.marks(stage, 80), lock=True, by=office, at=timezone.now())
    discussing.say(theirs, "Angkanya ada.", by=second, at=timezone.now())
    MaskedCopy.objects.update(title="Judul netral")
    client.force_login(first.user)
    listed = client.get(reverse("judging:discussions", args=[stage.edition.slug, stage.position]))
    return text_of(listed) + text_of(client.get(address(own[0], "discussion"))), second


def test_where_colleagues_are_hidden_a_discussion_tells_their_codes(client):
    text, second = discussed(client, hides_colleagues=True)
    assert second.user.full_name not in text
    assert f"{PanelMember.objects.get(judge=second.user).code}," in text


def test_elsewhere_a_discussion_tells_their_names(client):
    text, second = discussed(client, hides_colleagues=False)
    assert second.user.full_name in text


@pytest.mark.parametrize("is_blind", [True, False])
def test_a_discussion_tells_the_title_that_its_readers_may_know(client, is_blind):
    text, _second = discussed(client, is_blind=is_blind)
    title = Assignment.objects.first().proposal.title
    assert ("Judul netral" in text, title in text) == (is_blind, not is_blind)


def as_unit(client, assignment):
    client.force_login(accounts.membership(Role.UNIT, unit=assignment.proposal.unit).user)


@pytest.mark.parametrize("hides", [True, False])
def test_who_hears_a_session_is_shown_to_its_applicant_where_the_plan_says_so(client, hides):
    stage, judge, assignments = judging.desk(1, kind=StageKind.INTERVIEW, hides_judges=hides)
    as_unit(client, assignments[0])
    page = text_of(client.get(reverse("judging:hearing", args=[Session.objects.get(stage=stage).pk])))
    assert (judge.user.full_name in page) is not hides


@pytest.mark.parametrize("hides", [True, False])
def test_who_visits_is_shown_to_the_visited_where_the_plan_says_so(client, hides):
    stage, judge, assignments = judging.desk(1, kind=StageKind.FIELD, hides_judges=hides)
    Visit.objects.filter(stage=stage).update(is_announced=True)
    as_unit(client, assignments[0])
    page = text_of(client.get(reverse("judging:visits-mine")))
    assert assignments[0].proposal.code in page
    assert (judge.user.told_apart in page) is not hides


def test_the_result_says_how_often_applicants_were_recognised():
    def said(*numbers):
        shown = render_to_string("judging/results/recognised.html", {"recognised": Recognitions(*numbers)})
        return " ".join(shown.split())

    assert "Pengusul dikenali pada 3 dari 10 lembar nilai. Pada 2 usulan" in said(10, 3, 2, 1.25, 0.5)
    assert "(p 0,50). Nilai tidak berubah karenanya." in said(10, 3, 2, 1.25, 0.5)
    assert "Pada" not in said(10, 0, 0, None, None)
    assert not render_to_string("judging/results/recognised.html", {"recognised": None}).strip()
