"""A PDF of about so many bytes that nothing makes smaller."""

import io
import os

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject


def of(size):
    """The bytes of a one-page PDF with that much in the stream of its page, a remark nobody draws."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=200, height=200)
    stream = DecodedStreamObject()
    stream.set_data(b"% " + os.urandom(size // 2).hex().encode() + b"\n")
    page[NameObject("/Contents")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
