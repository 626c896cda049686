"""A file arrives whatever its name is written in, and its bytes as they were."""

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest
from hypothesis import given
from hypothesis import strategies as st

from accounts.pages.renamed import RENAMED
from sinovik.part_names import PartNames, ReadableHeads, boundary

BOUNDARY = "batas"


def body(name, content):
    head = b'Content-Disposition: form-data; name="berkas"; filename="' + name + b'"\r\nContent-Type: application/pdf'
    parts = [b'Content-Disposition: form-data; name="isi"\r\n\r\nteks', head + b"\r\n\r\n" + content]
    return b"".join(b"--batas\r\n" + part + b"\r\n" for part in parts) + b"--batas--\r\n"


def received(sent):
    """The request that Django makes of this body."""
    seen = []
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.input": io.BytesIO(sent),
    }
    PartNames(lambda environ, start_response: seen.append(WSGIRequest(environ)))(environ, None)
    return seen[0]


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("Pernyataan é.pdf".encode("latin-1"), "Pernyataan _.pdf"),
        ("Surat “asli”.pdf".encode("cp1252"), "Surat _asli_.pdf"),
        ("Surat é.pdf".encode(), "Surat é.pdf"),
        (b"\xff\xfe\x80", "___"),
    ],
)
def test_a_file_whose_name_is_no_utf8_arrives(name, becomes):
    request = received(body(name, b"%PDF-1.7 \xff\xe9"))
    assert request.FILES["berkas"].name == becomes
    assert request.FILES["berkas"].read() == b"%PDF-1.7 \xff\xe9"
    assert request.POST["isi"] == "teks"
    assert request.environ[RENAMED] == ([] if becomes.encode() == name else [becomes])


PIECES = st.sampled_from([b"--batas", b"\r\n", b"\r\n\r\n", b"-", b"\xe9", b"a", b"--bata", b"filename"])


@given(st.lists(PIECES, max_size=30).map(b"".join), st.integers(1, 40))
def test_whatever_the_blocks_nothing_is_lost_or_added_and_heads_are_readable(content, size):
    sent = body("é".encode("latin-1"), content)
    stream = ReadableHeads(io.BytesIO(sent), BOUNDARY.encode())
    blocks = list(iter(lambda: stream.read(size), b""))
    came = b"".join(blocks)
    assert len(came) == len(sent)
    assert b'filename="_"' in came
    at_once = ReadableHeads(io.BytesIO(sent), BOUNDARY.encode()).read()
    assert came == at_once


@pytest.mark.parametrize(
    "kind", ["", "text/plain; boundary=a", "multipart/form-data", "multipart/form-data; boundary="]
)
def test_other_requests_are_left_alone(kind):
    assert boundary(kind) is None
