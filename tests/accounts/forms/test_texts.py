"""Texts of several lines."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.texts import MOST_LETTERS, TextField


class Form(forms.Form):
    reason = TextField(rows=4)


def test_a_text_may_be_long():
    assert TextField(rows=4).clean("a" * MOST_LETTERS) == "a" * MOST_LETTERS


def test_what_nobody_could_read_is_not_taken_and_stays_in_its_box():
    form = Form({"reason": "a" * (MOST_LETTERS + 1)})
    assert form.errors == {
        "reason": ["Teks ini 50.001 huruf, terlalu panjang untuk disimpan. Ringkas dahulu sampai 50.000 huruf."]
    }
    assert "a" * (MOST_LETTERS + 1) in str(form["reason"])


def test_a_place_may_take_less():
    with pytest.raises(ValidationError, match="sampai 3 huruf"):
        TextField(rows=4, most=3).clean("abcd")


def test_the_box_has_its_lines():
    assert 'rows="4"' in str(Form()["reason"])
