import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.arithmetic import words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("satu", 1),
        ("anak-anak sehat", 2),
        ("biaya  turun\n30%", 3),
        ("sebelum – sesudah", 3),
        ("kata\u00a0kata", 2),
    ],
)
def test_words_are_what_stands_between_white_space(text, number):
    assert words.count(text) == number


@given(st.text(), st.text())
def test_joined_texts_have_the_words_of_both(one, other):
    assert words.count(f"{one} {other}") == words.count(one) + words.count(other)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1)), st.sampled_from([" ", "\n", "\t \n"]))
def test_the_kind_of_space_does_not_matter(parts, space):
    assert words.count(space.join(parts)) == len(parts)


@given(st.text())
def test_white_space_around_a_text_counts_for_nothing(text):
    assert words.count(f"\n {text}\t") == words.count(text)
