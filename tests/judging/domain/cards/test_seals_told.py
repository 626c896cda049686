"""Broken seals are looked for every hour, told once, and shown to whoever of the ministry or the auditors looks."""

import pgtrigger
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Letter, Role
from judging import tasks
from judging.domain.cards import seals
from judging.models import Assignment, CardVersion, Mark, Scorecard, SealCheck, Snapshot
from tests.factories import accounts, judging
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
HOLDING = (
    *("judging.Scorecard:locked_stands", "judging.Mark:locked_stands"),
    *("judging.CardVersion:append_only", "judging.Snapshot:append_only"),
)


@pytest.fixture
def signed():
    """A stage with three signed cards, and whoever watches over it."""
    stage, office, assignments = judging.desk(3)
    for one in assignments:
        judging.marked(one, office, 80, lock=True)
    return stage


@pytest.fixture
def watchers():
    return [accounts.membership(Role.MINISTRY_ADMIN), accounts.membership(Role.AUDITOR)]


def past_the_trigger(act):
    with as_owner(), pgtrigger.ignore(*HOLDING):
        act()


def card_of(stage, place=0):
    return Scorecard.objects.filter(assignment__stage=stage).order_by("pk")[place]


def whats(stage):
    return [one.what for one in seals.broken(stage)]


def throw_away(card):
    for rows in (Mark, CardVersion):
        rows.objects.filter(scorecard=card).delete()
    card.delete()


def give_to_another(card):
    """The same card, now of another proposal: two rows exchanged by hand."""
    other = Scorecard.objects.exclude(pk=card.pk).first()
    here, there = card.assignment_id, other.assignment_id
    codes = dict(Assignment.objects.values_list("pk", "proposal"))
    spare = judging.entrants(card.assignment.stage, 1)[0]
    Assignment.objects.filter(pk=here).update(proposal=spare)
    Assignment.objects.filter(pk=there).update(proposal=codes[here])
    Assignment.objects.filter(pk=here).update(proposal=codes[there])


@pytest.mark.parametrize(
    ("act", "found"),
    [
        (lambda card: Scorecard.objects.filter(pk=card.pk).update(total=100), ["altered"]),
        (lambda card: Scorecard.objects.filter(pk=card.pk).update(locked_at=None), ["opened"]),
        (throw_away, ["gone"]),
        (give_to_another, ["altered", "altered"]),
    ],
)
def test_what_was_changed_by_a_statement_is_found(signed, act, found):
    assert whats(signed) == []
    card = card_of(signed)
    past_the_trigger(lambda: act(card))
    assert whats(signed) == found


def test_a_snapshot_that_was_changed_is_found(signed):
    body = '{"reads":[]}'
    past_the_trigger(
        lambda: Snapshot.objects.create(stage=signed, body=body, sha256="0" * 64, frozen_at=timezone.now())
    )
    assert whats(signed) == ["frozen"]


def test_the_clock_tells_admins_and_auditors_once(signed, watchers):
    tasks.look_at_seals()
    check = SealCheck.objects.get(stage=signed)
    assert (check.cards, check.broken) == (3, [])
    assert not Letter.objects.filter(name="seals.broken").exists()
    past_the_trigger(lambda: Scorecard.objects.filter(pk=card_of(signed).pk).update(total=100))
    tasks.look_at_seals()
    tasks.look_at_seals()
    letters = Letter.objects.filter(name="seals.broken")
    assert {one.recipient for one in letters} >= {one.user for one in watchers}
    assert letters.count() == letters.values("recipient").distinct().count()
    assert reverse("judging:seals-of-stage", args=[signed.edition.slug, signed.position]) in letters.first().body
    [event] = Event.objects.filter(name="seals.broken")
    code = card_of(signed).assignment.proposal.code
    assert event.particulars["broken"] == [{"what": "altered", "proposal": code, "judge": "J01"}]
    # Another one is news.
    past_the_trigger(lambda: Scorecard.objects.filter(pk=card_of(signed, 1).pk).update(total=100))
    tasks.look_at_seals()
    assert Event.objects.filter(name="seals.broken").count() == 2


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.MINISTRY_ADMIN, Role.AUDITOR])
def test_whoever_watches_looks_at_any_time(client, signed, role):
    client.force_login(accounts.membership(role).user)
    page = reverse("judging:seals-of-stage", args=[signed.edition.slug, signed.position])
    assert "3 lembar terkunci sama dengan yang dikunci penilainya" in client.get(page).content.decode()
    past_the_trigger(lambda: Scorecard.objects.filter(pk=card_of(signed).pk).update(total=100))
    code = card_of(signed).assignment.proposal.code
    shown = client.get(page).content.decode()
    assert f"Lembar nilai {code} dari penilai J01 berubah setelah dikunci." in shown
    listed = client.get(reverse("judging:seals")).content.decode()
    assert "Belum diperiksa" in listed
    tasks.look_at_seals()
    assert "1 segel rusak" in client.get(reverse("judging:seals")).content.decode()


def test_nobody_else_looks(client, signed):
    client.force_login(judging.judge(signed).user)
    assert client.get(reverse("judging:seals")).status_code == 403


@pytest.mark.parametrize("count", [3, 60])
def test_a_look_costs_the_same_for_many(django_assert_num_queries, count):
    stage, office, assignments = judging.desk(count)
    for one in assignments[:2]:
        judging.marked(one, office, 80, lock=True)
    with django_assert_num_queries(8):
        seals.broken(stage)
