"""Every pair of texts that is close is found, with the cosine that its words say."""

from math import isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.arithmetic.likeness import among, cosine, terms, weights
from judging.arithmetic import closeness
from judging.arithmetic.closeness import Close

WORDS = [f"kata{number}" for number in range(400)]
TEXT = " ".join(WORDS)
# Every third word is another: no run of three words is left of the text.
REPLACED = " ".join(f"lain{at}" if at % 3 == 0 else word for at, word in enumerate(WORDS))
UNRELATED = " ".join(f"hal{number}" for number in range(400))
# Two terms of one number, and numbers of 32 bits.
SLACK = 2e-3


def test_a_text_with_every_third_word_replaced_is_found_by_its_words_alone():
    """By hand, with n = 3: a term of both weighs ln(4/3) + 1, one of a single text ln(4/2) + 1.

    Of 400 words 266 are in both, of 399 pairs of neighbours 133.
    """
    both, alone = 1.2876820724517808, 1.6931471805599454
    shared, single = 266 + 133, 134 + 266
    expected = shared * both**2 / (shared * both**2 + single * alone**2)
    texts = list(map(terms, (TEXT, REPLACED, UNRELATED)))
    found = [one for one in Close(texts).near(texts, least=0.3) if one[0] < one[1]]
    [(first, second, measured)] = found
    assert (first, second) == (0, 1)
    assert isclose(measured, expected, abs_tol=SLACK)
    assert round(expected, 3) == 0.366


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(alphabet="ab c", max_size=30), max_size=8), st.floats(0.05, 0.95), st.integers(1, 4))
def test_it_finds_what_the_plain_formula_finds_however_many_stand_in_a_block(texts, least, block):
    found, n = among(texts)
    rows = [weights(text, found, n) for text in texts]
    measured = {(at, other): cosine(one, two) for at, one in enumerate(rows) for other, two in enumerate(rows)}
    words = list(map(terms, texts))
    usual, closeness.BLOCK = closeness.BLOCK, block
    try:
        whole = {(at, other): share for at, other, share in Close(words).near(words, least=least)}
    finally:
        closeness.BLOCK = usual
    assert {pair for pair, share in measured.items() if share >= least + SLACK} <= whole.keys()
    assert whole.keys() <= {pair for pair, share in measured.items() if share >= least - SLACK}
    assert all(isclose(share, measured[pair], abs_tol=SLACK) for pair, share in whole.items())


def test_nothing_is_close_to_nothing():
    assert list(Close([]).near([], least=0.1)) == []
    assert list(Close([[]]).near([[], ["kata"]], least=0.1)) == []
    assert list(Close([["kata"]]).near([], least=0.1)) == []
