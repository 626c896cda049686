"""Texts go back into the boxes they came from, whatever the form looks like."""

import pytest

from accounts.pages import boxes

PAGE = """<body><form method="post" action="/bahasa/"><input name="judul" value="bukan"></form>
<main><p>é</p>
<form method="post" novalidate>
<input type="hidden" name="csrfmiddlewaretoken" value="baru"><input type="text" name="judul" value="lama" id="a">
<textarea name="isi" rows="3">
lama</textarea>
<input type="checkbox" name="sdgs" value="1" checked><input type="checkbox" name="sdgs" value="2">
<input type="radio" name="selesai" value="yes" checked><input type="radio" name="selesai" value="no">
<select name="grup"><option value="" selected>-</option><option value="a">A</option></select>
<input type="password" name="sandi"><input type="file" name="berkas">
<button name="langkah" value="simpan">Simpan</button>
<input type="hidden" name="versi" value="9"><input type="hidden" name="utuh" value="1">
</form></main></body>"""
WHOLE = [("utuh", "1"), ("versi", "3")]


def filled(*pairs, page=PAGE, to="/usulan/1/"):
    return boxes.fill(page, "/usulan/1/", to, pairs, "<!-- note -->")


def test_every_kind_of_box_says_what_was_sent():
    page, left = filled(
        ("judul", 'Baru "dan" <b>'),
        ("isi", "\ndua\r\nbaris </textarea>"),
        ("sdgs", "2"),
        ("selesai", "no"),
        ("grup", "a"),
        *WHOLE,
    )
    assert left == []
    assert '<input type="text" name="judul" value="Baru &quot;dan&quot; &lt;b&gt;" id="a">' in page
    assert '<textarea name="isi" rows="3">\n\ndua\r\nbaris &lt;/textarea&gt;</textarea>' in page
    assert '<input type="checkbox" name="sdgs" value="1"><input type="checkbox" name="sdgs" value="2" checked>' in page
    assert (
        '<input type="radio" name="selesai" value="yes"><input type="radio" name="selesai" value="no" checked>' in page
    )
    assert '<option value="">-</option><option value="a" selected>A</option>' in page
    assert '<!-- note --><form method="post" novalidate action="/usulan/1/" data-came-back="/usulan/1/">' in page


def test_the_version_is_the_one_that_was_shown_and_the_token_the_new_one():
    page, _left = filled(("judul", "x"), ("csrfmiddlewaretoken", "tua"), *WHOLE)
    assert 'name="versi" value="3"' in page
    assert 'name="csrfmiddlewaretoken" value="baru"' in page


def test_what_was_cut_off_leaves_its_box_as_it_stands():
    page, _left = filled(("judul", "x"))
    assert '<textarea name="isi" rows="3">\nlama</textarea>' in page
    assert '<input type="checkbox" name="sdgs" value="1" checked>' in page
    assert 'name="versi" value="?"' in page


def test_what_has_no_box_is_handed_back():
    _page, left = filled(("judul", "x"), ("hilang", "Panjang."), *WHOLE)
    assert ("hilang", "Panjang.") in left


@pytest.mark.parametrize("to", ["/usulan/2/", "/bahasa/"])
def test_another_form_is_none_of_ours(to):
    assert filled(("judul", "x"), *WHOLE, to=to) is None


def test_a_form_without_a_box_for_anything_is_not_shown_as_if_it_held_it():
    assert filled(("hilang", "x"), *WHOLE) is None
