"""When anybody may fetch what a result was computed from, and why not."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from competitions.models import Edition

BUNDLE_SHUT = Refusal(
    "bundle_shut", _("Rencana edisi ini tidak membuka berkas bukti hasil. Sidik digitalnya ada di halaman Bukti hasil.")
)
BUNDLE_TOO_EARLY = Refusal(
    "bundle_too_early",
    _("Berkas bukti hasil dibuka sesudah semua tahap edisi ini selesai, supaya penilai tidak terpengaruh."),
)


def bundle_refusal(edition: Edition, *, is_over: bool) -> Refusal | None:
    """Why the public may not fetch the bundles of an edition. `is_over`: every stage is published or was left out."""
    if not edition.opens_results:
        return BUNDLE_SHUT
    return None if is_over else BUNDLE_TOO_EARLY
