"""Feedback: bands and reasons from the cards, checked by one, approved by another, read once all is announced."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import Letter
from accounts.rules import Stale
from competitions.kinds import StageKind
from judging import rules
from judging.domain import feedback
from judging.domain.cards import discussing, scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, Feedback, Interest
from tests import carrying
from tests.factories import proposals
from tests.pages import Browser, text_of
from tests.refusals import refusal_of

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


def test_nothing_is_drafted_while_marks_are_sealed(desk, crew, at):
    assert refusal_of(feedback.draft, desk, by=crew.secretary, at=at) is rules.SEALED
    assert refusal_of(feedback.draft, desk, by=crew.evaluators[0], at=at) is rules.MINISTRY_ONLY


def test_every_entrant_has_its_bands_and_reasons_without_judges(computed, crew, at):
    assert feedback.draft(computed, by=crew.secretary, at=at) == 4
    levels = dict(computed.rubric.levels.values_list("points", "name"))
    for one in Feedback.objects.all():
        assert [line["band"] for line in one.bands] == [levels[40], *[levels[80]] * (len(one.bands) - 1)]
        # Said by two, it stands once.
        assert one.text.count("Buktinya lemah.") == 1
        assert one.text.startswith(f"{one.bands[0]['criterion']}:")
        assert "40" not in re.sub(r"Orang \d+", "", one.text)
    assert refusal_of(feedback.draft, computed, by=crew.secretary, at=at) is rules.FEEDBACK_DRAFTED


def test_a_band_is_of_what_the_readers_agreed_on(desk, crew, at):
    desk.settings = {**desk.settings, "discussion": True}
    desk.save(update_fields=["settings"])
    pair = list(Assignment.objects.filter(stage=desk).select_related("stage__rubric", "proposal").order_by("proposal"))
    first, second = pair[:2]
    keys = list(desk.rubric.criteria.order_by("position").values_list("key", flat=True))
    by = {one: {"by": crew.office_of(one.judge_id), "at": at} for one in (first, second)}
    joint = discussing.propose(first, dict.fromkeys(keys, 100), "Sepakat.", **by[first])
    discussing.assent(second, seen=discussing.stamp(joint), **by[second])
    computed = carrying.computed(carrying.fresh(desk), crew)
    feedback.draft(computed, by=crew.secretary, at=at)
    best = dict(computed.rubric.levels.values_list("points", "name"))[100]
    for one in Feedback.objects.all():
        assert ({line["band"] for line in one.bands} == {best}) == (one.proposal_id == first.proposal_id)


def test_one_checks_and_another_approves(computed, crew, at):
    feedback.draft(computed, by=crew.secretary, at=at)
    one = Feedback.objects.order_by("pk").first()
    assert refusal_of(feedback.approve, one, by=crew.admin, at=at) is rules.NOT_CHECKED
    checked = feedback.check(one, "Bukti dampak perlu pembanding.", seen="1", by=crew.secretary, at=at)
    assert refusal_of(feedback.approve, checked, by=crew.secretary, at=at) is rules.CHECKED_BY_YOU
    with pytest.raises(Stale), transaction.atomic():
        feedback.approve(checked, seen="1", by=crew.admin, at=at)
    approved = feedback.approve(checked, seen="2", by=crew.admin, at=at)
    assert refusal_of(feedback.check, approved, "Lain.", by=crew.secretary, at=at) is rules.FEEDBACK_APPROVED


def test_several_are_approved_at_once_and_taken_back_until_somebody_reads_them(computed, crew, at, time_machine):
    time_machine.move_to(at)
    feedback.draft(computed, by=crew.secretary, at=at)
    one, other, unchecked, mended = Feedback.objects.order_by("proposal__number")
    for each in (one, other, mended):
        feedback.check(each, "Bukti perlu pembanding.", by=crew.secretary, at=at)
    admin = Browser()
    admin.force_login(crew.admin.user)
    address = reverse("judging:feedback-bulk", args=[computed.edition.slug, computed.position, "persetujuan"])
    everything = {"versi": "-", "cakupan": "semua"}
    page = admin.post(address, {**everything, "langkah": "periksa"})
    assert [line.pk for line in page.context["possible"]] == [one.pk, other.pk, mended.pk]
    # The words that go are before whoever approves.
    assert "Bukti perlu pembanding." in text_of(page)
    feedback.check(mended, "Lain.", by=crew.secretary, at=at + timedelta(seconds=1))
    sent = {**everything, "langkah": "lakukan", "kunci": str(page.context["key"]), "versi": page.context["stamp"]}
    # Something was mended after looking: the page comes again.
    page = admin.post(address, sent)
    assert page.status_code == 409
    assert not Feedback.objects.filter(approved_at__isnull=False).exists()
    sent |= {"kunci": str(page.context["key"]), "versi": page.context["stamp"]}
    assert admin.post(address, sent).status_code == 302
    assert set(Feedback.objects.filter(approved_at=None)) == {unchecked}
    made = feedback.take_back(Feedback.objects.get(pk=one.pk), by=crew.admin, at=at)
    assert refusal_of(feedback.take_back, made, by=crew.admin, at=at) is rules.FEEDBACK_NOT_APPROVED
    published = carrying.published(carrying.decided(computed, crew), crew)
    assert refusal_of(feedback.take_back, other, by=crew.admin, at=at) is rules.FEEDBACK_SENT
    # Who may read something is told of it, once; who may not is not.
    letters = Letter.objects.filter(name="feedback.sent")
    readers = {letter.recipient_id for letter in letters}
    assert other.proposal.created_by.user_id in readers
    assert one.proposal.created_by.user_id not in readers - {other.proposal.created_by.user_id}
    assert all(one.proposal.code not in letter.body for letter in letters)
    before = letters.all().count()
    feedback.approve(made, by=crew.admin, at=published.published_at + timedelta(hours=1))
    assert letters.all().count() > before


def test_reading_leads_from_one_to_the_next(computed, crew, at, time_machine):
    time_machine.move_to(at)
    feedback.draft(computed, by=crew.secretary, at=at)
    place = [computed.edition.slug, computed.position]
    codes = list(Feedback.objects.order_by("proposal__code").values_list("proposal__code", flat=True))
    secretary = Browser()
    secretary.force_login(crew.secretary.user)
    for code, following in zip(codes, [*codes[1:], codes[-1]], strict=True):
        answer = secretary.post(reverse("judging:feedback-one", args=[*place, code]), {"text": "Baik.", "versi": "1"})
        assert answer.url == reverse("judging:feedback-one", args=[*place, following])


def test_what_ties_the_reader_is_neither_counted_nor_next(computed, crew, at, time_machine):
    time_machine.move_to(at)
    feedback.draft(computed, by=crew.secretary, at=at)
    place = [computed.edition.slug, computed.position]
    first, tied, third = (made.proposal for made in Feedback.objects.order_by("proposal__code")[:3])
    Interest.objects.create(judge=crew.secretary.user, proposal=tied, reason="Adik saya.", declared_at=at)
    reader = Browser()
    for office, number, following in ((crew.secretary, 3, third), (crew.admin, 4, tied)):
        reader.force_login(office.user)
        page = text_of(reader.get(reverse("judging:feedback", args=place)))
        assert f"Belum diperiksa {number} Menunggu persetujuan 0" in page
        answer = reader.post(reverse("judging:feedback-one", args=[*place, first.code]), {"text": "Baik."})
        assert answer.url == reverse("judging:feedback-one", args=[*place, following.code])
        Feedback.objects.update(checked_at=None, checked_by=None)


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
