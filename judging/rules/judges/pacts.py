"""What opens to a judge only after the edition's pact is signed, and why not."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal

UNSIGNED = Refusal(
    "pact_unsigned",
    _("Baca dan tanda tangani dahulu pakta integritas edisi ini. Sesudah itu tugas Anda terbuka."),
)


def pact_refusal(*, has_signed: bool) -> Refusal | None:
    """Why nothing of an edition opens to a judge: the wording of the pact that stands is signed first."""
    return None if has_signed else UNSIGNED
