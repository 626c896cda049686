"""Feedback: bands and reasons from the cards, checked by one, approved by another, read once all is announced."""

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.rules import Refused, Stale
from competitions.kinds import StageKind
from judging import rules
from judging.domain import feedback
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, Feedback
from tests import carrying
from tests.factories import proposals
from tests.pages import Browser, text_of

pytestmark = pytest.mark.django_db


def tell():
    """The desk of four proposals computed; every card says something of its first criterion."""
    crew, edition, _dossiers = carrying.begun(4, places=(2, 2, 1), rules=(), evaluators=4)
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    keys = list(desk.rubric.criteria.order_by("position").values_list("key", flat=True))
    for one in Assignment.objects.filter(stage=desk).select_related("stage__rubric", "proposal").order_by("pk"):
        given = {key: Given(80 if key != keys[0] else 40, "Buktinya lemah." if key == keys[0] else "") for key in keys}
        office = crew.office_of(one.judge_id)
        at = carrying.moment(desk)
        scoring.record_marks(one, given, remark=f"Dari {office.user.full_name}.", lock=True, by=office, at=at)
    return crew, carrying.fresh(desk)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


@pytest.fixture
def at(desk):
    return carrying.moment(desk)


@pytest.fixture
def computed(desk, crew):
    return carrying.computed(desk, crew)


def refused(act, *args, **given):
    with pytest.raises(Refused) as caught, transaction.atomic():
        act(*args, **given)
    return caught.value.refusal


def test_nothing_is_drafted_while_marks_are_sealed(desk, crew, at):
    assert refused(feedback.draft, desk, by=crew.secretary, at=at) is rules.SEALED
    assert refused(feedback.draft, desk, by=crew.evaluators[0], at=at) is rules.MINISTRY_ONLY


def test_every_entrant_has_its_bands_and_reasons_without_judges(computed, crew, at):
    assert feedback.draft(computed, by=crew.secretary, at=at) == 4
    levels = dict(computed.rubric.levels.values_list("points", "name"))
    for one in Feedback.objects.all():
        assert [line["band"] for line in one.bands] == [levels[40], *[levels[80]] * (len(one.bands) - 1)]
        # Said by two, it stands once.
        assert one.text.count("Buktinya lemah.") == 1
        assert one.text.startswith(f"{one.bands[0]['criterion']}:")
        assert "40" not in one.text
    assert refused(feedback.draft, computed, by=crew.secretary, at=at) is rules.FEEDBACK_DRAFTED


def test_one_checks_and_another_approves(computed, crew, at):
    feedback.draft(computed, by=crew.secretary, at=at)
    one = Feedback.objects.order_by("pk").first()
    assert refused(feedback.approve, one, by=crew.admin, at=at) is rules.NOT_CHECKED
    checked = feedback.check(one, "Bukti dampak perlu pembanding.", seen="1", by=crew.secretary, at=at)
    assert refused(feedback.approve, checked, by=crew.secretary, at=at) is rules.CHECKED_BY_YOU
    with pytest.raises(Stale), transaction.atomic():
        feedback.approve(checked, seen="1", by=crew.admin, at=at)
    approved = feedback.approve(checked, seen="2", by=crew.admin, at=at)
    assert refused(feedback.check, approved, "Lain.", by=crew.secretary, at=at) is rules.FEEDBACK_APPROVED


def test_applicants_read_it_once_the_result_is_announced(computed, crew, at, time_machine):
    time_machine.move_to(at)
    place = [computed.edition.slug, computed.position]
    secretary, admin, unit, stranger = (Browser() for _ in range(4))
    secretary.force_login(crew.secretary.user)
    admin.force_login(crew.second_admin.user)
    secretary.post(reverse("judging:feedback", args=place))
    one, other = Feedback.objects.select_related("proposal__created_by__user").order_by("proposal__code")[:2]
    page = reverse("judging:feedback-one", args=[*place, one.proposal.code])
    assert "Buktinya lemah." in text_of(secretary.get(page))
    assert secretary.post(page, {"text": "Bukti perlu pembanding.", "versi": "1"}).status_code == 302
    assert "Orang lain yang menyetujuinya" in text_of(secretary.get(page))
    assert admin.post(page, {"text": "", "versi": "2", "langkah": "setujui"}).status_code == 302
    own = reverse("judging:feedback-own", args=[one.pk])
    unit.force_login(one.proposal.created_by.user)
    assert unit.get(own).status_code == 404
    carrying.published(carrying.decided(computed, crew), crew)
    shown = text_of(unit.get(own))
    assert "Bukti perlu pembanding." in shown
    assert one.bands[0]["band"] in shown
    assert one.proposal.title in text_of(unit.get(reverse("judging:feedback-mine")))
    # Not approved, it never goes; and nobody reads another's.
    assert other.proposal.title not in text_of(unit.get(reverse("judging:feedback-mine")))
    stranger.force_login(proposals.admin_of(other.proposal).user)
    if other.proposal.agency_id != one.proposal.agency_id:
        assert stranger.get(own).status_code == 404
    admin_of_agency = Browser()
    admin_of_agency.force_login(proposals.admin_of(one.proposal).user)
    assert admin_of_agency.get(own).status_code == 200
