"""Who sealed a PDF: its signatures read back, each with the key that made it. Whether to trust the key is for others.

Called in a process apart (`apart.py`): a file is somebody else's program.
"""

import hashlib
import io

import pikepdf
from asn1crypto import cms
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from accounts.files import signatures, stripping

HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
# A file with more is nobody's certificate.
MOST = 8


def found(content: bytes) -> list[dict[str, object]]:
    """The signatures of a PDF: `key` the hash of the public key, `fits` whether it made this one over these bytes, and
    `covers` whether nothing stands behind them.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        signed = [one for one in stripping.dictionaries(pdf) if "/ByteRange" in one and "/Contents" in one][:MOST]
        return [read(one, content) for one in signed]


def read(signature, content):
    """One signature as it is told."""
    try:
        key, is_sound = maker(bytes(signature["/Contents"]))
    # Whatever a strange file calls a signature.
    except (ValueError, KeyError, TypeError, UnsupportedAlgorithm):
        return {"key": "", "fits": False, "covers": False}
    fits = is_sound and signatures.holds(signature, content)
    # To the last byte, even where what stands behind would show nothing.
    return {
        "key": key,
        "fits": fits,
        "covers": fits and sum(map(int, list(signature["/ByteRange"])[2:])) == len(content),
    }


def maker(message):
    """The hash of the public key that made a CMS signature, and whether it did."""
    data = cms.ContentInfo.load(message)["content"]
    (signer,) = data["signer_infos"]
    certificate = named(signer["sid"], [one.chosen for one in data["certificates"]])
    public = load_der_public_key(certificate.public_key.dump())
    algorithm = HASHES[signer["digest_algorithm"]["algorithm"].native]
    try:
        verify(public, signer["signature"].native, signer["signed_attrs"].untag().dump(force=True), algorithm)
    except InvalidSignature:
        return fingerprint(public), False
    return fingerprint(public), True


def named(sid, certificates):
    """The certificate that a signer is named by."""
    (one,) = [one for one in certificates if is_of(sid, one)]
    return one


def is_of(sid, certificate):
    """Whether a name of a signer is that of a certificate."""
    if sid.name == "subject_key_identifier":
        return certificate.key_identifier == sid.native
    told = sid.chosen
    return told["serial_number"].native == certificate.serial_number and told["issuer"] == certificate.issuer


def verify(public, signature, content, algorithm):
    """InvalidSignature unless the key made the signature; UnsupportedAlgorithm for a key that is not read here."""
    if isinstance(public, ec.EllipticCurvePublicKey):
        public.verify(signature, content, ec.ECDSA(algorithm))
    elif isinstance(public, rsa.RSAPublicKey):
        public.verify(signature, content, padding.PKCS1v15(), algorithm)
    else:
        raise UnsupportedAlgorithm(type(public).__name__)


def fingerprint(public):
    """SHA-256 of a public key as X.509 writes it, in hexadecimal digits."""
    return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
