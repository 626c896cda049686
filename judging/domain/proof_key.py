"""The key that result bundles are signed with."""

import hashlib
import hmac

from django.conf import settings

LABEL = b"sinovik result bundles, Ed25519"


def secret():
    """The 32 bytes of the secret key: those of `PROOF_KEY`, or what follows from `SECRET_KEY` where none is set."""
    if settings.PROOF_KEY:
        return bytes.fromhex(settings.PROOF_KEY)
    return hmac.new(settings.SECRET_KEY.encode(), LABEL, hashlib.sha256).digest()
