"""Ed25519 over the list of a bundle's members. The same list under the same key has the same signature."""

from __future__ import annotations

from collections.abc import Mapping

ALGORITHM = "Ed25519"


def public_key(secret: bytes) -> str:
    """The public key that belongs to a secret of 32 bytes, in hexadecimal digits."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def signed(content: bytes, secret: bytes) -> dict[str, object]:
    """The signature of a content, as JSON values."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(content).hex()
    return {"algorithm": ALGORITHM, "key": public_key(secret), "signature": signature}


def fits(told: Mapping[str, object], content: bytes) -> bool:
    """Whether a signature was made over this content by the key that it names."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key, signature = (bytes.fromhex(str(told.get(name, ""))) for name in ("key", "signature"))
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except (ValueError, InvalidSignature):
        return False
    return told.get("algorithm") == ALGORITHM
