"""Every pair of texts that is close is found, with the cosine that its words say."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from accounts.arithmetic.likeness import among, cosine, weights
from judging.arithmetic import closeness
from judging.arithmetic.closeness import near

WORDS = [f"kata{number}" for number in range(400)]
TEXT = " ".join(WORDS)
# Every third word is another: no run of three words is left of the text.
REPLACED = " ".join(f"lain{at}" if at % 3 == 0 else word for at, word in enumerate(WORDS))
UNRELATED = " ".join(f"hal{number}" for number in range(400))


def vectors(texts):
    found, n = among(texts)
    return [weights(text, found, n) for text in texts]


def test_a_text_with_every_third_word_replaced_is_found_by_its_words_alone():
    """By hand, with n = 3: a term of both weighs ln(4/3) + 1, one of a single text ln(4/2) + 1.

    Of 400 words 266 are in both, of 399 pairs of neighbours 133.
    """
    both, alone = 1.2876820724517808, 1.6931471805599454
    shared, single = 266 + 133, 134 + 266
    expected = shared * both**2 / (shared * both**2 + single * alone**2)
    found = [one for one in near(*[vectors([TEXT, REPLACED, UNRELATED])] * 2, least=0.3) if one[0] < one[1]]
    [(first, second, measured)] = found
    assert (first, second) == (0, 1)
    assert isclose(measured, expected, abs_tol=1e-9)
    assert round(measured, 3) == 0.366


@given(st.lists(st.text(alphabet="ab c", max_size=30), max_size=8), st.floats(0.05, 0.95))
def test_it_finds_what_the_plain_formula_finds_however_many_stand_in_a_block(texts, least):
    rows = vectors(texts)
    expected = {
        (at, other)
        for at, one in enumerate(rows)
        for other, another in enumerate(rows)
        if cosine(one, another) >= least + 1e-9
    }
    perhaps = {
        (at, other) for at, one in enumerate(rows) for other, two in enumerate(rows) if cosine(one, two) >= least - 1e-9
    }
    whole = {(at, other) for at, other, _cosine in near(rows, rows, least=least)}
    assert expected <= whole <= perhaps
    block, closeness.BLOCK = closeness.BLOCK, 3
    try:
        assert {(at, other) for at, other, _cosine in near(rows, rows, least=least)} == whole
    finally:
        closeness.BLOCK = block


def test_nothing_is_close_to_nothing():
    assert list(near([], [], least=0.1)) == list(near([{}], [{"a": 1.0}], least=0.1)) == []
