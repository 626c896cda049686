import re
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings
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
        ("sebelum – sesudah", 2),
        ("sebelum . sesudah …", 2),
        ("– . , ! () & / • ✓", 0),
        ("naik 30 % , lalu 5 + 3", 5),
        ("(perahu) obat.", 2),
        ("\u2060 \u00ad \u200c \u200d \u202e", 0),
        ("satu \u2060 dua", 2),
        # A sign of its own beyond the first 65,536, letter or none.
        ("\U0001d538 \U0001f6f6", 1),
        ("kata\u00a0kata", 2),
        ("kata\u202fkata", 2),
        ("\ufeffkata\ufeffkata", 2),
        ("kata\u200bkata", 2),
        ("kata\u2800kata", 2),
        ("kata\u3164kata", 2),
        ("\ufeff\u200b\u2800\u115f\u1160\u3164\uffa0", 0),
        # What joins or bends a word is no blank.
        ("anak\u2060anak", 1),
        ("anak\u00adanak", 1),
    ],
)
def test_words_stand_between_white_space_and_hold_a_letter_or_a_digit(text, number):
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


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\ufeffPerahu\ufeffObat", "Perahu Obat"),
        ("Perahu\u00a0\u200bObat", "Perahu Obat"),
        ("Perahu\u2800\u3164Obat", "Perahu Obat"),
        ("Pera\u00adhu\u2060 \u202eObat\u200d", "Perahu Obat"),
        ("Perahu\u0000\nObat", "Perahu Obat"),
        ("\ufeff\u200b\u2800\u3164\u2060\u00ad", ""),
    ],
)
def test_a_line_holds_nothing_that_is_not_seen(text, line):
    assert words.one_line(text) == line


# What `\\s` is in a browser: ECMA-262, WhiteSpace and LineTerminator.
OF_A_BROWSER = {*"\t\v\f\ufeff\n\r\u2028\u2029"}
EVERY_SIGN = [chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000]


def test_a_browser_counts_as_the_portal_does():
    """Whatever sign stands between two words."""
    script = (Path(settings.BASE_DIR) / "static/js/word-count.js").read_text()
    named = re.search(r"text\.split\(/\[\\s((?:\\u[0-9a-f]{4}|-)+)\]\+/\);", script)[1]
    others = re.compile(f"[{named}]")
    spaces = {sign for sign in EVERY_SIGN if unicodedata.category(sign) == "Zs"}
    of_browser = {sign for sign in EVERY_SIGN if sign in OF_A_BROWSER | spaces or others.match(sign)}
    assert of_browser == {sign for sign in EVERY_SIGN if words.BLANK.match(sign)}
    assert "accounts/arithmetic/words.py" in script
    assert r"runs.filter((run) => /[\p{L}\p{N}]/u.test(run)).length" in script
