"""What anybody who knows the portal would try first is nobody's password."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from accounts.forms.passwords import KNOWN, OWN, KnownWords, own_part


@pytest.mark.parametrize(
    "password",
    [
        "Sinovik-2026-Admin!",
        "inovasi pelayanan publik",
        "KompetisiInovasi2025",
        "sinovik sinovik sinovik",
        "sinovik-demo-2026",
        "Panelis KIPP 2026 kota",
    ],
)
def test_known_words_alone_are_refused_in_a_sentence(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    [sentence] = refused.value.messages
    assert sentence.startswith("Kata sandi ini hampir seluruhnya")


@pytest.mark.parametrize("password", ["kuda lari di padang hijau", "inovasi tetangga saya bocor"])
def test_words_of_ones_own_are_taken(password):
    validate_password(password)


# Without vowels and with four digits no known word comes about.
OF_SIGNS = st.text("bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ6789!#$%&*+-/=?@^_~ ", min_size=12, max_size=60)


@given(OF_SIGNS)
@example("k8#Vz!2@Qm$7^&w")
@example("!!##$$%%&&**??")
def test_signs_at_random_are_nobodys_known_words(password):
    KnownWords().validate(password)


def test_a_password_of_signs_passes_every_rule():
    validate_password("k8#Vz!2@Qm$7^&w")


def test_no_known_word_leaves_anything_however_it_is_written():
    assert [word for word in KNOWN if own_part(f"{word.upper()}-{word}!")] == []


def test_a_password_is_refused_up_to_the_last_letter_that_is_missing():
    own = "kwzxvbtrfg"
    assert len(own) == OWN
    validate_password(f"sinovik {own}")
    with pytest.raises(ValidationError):
        validate_password(f"sinovik {own[:-1]}")
