"""The tree of RFC 6962: its known roots and proofs, every leaf of every size, and whatever was bent."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.arithmetic import tree

# The entries that the log's own test programs use, and the roots of the tree as it grows by them.
ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
LEAVES = [tree.leaf(one) for one in ENTRIES]


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def by_the_book(entries):
    """MTH of RFC 6962 2.1 word for word: beside ours, which never splits anything."""
    if not entries:
        return sha(b"")
    if len(entries) == 1:
        return sha(b"\x00", entries[0])
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return sha(b"\x01", by_the_book(entries[:split]), by_the_book(entries[split:]))


def entries_of(size):
    return [sha(b"entry", bytes([number % 256]), bytes([number // 256])) for number in range(size)]


def grown(entries):
    """The tree's leaves, its full subtrees, and how a piece of a proof is found among them."""
    edge, full = tree.Frontier(), {}
    for one in entries:
        full.update(edge.push(tree.leaf(one)))
    return edge, full


def test_the_roots_are_those_of_the_rfc():
    assert {size: tree.root(LEAVES[:size]).hex() for size in ROOTS} == ROOTS
    assert {size: by_the_book(ENTRIES[:size]).hex() for size in ROOTS} == ROOTS
    assert tree.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_paths_are_those_of_the_rfcs_example():
    """Section 2.1.3: seven leaves a to g = d0 to d6; the proofs of d0, d3, d4, d6, and from 3, 4 and 6 to 7."""
    inclusions = {
        0: [(1, 2), (2, 4), (4, 7)],
        3: [(2, 3), (0, 2), (4, 7)],
        4: [(5, 6), (6, 7), (0, 4)],
        6: [(4, 6), (0, 4)],
    }
    assert {index: tree.inclusion(index, 7) for index in inclusions} == inclusions
    consistencies = {3: [(2, 3), (3, 4), (0, 2), (4, 7)], 4: [(4, 7)], 6: [(4, 6), (6, 7), (0, 4)]}
    assert {old: tree.consistency(old, 7) for old in consistencies} == consistencies


@pytest.mark.parametrize("size", range(1, 71))
def test_every_leaf_and_every_beginning_of_every_size_is_proved(size):
    entries = entries_of(size)
    edge, full = grown(entries)
    whole = by_the_book(entries)
    assert edge.root() == whole
    for index, entry in enumerate(entries):
        hashes = tree.proof(tree.inclusion(index, size), full.get)
        assert tree.holds_inclusion(tree.leaf(entry), index, size, hashes, whole)
        assert len(hashes) <= size.bit_length()
    for old in range(1, size + 1):
        hashes = tree.proof(tree.consistency(old, size), full.get)
        assert tree.holds_consistency(old, size, by_the_book(entries[:old]), whole, hashes)
        assert len(hashes) <= size.bit_length() + 1


@given(st.integers(1, 300), st.data())
def test_a_bit_anywhere_or_another_size_breaks_an_inclusion(size, data):
    entries = entries_of(size)
    _edge, full = grown(entries)
    index = data.draw(st.integers(0, size - 1))
    parts = [tree.leaf(entries[index]), by_the_book(entries), *tree.proof(tree.inclusion(index, size), full.get)]
    assert tree.holds_inclusion(parts[0], index, size, parts[2:], parts[1])
    place, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    bent = [flipped(one, bit) if number == place else one for number, one in enumerate(parts)]
    assert not tree.holds_inclusion(bent[0], index, size, bent[2:], bent[1])
    other = data.draw(st.integers(-1, size + 1).filter(lambda one: one != index))
    assert not tree.holds_inclusion(parts[0], other, size, parts[2:], parts[1])
    assert not tree.holds_inclusion(parts[0], index, size, [*parts[2:], parts[1]], parts[1])
    if size > 1:
        assert not tree.holds_inclusion(parts[0], index, size, parts[2:-1], parts[1])


