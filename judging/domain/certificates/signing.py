"""The electronic seal of a certificate (PAdES), through a port: whoever signs takes a PDF and gives it back signed.

`CERTIFICATE_SIGNER` names the class: our own key (`local_key.LocalKey`), or a service that signs in the state's name.
"""

from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Signer(Protocol):
    """What signs: `signed` fills the field that `accounts.files.sealing` left open, in a revision behind the rest."""

    @property
    def key(self) -> str:
        """SHA-256 of the public key, as `accounts.files.seals` reads it back."""

    def signed(self, pdf: bytes) -> bytes:
        """The same file with its signature. An exception where there is none to be had: then nothing is printed."""


@cache
def signer() -> Signer:
    """The one that signs here."""
    return import_string(settings.CERTIFICATE_SIGNER)()
