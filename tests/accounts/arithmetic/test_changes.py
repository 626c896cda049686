from hypothesis import given
from hypothesis import strategies as st

from accounts.arithmetic.changes import Piece, TextFate, pieces


def side(found, gone):
    return "".join(piece.text for piece in found if piece.fate != gone)


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_both_texts_can_be_read_out_of_the_pieces(before, after):
    found = pieces(before, after)
    assert side(found, TextFate.ADDED) == before
    assert side(found, TextFate.REMOVED) == after
    assert all(piece.text for piece in found)


def test_a_word_that_changed_is_struck_out_and_its_neighbours_are_left_alone():
    assert pieces("Perahu obat menjangkau 12 pulau.", "Perahu obat menjangkau 14 pulau.") == (
        Piece(TextFate.KEPT, "Perahu obat menjangkau "),
        Piece(TextFate.REMOVED, "12 "),
        Piece(TextFate.ADDED, "14 "),
        Piece(TextFate.KEPT, "pulau."),
    )


def test_equal_texts_are_one_piece_and_nothing_is_none():
    assert pieces("sama", "sama") == (Piece(TextFate.KEPT, "sama"),)
    assert pieces("", "") == ()


def test_two_long_texts_without_a_word_in_common_are_compared_as_wholes():
    before, after = " ".join(["lama"] * 10_000), " ".join(["baru"] * 10_000)
    assert pieces(before, after) == (Piece(TextFate.REMOVED, before), Piece(TextFate.ADDED, after))
