import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.domain import chain, events
from accounts.models import Event, Role
from tests.factories import accounts
from tests.owner import as_owner

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def three(db):
    """A chain of three events about one agency."""
    agency = accounts.agency()
    return [events.record("agency.renamed", on=agency, by=None, at=AT, to=name) for name in ("A", "Bé", "C")]


@contextmanager
def as_a_tamperer():
    """What the owner of the tables can do: the trigger put aside for a moment."""
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE accounts_event DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("ALTER TABLE accounts_event ENABLE TRIGGER USER")


def test_the_hash_is_the_published_formula(three):
    """Recomputed here from the bytes alone, so that the formula cannot drift together with its checker."""
    previous = bytes(32)
    for event in Event.objects.order_by("number"):
        inner = hashlib.sha256(event.body.encode("utf-8")).digest()
        previous = hashlib.sha256(previous + event.number.to_bytes(8, "big") + inner).digest()
        assert bytes(event.hash) == previous
    assert chain.head() == (3, previous.hex())


def test_golden_link():
    """One link whose hash was computed outside the project, with coreutils' sha256sum."""
    body = '{"nama":"Kota Ambon"}'
    assert chain.link(bytes(32), 1, body).hex() == GOLDEN


# body=$(printf '{"nama":"Kota Ambon"}' | sha256sum | cut -c1-64); 32 zero bytes, 00..01 in eight bytes, then that.
GOLDEN = "f1c3f107f6515471f2683882aa12b9356ebcce2ae47458e603cb39041125907d"


def test_the_stored_text_is_canonical(three):
    assert Event.objects.get(number=2).body == (
        '{"actor_id":null,"actor_name":"","at":"2026-03-01T09:00:00+00:00","name":"agency.renamed","office":"",'
        f'"particulars":{{"to":"Bé"}},"subject_id":{three[0].subject_id},"subject_type":"accounts.agency"}}'
    )


def test_a_whole_chain_and_an_empty_one_verify(db):
    assert chain.verify() is None
    assert chain.head() == (0, "00" * 32)
    agency = accounts.agency()
    events.record("agency.renamed", on=agency, by=accounts.membership(Role.SECRETARY), at=AT, to="A")
    assert chain.verify() is None


# Body and hash rewritten to agree; the next event still knows the old hash.
COVER_UP = """
    UPDATE accounts_event SET body = replace(body, 'Bé', 'X'), hash = sha256(
        previous || int8send(number) || sha256(convert_to(replace(body, 'Bé', 'X'), 'UTF8'))
    ) WHERE number = 2
"""


@pytest.mark.parametrize(
    ("change", "number", "reason"),
    [
        ("UPDATE accounts_event SET body = replace(body, 'Bé', 'X') WHERE number = 2", 2, "hash"),
        ("UPDATE accounts_event SET name = 'agency.closed' WHERE number = 2", 2, "columns"),
        ("UPDATE accounts_event SET actor_name = 'Orang lain' WHERE number = 3", 3, "columns"),
        ("DELETE FROM accounts_event WHERE number = 2", 2, "missing"),
        ("DELETE FROM accounts_event WHERE number = 1", 1, "missing"),
        ("UPDATE accounts_event SET previous = decode(repeat('00', 32), 'hex') WHERE number = 2", 2, "previous"),
        (COVER_UP, 3, "previous"),
    ],
)
def test_tampering_is_found_where_it_happened(three, change, number, reason):
    with as_a_tamperer() as cursor:
        cursor.execute(change)
    assert chain.verify() == chain.Break(number, reason)


def test_a_changed_moment_is_found(three):
    with as_a_tamperer() as cursor:
        cursor.execute("UPDATE accounts_event SET at = at - interval '1 day' WHERE number = 2")
    assert chain.verify() == chain.Break(2, "columns")


def test_a_lost_tail_shows_against_a_head_kept_elsewhere(three):
    kept = chain.head()
    with as_a_tamperer() as cursor:
        cursor.execute("DELETE FROM accounts_event WHERE number = 3")
    assert chain.verify() is None
    assert chain.head() != kept


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_event SET name = name WHERE number = 1",
        "DELETE FROM accounts_event WHERE number = 1",
        "TRUNCATE accounts_event",
    ],
)
def test_postgresql_refuses_to_change_history(three, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_no_gap_and_no_fork_under_four_writers():
    agency = accounts.agency()

    def write(writer):
        try:
            for turn in range(15):
                with transaction.atomic():
                    events.record("agency.renamed", on=agency, by=None, at=AT, writer=writer, turn=turn)
                    # Every third act is rolled back after its event: its number must be given again.
                    transaction.set_rollback(turn % 3 == 2)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert list(Event.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 41))
    assert chain.verify() is None
