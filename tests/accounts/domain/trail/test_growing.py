"""The tree over real events: what is kept of it, what a root costs, and what does not come out again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.arithmetic import tree
from accounts.domain import chain, events
from accounts.domain.trail import growing
from accounts.models import Event, TreeHead, TreeNode
from accounts.models.trail.tree import LEVEL
from tests.factories import accounts
from tests.owner import as_owner

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
BLOCK = 1 << LEVEL


def acted(count):
    """So many acts about one agency."""
    agency = accounts.agency()
    for number in range(count):
        events.record("agency.renamed", on=agency, by=None, at=AT, to=str(number))


def by_the_book(size):
    """The root from all events, without anything that was kept."""
    links = Event.objects.filter(number__lte=size).order_by("number").values_list("hash", flat=True)
    return tree.root([tree.leaf(bytes(one)) for one in links])


def tampered(statement, *values, past=()):
    with as_owner() as cursor, pgtrigger.ignore(*past):
        cursor.execute(statement, values)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_the_root_is_that_of_all_events_grown_or_not(count):
    acted(count)
    before = growing.root_of(count)
    growing.grow()
    assert TreeNode.objects.count() == 2 * (count >> LEVEL) - (count >> LEVEL).bit_count()
    assert growing.root_of(count) == before == by_the_book(count)
    assert growing.altered_nodes() == []


@pytest.mark.django_db
def test_growing_goes_on_where_it_ended_and_twice_is_once():
    acted(BLOCK + 3)
    growing.grow()
    growing.grow()
    assert TreeNode.objects.count() == 1
    acted(3 * BLOCK)
    # What became full since is read from the events.
    assert growing.root_of(4 * BLOCK + 3) == by_the_book(4 * BLOCK + 3)
    growing.grow()
    assert set(TreeNode.objects.values_list("level", "place")) == {
        (LEVEL, 0),
        (LEVEL, 1),
        (LEVEL, 2),
        (LEVEL, 3),
        (LEVEL + 1, 0),
        (LEVEL + 1, 1),
        (LEVEL + 2, 0),
    }
    assert growing.altered_nodes() == []


@pytest.mark.django_db
def test_a_root_and_a_proof_read_few_rows_in_two_statements():
    acted(5 * BLOCK + 9)
    size = 5 * BLOCK + 9
    growing.grow()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        growing.root_of(size)
    assert len(asked) <= 2
    with CaptureQueriesContext(connection) as asked:
        growing.proved(tree.inclusion(70, size))
    assert len(asked) <= 2
    with CaptureQueriesContext(connection) as asked:
        growing.proved(tree.consistency(2 * BLOCK + 5, size))
    assert len(asked) <= 2


@pytest.mark.django_db
def test_a_head_is_kept_once_for_each_length():
    assert growing.keep_head(at=AT) is None
    acted(3)
    first = growing.keep_head(at=AT)
    assert (first.size, first.head, first.root) == (*chain.head(), by_the_book(3).hex())
    assert growing.keep_head(at=AT + timedelta(days=1)) == first
    acted(1)
    second = growing.keep_head(at=AT)
    assert second.size == 4
    assert growing.lost_heads() == []
    assert list(TreeHead.objects.order_by("size")) == [first, second]


@pytest.mark.django_db(transaction=True)
def test_two_who_grow_it_at_once_keep_the_same():
    acted(2 * BLOCK)

    def keep(_number):
        try:
            return growing.keep_head(at=AT).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(keep, range(4)))) == 1
    assert TreeNode.objects.count() == 3
    assert growing.altered_nodes() == growing.lost_heads() == []


@pytest.mark.django_db
def test_a_bent_hash_of_the_tree_is_named():
    acted(2 * BLOCK)
    growing.grow()
    tampered(
        "UPDATE accounts_treenode SET hash = sha256(hash) WHERE level = %s AND place = 1",
        LEVEL,
        past=["accounts.TreeNode:append_only"],
    )
    assert growing.altered_nodes() == [f"{LEVEL}/1"]


@pytest.mark.django_db
def test_a_hash_of_events_that_are_not_there_is_named():
    acted(2 * BLOCK)
    growing.grow()
    TreeNode.objects.create(level=LEVEL, place=7, hash=bytes(32))
    assert growing.altered_nodes() == [f"{LEVEL}/7"]
