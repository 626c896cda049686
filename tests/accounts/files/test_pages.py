"""Pages of a PDF as pictures, through the process apart."""

import io

import pikepdf
import pytest
from PIL import Image

from accounts.files import apart, reasons
from accounts.rules import Refused


def pdf(*sizes):
    """A PDF with a page of each of these sizes, in points."""
    document, out = pikepdf.new(), io.BytesIO()
    for size in sizes:
        document.add_blank_page(page_size=size)
    document.save(out)
    return out.getvalue()


def test_each_page_is_a_picture_and_the_pages_are_counted():
    content = pdf((595, 842), (842, 595))
    assert apart.page(content, 0) == (b"", 2)
    for number, is_upright in ((1, True), (2, False)):
        drawn, count = apart.page(content, number)
        picture = Image.open(io.BytesIO(drawn))
        assert (count, picture.format, picture.height > picture.width) == (2, "WEBP", is_upright)


@pytest.mark.parametrize("number", [-1, 3, 10**9])
def test_there_is_no_picture_of_a_page_that_is_not_there(number):
    assert apart.page(pdf((595, 842), (595, 842)), number) == (b"", 2)


@pytest.mark.parametrize("size", [(14_000, 14_000), (3, 14_000), (14_000, 3)])
def test_a_page_made_to_fill_the_machine_stays_small(size):
    drawn, _count = apart.page(pdf(size), 1)
    picture = Image.open(io.BytesIO(drawn))
    assert picture.width * picture.height <= 8_100_000


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"not a file", b"%PDF-1.7\n" + b"\0" * 5000])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(Refused) as refused:
        apart.page(content, 1)
    assert refused.value.refusal is reasons.BROKEN