@given(st.integers(1, 300), st.data())
def test_a_bit_anywhere_or_another_beginning_breaks_a_consistency(size, data):
    entries = entries_of(size)
    _edge, full = grown(entries)
    old = data.draw(st.integers(1, size))
    former, whole = by_the_book(entries[:old]), by_the_book(entries)
    hashes = tree.proof(tree.consistency(old, size), full.get)
    assert tree.holds_consistency(old, size, former, whole, hashes)
    parts = [former, whole, *hashes]
    place, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    bent = [flipped(one, bit) if number == place else one for number, one in enumerate(parts)]
    assert not tree.holds_consistency(old, size, bent[0], bent[1], bent[2:])
    assert not tree.holds_consistency(old, size, former, whole, [*hashes, whole])
    if hashes:
        assert not tree.holds_consistency(old, size, former, whole, hashes[:-1])
    assert not tree.holds_consistency(size + 1, size, former, whole, hashes)


@given(st.integers(2, 200), st.data())
def test_a_beginning_that_was_written_anew_has_no_proof(size, data):
    """Whatever hashes the new tree's owner has: those of the new tree do not lead to the old root."""
    entries = entries_of(size)
    old = data.draw(st.integers(1, size))
    changed = data.draw(st.integers(0, old - 1))
    anew = [sha(b"other") if place == changed else one for place, one in enumerate(entries)]
    _edge, full = grown(anew)
    hashes = tree.proof(tree.consistency(old, size), full.get)
    assert not tree.holds_consistency(old, size, by_the_book(entries[:old]), by_the_book(anew), hashes)


@given(st.integers(0, 300))
def test_a_frontier_goes_on_where_it_was_left(size):
    entries = entries_of(size + 3)
    edge, _full = grown(entries[:size])
    again = tree.Frontier(size, edge.edge)
    for one in entries[size:]:
        again.push(tree.leaf(one))
    assert again.root() == by_the_book(entries)


def test_a_leaf_is_never_taken_for_a_node():
    left, right = LEAVES[:2]
    assert tree.leaf(left + right) != tree.node(left, right)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (5, 2)])
def test_a_place_that_is_not_there_has_no_proof(index, size):
    with pytest.raises(ValueError, match="index"):
        tree.inclusion(index, size)
    assert not tree.holds_inclusion(LEAVES[0], index, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "size"), [(0, 3), (4, 3), (-1, 3), (1, 0)])
def test_a_beginning_that_is_none_has_no_proof(old, size):
    with pytest.raises(ValueError, match="size"):
        tree.consistency(old, size)


def test_nothing_begins_everything_and_has_one_root():
    whole = tree.root(LEAVES)
    assert tree.holds_consistency(0, 8, tree.EMPTY, whole, [])
    assert not tree.holds_consistency(0, 8, whole, whole, [])
    assert not tree.holds_consistency(0, 8, tree.EMPTY, whole, [whole])
    assert tree.holds_consistency(0, 0, tree.EMPTY, tree.EMPTY, [])
    assert not tree.holds_consistency(0, 0, tree.EMPTY, whole, [])


@pytest.mark.parametrize("bad", [b"", b"x" * 31, b"x" * 33])
def test_what_is_no_hash_proves_nothing(bad):
    assert not tree.holds_inclusion(bad, 0, 1, [], bad)
    assert not tree.holds_inclusion(LEAVES[0], 0, 2, [bad], tree.node(LEAVES[0], bad))
    assert not tree.holds_consistency(1, 1, bad, bad, [])


def test_a_range_begins_where_its_subtrees_may():
    assert tree.pieces((8, 15)) == [(2, 2), (1, 6), (0, 14)]
    assert tree.pieces((4, 4)) == []
    with pytest.raises(ValueError, match="range"):
        tree.pieces((1, 3))
    with pytest.raises(ValueError, match="edge"):
        tree.Frontier(3, [tree.EMPTY])


def flipped(value, bit):
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
