"""Acts on many: whoever is at one, each row is done once; what workers are lost over ends with its reason."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.domain import bulk
from accounts.domain.bulk_kinds import BulkKind
from accounts.models import BulkAct, Role, SavedView
from accounts.rules import Refused, Stale
from accounts.rules import bulk as rules
from tests.factories import accounts

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def forget(pk, inputs, *, key, by, at):
    """A door for tests: a view is forgotten; one called "buruk" breaks it, one called "lain" has changed."""
    view = SavedView.objects.get(pk=pk)
    if view.name == "buruk":
        raise ZeroDivisionError
    if view.name == "lain":
        raise Stale(view)
    view.delete()


def views(ids, inputs):
    return list(SavedView.objects.filter(pk__in=ids).order_by("pk"))


@pytest.fixture
def kind(monkeypatch):
    found = BulkKind("forget", "Lupakan", "Lupakan", views, lambda *args, **more: {}, forget, str)
    monkeypatch.setitem(bulk.KINDS, "forget", found)
    return found


@pytest.fixture
def by():
    return accounts.membership(Role.SECRETARY)


def kept(by, *names):
    return [SavedView.objects.create(user=by.user, path="/", name=name, saved_at=timezone.now()).pk for name in names]


def begun(by, ids, **more):
    return bulk.begin("forget", ids, {}, key=uuid4(), by=by, at=timezone.now(), **more)


def test_a_row_that_breaks_holds_up_no_other_and_changes_nothing(kind, by):
    act = begun(by, kept(by, "a", "buruk", "lain", "b"))
    bulk.carry_on(act.pk, clock=timezone.now)
    assert [row.sentence for row in act.rows.order_by("position")] == ["", str(rules.BROKEN), str(rules.CHANGED), ""]
    assert {one.name for one in SavedView.objects.all()} == {"buruk", "lain"}
    assert BulkAct.objects.get().finished_at


def test_what_is_gone_when_its_turn_comes_says_so(kind, by):
    ids = kept(by, "a", "b")
    act = begun(by, ids)
    SavedView.objects.filter(pk=ids[0]).delete()
    bulk.carry_on(act.pk, clock=timezone.now)
    assert [row.sentence for row in act.rows.order_by("position")] == [str(rules.GONE), ""]


def test_a_turn_ends_and_another_goes_on_where_it_ended(kind, by):
    act = begun(by, kept(by, "a", "b", "c"))
    bulk.carry_on(act.pk, clock=timezone.now, turn=timedelta(0))
    assert act.rows.filter(done_at__isnull=False).count() == 1
    assert BulkAct.objects.get().finished_at is None
    bulk.carry_on(act.pk, clock=timezone.now)
    assert not SavedView.objects.exists()
    bulk.carry_on(act.pk, clock=timezone.now)
    assert act.rows.filter(done_at__isnull=False).count() == 3


def test_what_workers_are_lost_over_ends_with_the_reason_on_what_is_left(kind, by):
    act = begun(by, kept(by, "a", "b"))
    at = timezone.now()
    BulkAct.objects.update(tries=9, tried_at=at - 2 * A_DAY)
    bulk.resume_unfinished(at=at)
    assert {row.sentence for row in act.rows.all()} == {str(rules.WORKER_LOST)}
    assert BulkAct.objects.get().finished_at == at
    assert SavedView.objects.count() == 2


def test_what_somebody_is_at_is_left_alone(kind, by):
    act = begun(by, kept(by, "a"))
    bulk.resume_unfinished(at=timezone.now())
    assert BulkAct.objects.get(pk=act.pk).finished_at is None


@pytest.mark.parametrize(
    ("count", "role", "refusal"),
    [
        (0, Role.SECRETARY, rules.NOTHING_CHOSEN),
        (bulk.MOST + 1, Role.SECRETARY, rules.TOO_MANY),
        (1, Role.AUDITOR, rules.NOT_FOR_YOU),
        (1, Role.UNIT, rules.NOT_FOR_YOU),
    ],
)
def test_what_is_not_begun(kind, count, role, refusal):
    with pytest.raises(Refused) as refused:
        begun(accounts.membership(role), list(range(count)))
    assert refused.value.refusal is refusal


def test_others_than_were_shown_are_not_begun(kind, by):
    ids = kept(by, "a", "b")
    for shown in (bulk.stamp(ids[:1], {}), bulk.stamp(ids, {"reason": "lain"})):
        with pytest.raises(Stale):
            begun(by, ids, seen=shown)
    assert begun(by, ids, seen=bulk.stamp(list(reversed(ids)), {}))


def test_a_key_is_one_act(kind, by):
    ids, key = kept(by, "a"), uuid4()
    first = bulk.begin("forget", ids, {}, key=key, by=by, at=timezone.now())
    bulk.carry_on(first.pk, clock=timezone.now)
    assert bulk.begin("forget", [], {}, key=key, by=by, at=timezone.now()) == first
