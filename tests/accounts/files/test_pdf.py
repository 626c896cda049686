"""What a PDF loses, and what it keeps."""

import hashlib
import io
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from accounts.files import pdf, pictures
from tests.factories import documents

TELLS = {"/Metadata", "/Info", "/PieceInfo", "/Author", "/Producer", "/Creator", "/ByteRange"}


def page_texts(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


@pytest.mark.parametrize("change", documents.ACTIVE, ids=lambda change: change.__name__)
def test_what_runs_is_taken_out_of_both_copies(change):
    content = documents.pdf(change)
    copies = pdf.copies(content)
    assert copies.was_active
    for copy in (copies.kept, copies.clean):
        assert not documents.words_of(copy) & documents.RUNS
        assert "alert" not in " ".join(documents.words_of(copy))
        assert len(page_texts(copy)) == 1
    if change is not documents.with_a_stream_outside:
        assert page_texts(copies.clean) == [documents.TEXT]


def test_a_name_written_otherwise_is_the_same_name():
    content = documents.spelled_out(documents.with_script).replace(b"/JavaScript", b"/J#61vaScript")
    content = content.replace(b"/JS", b"/#4a#53")
    assert b"/JavaScript" not in content
    copies = pdf.copies(content)
    assert copies.was_active
    assert not documents.words_of(copies.kept) & documents.RUNS


@given(
    st.lists(st.sampled_from([*documents.ACTIVE, *documents.TELLING]), min_size=1, max_size=5, unique=True),
    st.booleans(),
)
def test_however_it_is_put_together_what_judges_read_opens_and_neither_runs_nor_tells(changes, is_packed):
    def change(document):
        for one in changes:
            one(document)

    content = (
        documents.pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        if is_packed
        else documents.spelled_out(change)
    )
    copies = pdf.copies(content)
    assert copies.was_active == bool(set(changes) & set(documents.ACTIVE))
    assert not documents.words_of(copies.kept) & documents.RUNS
    words = documents.words_of(copies.clean)
    assert not words & (documents.RUNS | TELLS)
    assert documents.AUTHOR not in " ".join(words)
    assert documents.AUTHOR.encode() not in copies.clean
    assert pdf.copies(copies.clean)._replace(clean=b"") == pdf.Copies(copies.clean, b"")


def test_what_is_quiet_stays():
    def change(document):
        documents.annotate(
            document, Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://go.id")))
        )
        documents.annotate(document, Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))))
        document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])
        # A font and a state of the pen that somebody named like entries that run.
        document.pages[0].Resources.Font.JS = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
        document.pages[0].Resources.ExtGState = Dictionary(AA=Dictionary(Type=Name.ExtGState, CA=1))

    content = documents.pdf(change)
    copies = pdf.copies(content)
    assert not copies.was_active
    assert copies.kept == content
    assert {"/URI", "https://go.id", "/GoTo", "/OpenAction", "/Courier", "/CA"} <= documents.words_of(copies.clean)


def test_a_document_in_which_nothing_runs_is_kept_as_it_came():
    content = documents.pdf(documents.with_author)
    copies = pdf.copies(content)
    assert copies.kept == content
    assert documents.AUTHOR in documents.words_of(copies.kept)
    assert documents.AUTHOR not in documents.words_of(copies.clean)


def test_an_earlier_revision_is_no_part_of_what_judges_read():
    content = documents.with_history()
    assert documents.AUTHOR.encode() in content
    assert documents.AUTHOR.encode() not in pdf.copies(content).clean


def test_a_photograph_in_a_document_is_drawn_the_same_and_tells_nothing():
    copies = pdf.copies(documents.pdf(documents.with_a_photograph))
    assert documents.AUTHOR.encode() in copies.kept
    assert documents.AUTHOR.encode() not in copies.clean
    shown = []
    for copy in (copies.kept, copies.clean):
        with pikepdf.open(io.BytesIO(copy)) as document:
            image = document.pages[0].Resources.XObject.Im1
            assert (image.Width, str(image.Filter)) == (60, "/DCTDecode")
            shown.append(Image.open(io.BytesIO(image.read_raw_bytes())).tobytes())
    assert shown[0] == shown[1]


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"icc_profile": b"x" * 99}])
def test_a_jpeg_loses_what_tells_and_not_a_pixel(options):
    content = documents.picture(size=(123, 77), exif=documents.exif(), comment=b"dari saya", **options)
    bare = pictures.bare(content + b"\xff\xd8 gambar kedua " + documents.AUTHOR.encode() + b"\xff\xd9")
    for told in (documents.AUTHOR.encode(), b"Exif", b"dari saya"):
        assert told not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(content)).tobytes()
    assert (b"ICC_PROFILE" in bare) == ("icc_profile" in options)
    assert pictures.bare(bare) == bare


@given(st.binary(max_size=400))
def test_what_is_no_jpeg_is_left_alone(content):
    assert pictures.bare(b"\xff\xd8" + content).startswith(b"\xff\xd8")


# --- signed letters


@pytest.mark.parametrize("change", [None, documents.with_author, documents.with_script])
def test_a_signed_letter_is_kept_byte_for_byte(change):
    content = documents.signed(change)
    copies = pdf.copies(content)
    assert copies.is_signed
    assert copies.kept == content
    assert copies.was_active == (change is documents.with_script)
    words = documents.words_of(copies.clean)
    assert not words & (documents.RUNS | TELLS)
    assert documents.AUTHOR not in words
    with pikepdf.open(io.BytesIO(copies.clean)) as document:
        assert not [one for one in document.objects if isinstance(one, Stream) and b"Dinas" in one.read_bytes()]
    assert page_texts(copies.clean) == [documents.TEXT]


def revised(content):
    """The file with a revision behind it that changes nothing."""
    place = re.findall(rb"startxref\s+(\d+)", content)[-1]
    return content + b"startxref\n" + place + b"\n%%EOF\n"


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda content: content.replace(b"(halaman)", b"(Halaman)"),
        lambda content: re.sub(rb"/ByteRange \[.*?\]", b"/ByteRange [ 0 0000000009 0000000020 0000000001 ]", content),
        lambda content: re.sub(rb"/ByteRange \[.*?\]", b"/ByteRange [ ]", content),
        # It has to cover the whole file.
        lambda content: content + b"% tambahan\n",
        revised,
    ],
    ids=["changed after signing", "another range", "no range", "more behind", "a revision behind"],
)
def test_what_only_says_that_it_is_signed_keeps_nothing_that_runs(spoilt):
    copies = pdf.copies(spoilt(documents.signed(documents.with_script)))
    assert not copies.is_signed
    assert not documents.words_of(copies.kept) & documents.RUNS


def test_a_made_up_signature_over_a_few_bytes_keeps_nothing_that_runs():
    """Its digest is right; anybody can write one over whatever they like."""
    content = documents.signed(documents.with_script)
    spans = b"/ByteRange [ 0 0000000005 0000000009 0000000005 ]"
    content = re.sub(rb"/ByteRange \[.*?\]", spans, content)
    digest = hashlib.sha256(content[:5] + content[9:14]).hexdigest().encode()
    content = re.sub(rb"(31220420)[0-9a-f]{64}", rb"\g<1>" + digest, content)
    copies = pdf.copies(content)
    assert not copies.is_signed
    assert not documents.words_of(copies.kept) & documents.RUNS


def test_a_letter_with_a_later_revision_keeps_its_signature():
    content = revised(documents.signed())
    copies = pdf.copies(content)
    assert copies.is_signed
    assert hashlib.sha256(copies.kept).digest() == hashlib.sha256(content).digest()
