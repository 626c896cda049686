"""allauth's second factors, bent to our ways: what is secret is sealed, codes are drawn by the package we have."""

import base64
import io
from urllib.parse import urlsplit

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

PURPOSE = b"sinovik second factors"
NAME = "Sinovik"


class Sealed(DefaultMFAAdapter):
    """Who reads a copy of the database can make no code of it: for that the SECRET_KEY is needed, too."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi Anda, lalu coba lagi."
        ),
    }

    def get_totp_issuer(self):
        return NAME

    def build_totp_svg(self, url):
        drawn = io.BytesIO()
        segno.make(url).save(drawn, kind="svg", scale=5, title=None, svgclass=None, lineclass=None)
        return drawn.getvalue().decode()

    def encrypt(self, text):
        return seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return seal().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self):
        """The portal by the address it is known under, whatever a request calls it."""
        return {"id": urlsplit(settings.BASE_URL).hostname, "name": NAME}


def seal():
    """What seals with the present SECRET_KEY and opens what earlier ones sealed."""
    return MultiFernet([Fernet(key_of(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key_of(secret):
    """A key for this purpose alone, so that nothing else that a secret signs says anything of it."""
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
