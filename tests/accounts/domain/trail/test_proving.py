"""Proofs from the portal hold for whoever knows nothing but the tree's rules; bent trails have none."""

from datetime import UTC, datetime

import pgtrigger
import pytest

from accounts.arithmetic import tree
from accounts.domain import chain, events
from accounts.domain.trail import growing, proving
from accounts.domain.trail.proving import HeadFate
from accounts.models import Event
from accounts.rules import trail as rules
from tests.factories import accounts
from tests.owner import as_owner
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
# Every later event takes the hash of the one before: the whole chain is written anew, and whole in itself.
ANEW = """
    WITH RECURSIVE anew AS (
        SELECT number, body, decode(repeat('00', 32), 'hex') AS previous,
            sha256(decode(repeat('00', 32), 'hex') || int8send(number) || sha256(convert_to(body, 'UTF8'))) AS hash
        FROM accounts_event WHERE number = 1
        UNION ALL
        SELECT e.number, e.body, a.hash, sha256(a.hash || int8send(e.number) || sha256(convert_to(e.body, 'UTF8')))
        FROM anew a JOIN accounts_event e ON e.number = a.number + 1
    )
    UPDATE accounts_event SET previous = anew.previous, hash = anew.hash FROM anew
    WHERE accounts_event.number = anew.number
"""
PAST = ["accounts.Event:append_only", "accounts.Event:no_truncate"]


def acted(count, *, to="A"):
    agency = accounts.agency()
    return [events.record("agency.renamed", on=agency, by=None, at=AT, to=to) for _number in range(count)]


def tampered(*statements):
    with as_owner() as cursor, pgtrigger.ignore(*PAST):
        for statement in statements:
            cursor.execute(statement)


def whole(proof):
    return proof["size"], bytes.fromhex(proof["root"]), [bytes.fromhex(one) for one in proof["proof"]]


def test_every_event_is_proved_in_the_head_that_holds_it_and_waits_for_one():
    """The tree of the moment is no head: whoever asked often would see that others act."""
    acted(70)
    assert {refusal_of(proving.inclusion, one) for one in Event.objects.all()} == {rules.HEAD_AWAITED}
    growing.keep_head(at=AT)
    acted(5)
    for event in Event.objects.order_by("number"):
        if event.number > 70:
            assert refusal_of(proving.inclusion, event) is rules.HEAD_AWAITED
            continue
        proof = proving.inclusion(event)
        size, root, hashes = whole(proof)
        assert (size, proof["kept_at"] is not None) == (70, True)
        assert tree.holds_inclusion(tree.leaf(bytes(event.hash)), event.number - 1, size, hashes, root)


def test_an_opened_event_gives_its_own_hash():
    acted(3)
    growing.keep_head(at=AT)
    event = Event.objects.get(number=2)
    told = proving.inclusion(event, **proving.opened(event))["event"]
    assert chain.link(bytes.fromhex(told["previous"]), told["number"], told["body"]).hex() == told["hash"]


def test_both_forms_of_an_old_head_are_held_and_proved():
    acted(9)
    old = growing.keep_head(at=AT)
    acted(70)
    by_root = proving.standing(old.size, old.root)
    assert by_root.fate == HeadFate.HELD
    assert by_root.proof["kind"] == "consistency"
    size, root, hashes = whole(by_root.proof)
    assert tree.holds_consistency(9, size, bytes.fromhex(old.root), root, hashes)
    by_link = proving.standing(old.size, old.head)
    assert by_link.fate == HeadFate.HELD
    assert by_link.proof["kind"] == "inclusion"


def test_a_head_of_the_whole_trail_is_held():
    acted(7)
    head = growing.keep_head(at=AT)
    assert proving.standing(7, head.root).is_held
    assert proving.standing(7, head.head).is_held


def test_of_an_empty_trail_every_head_was_cut():
    standing = proving.standing(3, "a" * 64)
    assert (standing.fate, standing.now, standing.proof) == (HeadFate.CUT, None, None)


@pytest.mark.parametrize("form", ["root", "head"])
@pytest.mark.parametrize("kept", [70, 6])
def test_a_cut_tail_shows(form, kept):
    acted(kept)
    old = growing.keep_head(at=AT)
    tampered(f"DELETE FROM accounts_event WHERE number >= {kept}")
    assert proving.standing(old.size, getattr(old, form)).fate == HeadFate.CUT
    # Lengthened again by other acts, it is as long as it was.
    acted(3, to="B")
    assert proving.standing(old.size, getattr(old, form)).fate == HeadFate.REWRITTEN


@pytest.mark.parametrize("form", ["root", "head"])
def test_an_emptied_table_shows(form):
    acted(70)
    old = growing.keep_head(at=AT)
    tampered("TRUNCATE accounts_event")
    assert proving.standing(old.size, getattr(old, form)).fate == HeadFate.CUT


@pytest.mark.parametrize("form", ["root", "head"])
@pytest.mark.parametrize("forgets", [True, False])
def test_a_whole_chain_written_anew_shows(form, forgets):
    """Also where whoever wrote it anew left the kept hashes of the tree as they were, or threw them away."""
    acted(70)
    old = growing.keep_head(at=AT)
    acted(3)
    tampered("""UPDATE accounts_event SET body = replace(body, '"A"', '"X"') WHERE number = 5""", ANEW)
    if forgets:
        with as_owner() as cursor, pgtrigger.ignore("accounts.TreeNode:append_only"):
            cursor.execute("DELETE FROM accounts_treenode")
    assert chain.verify() is None
    assert Event.objects.get(number=5).particulars == {"to": "X"}
    assert proving.standing(old.size, getattr(old, form)).fate == HeadFate.REWRITTEN
    assert old.size in growing.lost_heads()


def test_what_does_not_come_out_is_not_handed_over():
    acted(70)
    growing.keep_head(at=AT)
    tampered("UPDATE accounts_event SET hash = sha256(hash) WHERE number = 5")
    assert proving.inclusion(Event.objects.get(number=5)) is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (f"12:{'a' * 64}", (12, "a" * 64)),
        (f" 12 : {'A' * 32}\n{'a' * 32} ", (12, "a" * 64)),
        (f"0:{'a' * 64}", None),
        (f"012:{'a' * 64}", None),
        (f"{'9' * 19}:{'a' * 64}", None),
        (f"12:{'g' * 64}", None),
        ("", None),
    ],
)
def test_a_head_is_read_as_it_is_printed(text, head):
    assert proving.parsed(text) == head
