"""Under the cover: title, group and category; the dossier opens to whoever says that there is no tie."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Letter, Role
from competitions.kinds import StageKind
from judging import rules
from judging.circle import giving_out
from judging.models import Assignment, Interest, Scorecard
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address, answers, attached
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def covered(desk):
    """The same desk with every cover shut."""
    Assignment.objects.update(cleared_at=None)
    return desk


def test_the_cover_tells_what_and_not_whose(client, covered):
    stage, _office, (assignment, *_) = covered
    proposal = assignment.proposal
    page = text_of(client.get(address(assignment)))
    for told in (proposal.title, proposal.category.name, proposal.group.name, "Tidak ada hubungan, buka berkas"):
        assert told in page
    for untold in (proposal.agency.name, proposal.unit.name, "Lembar nilai", "Identitas inovasi"):
        assert untold not in page
    assert stage.is_blind


def test_without_a_word_nothing_behind_the_cover_opens_and_no_mark_is_taken(client, covered):
    stage, _office, (assignment, *_) = covered
    file = attached(assignment.proposal)
    for refused in (
        client.get(address(assignment, "judge-attachment", file.pk)),
        client.get(address(assignment, "card-signing")),
        client.post(address(assignment), answers(stage)),
    ):
        assert refused.status_code == 403
        assert str(rules.UNCLEARED) in text_of(refused)
    typed = client.post(address(assignment, "card-typing"), {**answers(stage), "versi": "0", "utuh": "1"})
    assert typed.status_code == 403
    assert not Scorecard.objects.exists()


def test_saying_that_there_is_no_tie_opens_it_once_and_for_all(client, covered):
    _stage, _office, (assignment, other, *_) = covered
    for _ in range(2):
        response = client.post(address(assignment, "clearance"), {"utuh": "1"}, follow=True)
    assert "Lembar nilai" in text_of(response)
    assert Event.objects.filter(name="assignment.cleared").count() == 1
    assert "Tidak ada hubungan, buka berkas" in text_of(client.get(address(other)))


def test_nobody_opens_another_s_cover(client, covered):
    stage, _office, (assignment, *_) = covered
    client.force_login(judging.judge(stage).user)
    assert client.post(address(assignment, "clearance"), {"utuh": "1"}).status_code == 404
    assert not Assignment.objects.exclude(cleared_at=None).exists()


def test_a_kind_of_tie_is_kept_with_its_reason(client, covered):
    _stage, office, (assignment, *_) = covered
    page = client.get(address(assignment, "interest"))
    assert "keluarga atau kerabat" in text_of(page)
    client.post(address(assignment, "interest"), {"kind": "family", "reason": "Kakak saya.", "utuh": "1"})
    declared = Interest.objects.get()
    assert (declared.judge, declared.kind, declared.reason) == (office.user, "family", "Kakak saya.")
    assert client.get(address(assignment)).status_code == 403


def panel(stage, count):
    """More judges at the table, none with work yet."""
    others = [judging.judge(stage) for _ in range(count)]
    for other in others:
        judging.seated(stage, other)
    return others


def test_a_declared_tie_is_replaced_at_once_and_only_the_new_reader_gets_a_letter(client):
    stage, office, (assignment, *_) = judging.desk(3, readers_each=1)
    secretary = accounts.membership(Role.SECRETARY)
    others = panel(stage, 2)
    Letter.objects.all().delete()
    giving_out.recuse(assignment, "Saudara.", by=office, at=timezone.now())
    reader = Assignment.objects.standing().get(stage=stage, proposal=assignment.proposal)
    assert reader.judge in [other.user for other in others]
    assert reader.cleared_at is None
    assert [letter.recipient for letter in Letter.objects.all()] == [reader.judge]
    assert Event.objects.get(name="assignment.recused").particulars["replaced"] == 1
    client.force_login(secretary.user)
    page = text_of(client.get(reverse("judging:ties", args=[stage.edition.slug, stage.position])))
    for told in (office.user.full_name, "Saudara.", reader.judge.full_name, assignment.proposal.code):
        assert told in page


def test_other_gaps_are_left_to_the_secretariat(client):
    stage, office, assignments = judging.desk(3, readers_each=1)
    panel(stage, 2)
    Assignment.objects.filter(pk=assignments[2].pk).update(recused_at=timezone.now(), recusal_reason="Sakit.")
    giving_out.recuse(assignments[0], "Saudara.", by=office, at=timezone.now())
    assert not Assignment.objects.standing().filter(proposal=assignments[2].proposal).exists()


def test_where_nobody_can_take_it_the_secretariat_is_told(client):
    stage, office, (assignment, *_) = judging.desk(2, readers_each=1)
    secretary = accounts.membership(Role.SECRETARY)
    Letter.objects.all().delete()
    giving_out.recuse(assignment, "Saudara.", by=office, at=timezone.now())
    assert not Assignment.objects.standing().filter(stage=stage, proposal=assignment.proposal).exists()
    told = {letter.recipient for letter in Letter.objects.all()}
    assert secretary.user in told
    assert {office.role for person in told for office in person.memberships.all()} == {Role.SECRETARY}
    client.force_login(secretary.user)
    page = text_of(client.get(reverse("judging:ties", args=[stage.edition.slug, stage.position])))
    assert "Belum ada" in page


def test_work_taken_back_for_a_tie_that_was_found_is_replaced_once(client):
    stage, _office, (assignment, *_) = judging.desk(1, readers_each=1)
    panel(stage, 2)
    Assignment.objects.filter(pk=assignment.pk).update(recused_at=timezone.now(), recusal_reason="Ikatan kerja.")
    for _ in range(2):
        giving_out.replace_later(assignment.pk, at=timezone.now())
    assert Assignment.objects.standing().filter(stage=stage, proposal=assignment.proposal).count() == 1
    assert Event.objects.filter(name="assignment.replaced").count() == 1


@pytest.mark.parametrize("role", [Role.UNIT, Role.AGENCY_ADMIN, Role.EVALUATOR])
def test_names_and_reasons_are_for_the_secretariat(client, role):
    stage, _office, _assignments = judging.desk(1)
    client.force_login(accounts.membership(role).user)
    assert client.get(reverse("judging:ties", args=[stage.edition.slug, stage.position])).status_code == 403


@pytest.mark.parametrize("kind", [StageKind.PANEL, StageKind.INTERVIEW])
def test_every_kind_of_stage_has_covers(client, kind):
    _stage, office, (assignment, *_) = judging.desk(1, kind=kind)
    Assignment.objects.update(cleared_at=None)
    client.force_login(office.user)
    assert "Tidak ada hubungan, buka berkas" in text_of(client.get(address(assignment)))


def test_what_the_cover_costs(client, covered, django_assert_num_queries):
    _stage, _office, (assignment, *_) = covered
    with django_assert_num_queries(5):
        client.get(address(assignment))


def test_returned_work_is_a_file_too(client):
    stage, office, (assignment, *_) = judging.desk(1, readers_each=1)
    giving_out.recuse(assignment, "Saudara.", kind=Interest.Kind.FAMILY, by=office, at=timezone.now())
    client.force_login(accounts.membership(Role.SECRETARY).user)
    file = client.get(reverse("judging:ties", args=[stage.edition.slug, stage.position]), {"bentuk": "csv"})
    text = b"".join(file.streaming_content).decode()
    assert "keluarga atau kerabat" in text
    assert office.user.full_name in text
