"""The commitment to a signed card: a golden number, and what it must not do."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.commitment import commitment, fits

KEY = bytes(range(32))
SHEET = {"comp": "KIPP-2025", "evaluator": 7, "proposal": "P-0001", "scores": [80, 75, 90, 70], "total": 7875}
GOLDEN = "f142850e0cc7a7f9e15f1fd9f8d141315c31c0ab37bb245cdc094432546be3b6"

keys, texts = st.binary(min_size=32, max_size=32), st.binary(max_size=200)


def test_the_golden_number():
    text = json.dumps(SHEET, sort_keys=True, separators=(",", ":")).encode()
    assert commitment(KEY, text) == GOLDEN
    assert fits(KEY, text, GOLDEN)


@given(keys, keys, texts, texts)
def test_only_the_same_key_and_text_fit(key, other_key, text, other_text):
    said = commitment(key, text)
    assert fits(key, text, said)
    assert fits(other_key, other_text, said) is ((key, text) == (other_key, other_text))


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_none(length):
    with pytest.raises(ValueError, match="key_of_another_length"):
        commitment(bytes(length), b"")
