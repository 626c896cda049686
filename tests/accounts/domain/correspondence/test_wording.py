"""The small language of letters: fields in braces, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from accounts.domain.correspondence import wording


def test_fields_are_filled_and_what_is_filled_in_is_not_read_again():
    assert wording.filled("Yth. {nama}, {nama}!", {"nama": "{catatan}"}) == "Yth. {catatan}, {catatan}!"


def test_a_line_of_which_nothing_is_left_goes():
    assert wording.filled("Satu\n\n{alasan}\n\nDua", {"alasan": ""}) == "Satu\n\nDua"
    assert wording.filled("Satu\n\nCatatan: {alasan}\n\nDua", {"alasan": ""}) == "Satu\n\nDua"
    assert wording.filled("Catatan: {alasan} {oleh}", {"alasan": " ", "oleh": "Sari"}) == "Catatan:   Sari"


def test_a_subject_is_one_line():
    assert wording.filled_line("Usulan {nama}", {"nama": "Antrean\r\nBcc: x@y.id"}) == "Usulan Antrean Bcc: x@y.id"


def test_what_is_unknown_or_unclosed_is_named():
    assert wording.unknown("{nama} {umur} {umur}", {"nama"}) == ["umur"]
    assert wording.unclosed("{nama} {umur dan lagi\n} {0} {Nama}") == ["{umur dan lagi", "}", "{0}", "{Nama}"]
    assert wording.unclosed("{nama}") == []


@given(st.text())
def test_any_text_without_braces_stays_and_any_with_fault_is_told(text):
    if "{" not in text and "}" not in text:
        assert wording.named(text) == wording.unclosed(text) == []
    elif not wording.named(text):
        assert wording.unclosed(text)


@given(st.text(), st.text())
def test_filling_in_never_fails_and_never_leaves_a_known_field(before, value):
    said = wording.filled(before.replace("{", "") + "{nama}", {"nama": value.replace("{", "")})
    assert "{nama}" not in said
