"""The seal of a certificate: read back by our own reader and by the library's, and broken by whatever is changed."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from asn1crypto import x509 as plain
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from accounts.files import apart, sealing, seals
from judging.domain.certificates.local_key import LocalKey, self_made


def blank():
    """A tagged page without anything on it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0].obj
        page.StructParents = 0
        tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        top = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=tree, K=pikepdf.Array([]))
        )
        tree.K = pikepdf.Array([top])
        tree.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([top])]))
        pdf.Root.StructTreeRoot = tree
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def key():
    return LocalKey()


@pytest.fixture(scope="module")
def signed(key):
    return key.signed(sealing.with_field(blank()))


def test_it_is_read_back_in_the_process_apart_and_names_its_key(signed, key):
    assert apart.seals(signed) == [{"key": key.key, "fits": True, "covers": True}]


def test_it_is_made_where_an_event_loop_is_running(key):
    async def beside_a_loop():
        return key.signed(sealing.with_field(blank()))

    with ThreadPoolExecutor(1) as thread:
        signed = thread.submit(lambda: asyncio.run(beside_a_loop())).result()
    assert [one["fits"] for one in seals.found(signed)] == [True]


def test_the_library_judges_it_sound_and_over_the_whole_file(signed, key):
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    own = plain.Certificate.load(key.chain[0].public_bytes(Encoding.DER))
    trusting = ValidationContext(trust_roots=[own], allow_fetching=False)
    # In a thread of its own: a browser's event loop may be running in this one.
    with ThreadPoolExecutor(1) as thread:
        told = thread.submit(validate_pdf_signature, signature, trusting).result()
    assert told.bottom_line
    assert told.coverage.name == "ENTIRE_FILE"
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


@pytest.mark.parametrize("place", range(20, 20_000, 997))
def test_a_flipped_byte_is_exposed(signed, place):
    """Wherever it lies: in the page, in the field, in the signature itself, or in the list of its bytes."""
    changed = bytearray(signed)
    changed[place % len(signed)] ^= 1
    try:
        found = seals.found(bytes(changed))
    except pikepdf.PdfError:
        return
    # What is kept free behind a signature holds zeros, and is no part of it.
    assert not [one for one in found if one["fits"]] or not is_same_but_free_room(signed, bytes(changed))


def is_same_but_free_room(one, other):
    """Whether two files differ outside the digits that a signature leaves free."""
    (signature,) = PdfFileReader(io.BytesIO(one)).embedded_signatures
    _start, length, rest, _behind = signature.byte_range
    return one[:length] + one[rest:] != other[:length] + other[rest:]


def test_an_appended_revision_is_exposed(signed, key):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = pdf_string("en")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(signed)
    assert seals.found(out.getvalue()) == [{"key": key.key, "fits": True, "covers": False}]


def test_saved_anew_nothing_holds(signed):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.save(out)
    assert not [one for one in seals.found(out.getvalue()) if one["fits"]]


def test_another_secret_gives_another_key_and_the_same_one_the_same(settings, key):
    assert LocalKey().key == key.key
    assert LocalKey().chain == key.chain
    settings.SECRET_KEY = "another-secret-another-secret-another"
    assert LocalKey().key != key.key


def test_a_key_of_a_file_signs_with_what_vouches_for_it(settings, tmp_path, key):
    secret, chain = self_made()
    pem = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    place = tmp_path / "kunci.pem"
    place.write_bytes(pem + b"".join(one.public_bytes(Encoding.PEM) for one in chain))
    settings.SECRET_KEY, settings.CERTIFICATE_KEY = "another-secret-another-secret-another", str(place)
    other = LocalKey()
    assert other.key == key.key
    assert seals.found(other.signed(sealing.with_field(blank())))[0]["fits"]


@pytest.mark.parametrize("message", [b"", b"\x30\x00", b"x" * 5_000, b"\x30\x82\xff\xff" + bytes(40)])
def test_what_is_no_signature_is_called_none(message):
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        pdf.Root.Odd = pikepdf.Dictionary(
            ByteRange=pikepdf.Array([0, 10, 20, 30]), Contents=pikepdf.String(message), Type=pikepdf.Name.Sig
        )
        out = io.BytesIO()
        pdf.save(out)
    assert seals.found(out.getvalue()) == [{"key": "", "fits": False, "covers": False}]
