"""Faults that the framework finds are said in people's words, in the reader's language."""

import pytest
from django import forms
from django.utils import translation


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "Teks memuat karakter yang tidak dapat disimpan"),
        ("en", "The text holds a character that cannot be saved"),
    ],
)
def test_a_character_that_cannot_be_saved(language, sentence):
    with translation.override(language):
        with pytest.raises(forms.ValidationError) as refused:
            forms.CharField().clean("a\0b")
        assert refused.value.messages == [sentence]
