"""The list of what the public said: searched, narrowed, kept under a name, and given to somebody many at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import BulkAct, Letter, Role
from competitions.models import Stage
from judging import motions, rules
from judging.domain import objections
from judging.domain.judges import held_apart
from judging.models import Objection
from tests import bulk
from tests.factories import accounts, judging
from tests.pages import Browser, hidden, text_of

pytestmark = pytest.mark.django_db
WORDS = {1: "apel", 2: "durian", 3: "salak"}


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def stage():
    """A stage whose list the public may object to, with three proposals on it."""
    stage, _judge, _assignments = judging.desk(3)
    return stage


@pytest.fixture
def said(stage):
    """An objection about the first, one about the second, support for the third."""
    sorts = (Objection.Sort.OBJECTION, Objection.Sort.OBJECTION, Objection.Sort.SUPPORT)
    entrants = stage.entrants.select_related("proposal").order_by("proposal__number")
    return [
        Objection.objects.create(
            stage=stage, proposal=one.proposal, sort=sort, text=f"Isi {WORDS[number]}", sent_at=timezone.now()
        )
        for number, (one, sort) in enumerate(zip(entrants, sorts, strict=True), start=1)
    ]


def desk(stage, query=""):
    return reverse("judging:objections-desk", args=[stage.edition.slug, stage.position]) + query


def given(to, until="2099-01-01"):
    return {"to": to.pk, "to_name": to.user.told_apart, "answer_by": until}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {1, 2, 3}),
        ("?status=belum", {1, 2}),
        ("?jenis=support", {3}),
        ("?q=Isi+durian", {2}),
        ("?petugas=saya", set()),
        ("?status=entah", {1, 2, 3}),
    ],
)
def test_it_is_searched_and_narrowed_by_links(client, secretary, stage, said, query, found):
    client.force_login(secretary.user)
    page = client.get(desk(stage, query)).context["page"]
    assert {said.index(one) + 1 for one in page} == found


def test_assigned_and_late_are_found(client, secretary, stage, said):
    objections.assign(said[0], secretary, timezone.localdate(), by=secretary, at=timezone.now())
    client.force_login(secretary.user)
    assert [one.pk for one in client.get(desk(stage, "?petugas=saya")).context["page"]] == [said[0].pk]
    assert [one.pk for one in client.get(desk(stage, "?status=terlambat")).context["page"]] == []
    Objection.objects.filter(pk=said[0].pk).update(answer_by="2020-01-01")
    assert [one.pk for one in client.get(desk(stage, "?status=terlambat")).context["page"]] == [said[0].pk]


def test_many_are_given_to_one_person_with_one_letter_and_taken_back(secretary, stage, said):
    colleague, at = accounts.membership(Role.SECRETARY), timezone.now()
    inputs = {"stage": stage.pk} | given(colleague)
    foretold = bulk.foretold("assign-objections", said, inputs, by=secretary, at=at)
    act = bulk.done("assign-objections", said, inputs, by=secretary, at=at)
    assert sorted(map(str, bulk.came(act))) == sorted(map(str, foretold))
    assert Objection.objects.filter(assigned_to=colleague).count() == 2
    letter = Letter.objects.get(name="objection.assigned")
    assert letter.recipient == colleague.user
    assert all(one.proposal.code in letter.body for one in said[:2])
    # Taken back, except what somebody else answers by now.
    objections.assign(said[1], secretary, timezone.localdate(), by=secretary, at=timezone.now())
    back = bulk.done("unassign-objections", said[:2], inputs, by=secretary, at=timezone.now())
    assert str(rules.ASSIGNED_OTHERWISE.sentence) in bulk.came(back)
    assert [Objection.objects.get(pk=one.pk).assigned_to for one in said[:2]] == [None, secretary]


def test_whoever_is_tied_neither_reads_nor_answers_it(client, secretary, stage, said):
    colleague, at = accounts.membership(Role.SECRETARY), timezone.now()
    for office, place in ((secretary, 0), (colleague, 1)):
        held_apart.declare(said[place].proposal, "Adik saya mengelolanya.", by=office, at=at)
    client.force_login(secretary.user)
    answer = client.get(desk(stage))
    assert [one.pk for one in answer.context["page"]] == [said[1].pk, said[2].pk]
    assert "1 usulan dalam edisi ini tidak tampil di sini" in text_of(answer)
    inputs = {"stage": stage.pk} | given(colleague)
    first, second = bulk.foretold("assign-objections", said[:2], inputs, by=secretary, at=at)
    assert (first, second) == (str(rules.HELD_APART.sentence), str(rules.ANSWERER_TIED.sentence))


def test_chosen_on_the_list_and_given_by_pages(secretary, stage, said):
    at, by = timezone.now(), accounts.membership(Role.MINISTRY_ADMIN)
    Stage.objects.filter(pk=stage.pk).update(
        provisional_at=at, provisional_by=by, objections_until=at + timedelta(days=5)
    )
    browser = Browser()
    browser.force_login(secretary.user)
    page = browser.get(desk(stage, "?status=belum"))
    assert "Simpan tampilan ini" in text_of(page)
    (button,) = page.context["buttons"]
    data = {"cakupan": "semua", "versi": "-"}
    page = browser.post(button.url, data)
    asked = {"to": str(secretary.pk), "answer_by": "01/01/2099", "langkah": "periksa"}
    page = browser.post(button.url, {**hidden(page), **data, **asked})
    assert f"dijawab oleh {secretary.user.told_apart} paling lambat 01/01/2099" in text_of(page)
    browser.post(button.url, {**hidden(page), **data, **asked, "langkah": "lakukan", "versi": page.context["stamp"]})
    assert BulkAct.objects.get().rows.filter(done_at__isnull=False).count() == 2
    assert not browser.get(desk(stage, "?status=belum")).context["page"].object_list
    assert browser.get(desk(stage), {"bentuk": "csv"}).status_code == 200


def test_an_answer_before_a_second_person_is_told_from_one_to_be_written(client, secretary, stage, said):
    for one in said[:2]:
        objections.assign(one, secretary, timezone.localdate(), by=secretary, at=timezone.now())
    words = {"answer": "Sudah diperiksa.", "summary": "Tetap.", "reason": "Bukti cukup."}
    motions.answer(said[0], outcome=Objection.Outcome.STANDS, **words, by=secretary, at=timezone.now())
    client.force_login(secretary.user)
    for query, found in (("?status=diajukan", said[0]), ("?status=ditugaskan", said[1])):
        assert [one.pk for one in client.get(desk(stage, query)).context["page"]] == [found.pk]
