"""Signs certificates with a key of the portal's own: that of a file, or one that follows from `SECRET_KEY`.

The latter vouches for itself: readers of PDF show that nothing was changed, and that they do not know who signed.
"""

import hashlib
import hmac
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import NameOID
from django.conf import settings

from accounts.files import sealing, seals

LABEL = b"sinovik certificates, PAdES, P-256"
# The order of the group of P-256 (FIPS 186-5).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# Within these the certificate that the portal makes itself is valid. They are fixed: the same key has the same one.
SINCE, UNTIL = datetime(2025, 1, 1, tzinfo=UTC), datetime(2075, 1, 1, tzinfo=UTC)
# Hexadecimal digits kept free for a signature besides the certificates that go with it.
ROOM = 6_144


class LocalKey:
    """A key that lies with the portal."""

    def __init__(self):
        self.secret, self.chain = from_file(settings.CERTIFICATE_KEY) if settings.CERTIFICATE_KEY else self_made()

    @property
    def key(self) -> str:
        """SHA-256 of the public key."""
        return seals.fingerprint(self.chain[0].public_key())

    def signed(self, pdf: bytes) -> bytes:
        """The PDF with its open field signed."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

        room = ROOM + 2 * sum(len(one.public_bytes(Encoding.DER)) for one in self.chain)
        sign = partial(
            self.pdf_signer.sign_pdf,
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            existing_fields_only=True,
            # Without it the signature is made twice, the first time to see how long it is.
            bytes_reserved=room + room % 2,
            in_place=True,
        )
        # pyHanko starts an event loop, which a thread that has one running already refuses.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(sign).result().getvalue()

    @cached_property
    def pdf_signer(self):
        """What signs, made once a process."""
        # Importing pyHanko takes half a second: only a worker that prints pays for it.
        from asn1crypto import keys
        from asn1crypto import x509 as plain
        from pyhanko.sign import fields, signers
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        own, *issuers = [plain.Certificate.load(one.public_bytes(Encoding.DER)) for one in self.chain]
        store = SimpleCertificateStore()
        store.register_multiple(issuers)
        secret = self.secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=sealing.FIELD,
                md_algorithm="sha256",
                subfilter=fields.SigSeedSubFilter.PADES,
                name="Sinovik",
                reason=sealing.TOLD,
            ),
            signer=signers.SimpleSigner(
                signing_cert=own, signing_key=keys.PrivateKeyInfo.load(secret), cert_registry=store
            ),
        )


def from_file(path):
    """The private key of a PEM file and the certificates in it, the signer's own first."""
    content = Path(path).read_bytes()
    return load_pem_private_key(content, password=None), x509.load_pem_x509_certificates(content)


def self_made():
    """A key that follows from the portal's secret, and a certificate signed by itself: the same in every process."""
    digest = hmac.new(settings.SECRET_KEY.encode(), LABEL, hashlib.sha512).digest()
    secret = ec.derive_private_key(int.from_bytes(digest) % (ORDER - 1) + 1, ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Sinovik, {settings.BASE_URL}"[:64]),
        ]
    )
    marked = x509.SubjectKeyIdentifier.from_public_key(secret.public_key())
    uses = dict.fromkeys(
        (
            *("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign"),
            *("crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(int.from_bytes(marked.digest[:16]))
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **uses), critical=True)
        .add_extension(marked, critical=False)
        .sign(secret, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return secret, [certificate]
